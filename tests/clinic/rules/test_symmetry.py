from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.rules.symmetry import (
    IndexKind,
    LeanFlag,
    Side,
    SideResult,
    SymmetryIndex,
    comparable,
    side_difference,
    symmetry,
    symmetry_index,
    wall_lean_flag,
)

DAY = date(2026, 11, 2)
LATER = date(2026, 11, 4)
LAST = date(2026, 11, 6)
LEFT = SideResult(Side.LEFT, Decimal(21), DAY, "hop-test", "seconds", "counted", "own")
RIGHT = replace(LEFT, side=Side.RIGHT, value=Decimal(30))
LENGTHS = st.decimals("0", "30", places=1)


def test_comparable_sides_of_one_day_and_method() -> None:
    assert comparable(LEFT, RIGHT) is True


@pytest.mark.parametrize(
    "other",
    [
        {"side": Side.LEFT},
        {"day": LATER},
        {"test": "wall-lean"},
        {"measure": "hops"},
        {"method": "motion"},
        {"rhythm": "metronome"},
    ],
)
def test_comparable_is_false_when_anything_else_differs(other: dict[str, object]) -> None:
    assert comparable(LEFT, replace(RIGHT, **other)) is False


def test_side_difference_is_left_minus_right() -> None:
    assert side_difference(Decimal("8.5"), Decimal("10.1")) == Decimal("-1.6")


@pytest.mark.parametrize(
    ("involved", "uninvolved", "expected"),
    [(21, 30, "70.0"), (30, 30, "100.0"), (33, 30, "110.0"), (2, 3, "66.7"), (1, 16, "6.3"), (0, 3, "0.0")],
)
def test_symmetry_index_in_percent(involved: int, uninvolved: int, expected: str) -> None:
    assert symmetry_index(Decimal(involved), Decimal(uninvolved)) == Decimal(expected)


def test_symmetry_index_over_zero_is_none() -> None:
    assert symmetry_index(Decimal(3), Decimal(0)) is None


def test_symmetry_index_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        symmetry_index(Decimal(-1), Decimal(3))


@pytest.mark.parametrize(
    ("sore", "percent", "kind"),
    [
        ({Side.LEFT}, "70.0", IndexKind.INVOLVED),
        ({Side.RIGHT}, "142.9", IndexKind.INVOLVED),
        ({Side.LEFT, Side.RIGHT}, "70.0", IndexKind.WEAKER),
        (set(), "70.0", IndexKind.WEAKER),
    ],
)
def test_symmetry_by_which_legs_are_sore(sore: set[Side], percent: str, kind: IndexKind) -> None:
    assert symmetry(LEFT, RIGHT, frozenset(sore)) == SymmetryIndex(Decimal(percent), kind)


def test_symmetry_of_results_that_are_not_comparable_is_none() -> None:
    assert symmetry(LEFT, replace(RIGHT, day=LATER), frozenset()) is None


def test_symmetry_with_both_at_zero_is_none() -> None:
    zero = Decimal(0)
    assert symmetry(replace(LEFT, value=zero), replace(RIGHT, value=zero), frozenset()) is None


def lean(*gaps: tuple[date, str]) -> LeanFlag | None:
    return wall_lean_flag((day, Decimal(10), Decimal(10) + Decimal(gap)) for day, gap in gaps)


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        ([], None),
        ([(DAY, "1.5")], LeanFlag.FINE),
        ([(DAY, "-1.5")], LeanFlag.FINE),
        ([(DAY, "1.6")], LeanFlag.REPEAT),
        ([(DAY, "-2.1")], LeanFlag.REPEAT),
        ([(DAY, "2.1"), (LATER, "2.1")], LeanFlag.TELL),
        ([(DAY, "2.1"), (LATER, "-2.1")], LeanFlag.TELL),
        ([(DAY, "2.0"), (LATER, "2.1")], LeanFlag.REPEAT),
        ([(DAY, "2.1"), (LATER, "2.0")], LeanFlag.REPEAT),
        ([(DAY, "2.1"), (LATER, "1.5")], LeanFlag.FINE),
        ([(DAY, "2.1"), (LATER, "1.0"), (LAST, "2.1")], LeanFlag.REPEAT),
        ([(DAY, "2.1"), (DAY, "2.1")], LeanFlag.REPEAT),
        ([(DAY, "2.1"), (DAY, "1.0"), (LATER, "2.1")], LeanFlag.REPEAT),
        ([(LATER, "2.1"), (DAY, "2.1")], LeanFlag.TELL),
    ],
)
def test_wall_lean_flag(gaps: list[tuple[date, str]], expected: LeanFlag | None) -> None:
    assert lean(*gaps) is expected


@given(LENGTHS, LENGTHS)
def test_side_difference_is_antisymmetric(left: Decimal, right: Decimal) -> None:
    assert side_difference(left, right) == -side_difference(right, left)


@given(LENGTHS, LENGTHS)
def test_wall_lean_flag_is_the_same_for_either_leg(left: Decimal, right: Decimal) -> None:
    assert wall_lean_flag([(DAY, left, right)]) is wall_lean_flag([(DAY, right, left)])


@given(LENGTHS, LENGTHS)
def test_symmetry_of_two_sore_legs_is_at_most_100(left: Decimal, right: Decimal) -> None:
    index = symmetry(replace(LEFT, value=left), replace(RIGHT, value=right), frozenset(Side))
    assert (index is None) is (max(left, right) == 0)
    assert index is None or 0 <= index.percent <= 100
