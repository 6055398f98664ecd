"""Weeks are written as seven letters, Monday to Sunday.

D done, P partly, N due (now), O open, R rest, F planned (future), M missed, H paused (held), X outside.
"""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.rules.plan import Pause, Plan
from clinic.rules.schedule import (
    Day,
    DayState,
    days_due,
    due_today,
    empty_week,
    kept,
    merged_week,
    missed_days,
    session_days,
    state_on,
    week,
    with_done_before,
)

MONDAY = date(2026, 11, 23)
LONG_AGO = date(2026, 10, 1)
LETTERS = {
    DayState.DONE: "D",
    DayState.PARTLY: "P",
    DayState.DUE: "N",
    DayState.OPEN: "O",
    DayState.REST: "R",
    DayState.PLANNED: "F",
    DayState.MISSED: "M",
    DayState.PAUSED: "H",
    DayState.OUTSIDE: "X",
}
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
NEXT_MON = 7


def on(number: int) -> date:
    return MONDAY + timedelta(days=number)


def did(*numbers: int, times: int = 1) -> dict[date, int]:
    return {on(number): times for number in numbers}


def plan(days_min: int = 3, days_max: int = 4, **more) -> Plan:
    return Plan(**({"days_min": days_min, "days_max": days_max, "starts_on": LONG_AGO} | more))


def letters(days: tuple[Day, ...]) -> str:
    return "".join(LETTERS[day.state] for day in days)


def seen(a_plan: Plan, done: dict[date, int], today: int) -> str:
    """This week's letters, as seen on the day of that number."""
    return letters(week(a_plan, done, on(today), of=MONDAY))


EVERY_DAY = plan(7, 7)
THREE_OR_FOUR = plan(3, 4)
EVERY_OTHER_DAY = plan(3, 4, min_rest_days=1)
ONCE = plan(1, 1)
TWICE_DAILY = plan(7, 7, times_per_day=2)


def test_letters_cover_every_state() -> None:
    assert set(LETTERS) == set(DayState)


@pytest.mark.parametrize(
    ("done", "today", "expected"),
    [
        ({}, MON, "NFFFFFF"),
        (did(MON), MON, "DFFFFFF"),
        (did(MON), TUE, "DNFFFFF"),
        ({}, WED, "MMNFFFF"),
        (did(MON, WED), SUN, "DMDMMMN"),
        (did(MON, WED, SUN), NEXT_MON, "DMDMMMD"),
        (did(*range(7)), NEXT_MON, "DDDDDDD"),
        (did(-1), MON, "NFFFFFF"),
    ],
)
def test_week_of_every_day(done: dict[date, int], today: int, expected: str) -> None:
    assert seen(EVERY_DAY, done, today) == expected


@pytest.mark.parametrize(
    ("done", "today", "expected"),
    [
        ({}, MON, "NRFRFRR"),
        (did(MON), MON, "DRFRFRR"),
        (did(MON), TUE, "DOFRFRR"),
        (did(MON), WED, "DRNRFRR"),
        (did(-1), MON, "OFRFRFR"),
        ({}, THU, "RRRNRFF"),
        ({}, FRI, "RRRRNFF"),
        ({}, SAT, "RRRRMNF"),
        (did(MON, FRI), SAT, "DRRRDOF"),
        (did(MON, SAT), SUN, "DRRRRDN"),
        (did(MON, WED, FRI), SAT, "DRDRDOR"),
        (did(MON, TUE, WED), THU, "DDDORRR"),
        (did(MON, TUE, WED, THU), FRI, "DDDDRRR"),
        (did(MON, WED, FRI), NEXT_MON, "DRDRDRR"),
        (did(MON, WED), NEXT_MON, "DRDRRRM"),
        (did(MON), NEXT_MON, "DRRRRMM"),
        ({}, NEXT_MON, "RRRRMMM"),
    ],
)
def test_week_of_three_or_four_times(done: dict[date, int], today: int, expected: str) -> None:
    assert seen(THREE_OR_FOUR, done, today) == expected


@pytest.mark.parametrize(
    ("done", "today", "expected"),
    [
        ({}, MON, "NRFRFRR"),
        (did(MON), TUE, "DRFRFRR"),
        (did(MON), WED, "DRNRFRR"),
        (did(-1), MON, "RFRFRFR"),
        (did(MON, WED, FRI), SAT, "DRDRDRR"),
        (did(MON, WED, FRI), SUN, "DRDRDRO"),
        ({}, WED, "RRNRFRF"),
        ({}, THU, "RRMNRFR"),
    ],
)
def test_week_of_three_or_four_times_with_a_rest_day(done: dict[date, int], today: int, expected: str) -> None:
    assert seen(EVERY_OTHER_DAY, done, today) == expected


@pytest.mark.parametrize(
    ("done", "today", "expected"),
    [({}, MON, "NRRRRRR"), ({}, SUN, "RRRRRRN"), (did(TUE), WED, "RDRRRRR"), ({}, NEXT_MON, "RRRRRRM")],
)
def test_week_of_once(done: dict[date, int], today: int, expected: str) -> None:
    assert seen(ONCE, done, today) == expected


@pytest.mark.parametrize(
    ("done", "today", "expected"),
    [
        (did(MON), MON, "PFFFFFF"),
        (did(MON), TUE, "PNFFFFF"),
        (did(MON, times=2), TUE, "DNFFFFF"),
        (did(MON, times=3), TUE, "DNFFFFF"),
        (did(MON) | did(TUE, times=2), NEXT_MON, "PDMMMMM"),
    ],
)
def test_week_of_twice_daily(done: dict[date, int], today: int, expected: str) -> None:
    assert seen(TWICE_DAILY, done, today) == expected


@pytest.mark.parametrize(
    ("start", "expected"), [(WED, "XXNRFRF"), (THU, "XXXNRFR"), (SAT, "XXXXXNR"), (SUN, "XXXXXXN")]
)
def test_first_partial_week_asks_its_share_rounded_up(start: int, expected: str) -> None:
    assert seen(plan(3, 4, starts_on=on(start)), {}, start) == expected


def test_plan_that_has_not_begun_shows_its_coming_days() -> None:
    assert seen(plan(7, 7, starts_on=on(THU)), {}, MON) == "XXXFFFF"


def test_plan_that_ended_is_outside_after_its_last_day() -> None:
    assert seen(plan(7, 7, ends_on=on(TUE)), did(MON), WED) == "DMXXXXX"


def test_pause_asks_nothing_but_shows_what_was_done() -> None:
    paused = plan(7, 7, pauses=(Pause(on(TUE), on(THU)),))
    assert seen(paused, did(MON, WED), FRI) == "DHDHNFF"


def test_pause_without_an_end_holds_the_rest_of_the_week() -> None:
    assert seen(plan(3, 4, pauses=(Pause(on(WED)),)), {}, TUE) == "RNHHHHH"


def test_next_week_is_planned_from_what_this_week_will_bring() -> None:
    days = week(THREE_OR_FOUR, did(MON), on(TUE), of=on(NEXT_MON + 2))
    assert (days[0].date, letters(days)) == (on(NEXT_MON), "FRFRFRR")


def test_week_days_carry_times_done_and_wanted() -> None:
    days = week(TWICE_DAILY, did(MON, times=2) | did(TUE), on(TUE))
    assert days[:3] == (
        Day(on(MON), DayState.DONE, done=2, wanted=2),
        Day(on(TUE), DayState.PARTLY, done=1, wanted=2),
        Day(on(WED), DayState.PLANNED, done=0, wanted=2),
    )


def test_week_wants_nothing_on_open_and_rest_days() -> None:
    days = week(THREE_OR_FOUR, did(MON), on(TUE))
    assert [day.wanted for day in days] == [1, 0, 1, 0, 1, 0, 0]


def test_state_on_agrees_with_the_week() -> None:
    states = [state_on(THREE_OR_FOUR, did(MON), on(number), on(TUE)) for number in range(7)]
    assert states == [day.state for day in week(THREE_OR_FOUR, did(MON), on(TUE))]


@pytest.mark.parametrize(
    ("a_plan", "done", "today", "expected"),
    [
        (EVERY_DAY, {}, MON, True),
        (EVERY_DAY, did(MON), MON, False),
        (TWICE_DAILY, did(MON), MON, True),
        (THREE_OR_FOUR, did(MON), TUE, False),
        (plan(3, 4, times_per_day=2), did(MON, TUE), TUE, True),
        (THREE_OR_FOUR, did(MON, WED, FRI), SUN, False),
        (plan(7, 7, starts_on=on(TUE)), {}, MON, False),
        (plan(7, 7, pauses=(Pause(on(MON)),)), {}, MON, False),
        (plan(7, 7, times_per_day=2, pauses=(Pause(on(MON)),)), did(MON), MON, False),
    ],
)
def test_due_today(a_plan: Plan, done: dict[date, int], today: int, expected: bool) -> None:
    assert due_today(a_plan, done, on(today)) is expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(MON, SUN, 3), (MON, MON, 0), (MON, WED, 1), (MON, FRI, 2), (MON, SAT, 2)],
)
def test_days_due_of_a_part_of_a_week_is_rounded_down(first: int, last: int, expected: int) -> None:
    assert days_due(THREE_OR_FOUR, {}, on(first), on(last)) == expected


def test_days_due_is_never_more_than_the_rest_days_leave_room_for() -> None:
    every_other_day = plan(4, 4, min_rest_days=1)
    assert days_due(every_other_day, {}, MONDAY, on(SUN)) == 4
    assert days_due(every_other_day, did(-1), MONDAY, on(SUN)) == 3


@pytest.mark.parametrize(
    ("start", "done", "expected"),
    [(THU, did(THU), True), (THU, {}, False), (SUN, {}, True), (MON, did(MON, TUE), False)],
)
def test_kept_first_week_is_pro_rated(start: int, done: dict[date, int], expected: bool) -> None:
    assert kept(plan(3, 4, starts_on=on(start)), done, MONDAY) is expected


def test_kept_with_a_pause_needs_only_the_other_days() -> None:
    paused = plan(7, 7, pauses=(Pause(on(TUE), on(SAT)),))
    assert [kept(paused, done, MONDAY) for done in (did(MON, SUN), did(MON))] == [True, False]


def test_kept_does_not_count_what_was_done_before_the_start() -> None:
    assert not kept(plan(3, 4, starts_on=on(THU)), did(MON, TUE, WED), MONDAY)


def test_session_days_count_only_whole_days() -> None:
    done = did(MON, times=2) | did(TUE) | did(WED, times=3)
    assert session_days(TWICE_DAILY, done, MONDAY, on(SUN)) == 2


def merged(*rows: str) -> str:
    states = {letter: state for state, letter in LETTERS.items()}
    weeks = [[Day(on(n), states[letter], 0, 0) for n, letter in enumerate(row)] for row in rows]
    return letters(merged_week(weeks))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("DDDDPDD", "DPNMRON"), "DPPPPDP"),
        (("NNNNFFF", "NORMFRH"), "NNNNFFF"),
        (("MMMMRRR", "MRXHRRO"), "MMMMRRO"),
        (("HHXXXXX", "HXXRXXX"), "HHXRXXX"),
        (("NRFRFRR",), "NRFRFRR"),
    ],
)
def test_merged_week_states(rows: tuple[str, ...], expected: str) -> None:
    assert merged(*rows) == expected


def test_merged_week_adds_times_but_extra_ones_do_not_pay_for_another() -> None:
    extra, none = Day(MONDAY, DayState.DONE, 5, 1), Day(MONDAY, DayState.DUE, 0, 2)
    assert merged_week([[extra], [none]]) == (Day(MONDAY, DayState.PARTLY, 1, 3),)


def test_with_done_before_adds_only_what_lies_outside_of_the_plan() -> None:
    plan = Plan(days_min=7, days_max=7, starts_on=MONDAY + timedelta(days=2))
    done = {MONDAY: 1, MONDAY + timedelta(days=1): 1, MONDAY + timedelta(days=2): 1}
    wanted = {MONDAY: 1, MONDAY + timedelta(days=1): 2, MONDAY + timedelta(days=2): 3}
    days = with_done_before(week(plan, done, MONDAY + timedelta(days=2)), done, wanted)
    assert letters(days[:3]) == "DPD"
    assert [(day.done, day.wanted) for day in days[:3]] == [(1, 1), (1, 2), (1, 1)]


def test_with_done_before_of_an_empty_week_without_anything_done_is_empty() -> None:
    assert letters(with_done_before(empty_week(MONDAY), {}, {})) == "XXXXXXX"


def test_merged_week_of_nothing_is_empty() -> None:
    assert merged_week([]) == ()


def test_merged_week_of_different_weeks_is_refused() -> None:
    other = week(EVERY_DAY, {}, on(NEXT_MON))
    with pytest.raises(ValueError, match="same week"):
        merged_week([week(EVERY_DAY, {}, MONDAY), other])


DAY_SETS = st.sets(st.integers(0, 6))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans whose rest days leave room for their number."""
    rest = draw(st.integers(0, 3))
    most = -(-7 // (rest + 1))
    days_max = draw(st.integers(1, most))
    return plan(draw(st.integers(1, days_max)), days_max, min_rest_days=rest)


def rested(a_plan: Plan, numbers: set[int]) -> set[int]:
    """Those of the numbers that keep the rest days of the plan."""
    chosen: list[int] = []
    for number in sorted(numbers):
        if not chosen or number - chosen[-1] > a_plan.min_rest_days:
            chosen.append(number)
    return set(chosen)


@given(st.integers(1, 7), DAY_SETS)
def test_flexible_week_is_kept_just_when_its_number_of_distinct_days_is_reached(
    days_min: int, numbers: set[int]
) -> None:
    assert kept(plan(days_min, 7), did(*numbers), MONDAY) is (len(numbers) >= days_min)


@given(plans(), DAY_SETS)
def test_past_week_shows_one_missed_day_for_each_lost_session(a_plan: Plan, numbers: set[int]) -> None:
    done = did(*numbers)
    lost = days_due(a_plan, done, MONDAY, on(SUN)) - len(numbers)
    missed = missed_days(a_plan, done, MONDAY, on(NEXT_MON))
    assert len(missed) == max(lost, 0)
    assert missed.isdisjoint(done)


@given(plans(), DAY_SETS)
def test_missed_days_once_shown_stay_missed(a_plan: Plan, wishes: set[int]) -> None:
    numbers = rested(a_plan, wishes)
    shown: frozenset[date] = frozenset()
    for today in range(8):
        so_far = did(*(number for number in numbers if number < today))
        missed = missed_days(a_plan, so_far, MONDAY, on(today))
        assert shown <= missed
        shown = missed


@given(plans(), st.sets(st.integers(-3, -1)))
def test_doing_what_is_due_keeps_the_week_and_every_rest_day(a_plan: Plan, before: set[int]) -> None:
    done = did(*before)
    for number in range(7):
        if due_today(a_plan, done, on(number)):
            done[on(number)] = 1
    trained = [number for number in range(7) if on(number) in done]
    gaps = [later - earlier for earlier, later in pairwise(trained)]
    assert kept(a_plan, done, MONDAY)
    assert len(trained) <= a_plan.days_min
    assert all(gap > a_plan.min_rest_days for gap in gaps)


@given(plans(), DAY_SETS, st.integers(0, 6))
def test_states_fit_the_place_of_the_day(a_plan: Plan, numbers: set[int], today: int) -> None:
    done = did(*(number for number in numbers if number <= today))
    allowed = {
        -1: {DayState.DONE, DayState.REST, DayState.MISSED},
        0: {DayState.DONE, DayState.DUE, DayState.OPEN, DayState.REST},
        1: {DayState.PLANNED, DayState.REST},
    }
    for day in week(a_plan, done, on(today)):
        place = (day.date > on(today)) - (day.date < on(today))
        assert day.state in allowed[place]


@given(plans(), DAY_SETS, st.integers(0, 6))
def test_due_today_agrees_with_the_state(a_plan: Plan, numbers: set[int], today: int) -> None:
    done = did(*(number for number in numbers if number <= today))
    is_due = state_on(a_plan, done, on(today), on(today)) is DayState.DUE
    assert due_today(a_plan, done, on(today)) is is_due


@given(plans(), DAY_SETS, DAY_SETS)
def test_doing_more_never_loses_a_kept_week_without_rest_days(a_plan: Plan, numbers: set[int], more: set[int]) -> None:
    before = kept(a_plan, did(*numbers), MONDAY)
    assert kept(a_plan, did(*numbers, *more), MONDAY) >= before
