"""What stands on the paper that a runner takes home: the exercises of a routine, and whom to call."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from clinic.models import Clinic, PrescribedExercise, Retest, Routine, Runner
from clinic.queries.today_rows import StandingLock, episodes_of, standing_lock
from exercises.dosage import Dosage
from exercises.models import Exercise

Test = tuple[str, datetime.date]


@dataclass(frozen=True, slots=True)
class HandoutExercise:
    """One exercise as it is prescribed, with the words and pictures that the library has for it today."""

    exercise: Exercise
    dosage: Dosage
    note: str


@dataclass(frozen=True, slots=True)
class Handout:
    """The paper. `tests` are the home tests to come, each with its day; `left_out` names what may not be done now.

    `ended_on` is the last day of a routine that another one has replaced, `lock` the one that stands.
    """

    runner: Runner
    exercises: Sequence[HandoutExercise]
    tests: Sequence[Test]
    therapist: str
    starts_on: datetime.date
    ended_on: datetime.date | None = None
    left_out: Sequence[str] = ()
    lock: StandingLock | None = None

    @property
    def clinic(self) -> Clinic:
        return self.runner.clinic

    @property
    def printed_on(self) -> datetime.date:
        """Today, where the runner is."""
        return self.runner.today()

    @property
    def minutes(self) -> int:
        """Minutes of one day on which everything is done."""
        return sum(one.dosage.minutes() * one.dosage.times_per_day for one in self.exercises)


def handout_of(routine: Routine) -> Handout:
    """One revision as its therapist hands it over, with all that is in it; in three queries.

    Needs `episode.runner.clinic` and `assigned_by`. Only the routine of now tells of tests.
    """
    runner, ended = routine.episode.runner, routine.ended_at or routine.episode.discharged_at
    rows = _in_order(PrescribedExercise.objects.filter(routine=routine))
    return Handout(
        runner=runner,
        exercises=[_exercise(row) for row in rows],
        tests=[] if ended else tests_to_come(episode=routine.episode_id),
        therapist=_name(routine.assigned_by),
        starts_on=routine.starts_on,
        ended_on=runner.local_now(ended).date() if ended else None,
        lock=standing_lock(runner),
    )


def handout_of_today(runner: Runner) -> Handout | None:
    """All current routines of a runner on one paper, in four queries; None when nothing is prescribed.

    A paper lasts longer than a lock: what is locked, or waits for the start check, is only named.
    """
    episodes = [row for row in episodes_of(runner, runner.today()) if row.is_running and row.routine]
    if not episodes:
        return None
    lock, gate_open = standing_lock(runner), episodes[0].gate_open
    rows = _in_order(PrescribedExercise.objects.filter(routine__uuid__in=[row.routine for row in episodes]))
    free = [row for row in rows if not _waits(row.exercise, lock, gate_open=gate_open)]
    return Handout(
        runner=runner,
        exercises=[_exercise(row) for row in free],
        tests=tests_to_come(episode__in=[row.pk for row in episodes]),
        therapist=next((row.therapist for row in reversed(episodes) if row.therapist), ""),
        starts_on=max(row.starts_on for row in episodes if row.starts_on),
        left_out=[row.exercise.name for row in rows if row not in free],
        lock=lock,
    )


def _waits(exercise: Exercise, lock: StandingLock | None, *, gate_open: bool) -> bool:
    return (lock is not None and exercise.is_held) or (exercise.is_impact and not gate_open)


def tests_to_come(**of: Any) -> list[Test]:
    """The home tests that wait, by name, the first due first: one query."""
    return list(Retest.objects.waiting().filter(**of).order_by("due_on", "pk").values_list("home_test__name", "due_on"))


def _in_order(rows: QuerySet[PrescribedExercise]) -> list[PrescribedExercise]:
    """As on the Today page: those of the warm-up first, then as they were prescribed."""
    prescribed = rows.select_related("exercise").order_by("routine__episode__opened_at", "routine_id", "position")
    return sorted(prescribed, key=lambda row: row.dosage.when != "warm_up")


def _exercise(row: PrescribedExercise) -> HandoutExercise:
    return HandoutExercise(row.exercise, row.dosage, row.note)


def _name(person: Any) -> str:
    return str(person.name) if person is not None else ""
