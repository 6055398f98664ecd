from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.rules.change import Change, ThresholdKind, Verdict, judge

VALUES = st.decimals("0", "200", places=2)
THRESHOLDS = st.none() | st.decimals("0", "20", places=2)


@pytest.mark.parametrize(
    ("before", "after", "higher_is_better", "verdict"),
    [
        ("8.5", "10.4", True, Verdict.NO_CLEAR_CHANGE),
        ("8.5", "10.5", True, Verdict.IMPROVED),
        ("10.4", "8.5", True, Verdict.NO_CLEAR_CHANGE),
        ("10.5", "8.5", True, Verdict.WORSE),
        ("10.5", "8.5", False, Verdict.IMPROVED),
        ("8.5", "10.5", False, Verdict.WORSE),
        ("8.5", "8.5", True, Verdict.NO_CLEAR_CHANGE),
    ],
)
def test_judge_by_the_published_smallest_real_change(
    before: str, after: str, higher_is_better: bool, verdict: Verdict
) -> None:
    threshold = Decimal("1.9")
    change = judge(Decimal(before), Decimal(after), threshold, higher_is_better)
    assert change == Change(Decimal(after) - Decimal(before), verdict, threshold, ThresholdKind.PUBLISHED)


def test_judge_without_any_threshold_gives_the_plain_difference() -> None:
    assert judge(Decimal(21), Decimal(28), None, True) == Change(
        Decimal(7), Verdict.NO_THRESHOLD, None, ThresholdKind.NONE
    )


def test_judge_by_the_margin_of_the_clinic_where_none_is_published() -> None:
    assert judge(Decimal(21), Decimal(28), None, True, clinic_margin=Decimal(5)) == Change(
        Decimal(7), Verdict.IMPROVED, Decimal(5), ThresholdKind.CLINIC
    )


def test_judge_lets_the_published_threshold_win_over_the_clinic() -> None:
    change = judge(Decimal(10), Decimal(11), Decimal("1.9"), True, clinic_margin=Decimal("0.5"))
    assert (change.verdict, change.threshold_kind) == (Verdict.NO_CLEAR_CHANGE, ThresholdKind.PUBLISHED)


@pytest.mark.parametrize("wrong", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("place", range(3))
def test_judge_of_a_value_that_is_not_finite_is_refused(wrong: str, place: int) -> None:
    values = [Decimal(1), Decimal(2), Decimal(3)]
    values[place] = Decimal(wrong)
    with pytest.raises(ValueError, match="finite"):
        judge(*values, True)


def test_judge_with_a_threshold_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        judge(Decimal(1), Decimal(2), None, True, clinic_margin=Decimal(-1))


MIRROR = {Verdict.IMPROVED: Verdict.WORSE, Verdict.WORSE: Verdict.IMPROVED}


@given(VALUES, VALUES, THRESHOLDS, st.booleans())
def test_judge_is_antisymmetric(before: Decimal, after: Decimal, threshold: Decimal | None, up: bool) -> None:
    there, back = judge(before, after, threshold, up), judge(after, before, threshold, up)
    assert back.difference == -there.difference
    assert back.verdict == MIRROR.get(there.verdict, there.verdict)


@given(VALUES, VALUES, THRESHOLDS)
def test_judge_turns_round_with_the_direction(before: Decimal, after: Decimal, threshold: Decimal | None) -> None:
    up, down = judge(before, after, threshold, True), judge(before, after, threshold, False)
    assert down.verdict == MIRROR.get(up.verdict, up.verdict)


@given(VALUES, st.decimals("0", "20", places=2))
def test_judge_of_exactly_the_threshold_is_no_clear_change(before: Decimal, threshold: Decimal) -> None:
    assert judge(before, before + threshold, threshold, True).verdict is Verdict.NO_CLEAR_CHANGE
