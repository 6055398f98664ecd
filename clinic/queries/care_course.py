"""A runner's record as a therapist opens it: who it is, what needs looking at, and the course of care."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from clinic import models
from clinic.models import Alert, EpisodeOfCare, ExerciseLog, PrescribedExercise, Runner
from clinic.policies import consents_now
from clinic.queries import today_rows
from clinic.queries.progress import COURSE_COLUMNS, ROOT_OF_LOG, courses_from
from clinic.queries.results import Comparison, Reading, compare_readings, readings_of, taken_last
from clinic.rules import adherence
from clinic.rules.plan import Pause
from clinic.rules.weeks import monday_of
from exercises.models import ScreeningLevel

WEEKS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class EpisodeHead:
    """An episode as the head of a record names it."""

    uuid: UUID
    pk: int
    complaint: str
    side: str
    opened_at: datetime.datetime
    discharged_at: datetime.datetime | None
    outcome: str
    lead: str | None
    revision: int | None
    due_on: datetime.date | None
    test: str | None
    screening: str | None
    screened_at: datetime.datetime | None
    lock: UUID | None
    gate_open: bool | None
    found: str | None
    invited_until: datetime.datetime | None

    pause: UUID | None
    may_record: bool

    @property
    def is_running(self) -> bool:
        return self.discharged_at is None

    @property
    def screening_word(self) -> str:
        return str(ScreeningLevel(self.screening).label).lower() if self.screening else ""


@dataclass(frozen=True, slots=True)
class Prescribed:
    """One exercise of one revision."""

    revision: int
    starts_on: datetime.date
    ended_at: datetime.datetime | None
    name: str


@dataclass(frozen=True, slots=True)
class CareCourse:
    """What was done and measured in the weeks shown, oldest first; `lately` is adherence in percent."""

    first: datetime.date
    today: datetime.date
    pains: Sequence[tuple[datetime.date, int]]
    weeks: Sequence[adherence.Week]
    prescribed: Sequence[Prescribed]
    readings: Sequence[Reading]
    comparisons: Sequence[Comparison]
    lately: int | None

    @property
    def last_pain(self) -> int | None:
        return self.pains[-1][1] if self.pains else None

    @property
    def main(self) -> list[Comparison]:
        """The main measure of each test in each way of measuring, left before right."""
        return [one for one in self.comparisons if one.is_main]

    @property
    def latest(self) -> list[Comparison]:
        """The same, of each test in the way that it was measured last."""
        return taken_last(self.main)


def heads_of(runner: Runner) -> list[EpisodeHead]:
    """The episodes of a runner, the running ones first, each with what the head of the page needs: one query."""
    columns = (
        "uuid", "pk", "complaint__name", "side", "opened_at", "discharged_at", "outcome", "lead__therapist__name",
        "current__revision", "due_on", "test", "screening", "screened_at", "lock", "gate_open", "found",
        "invited_until", "pause", "may_record",
    )  # fmt: skip
    rows = EpisodeOfCare.objects.filter(runner=runner).annotate(
        lead=FilteredRelation("assignments", condition=Q(assignments__part="lead", assignments__to_on__isnull=True)),
        current=FilteredRelation("routines", condition=Q(routines__ended_at__isnull=True)),
        **_states(runner),
    )
    ordered = rows.order_by(F("discharged_at").desc(nulls_first=True), "-opened_at").values_list(*columns)
    return [EpisodeHead(*row) for row in ordered]


def _states(runner: Runner) -> dict[str, Any]:
    retests = models.Retest.objects.filter(episode=OuterRef("pk")).waiting().order_by("due_on")
    screenings = models.Screening.objects.filter(runner=runner).order_by("-done_at", "-pk")
    locks = models.Lock.objects.filter(runner=runner).standing().order_by("extent", "locked_at")
    gates = models.StartGate.objects.filter(runner=runner).order_by("-done_at", "-pk")
    findings = models.Finding.objects.filter(episode=OuterRef("pk")).current()
    confirmed = findings.exclude(state="ruled_out").order_by("state", "found_at")
    invitations = models.Invitation.objects.filter(
        runner=runner, accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=timezone.now()
    )
    pauses = models.Pause.objects.filter(episode=OuterRef("pk")).exclude(to_on__lt=runner.today())
    passed = Q(passed=True) | ~Q(override_reason="")
    is_open = ExpressionWrapper(passed, output_field=BooleanField())
    return {
        "due_on": Subquery(retests.values("due_on")[:1]),
        "test": Subquery(retests.values("home_test__name")[:1]),
        "screening": Subquery(screenings.values("level")[:1]),
        "screened_at": Subquery(screenings.values("done_at")[:1]),
        "lock": Subquery(locks.values("uuid")[:1]),
        "gate_open": Subquery(gates.annotate(open_=is_open).values("open_")[:1]),
        "pause": Subquery(pauses.values("uuid")[:1]),
        "may_record": consents_now("runner__"),
        "found": Subquery(confirmed.values("cause__name")[:1]),
        "invited_until": Subquery(invitations.order_by("-expires_at").values("expires_at")[:1]),
    }


def standing_alerts(runner: Runner) -> QuerySet[Alert]:
    """What asks for a look, newest first: one query."""
    return Alert.objects.filter(runner=runner).standing().order_by("-raised_at")


def course_of(runner: Runner, episode: EpisodeHead) -> CareCourse:
    """The course of one episode over the last weeks: readings, prescriptions, logs and pauses, four queries."""
    today = runner.today()
    opened = episode.opened_at.astimezone(runner.local_now().tzinfo).date()
    first = max(monday_of(today) - datetime.timedelta(weeks=WEEKS_SHOWN - 1), min(opened, today))
    rows = list(_prescribed(episode))
    logs = list(_logs(episode, monday_of(first)))
    courses = courses_from(rows, _times(logs), {episode.pk: _pauses(runner, episode)}, runner)
    readings, margins = readings_of(runner)
    return CareCourse(
        first=first,
        today=today,
        pains=[(day, pain) for _pk, day, pain in logs if pain is not None and day >= first],
        weeks=adherence.by_week(courses, first, today),
        prescribed=[Prescribed(row[6], row[2], row[3], row[7]) for row in rows],
        readings=readings,
        comparisons=compare_readings(readings, margins),
        lately=adherence.lately(courses, today),
    )


def _prescribed(episode: EpisodeHead) -> Any:
    columns = (*COURSE_COLUMNS, "routine__revision", "exercise__name")
    rows = PrescribedExercise.objects.filter(routine__episode=episode.pk)
    return rows.order_by("routine__revision", "position").values_list(*columns)


def _logs(episode: EpisodeHead, since: datetime.date) -> Any:
    rows = ExerciseLog.objects.filter(prescribed_exercise__routine__episode=episode.pk, local_date__gte=since)
    return rows.standing().order_by("done_at").values_list(ROOT_OF_LOG, "local_date", "pain")


def _times(logs: Sequence[Any]) -> dict[int, dict[datetime.date, int]]:
    found: dict[int, dict[datetime.date, int]] = {}
    for pk, day, _pain in logs:
        times = found.setdefault(pk, {})
        times[day] = times.get(day, 0) + 1
    return found


def _pauses(runner: Runner, episode: EpisodeHead) -> Sequence[Pause]:
    return today_rows.pauses_of(runner).get(episode.pk, ())
