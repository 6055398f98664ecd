"""When an exercise is due, read as a person would read "every day" or "3 or 4 times a week".

Words: a *session day* is a day on which all `times_per_day` were done. `done` maps a local date to the number
of times done on it; days without an entry count as 0.

The number of a week
    is `days_min`. When the plan covers only some days of the week (it starts, ends or pauses), the week is
    kept with that share rounded down, and asks for it rounded up: ask a little more, forgive a little more.
    A week is never kept only by more sessions than its rest days leave room for.

Today, nothing done yet
    1. *rest* while fewer than `min_rest_days` whole days have passed since something was done (rest always
       wins), or when `days_max` session days are reached;
    2. *open* when the week has what it asks for: more may be done, up to `days_max`;
    3. *due* when nothing was done yesterday, or when the days after today no longer hold what is missing;
    4. *open* otherwise: done yesterday, and another day will do.
    "Every day" needs no rule of its own: the days after today never hold what is missing.

A past day without anything done
    is a *rest* day as long as the week was kept or still can be. A day is *missed* when its passing lost a
    session for good: what is missing no longer fits into the days after it. So there are never more missed
    days than sessions short. Missed is neutral.

A coming day
    is *planned* when it will be due if the runner does what is due until then, else *rest*.

Anything done is *done* or *partly*, even on a paused day. Before the start and after the end is *outside*;
`with_done_before` adds what was done there under a former plan.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from clinic.rules.plan import Pause, Plan
from clinic.rules.weeks import DAYS_IN_WEEK, days_between, days_of_week, monday_of, sunday_of

__all__ = [
    "Day",
    "DayState",
    "Done",
    "Pause",
    "Plan",
    "days_due",
    "due_today",
    "empty_week",
    "kept",
    "merged_week",
    "missed_days",
    "session_days",
    "state_on",
    "week",
    "with_done_before",
]

Done = Mapping[date, int]
ONE_DAY = timedelta(days=1)


class DayState(StrEnum):
    """How one day of a plan looks; the rules are at the top of this module."""

    DONE = "done"
    PARTLY = "partly"
    DUE = "due"
    OPEN = "open"
    REST = "rest"
    PLANNED = "planned"
    MISSED = "missed"
    PAUSED = "paused"
    OUTSIDE = "outside"


ASKING = frozenset({DayState.DONE, DayState.PARTLY, DayState.DUE, DayState.PLANNED, DayState.MISSED})


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the week strip: times `done`, and times `wanted` (0 where nothing is asked)."""

    date: date
    state: DayState
    done: int
    wanted: int


def week(plan: Plan, done: Done, today: date, *, of: date | None = None) -> tuple[Day, ...]:
    """Return Monday to Sunday of this week, or of the week in which the day `of` lies, as seen today."""
    monday = monday_of(of or today)
    missed = missed_days(plan, done, monday, today)
    foreseen = _foreseen(plan, done, today, sunday_of(monday))
    return tuple(
        _day(plan, done, day, _state(plan, done, day, today, missed, foreseen)) for day in days_of_week(monday)
    )


def empty_week(monday: date) -> tuple[Day, ...]:
    """Return the week of something that asks for nothing in it."""
    return tuple(Day(day, DayState.OUTSIDE, 0, 0) for day in days_of_week(monday))


def with_done_before(days: Sequence[Day], done: Done, wanted: Done) -> tuple[Day, ...]:
    """Return the days with what was done outside of their plan, under a former one.

    `wanted` maps each date with something done to the times that were asked for on it then.
    """
    return tuple(
        _done_before(day, done[day.date], wanted[day.date])
        if day.state is DayState.OUTSIDE and done.get(day.date)
        else day
        for day in days
    )


def state_on(plan: Plan, done: Done, day: date, today: date) -> DayState:
    """Return the state of one day as seen today."""
    return week(plan, done, today, of=day)[day.weekday()].state


def due_today(plan: Plan, done: Done, today: date) -> bool:
    """Say whether something should still be done today; what was begun is due until its times are done."""
    times = done.get(today, 0)
    if not plan.is_active(today) or times >= plan.times_per_day:
        return False
    return times > 0 or _ask(plan, done, today) is DayState.DUE


def kept(plan: Plan, done: Done, week_start: date) -> bool:
    """Say whether the week from this Monday on has its number of session days; true when none were due."""
    last = sunday_of(week_start)
    return session_days(plan, done, week_start, last) >= days_due(plan, done, week_start, last)


def session_days(plan: Plan, done: Done, first: date, last: date) -> int:
    """Count the active days, first and last included, on which all times of the day were done.

    What was done in a pause is an extra: the pause has already lowered the number of its week.
    """
    return sum(plan.is_active(day) and _is_full(plan, done, day) for day in days_between(first, last))


def days_due(plan: Plan, done: Done, first: date, last: date) -> int:
    """Count the session days that are enough for these days, first and last included, of one week.

    `days_min` for a whole week, its share rounded down for a part of one, at most what rest days allow.
    """
    share = plan.days_min * _active_days(plan, first, last) // DAYS_IN_WEEK
    return min(share, _room(plan, _lately(plan, done, first), first, last))


def missed_days(plan: Plan, done: Done, monday: date, today: date) -> frozenset[date]:
    """Return the missed days of a week: the days whose passing lost a session for good, as seen today."""
    end = min(sunday_of(monday) + ONE_DAY, max(monday, today))
    due = days_due(plan, done, monday, sunday_of(monday))
    lost = due - _within_reach(plan, done, monday, end)
    missed: list[date] = []
    for day in days_between(monday, end - ONE_DAY):
        if len(missed) < lost and due - _within_reach(plan, done, monday, day + ONE_DAY) > len(missed):
            missed.append(day)
    return frozenset(missed)


def merged_week(weeks: Sequence[Sequence[Day]]) -> tuple[Day, ...]:
    """Merge the weeks of several exercises into one strip.

    A day is done when all that was asked on it was done, and something was; partly when some of it was. Else
    it is due, planned or missed when any exercise is; else open, rest, paused or outside, the first of these
    that any exercise is. Times beyond those wanted of one exercise do not pay for another.
    Raises ValueError when the weeks are not the same week.
    """
    if len({tuple(day.date for day in days) for days in weeks}) > 1:
        raise ValueError("only days of the same week can be merged")
    return tuple(_merged_day(days) for days in zip(*weeks, strict=True))


def _merged_day(days: Sequence[Day]) -> Day:
    done = sum(min(day.done, day.wanted) for day in days)
    return Day(days[0].date, _merged_state([day.state for day in days]), done, sum(day.wanted for day in days))


def _merged_state(states: Sequence[DayState]) -> DayState:
    asking = {state for state in states if state in ASKING}
    if asking == {DayState.DONE}:
        return DayState.DONE
    if asking & {DayState.DONE, DayState.PARTLY}:
        return DayState.PARTLY
    order = (DayState.DUE, DayState.PLANNED, DayState.MISSED, DayState.OPEN, DayState.REST, DayState.PAUSED)
    return next((state for state in order if state in states), DayState.OUTSIDE)


def _done_before(day: Day, done: int, wanted: int) -> Day:
    return Day(day.date, DayState.DONE if done >= wanted else DayState.PARTLY, done, wanted)


def _day(plan: Plan, done: Done, day: date, state: DayState) -> Day:
    return Day(day, state, done.get(day, 0), plan.times_per_day if state in ASKING else 0)


def _state(plan: Plan, done: Done, day: date, today: date, missed: frozenset[date], foreseen: Done) -> DayState:
    if not plan.includes(day):
        return DayState.OUTSIDE
    if done.get(day):
        return DayState.DONE if _is_full(plan, done, day) else DayState.PARTLY
    if plan.is_paused(day):
        return DayState.PAUSED
    if day < today:
        return DayState.MISSED if day in missed else DayState.REST
    if day == today:
        return _ask(plan, done, day)
    return DayState.PLANNED if foreseen.get(day) else DayState.REST


def _ask(plan: Plan, done: Done, day: date) -> DayState:
    """Say whether an active day was due, open or rest, knowing only the days before it."""
    monday, sunday = monday_of(day), sunday_of(day)
    reached = session_days(plan, done, monday, day - ONE_DAY)
    if _lately(plan, done, day) or reached >= plan.days_max:
        return DayState.REST
    missing = _days_asked(plan, monday) - reached
    if missing <= 0:
        return DayState.OPEN
    fits_later = _room(plan, {}, day + ONE_DAY, sunday) >= missing
    return DayState.OPEN if done.get(day - ONE_DAY) and fits_later else DayState.DUE


def _foreseen(plan: Plan, done: Done, today: date, last: date) -> Done:
    """Return what will have been done by the last day if from today on all that is due gets done."""
    foreseen = dict(done)
    for day in days_between(today, last):
        if due_today(plan, foreseen, day):
            foreseen[day] = plan.times_per_day
    return foreseen


def _within_reach(plan: Plan, done: Done, monday: date, today: date) -> int:
    """Count the sessions of a week that were done or begun before today or still fit into it."""
    sunday, yesterday = sunday_of(monday), today - ONE_DAY
    reached = session_days(plan, done, monday, yesterday)
    begun = sum(_is_begun(plan, done, day) for day in days_between(monday, yesterday))
    return reached + begun + _room(plan, _lately(plan, done, today), today, sunday)


def _room(plan: Plan, lately: Done, first: date, last: date) -> int:
    """Count the session days that fit between two days, resting also after what was done lately."""
    loaded = max(lately, default=None)
    fits = 0
    for day in days_between(first, last):
        if plan.is_active(day) and (loaded is None or (day - loaded).days > plan.min_rest_days):
            loaded = day
            fits += 1
    return fits


def _lately(plan: Plan, done: Done, day: date) -> dict[date, int]:
    """Return what was done in the `min_rest_days` days before: while there is any, the legs still rest."""
    earlier = days_between(day - timedelta(days=plan.min_rest_days), day - ONE_DAY)
    return {before: done[before] for before in earlier if done.get(before)}


def _days_asked(plan: Plan, monday: date) -> int:
    return -(-plan.days_min * _active_days(plan, monday, sunday_of(monday)) // DAYS_IN_WEEK)


def _active_days(plan: Plan, first: date, last: date) -> int:
    return sum(plan.is_active(day) for day in days_between(first, last))


def _is_full(plan: Plan, done: Done, day: date) -> bool:
    return done.get(day, 0) >= plan.times_per_day


def _is_begun(plan: Plan, done: Done, day: date) -> bool:
    return 0 < done.get(day, 0) < plan.times_per_day
