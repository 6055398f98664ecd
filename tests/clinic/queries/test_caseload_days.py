"""The dots of the last fourteen days."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from clinic.queries.caseload_days import FORTNIGHT, fortnight, words_of
from clinic.queries.caseload_rows import Done, Prescribed
from clinic.rules.plan import Pause, Plan
from clinic.rules.schedule import DayState, state_on

TODAY = datetime.date(2026, 11, 25)
DAY = datetime.timedelta(days=1)


def dots(plan, *days_ago, times=1):
    done = {1: [Done(1, TODAY - ago * DAY, 2) for ago in days_ago for _time in range(times)]}
    return [day.state for day in fortnight([Prescribed(1, 1, "Box hop", plan)], done, TODAY)]


def test_fortnight_without_a_routine_is_empty():
    assert fortnight([], {}, TODAY) == ()


def test_fortnight_of_every_day_shows_what_was_missed_and_leaves_today_open():
    plan = Plan(days_min=7, days_max=7, starts_on=TODAY - 3 * DAY)
    assert dots(plan, 3, 1)[-5:] == ["outside", "done", "missed", "done", "planned"]


def test_fortnight_of_a_kept_flexible_week_has_only_rest():
    plan = Plan(days_min=3, days_max=4, starts_on=TODAY - 60 * DAY)
    assert set(dots(plan, 15, 13, 11, 9, 7, 5, 2, 0)) <= {DayState.DONE, DayState.REST}


def test_fortnight_of_a_pause_asks_for_nothing():
    plan = Plan(days_min=7, days_max=7, starts_on=TODAY - 60 * DAY, pauses=(Pause(TODAY - 20 * DAY),))
    assert dots(plan) == [DayState.PAUSED] * FORTNIGHT


def test_words_count_the_days():
    plan = Plan(days_min=7, days_max=7, times_per_day=2, starts_on=TODAY - 3 * DAY)
    done = {1: [Done(1, TODAY - 3 * DAY, 2), Done(1, TODAY - 3 * DAY, 2), Done(1, TODAY - 2 * DAY, 2)]}
    days = fortnight([Prescribed(1, 1, "Box hop", plan)], done, TODAY)
    assert words_of(days) == "Last 14 days: 1 done, 1 partly, 1 not done, the rest kept"


@given(
    days=st.tuples(st.integers(1, 7), st.integers(1, 7)).map(sorted),
    times=st.integers(1, 2),
    rest=st.integers(0, 2),
    began=st.integers(1, 30),
    paused=st.none() | st.tuples(st.integers(-20, 0), st.integers(0, 10)),
    done=st.dictionaries(st.integers(0, 20), st.integers(1, 3)),
)
def test_past_days_are_those_of_the_schedule(days, times, rest, began, paused, done):
    """The short cut for kept weeks must never show another day than the rule itself."""
    pauses = () if paused is None else (Pause(TODAY + paused[0] * DAY, TODAY + (paused[0] + paused[1]) * DAY),)
    plan = Plan(
        days_min=days[0], days_max=days[1], times_per_day=times, min_rest_days=rest, starts_on=TODAY - began * DAY,
        pauses=pauses,
    )  # fmt: skip
    counts = {TODAY - ago * DAY: count for ago, count in done.items()}
    logs = {1: [Done(1, day, None) for day, count in counts.items() for _time in range(count)]}
    shown = fortnight([Prescribed(1, 1, "Box hop", plan)], logs, TODAY)
    expected = [state_on(plan, counts, TODAY - ago * DAY, TODAY) for ago in range(FORTNIGHT - 1, 0, -1)]
    assert [day.state for day in shown[:-1]] == expected
