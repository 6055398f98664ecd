"""What a runner's day asks for, merged over the running episodes: the read behind the Today page and the API."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from clinic.models import Runner
from clinic.queries import today_rows
from clinic.queries.today_rows import DoneLog, DueTest, EpisodeDay, Prescription, StandingLock
from clinic.rules import schedule
from clinic.rules.plan import Pause, Plan
from clinic.rules.schedule import Day, DayState
from clinic.rules.weeks import DAYS_IN_WEEK, monday_of
from exercises.dosage import Dosage
from exercises.illustration import Illustration
from exercises.models.exercise import HELD_KINDS, IMPACT_KINDS

# Rest days reach at most six days back into the week before; pain of two weeks is still "the last pain".
LOGS_BACK = datetime.timedelta(days=2 * DAYS_IN_WEEK)
ONE_DAY = datetime.timedelta(days=1)


class Barrier(StrEnum):
    """Why an exercise may not be done now."""

    LOCK = "lock"
    CONSENT = "consent"
    GATE = "gate"


@dataclass(frozen=True, slots=True)
class TodayExercise:
    """One prescribed exercise as it stands on this day; `days` is its week, Monday to Sunday."""

    prescribed_exercise: UUID
    root: int
    exercise: UUID
    name: str
    summary: str
    illustration: Illustration
    dosage: Dosage
    note: str
    complaint: str
    body_side: str
    starts_on: datetime.date
    impact: bool
    barrier: Barrier | None
    today: Day
    days: tuple[Day, ...]
    logs_today: tuple[DoneLog, ...]
    last_pain: int | None

    @property
    def state(self) -> DayState:
        return self.today.state

    @property
    def done_today(self) -> int:
        return self.today.done

    @property
    def times_per_day(self) -> int:
        return self.dosage.times_per_day

    @property
    def minutes(self) -> int:
        """Whole minutes of all its times today."""
        return self.dosage.minutes() * self.dosage.times_per_day

    @property
    def minutes_left(self) -> int:
        """Whole minutes of the times that are still to be done today."""
        return self.dosage.minutes() * max(self.dosage.times_per_day - self.today.done, 0)

    @property
    def is_done(self) -> bool:
        """All times of today are done."""
        return self.today.state is DayState.DONE

    @property
    def is_due(self) -> bool:
        """Something of it should still be done today."""
        return self.barrier is None and self.today.state in (DayState.DUE, DayState.PARTLY)

    @property
    def is_open(self) -> bool:
        """It may be done today, but need not."""
        return self.barrier is None and self.today.state is DayState.OPEN


@dataclass(frozen=True, slots=True)
class Way:
    """What may stand in the way of exercises."""

    lock: StandingLock | None
    consented: bool
    gate_open: bool


@dataclass(frozen=True, slots=True)
class Today:
    """A runner's day. `zone` is the runner's own (an IANA name), `date` the date there, `week` merged over all."""

    date: datetime.date
    zone: str
    exercises: tuple[TodayExercise, ...]
    tests: tuple[DueTest, ...]
    week: tuple[Day, ...]
    episodes: tuple[EpisodeDay, ...]
    lock: StandingLock | None
    gate_open: bool
    consented: bool
    morning_wanted: bool
    was_discharged: bool

    @property
    def locked(self) -> bool:
        """All exercises and tests are locked."""
        return self.lock is not None and self.lock.everything

    @property
    def tests_due(self) -> tuple[DueTest, ...]:
        """Home tests whose day has come, the longest due first."""
        return tuple(test for test in self.tests if test.is_due)

    @property
    def is_paused(self) -> bool:
        """Every running episode pauses today."""
        return bool(self.episodes) and all(episode.is_paused(self.date) for episode in self.episodes)


def today_of(runner: Runner, now: datetime.datetime | None = None, *, tests: bool = True) -> Today:
    """Return the day of this runner at this moment, in six queries however much is prescribed.

    Pages that show no home tests leave them out with `tests`.

    Exercises come as prescribed, those of the warm-up first. A full lock leaves them in the list with a
    barrier, so that nothing looks forgotten; a pause leaves them with the state "paused".
    """
    day = runner.today(now)
    rows = today_rows.episodes_of(runner, day)
    running = tuple(row for row in rows if row.is_running)
    lock = today_rows.standing_lock(runner)
    consented = today_rows.has_consent(runner, rows)
    way = Way(lock, consented, any(row.gate_open for row in rows))
    logs = today_rows.logs_of(runner, since=monday_of(day) - LOGS_BACK)
    exercises = _exercises(runner, running, logs, way, day)
    trained = any(log.local_date == day - ONE_DAY for found in logs.values() for log in found)
    return Today(
        date=day,
        zone=runner.zone,
        exercises=exercises,
        tests=today_rows.tests_of(runner, day) if tests else (),
        week=_week(exercises, logs, day) if exercises else (),
        episodes=running,
        lock=lock,
        gate_open=way.gate_open,
        consented=consented,
        morning_wanted=consented and any(row.morning_missing and (trained or row.hopped_yesterday) for row in running),
        was_discharged=bool(rows) and not running,
    )


def _week(
    exercises: Sequence[TodayExercise], logs: Mapping[int, Sequence[DoneLog]], day: datetime.date
) -> tuple[Day, ...]:
    """The strip over all exercises, with what was done of those that a change of routine has replaced."""
    current = {one.root for one in exercises}
    empty = schedule.empty_week(monday_of(day))
    replaced = [_with_done_before(empty, done) for root, done in logs.items() if root not in current]
    return schedule.merged_week([*(one.days for one in exercises), *replaced])


def _exercises(
    runner: Runner,
    episodes: Sequence[EpisodeDay],
    logs: Mapping[int, Sequence[DoneLog]],
    way: Way,
    day: datetime.date,
) -> tuple[TodayExercise, ...]:
    by_pk = {episode.pk: episode for episode in episodes}
    found = [
        _exercise(row, by_pk[row.episode_id], logs.get(row.root_id, ()), _barrier(row, way), day)
        for row in today_rows.prescriptions_of(runner)
        if row.episode_id in by_pk
    ]
    return tuple(sorted(found, key=lambda one: one.dosage.when != "warm_up"))


def _exercise(
    row: Prescription, episode: EpisodeDay, logs: Sequence[DoneLog], barrier: Barrier | None, day: datetime.date
) -> TodayExercise:
    plan = plan_of(row, episode.pauses)
    days = _with_done_before(schedule.week(plan, times_done(logs), day), logs)
    days = days if barrier is None else _without_coming(days, day)
    return TodayExercise(
        prescribed_exercise=row.uuid,
        root=row.root_id,
        exercise=row.exercise,
        name=row.name,
        summary=row.summary,
        illustration=row.illustration,
        dosage=row.dosage,
        note=row.note,
        complaint=episode.complaint,
        body_side=episode.side,
        starts_on=plan.starts_on,
        impact=row.load_kind in IMPACT_KINDS,
        barrier=barrier,
        today=days[day.weekday()],
        days=days,
        logs_today=tuple(log for log in logs if log.local_date == day),
        last_pain=next((log.pain for log in logs if log.pain is not None), None),
    )


def plan_of(row: Prescription, pauses: Sequence[Pause]) -> Plan:
    """Return the plan of a prescribed exercise.

    It begins with the first revision that held the exercise, so that an edit in the middle of a week does not
    forget its first days; unless how often was changed, since a new rhythm cannot have been missed before.
    """
    same_rhythm = row.root_dosage is None or _rhythm(row.root_dosage) == _rhythm(row.dosage)
    start = row.root_starts_on if same_rhythm and row.root_starts_on else row.starts_on
    dosage = row.dosage
    return Plan(
        days_min=dosage.days_min,
        days_max=dosage.days_max,
        times_per_day=dosage.times_per_day,
        min_rest_days=dosage.min_rest_days,
        starts_on=start,
        pauses=tuple(pauses),
    )


def _without_coming(days: Sequence[Day], today: datetime.date) -> tuple[Day, ...]:
    """The week of an exercise that may not be done: nothing of it comes."""
    resting = {DayState.DUE, DayState.OPEN, DayState.PLANNED}
    return tuple(
        replace(day, state=DayState.REST, wanted=0) if day.date >= today and day.state in resting else day
        for day in days
    )


def _with_done_before(days: Sequence[Day], logs: Sequence[DoneLog]) -> tuple[Day, ...]:
    """A new rhythm begins with its revision: what was done before in this week stays done."""
    return schedule.with_done_before(days, times_done(logs), {log.local_date: log.times_asked for log in logs})


def times_done(logs: Sequence[DoneLog]) -> dict[datetime.date, int]:
    """Return how many times an exercise was done on each local date."""
    times: dict[datetime.date, int] = {}
    for log in logs:
        times[log.local_date] = times.get(log.local_date, 0) + 1
    return times


def _rhythm(dosage: Dosage) -> tuple[int, ...]:
    return dosage.days_min, dosage.days_max, dosage.times_per_day, dosage.min_rest_days


def _barrier(row: Prescription, way: Way) -> Barrier | None:
    if way.lock is not None and (way.lock.everything or row.load_kind in HELD_KINDS):
        return Barrier.LOCK
    if not way.consented:
        return Barrier.CONSENT
    return Barrier.GATE if row.load_kind in IMPACT_KINDS and not way.gate_open else None
