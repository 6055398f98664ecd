"""Whether a result really changed, or only by as much as measuring again would."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Verdict(StrEnum):
    IMPROVED = "improved"
    NO_CLEAR_CHANGE = "no_clear_change"
    WORSE = "worse"
    NO_THRESHOLD = "no_threshold"


class ThresholdKind(StrEnum):
    """Where the threshold comes from: a paper, the clinic's own margin (label it so), or nowhere."""

    PUBLISHED = "published"
    CLINIC = "clinic"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Change:
    """A difference (after minus before, in the unit of the measure) and what it can mean."""

    difference: Decimal
    verdict: Verdict
    threshold: Decimal | None
    threshold_kind: ThresholdKind


def judge(
    before: Decimal,
    after: Decimal,
    smallest_real_change: Decimal | None,
    higher_is_better: bool,
    *,
    clinic_margin: Decimal | None = None,
) -> Change:
    """Say what a change can mean, by the smallest real change of the test (its minimal detectable change).

    The difference counts only when it is larger than the threshold; exactly as large is no clear change. A
    published threshold always wins; the clinic's own margin is used only where none is published. For the
    knee-to-wall test 1.9 cm and 4.7 degrees are published (Powden et al., Man Ther 2015); none was found
    for the 30-second hop test. Raises ValueError for a value that is no finite number and for a threshold
    below 0.
    """
    threshold, kind = _threshold(smallest_real_change, clinic_margin)
    _require_finite(before, after)
    difference = after - before
    return Change(difference, _verdict(difference, threshold, higher_is_better), threshold, kind)


def _threshold(published: Decimal | None, margin: Decimal | None) -> tuple[Decimal | None, ThresholdKind]:
    for value, kind in ((published, ThresholdKind.PUBLISHED), (margin, ThresholdKind.CLINIC)):
        if value is not None:
            _require_finite(value)
            if value < 0:
                raise ValueError("a smallest real change must be 0 or more")
            return value, kind
    return None, ThresholdKind.NONE


def _verdict(difference: Decimal, threshold: Decimal | None, higher_is_better: bool) -> Verdict:
    if threshold is None:
        return Verdict.NO_THRESHOLD
    if abs(difference) <= threshold:
        return Verdict.NO_CLEAR_CHANGE
    return Verdict.IMPROVED if (difference > 0) == higher_is_better else Verdict.WORSE


def _require_finite(*values: Decimal) -> None:
    if not all(value.is_finite() for value in values):
        raise ValueError("a measured value must be a finite number")
