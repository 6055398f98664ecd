"""From days and values to places."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.reports.charts.scale import Days, Values, apart, round_ticks

DAY = datetime.date(2026, 11, 2)
amounts = st.decimals(-999_999, 999_999, places=2).map(float)


def day(number):
    return DAY + datetime.timedelta(days=number)


@given(amounts, amounts)
def test_ticks_cover_what_they_are_asked_for_in_few_even_steps(one, other):
    low, high = sorted((one, other))
    ticks = round_ticks(low, high)
    steps = [after - before for before, after in pairwise(ticks)]
    assert ticks[0] <= low + 1e-6
    assert ticks[-1] >= high - 1e-6
    assert 1 <= len(steps) <= 5
    assert min(steps) > 0
    assert max(steps) - min(steps) <= 1e-5 * max(1, abs(ticks[0]), abs(ticks[-1]))


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 30, [0, 10, 20, 30]),
        (0, 0, [0, 0.5, 1]),
        (0, 1, [0, 0.5, 1]),
        (0, 31, [0, 20, 40]),
        (-4, 6, [-5, 0, 5, 10]),
        (0, 0.05, [0, 0.02, 0.04, 0.06]),
        (7, 7, [7, 7.5, 8]),
    ],
)
def test_ticks_are_round(low, high, ticks):
    assert round_ticks(low, high) == ticks


def test_days_lie_between_first_and_last():
    days = Days(day(0), day(10), 100.0, 200.0)
    assert [days.x(day(number)) for number in (-5, 0, 5, 10, 15)] == [100.0, 100.0, 150.0, 200.0, 200.0]


def test_one_day_alone_lies_at_the_right_end():
    assert Days(day(0), day(0), 100.0, 200.0).x(day(0)) == 200.0


@pytest.mark.parametrize(
    ("room", "shown"), [(10, [0, 1, 5, 9, 10]), (20, [1, 5, 10]), (50, [0, 5, 10]), (60, [1, 10]), (200, [10])]
)
def test_labels_that_do_not_fit_are_left_out_from_the_right(room, shown):
    days = Days(day(0), day(10), 100.0, 200.0)
    wanted = [day(number) for number in (10, 0, 9, 5, 1, 1)]
    assert days.thinned(wanted, room=room) == [day(number) for number in shown]


def test_values_outside_lie_on_the_border():
    values = Values(0, 10, 200.0, 100.0)
    assert [values.y(value) for value in (-1, 0, 5, 10, 11)] == [200.0, 200.0, 150.0, 100.0, 100.0]


@given(st.lists(st.floats(0, 300), max_size=5))
def test_labels_stand_apart_in_their_order_and_inside(places):
    moved = apart(places, 17, 10, 290)
    order = sorted(range(len(places)), key=lambda index: places[index])
    assert all(moved[after] - moved[before] >= 17 - 1e-9 for before, after in pairwise(order))
    assert all(10 <= place <= 290 for place in moved)


def test_labels_that_fit_stay_where_they_are():
    assert apart([30.0, 100.0, 60.0], 17, 10, 290) == [30.0, 100.0, 60.0]
