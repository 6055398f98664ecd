from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.rules.trend import Trend, Why, Word, last_of_days, trend

DAY = date(2026, 11, 2)
LATER = date(2026, 11, 4)
# Powden et al. 2015: 1.9 cm.
THRESHOLD = Decimal("1.9")
LENGTHS = st.lists(st.decimals("0", "20", places=1), max_size=13)


def said(*values: str, higher_is_better: bool = True) -> Trend:
    return trend([Decimal(value) for value in values], THRESHOLD, higher_is_better)


def word(*values: str) -> Word:
    return said(*values).word


@pytest.mark.parametrize("values", [[], ["8.0"]])
def test_trend_of_fewer_than_two_days_is_too_few(values: list[str]) -> None:
    assert said(*values) == Trend(Word.TOO_FEW, Why.TOO_FEW)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["8.0", "9.9"], Trend(Word.NO_CLEAR_CHANGE, Why.WITHIN)),
        (["8.0", "10.0"], Trend(Word.PERHAPS_IMPROVED, Why.REPEAT, 1)),
        (["8.0", "6.0"], Trend(Word.PERHAPS_WORSE, Why.REPEAT, 1)),
        (["8.0", "10.0", "9.9"], Trend(Word.NO_CLEAR_CHANGE, Why.WITHIN)),
        (["8.0", "9.9", "10.0"], Trend(Word.PERHAPS_IMPROVED, Why.REPEAT, 1)),
        (["8.0", "10.0", "10.0"], Trend(Word.IMPROVED, Why.IN_A_ROW, 2)),
        (["8.0", "6.0", "5.5"], Trend(Word.WORSE, Why.IN_A_ROW, 2)),
        (["8.0", "10.0", "6.0"], Trend(Word.PERHAPS_WORSE, Why.REPEAT, 1)),
        (["8.0", "10.0", "10.0", "8.0"], Trend(Word.NO_CLEAR_CHANGE, Why.NOT_HELD)),
        (["8.0", "10.0", "10.0", "8.0", "10.0"], Trend(Word.PERHAPS_IMPROVED, Why.REPEAT, 1)),
    ],
)
def test_trend_of_hand_worked_courses_in_centimetres(values: list[str], expected: Trend) -> None:
    assert said(*values) == expected


def test_trend_needs_three_days_in_a_row_from_the_ninth_on() -> None:
    eight = ["8.0"] * 6 + ["10.0", "10.0"]
    nine = ["8.0"] * 7 + ["10.0", "10.0"]
    assert said(*eight) == Trend(Word.IMPROVED, Why.IN_A_ROW, 2, 2)
    assert said(*nine) == Trend(Word.PERHAPS_IMPROVED, Why.REPEAT, 2, 3)
    assert said(*nine, "10.0") == Trend(Word.IMPROVED, Why.IN_A_ROW, 3, 3)
    assert said(*nine, "10.0", "8.0") == Trend(Word.NO_CLEAR_CHANGE, Why.NOT_HELD)


def test_trend_turns_round_where_less_is_better() -> None:
    assert said("8.0", "6.0", "6.0", higher_is_better=False).word is Word.IMPROVED


def test_trend_without_a_threshold_says_so() -> None:
    values = [Decimal(21), Decimal(28), Decimal(28)]
    assert trend(values, None, True) == Trend(Word.NO_THRESHOLD, Why.NO_THRESHOLD)
    assert trend(values, None, True, clinic_margin=Decimal(5)).word is Word.IMPROVED


def test_trend_of_a_value_that_is_not_finite_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        said("8.0", "NaN")


@settings(max_examples=60)
@given(LENGTHS, st.decimals("-20", "20", places=1), st.integers(1, 12))
def test_one_odd_result_alone_is_never_a_change(steady: list[Decimal], odd: Decimal, place: int) -> None:
    """Within half the threshold of each other all along, and one that may be anything, except the first."""
    course = [Decimal(8) + (value - Decimal(10)) * THRESHOLD / Decimal(21) for value in steady]
    course[min(place, len(course)) :] = [odd, *course[min(place, len(course)) :]] if course else []
    words = [trend(course[:end], THRESHOLD, True).word for end in range(len(course) + 1)]
    assert {Word.IMPROVED, Word.WORSE} & set(words) == set()


MIRROR = {
    Word.IMPROVED: Word.WORSE,
    Word.WORSE: Word.IMPROVED,
    Word.PERHAPS_IMPROVED: Word.PERHAPS_WORSE,
    Word.PERHAPS_WORSE: Word.PERHAPS_IMPROVED,
}


@settings(max_examples=60)
@given(LENGTHS)
def test_trend_turns_round_with_the_direction(values: list[Decimal]) -> None:
    up, down = (trend(values, THRESHOLD, direction).word for direction in (True, False))
    assert down is MIRROR.get(up, up)


def test_last_of_days_keeps_the_last_result_of_each_day() -> None:
    rows = [(DAY, 1), (DAY, 2), (LATER, 3), (LATER, 4)]
    assert last_of_days(rows, lambda row: row[0]) == [(DAY, 2), (LATER, 4)]


@pytest.mark.parametrize(("results", "kept"), [([], []), ([1], [1]), ([1, 2], [1, 2]), ([1, 2, 3], [1, 3])])
def test_last_of_days_of_a_single_day_keeps_the_first_and_the_last(results: list[int], kept: list[int]) -> None:
    assert last_of_days(results, lambda _result: DAY) == kept
