from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.rules.adherence import Band, Week, band, by_week, lately, percent_of
from clinic.rules.plan import Pause, Plan

MONDAY = date(2026, 11, 2)
SUNDAY = date(2026, 11, 8)


def on(number: int) -> date:
    return MONDAY + timedelta(days=number)


def did(*numbers: int, times: int = 1) -> dict[date, int]:
    return {on(number): times for number in numbers}


def plan(days_min: int = 7, days_max: int = 7, **more) -> Plan:
    return Plan(**({"days_min": days_min, "days_max": days_max, "starts_on": MONDAY} | more))


def week(start: date, done: int, counted: int, due: int, kept: bool) -> Week:
    return Week(start, sessions_done=done, sessions_counted=counted, sessions_due=due, kept=kept)


def test_by_week_of_every_day() -> None:
    weeks = by_week([(plan(), did(0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 13))], MONDAY, on(13))
    assert weeks == [week(MONDAY, 5, 5, 7, kept=False), week(on(7), 7, 7, 7, kept=True)]
    assert [one.percent for one in weeks] == [71, 100]


def test_by_week_of_a_flexible_plan_is_due_its_lower_number() -> None:
    [one] = by_week([(plan(3, 4), did(0, 2, 4, 6))], MONDAY, SUNDAY)
    assert one == week(MONDAY, 4, 3, 3, kept=True)
    assert (one.percent, one.sessions_extra) == (100, 1)


def test_by_week_counts_each_time_of_a_day_but_no_more_than_wanted() -> None:
    [one] = by_week([(plan(times_per_day=2), did(0, times=3) | did(1))], MONDAY, SUNDAY)
    assert one == week(MONDAY, 3, 3, 14, kept=False)
    assert one.percent == 21


def test_by_week_extra_sessions_of_one_exercise_do_not_pay_for_another() -> None:
    courses = [(plan(1, 7), did(*range(7))), (plan(3, 4), {})]
    [one] = by_week(courses, MONDAY, SUNDAY)
    assert one == week(MONDAY, 7, 1, 4, kept=False)
    assert one.percent == 25


def test_by_week_cut_short_is_due_its_share() -> None:
    [one] = by_week([(plan(), did(0, 1)), (plan(3, 4), did(0))], MONDAY, on(1))
    assert one == week(MONDAY, 3, 2, 2, kept=False)


def test_by_week_with_a_pause_is_due_less_and_counts_what_was_done_in_it_as_extra() -> None:
    paused = plan(pauses=(Pause(on(2), on(6)),))
    [one] = by_week([(paused, did(0, 3))], MONDAY, SUNDAY)
    assert one == week(MONDAY, 2, 1, 2, kept=False)
    assert (one.percent, one.sessions_extra) == (50, 1)


def test_by_week_with_nothing_due_has_no_percent_and_is_kept() -> None:
    [one] = by_week([(plan(starts_on=on(30)), did(0))], MONDAY, SUNDAY)
    assert one == week(MONDAY, 0, 0, 0, kept=True)
    assert one.percent is None


def test_by_week_starts_on_monday_for_days_inside_weeks() -> None:
    weeks = by_week([(plan(), {})], on(3), on(15))
    assert [one.start for one in weeks] == [MONDAY, on(7), on(14)]
    assert [one.sessions_due for one in weeks] == [4, 7, 2]


def test_by_week_of_a_single_day() -> None:
    assert by_week([(plan(), did(3))], on(3), on(3)) == [week(MONDAY, 1, 1, 1, kept=False)]


@pytest.mark.parametrize("days_back", [1, 20])
def test_by_week_with_the_last_before_the_first_is_empty(days_back: int) -> None:
    assert by_week([(plan(), {})], on(20), on(20 - days_back)) == []


def test_percent_of_several_weeks_weighs_them_by_what_was_due() -> None:
    weeks = [week(MONDAY, 1, 1, 1, kept=True), week(on(7), 3, 3, 7, kept=False)]
    assert percent_of(weeks) == 50


def test_percent_of_no_weeks_is_none() -> None:
    assert percent_of([]) is None


def test_lately_is_the_last_four_whole_weeks() -> None:
    courses = [(plan(7, 7, starts_on=on(-35)), did(*range(-35, -21), *range(-7, 3)))]
    assert lately(courses, on(3)) == 50


@pytest.mark.parametrize(("today", "percent"), [(0, None), (1, 100), (3, 66)])
def test_lately_in_the_first_week_counts_its_days_before_today(today: int, percent: int | None) -> None:
    assert lately([(plan(starts_on=MONDAY), did(0, 1, today))], on(today)) == percent


def test_lately_without_a_routine_is_none() -> None:
    assert lately([], MONDAY) is None


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        (100, Band.ON_PLAN),
        (80, Band.ON_PLAN),
        (79, Band.PARTIAL),
        (50, Band.PARTIAL),
        (49, Band.LOW),
        (0, Band.LOW),
    ],
)
def test_band_of_percent(percent: int, expected: Band) -> None:
    assert band(percent) is expected


@given(st.integers(1, 7), st.sets(st.integers(0, 6)))
def test_weekly_due_is_the_lower_number_and_kept_means_full_percent(days_min: int, numbers: set[int]) -> None:
    [one] = by_week([(plan(days_min, 7), did(*numbers))], MONDAY, SUNDAY)
    assert (one.sessions_due, one.sessions_done) == (days_min, len(numbers))
    assert one.kept is (one.percent == 100)


@given(st.integers(1, 7), st.integers(0, 6), st.integers(0, 6))
def test_share_of_a_week_never_adds_up_to_more_than_the_week(days_min: int, cut: int, length: int) -> None:
    course = (plan(days_min, 7), {})
    parts = [by_week([course], MONDAY, on(cut)), by_week([course], on(cut + 1), SUNDAY)]
    assert sum(one.sessions_due for part in parts for one in part) <= days_min
