"""The rows behind a runner's day: plain values, one query each, so that the page stays cheap."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from clinic import models
from clinic.rules import retest
from clinic.rules.plan import Pause
from clinic.rules.retest import RetestState
from clinic.rules.screening import Level
from exercises.dosage import Dosage
from exercises.illustration import COLUMNS, Illustration
from exercises.models import ScreeningAdvice

SIDES = ("left", "right", "")
ONE_DAY = datetime.timedelta(days=1)
ASKED = "prescribed_exercise__dosage"


@dataclass(frozen=True, slots=True)
class EpisodeDay:
    """An episode with its current routine (uuid None when it has none) and what the day needs to know."""

    pk: int
    uuid: UUID
    complaint: str
    side: str
    is_running: bool
    routine: UUID | None
    revision: int
    starts_on: datetime.date | None
    words: str
    assigned_at: datetime.datetime | None
    therapist: str
    gate_open: bool
    consented: bool
    morning_missing: bool
    hopped_yesterday: bool
    pauses: tuple[Pause, ...]

    def is_paused(self, day: datetime.date) -> bool:
        return any(pause.covers(day) for pause in self.pauses)


@dataclass(frozen=True, slots=True)
class Prescription:
    """A prescribed exercise; `root` is the first revision that held it without a break."""

    pk: int
    uuid: UUID
    episode_id: int
    continues_id: int | None
    starts_on: datetime.date
    root_starts_on: datetime.date | None
    root_dosage: Dosage | None
    dosage: Dosage
    note: str
    name: str
    summary: str
    load_kind: str
    illustration: Illustration

    @property
    def exercise(self) -> UUID:
        return self.illustration.uuid

    @property
    def root_id(self) -> int:
        return self.continues_id or self.pk


@dataclass(frozen=True, slots=True)
class DoneLog:
    """An entry of the log, and how many times a day its exercise was asked for when it was made."""

    uuid: UUID
    local_date: datetime.date
    pain: int | None
    times_asked: int = 1


@dataclass(frozen=True, slots=True)
class LastValue:
    """The last value of one side of a home test; side "" where it has none."""

    side: str
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class DueTest:
    """A home test that waits to be done, with the last values of its main measure."""

    retest: UUID
    illustration: Illustration
    slug: str
    name: str
    impact: bool
    complaint: str
    body_side: str
    due_on: datetime.date
    state: RetestState
    days_until: int
    last: tuple[LastValue, ...]

    @property
    def home_test(self) -> UUID:
        return self.illustration.uuid

    @property
    def is_due(self) -> bool:
        return self.state in (RetestState.DUE, RetestState.OVERDUE)


@dataclass(frozen=True, slots=True)
class StandingLock:
    """The lock that says most: one of everything before one of impact, then the most urgent level."""

    everything: bool
    level: Level
    advice: str
    locked_at: datetime.datetime


def episodes_of(runner: models.Runner, day: datetime.date) -> list[EpisodeDay]:
    """Every episode of a runner, the oldest first, with its pauses and the current routine: one query.

    A row for each pause: there are few, and a query less.
    """
    rows = (
        models.EpisodeOfCare.objects.filter(runner=runner)
        .annotate(
            current=FilteredRelation("routines", condition=Q(routines__ended_at__isnull=True)),
            **_states_of(runner, day),
        )
        .order_by("opened_at", "pk")
        .values_list(
            "pk",
            "uuid",
            "complaint__name",
            "side",
            "discharged_at",
            "current__uuid",
            "current__revision",
            "current__starts_on",
            "current__words",
            "current__assigned_at",
            "current__assigned_by__name",
            "gate_open",
            "consented",
            "morning_done",
            "hopped_yesterday",
            "pauses__from_on",
            "pauses__to_on",
        )
    )
    by_episode = [list(same) for _pk, same in groupby(rows, key=itemgetter(0))]
    return [_episode(same[0], [Pause(row[-2], row[-1]) for row in same if row[-2]]) for same in by_episode]


def has_consent(runner: models.Runner, episodes: Sequence[EpisodeDay]) -> bool:
    """Whether the runner consents now: a query only where no episode says it."""
    return episodes[0].consented if episodes else _consents(runner).exists()


def prescriptions_of(runner: models.Runner) -> list[Prescription]:
    """The exercises of the current routines of all running episodes, as prescribed: one query."""
    rows: Any = (
        models.PrescribedExercise.objects.filter(
            routine__episode__runner=runner,
            routine__episode__discharged_at__isnull=True,
            routine__ended_at__isnull=True,
        )
        .order_by("routine__episode__opened_at", "routine__episode_id", "position")
        .values_list(
            "pk",
            "uuid",
            "routine__episode_id",
            "continues_id",
            "routine__starts_on",
            "continues__routine__starts_on",
            "continues__dosage",
            "dosage",
            "note",
            "exercise__name",
            "exercise__summary",
            "exercise__load_kind",
            *Illustration.columns("exercise__"),
        )
    )
    shown = len(COLUMNS)
    return [Prescription(*(*row[:-shown], Illustration(*row[-shown:]))) for row in rows]


def logs_of(runner: models.Runner, *, since: datetime.date) -> dict[int, list[DoneLog]]:
    """What stands in the log since that local date, newest first, by the root of the exercise: one query."""
    rows = (
        models.ExerciseLog.objects.standing()
        .filter(runner=runner, local_date__gte=since)
        .order_by("-done_at", "-pk")
        .values_list("prescribed_exercise_id", "prescribed_exercise__continues_id", "uuid", "local_date", "pain", ASKED)
    )
    found: dict[int, list[DoneLog]] = {}
    for pk, root, uuid, day, pain, dosage in rows:
        found.setdefault(root or pk, []).append(DoneLog(uuid, day, pain, dosage.times_per_day))
    return found


def tests_of(runner: models.Runner, day: datetime.date) -> tuple[DueTest, ...]:
    """The waiting home tests of all running episodes, the first due first, with their last values: two queries."""
    rows = list(
        models.Retest.objects.waiting()
        .filter(episode__runner=runner, episode__discharged_at__isnull=True)
        .order_by("due_on", "pk")
        .values_list(
            "home_test_id",
            "uuid",
            "home_test__slug",
            "home_test__name",
            "home_test__impact",
            "episode__complaint__name",
            "episode__side",
            "due_on",
            *Illustration.columns("home_test__"),
        )
    )
    last = _last_values(runner, {row[0] for row in rows}) if rows else {}
    return tuple(_due_test(row, last.get(row[0], {}), day) for row in rows)


def standing_lock(runner: models.Runner) -> StandingLock | None:
    """The lock that stands, with the clinic's advice for its level: one query."""
    advice = ScreeningAdvice.objects.filter(shelf__clinic=runner.clinic_id, level=OuterRef("screening__level")).values(
        "text"
    )
    rows = (
        models.Lock.objects.standing()
        .filter(runner=runner)
        .values_list("extent", "screening__level", "locked_at")
        .annotate(advice=Subquery(advice[:1]))
    )
    locks = [
        StandingLock(extent == models.Lock.Extent.ALL, Level(level), advice or "", at)
        for extent, level, at, advice in rows
    ]
    return max(locks, key=lambda lock: (lock.everything, lock.level.rank), default=None)


def _episode(row: Sequence[Any], pauses: Sequence[Pause]) -> EpisodeDay:
    pk, uuid, complaint, side, discharged, routine, revision, starts_on, words, assigned, therapist, *states = row
    gate_open, consented, morning_done, hopped_yesterday, _first, _last = states
    return EpisodeDay(
        pk=pk,
        uuid=uuid,
        complaint=complaint,
        side=side,
        is_running=discharged is None,
        routine=routine,
        revision=revision or 0,
        starts_on=starts_on,
        words=words or "",
        assigned_at=assigned,
        therapist=therapist or "",
        gate_open=bool(gate_open),
        consented=consented,
        morning_missing=not morning_done,
        hopped_yesterday=hopped_yesterday,
        pauses=tuple(pauses),
    )


def hop_tests_on(runner: models.Runner, day: datetime.date) -> QuerySet:
    """The tests with hops of one local date: the morning after they ask for more."""
    rows = models.TestResult.objects.standing()
    return rows.filter(runner=runner, home_test__impact=True, local_date=day)


def _states_of(runner: models.Runner, day: datetime.date) -> dict[str, Any]:
    """What the day asks about the runner, the same in the row of each episode."""
    return {
        "gate_open": Subquery(_gate_states(runner)[:1]),
        "consented": Exists(_consents(runner)),
        "morning_done": Exists(models.MorningCheck.objects.filter(runner=runner, on=day)),
        "hopped_yesterday": Exists(hop_tests_on(runner, day - ONE_DAY)),
    }


def _consents(runner: models.Runner) -> QuerySet:
    return models.Consent.objects.filter(runner=runner, withdrawn_at__isnull=True)


def _gate_states(runner: models.Runner) -> QuerySet:
    """Whether the start gate is open, the latest answer first."""
    is_open = ExpressionWrapper(Q(passed=True) | ~Q(override_reason=""), output_field=BooleanField())
    gates = models.StartGate.objects.filter(runner=runner).order_by("-done_at", "-pk")
    return gates.annotate(is_open_now=is_open).values("is_open_now")


def pauses_of(runner: models.Runner) -> dict[int, list[Pause]]:
    """The pauses of every episode, by its primary key: one query."""
    rows = models.Pause.objects.filter(episode__runner=runner).values_list("episode_id", "from_on", "to_on")
    found: dict[int, list[Pause]] = {}
    for episode, first, last in rows:
        found.setdefault(episode, []).append(Pause(first, last))
    return found


def _last_values(runner: models.Runner, home_tests: Collection[int]) -> dict[int, dict[str, LastValue]]:
    """The last value of the main measure by home test and side, without practice."""
    rows = models.TestValue.objects.filter(
        result__runner=runner,
        result__home_test__in=home_tests,
        result__practice=False,
        result__voided_at__isnull=True,
        measure__primary=True,
    ).order_by("result__done_at", "result_id")
    found: dict[int, dict[str, LastValue]] = {}
    for home_test, side, value, unit in rows.values_list("result__home_test_id", "result__side", "value", "unit"):
        found.setdefault(home_test, {})[side] = LastValue(side, value, unit)
    return found


def _due_test(row: Sequence[Any], last: Mapping[str, LastValue], day: datetime.date) -> DueTest:
    _home_test, uuid, slug, name, impact, complaint, body_side, due, *shown = row
    return DueTest(
        retest=uuid,
        illustration=Illustration(*shown),
        slug=slug,
        name=name,
        impact=impact,
        complaint=complaint,
        body_side=body_side,
        due_on=due,
        state=retest.state(due, day),
        days_until=retest.days_until(due, day),
        last=tuple(last[side] for side in SIDES if side in last),
    )
