"""Left beside right: differences between the sides of a test, and when they may be taken at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

LEAN_FINE_CM = Decimal("1.5")
LEAN_TELL_CM = Decimal(2)


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class SideResult:
    """One side of one test: the value in the unit of its measure, its local date, how and in what rhythm."""

    side: Side
    value: Decimal
    day: date
    test: str
    measure: str
    method: str
    rhythm: str = ""


class IndexKind(StrEnum):
    """Which leg is measured against which: involved / uninvolved, or weaker / stronger when both are sore."""

    INVOLVED = "involved"
    WEAKER = "weaker"


@dataclass(frozen=True, slots=True)
class SymmetryIndex:
    """A limb symmetry index in percent, one decimal, with how it was taken. Always show it beside both values."""

    percent: Decimal
    kind: IndexKind


class LeanFlag(StrEnum):
    """Fine; measure again on another day; or tell the therapist."""

    FINE = "fine"
    REPEAT = "repeat"
    TELL = "tell"


def comparable(a: SideResult, b: SideResult) -> bool:
    """Say whether two results may be set against each other: two sides of one measure, day, method and rhythm."""
    return a.side != b.side and _way_of(a) == _way_of(b)


def side_difference(left: Decimal, right: Decimal) -> Decimal:
    """Return left minus right, in the unit of both: above 0 the left is larger."""
    return left - right


def symmetry_index(involved: Decimal, uninvolved: Decimal) -> Decimal | None:
    """Return the limb symmetry index: involved / uninvolved x 100, in percent with one decimal.

    None when the uninvolved side is 0: there is nothing to compare with. Raises ValueError below 0. Even
    for a well-studied hop test healthy people lie within 100 +/- 9.1 (Lawrance et al., BJSM 2017), and two
    weak legs look even: no cut-off is built in.
    """
    if involved < 0 or uninvolved < 0:
        raise ValueError("a symmetry index needs values of 0 or more")
    if uninvolved == 0:
        return None
    return (100 * involved / uninvolved).quantize(Decimal("0.1"), ROUND_HALF_UP)


def symmetry(left: SideResult, right: SideResult, sore: frozenset[Side]) -> SymmetryIndex | None:
    """Return the index of two results, or None where they are not comparable or the divisor is 0.

    One sore leg: that leg over the other. Both legs, or none named: the weaker over the stronger, and the
    kind says so.
    """
    if not comparable(left, right):
        return None
    kind = IndexKind.INVOLVED if len(sore) == 1 else IndexKind.WEAKER
    low, high = sorted((left.value, right.value))
    involved = {Side.LEFT: (left, right), Side.RIGHT: (right, left)}
    if kind is IndexKind.INVOLVED:
        low, high = (result.value for result in involved[next(iter(sore))])
    percent = symmetry_index(low, high)
    return None if percent is None else SymmetryIndex(percent, kind)


def wall_lean_flag(readings: Iterable[tuple[date, Decimal, Decimal]]) -> LeanFlag | None:
    """Judge the side difference of knee-to-wall readings (local date, left cm, right cm), oldest first.

    The last reading of each day counts. Up to 1.5 cm on the latest day is fine: a smaller difference lies
    within the error of measurement (1.5 cm; Chisholm et al., Physiother Can 2012) and within what most
    healthy adults show (Hoch and McKeon, Man Ther 2011). Above 1.5 cm: repeat on another day. Above 2 cm on
    this day and on the test day before: tell the therapist (2 cm and two days are a product choice). None
    without readings. Centimetres only: degrees are a test of their own and are never converted.
    """
    gaps = {day: abs(side_difference(left, right)) for day, left, right in readings}
    latest = [gaps[day] for day in sorted(gaps)[-2:]]
    if not latest:
        return None
    if latest[-1] <= LEAN_FINE_CM:
        return LeanFlag.FINE
    return LeanFlag.TELL if len(latest) == 2 and min(latest) > LEAN_TELL_CM else LeanFlag.REPEAT


def _way_of(result: SideResult) -> tuple[date, str, str, str, str]:
    return result.day, result.test, result.measure, result.method, result.rhythm
