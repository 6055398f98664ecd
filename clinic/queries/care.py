"""Reads for the steps of care: what may be chosen, what was answered, what was found."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from clinic.models import (
    Alert,
    CareAssignment,
    Clinic,
    EpisodeOfCare,
    Finding,
    Lock,
    Membership,
    Pause,
    Runner,
    Screening,
    ShoeReview,
    StartGate,
)
from clinic.queries.caseload_rows import comparisons_of
from clinic.queries.results import Comparison
from clinic.scoping import access_of
from exercises.models import Cause, Complaint, GateCriterion, Status


def clinics_of(user: Any) -> list[Clinic]:
    """Where this person may add runners, the oldest clinic first."""
    return list(Clinic.objects.visible_to(user).filter(pk__in=access_of(user).cares_in).order_by("pk"))


def same_people(clinic: Clinic, *, name: str, email: str, user: Any) -> tuple[Runner | None, list[Runner]]:
    """Who has this e-mail in the clinic, and who is called the same."""
    rows = Runner.objects.visible_to(user).filter(clinic=clinic, erased_at__isnull=True)
    same = list(rows.filter(Q(name__iexact=name.strip()) | Q(email__iexact=email) & ~Q(email="")))
    by_email = next((row for row in same if email and row.email.casefold() == email.casefold()), None)
    return by_email, [row for row in same if row.name.casefold() == name.strip().casefold()]


def complaints_of(clinic: Clinic) -> QuerySet[Complaint]:
    """The complaints of the clinic's own shelf."""
    return Complaint.objects.filter(shelf_id=clinic.shelf_id, status=Status.PUBLISHED)


def therapists_of(clinic_id: int) -> QuerySet[Membership]:
    """The clinic's therapists by name."""
    rows = Membership.objects.filter(clinic=clinic_id, is_therapist=True, user__is_active=True)
    return rows.select_related("user").order_by("user__name", "user__email")


def carers_of(episode: EpisodeOfCare) -> list[CareAssignment]:
    """Who leads and who covers the episode now, the lead first."""
    rows = CareAssignment.objects.on(episode.runner.today()).filter(episode=episode)
    return list(rows.select_related("therapist").order_by("-part", "from_on"))


def running_pause(episode: EpisodeOfCare) -> Pause | None:
    """The pause that is on, or the next that is planned."""
    today = episode.runner.today()
    return Pause.objects.filter(episode=episode).exclude(to_on__lt=today).order_by("from_on").first()


@dataclass(frozen=True, slots=True)
class LockNow:
    """A lock that stands, with the short words of the answers that set it."""

    uuid: UUID
    extent: str
    locked_at: datetime.datetime
    reasons: Sequence[str]

    @property
    def words(self) -> str:
        return str(Lock.Extent(self.extent).label)


@dataclass(frozen=True, slots=True)
class Answered:
    """A screening with its answers in words; those that raised its level come first."""

    screening: Screening
    answers: Sequence[tuple[str, str, bool]]
    lock: LockNow | None

    @property
    def by_runner(self) -> bool:
        return self.screening.recorded_by_id == self.screening.runner.user_id

    @property
    def is_clear(self) -> bool:
        return self.screening.level == "clear"


ANSWER_WORDS = {"yes": lambda: _("Yes"), "no": lambda: _("No"), "unsure": lambda: _("Not sure")}


def last_answers(runner: Runner, texts: Mapping[str, str]) -> Answered | None:
    """The newest screening and the lock that says most, in one query; `texts` are the questions by their slug."""
    rows = list(_screenings_that_count(runner))
    if not rows:
        return None
    screening = rows[0]
    screening.runner = runner
    said = [(texts.get(slug, slug), _answer(answer), answer != "no") for slug, answer in screening.answers.items()]
    locks = [LockNow(row.lock_uuid, row.extent, row.locked_at, row.reasons) for row in rows if row.lock_uuid]
    widest = min(locks, key=lambda lock: lock.extent, default=None)
    return Answered(screening, sorted(said, key=lambda one: not one[2]), widest)


def _screenings_that_count(runner: Runner) -> QuerySet[Any]:
    """The newest, and those whose lock still stands; the newest first."""
    own = Screening.objects.filter(runner=runner).order_by("-done_at", "-pk")
    stands = FilteredRelation("locks", condition=Q(locks__lifted_at__isnull=True))
    return (
        own.annotate(
            standing=stands,
            lock_uuid=F("standing__uuid"),
            extent=F("standing__extent"),
            locked_at=F("standing__locked_at"),
        )
        .filter(Q(lock_uuid__isnull=False) | Q(pk=Subquery(own.values("pk")[:1])))
        .select_related("recorded_by")
    )


def screening_alerts(runner: Runner) -> list[Alert]:
    """What a therapist has not settled about the safety answers."""
    kinds = (Alert.Kind.RED_FLAG, Alert.Kind.SCREENING_NOTE)
    return list(Alert.objects.filter(runner=runner, kind__in=kinds).standing())


@dataclass(frozen=True, slots=True)
class GateNow:
    """The last start check with the criteria that did not hold, in words."""

    gate: StartGate
    failed: Sequence[str]


def gate_now(runner: Runner, criteria: Iterable[GateCriterion]) -> GateNow | None:
    gate = StartGate.objects.filter(runner=runner).select_related("recorded_by").order_by("-done_at", "-pk").first()
    if gate is None:
        return None
    words = {row.slug: row.text for row in criteria}
    return GateNow(gate, [words.get(slug, slug) for slug in gate.failed])


@dataclass(frozen=True, slots=True)
class NamedTest:
    uuid: UUID
    name: str


@dataclass(frozen=True, slots=True)
class CauseFound:
    """A possible cause with what was found about it before, the newest first, and what its home tests say."""

    cause: Cause
    findings: Sequence[Finding]
    comparisons: Sequence[Comparison]
    untested: Sequence[NamedTest]

    @property
    def current(self) -> Finding | None:
        return next((row for row in self.findings if row.superseded_at is None), None)


def possible_causes(episode: EpisodeOfCare) -> QuerySet[Cause]:
    """The causes of the episode's complaint, in their order."""
    return Cause.objects.filter(possible_in__complaint=episode.complaint_id).order_by("possible_in__position")


def causes_found(episode: EpisodeOfCare) -> list[CauseFound]:
    """All that speaks for or against each cause, in three queries. The episode comes with its runner."""
    findings = list(Finding.objects.filter(episode=episode).select_related("found_by").order_by("-found_at", "-pk"))
    compared = comparisons_of([episode.runner_id]).get(episode.runner_id, [])
    measured = {one.home_test.pk for one in compared}
    found = []
    for cause, tests in _with_tests(episode):
        found.append(
            CauseFound(
                cause=cause,
                findings=[row for row in findings if row.cause_id == cause.pk],
                comparisons=[one for one in compared if one.home_test.pk in tests],
                untested=[test for pk, test in tests.items() if pk not in measured],
            )
        )
    return found


def _with_tests(episode: EpisodeOfCare) -> list[tuple[Cause, dict[int, NamedTest]]]:
    """Each cause with its home tests by primary key: a row for each pair, in one query."""
    names = {"test": F("home_tests__pk"), "test_uuid": F("home_tests__uuid"), "test_name": F("home_tests__name")}
    found: dict[int, tuple[Cause, dict[int, NamedTest]]] = {}
    rows: Iterable[Any] = possible_causes(episode).annotate(**names).order_by("possible_in__position", "home_tests__pk")
    for row in rows:
        _cause, tests = found.setdefault(row.pk, (row, {}))
        if row.test is not None:
            tests[row.test] = NamedTest(row.test_uuid, row.test_name)
    return list(found.values())


def shoe_reviews_of(episode: EpisodeOfCare) -> list[ShoeReview]:
    """All of this episode, the newest first."""
    return list(ShoeReview.objects.filter(episode=episode).select_related("reviewed_by"))


def _answer(answer: str) -> str:
    return ANSWER_WORDS[answer]() if answer in ANSWER_WORDS else answer
