from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.rules.pain import (
    Advice,
    Morning,
    PainWeek,
    Zone,
    advice,
    morning_rule,
    rising,
    rose_sharply,
    usual_morning,
    worst_by_week,
    zone,
)

MONDAY = date(2026, 11, 2)


def weeks(*worst: int | None) -> list[PainWeek]:
    """Weeks in a row; None leaves one out."""
    numbered = enumerate(worst)
    return [PainWeek(MONDAY + timedelta(weeks=n), pain) for n, pain in numbered if pain is not None]


def test_zone_of_every_rating() -> None:
    assert [zone(pain) for pain in range(11)] == [Zone.GO] * 3 + [Zone.HOLD] * 3 + [Zone.STOP] * 5


@pytest.mark.parametrize("wrong", [-1, 11, 2.5, True, None, "3", float("nan")])
def test_zone_of_anything_else_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        zone(wrong)


def test_advice_of_every_zone() -> None:
    assert {one: advice(one) for one in Zone} == {
        Zone.GO: Advice.CARRY_ON,
        Zone.HOLD: Advice.HOLD_DOSE,
        Zone.STOP: Advice.STOP_AND_TELL,
    }


@pytest.mark.parametrize(("before", "now", "expected"), [(1, 4, True), (1, 3, False), (5, 2, False), (0, 10, True)])
def test_rose_sharply_by_three_or_more(before: int, now: int, expected: bool) -> None:
    assert rose_sharply(before, now) is expected


@pytest.mark.parametrize(
    ("usual", "morning", "new_sign", "expected"),
    [
        (1, 2, False, Morning.CARRY_ON),
        (1, 3, False, Morning.EASE_AND_NOTIFY),
        (5, 5, False, Morning.CARRY_ON),
        (5, 6, False, Morning.EASE_AND_NOTIFY),
        (3, 0, False, Morning.CARRY_ON),
        (3, 0, True, Morning.EASE_AND_NOTIFY),
        (None, 5, False, Morning.CARRY_ON),
        (None, 6, False, Morning.EASE_AND_NOTIFY),
    ],
)
def test_morning_rule(usual: int | None, morning: int, new_sign: bool, expected: Morning) -> None:
    assert morning_rule(usual, morning, new_sign=new_sign) is expected


@pytest.mark.parametrize(
    ("mornings", "expected"), [([], None), ([4], 4), ([1, 2], 1), ([9, 9, 9, 1, 1, 1, 2, 2, 2, 3], 2)]
)
def test_usual_morning_is_the_lower_median_of_the_last_seven(mornings: list[int], expected: int | None) -> None:
    assert usual_morning(mornings) == expected


def test_worst_by_week_is_sorted_and_leaves_out_empty_weeks() -> None:
    entries = [
        (MONDAY + timedelta(days=15), 2),
        (MONDAY, 3),
        (MONDAY + timedelta(days=6), 5),
        (MONDAY + timedelta(days=3), 4),
        (MONDAY + timedelta(days=14), 0),
    ]
    assert worst_by_week(entries) == weeks(5, None, 2)


def test_worst_by_week_of_nothing_is_empty() -> None:
    assert worst_by_week([]) == []


@pytest.mark.parametrize(
    ("worst", "expected"),
    [
        ((), False),
        ((4,), False),
        ((3, 3), True),
        ((5, 3), True),
        ((2, 3), False),
        ((3, 2), False),
        ((0, 1), False),
        ((0, 2), True),
        ((0, 1, 2), True),
        ((2, 1, 2), False),
        ((0, 1, 1), False),
        ((4, 4, 1), False),
        ((3, None, 3), False),
        ((0, None, 2), False),
        ((0, None, 1, 2), False),
    ],
)
def test_rising(worst: tuple[int | None, ...], expected: bool) -> None:
    assert rising(weeks(*worst)) is expected


@given(st.lists(st.integers(0, 10), max_size=6))
def test_rising_never_holds_when_pain_falls_out_of_the_hold_zone(worst: list[int]) -> None:
    assert not rising(weeks(*sorted(worst, reverse=True), 0))


@given(st.integers(0, 10), st.integers(0, 10))
def test_zone_never_falls_as_pain_rises(a: int, b: int) -> None:
    order = list(Zone)
    assert order.index(zone(min(a, b))) <= order.index(zone(max(a, b)))
