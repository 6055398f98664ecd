"""Left beside right in words: both values of one day, how far they are apart, and the index where one is used."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from clinic.models import BodySide, Method, Rhythm, Side
from clinic.queries.results import Comparison, Reading
from clinic.rules import symmetry
from clinic.rules.symmetry import LEAN_FINE_CM, LEAN_TELL_CM, IndexKind, LeanFlag, SideResult, SymmetryIndex
from exercises.quantities import quantity

LEAN_KEY = "distance_cm"
PERCENT = "\N{NO-BREAK SPACE}%"
# An index is customary for what is counted or timed; a length or an angle is compared in its own unit.
INDEXED = frozenset({Method.COUNTED, Method.TIMED, Method.MOTION})
SORE: dict[str, frozenset[symmetry.Side]] = {
    BodySide.LEFT: frozenset({symmetry.Side.LEFT}),
    BodySide.RIGHT: frozenset({symmetry.Side.RIGHT}),
    BodySide.BOTH: frozenset(symmetry.Side),
}


@dataclass(frozen=True, slots=True)
class Sides:
    """The last left and right of the latest day that has both: one measure, method and rhythm."""

    left: Reading
    right: Reading

    @property
    def apart(self) -> Decimal:
        """Left minus right, in the unit of the measure."""
        return symmetry.side_difference(self.left.value, self.right.value)

    @property
    def are_full(self) -> bool:
        """Whether both sides reached the most that the test allows: an index of 100 says little then."""
        return self.left.is_complete and self.right.is_complete

    @property
    def shows_rhythm(self) -> bool:
        """A count beside the main measure in the own rhythm: it mostly shows the rhythm that was chosen."""
        return self.left.result.rhythm == Rhythm.OWN and not self.left.measure.primary

    def index(self, sore: str) -> SymmetryIndex | None:
        """The symmetry index of what is counted or timed, more being better. `sore`: left, right, both or ""."""
        is_indexed = self.left.result.method in INDEXED and self.left.measure.higher_is_better
        if not is_indexed or self.shows_rhythm:
            return None
        sides = (_side_result(Side.LEFT, self.left), _side_result(Side.RIGHT, self.right))
        return symmetry.symmetry(*sides, SORE.get(sore, frozenset()))


def sides_of(comparisons: Iterable[Comparison]) -> Sides | None:
    """The sides of one measure; None where no day has both, taken in the same way. Practice is left out already."""
    alike = list(comparisons)
    if len({one.way for one in alike}) != 1:
        return None
    days = {one.side: {reading.result.local_date: reading for reading in one.days} for one in alike}
    left, right = days.get(Side.LEFT, {}), days.get(Side.RIGHT, {})
    day = max(left.keys() & right.keys(), default=None)
    return None if day is None else Sides(left[day], right[day])


def words_of_sides(comparisons: Iterable[Comparison], sore: str = "") -> str:
    """For a therapist: both values, their difference, the index with how it was taken, and how far to trust it."""
    alike = list(comparisons)
    sides = sides_of(alike)
    if sides is None:
        return ""
    found = sides.index(sore)
    further = _of_index(sides, found, sore) if found else _of_limit(alike, sides)
    return " ".join([_both(sides), *further])


def flag_of(comparisons: Iterable[Comparison]) -> LeanFlag | None:
    """What the knee-to-wall distances of all days ask for; None for any other measure, degrees among them."""
    days = {
        one.side: {reading.result.local_date: reading.value for reading in one.days}
        for one in comparisons
        if one.measure.key == LEAN_KEY and one.method == Method.TAPE
    }
    left, right = days.get(Side.LEFT, {}), days.get(Side.RIGHT, {})
    return symmetry.wall_lean_flag((day, left[day], right[day]) for day in sorted(left.keys() & right.keys()))


def _side_result(side: Side, reading: Reading) -> SideResult:
    result, measure = reading.result, reading.measure
    return SideResult(
        symmetry.Side(side),
        reading.value,
        result.local_date,
        str(result.home_test_id),
        measure.key,
        result.method,
        result.rhythm,
    )


def _both(sides: Sides) -> str:
    unit = sides.left.measure.unit
    words = {
        "day": date_format(sides.left.result.local_date, "j M"),
        "left": quantity(sides.left.value, unit),
        "right": quantity(sides.right.value, unit),
        "apart": quantity(abs(sides.apart), unit),
    }
    if not sides.apart:
        return _("%(day)s: left and right the same, %(left)s.") % words
    if sides.apart > 0:
        return _("%(day)s: left %(left)s, right %(right)s; left %(apart)s more.") % words
    return _("%(day)s: left %(left)s, right %(right)s; right %(apart)s more.") % words


def _of_index(sides: Sides, found: SymmetryIndex, sore: str) -> list[str]:
    if sides.are_full:
        return [_("Both sides reached the end of the test, so an index says little.")]
    how = _("Symmetry index %(percent)s (lower side over the higher).")
    if found.kind is IndexKind.INVOLVED:
        left_over = _("Symmetry index %(percent)s (left, the sore side, over right).")
        right_over = _("Symmetry index %(percent)s (right, the sore side, over left).")
        how = left_over if sore == BodySide.LEFT else right_over
    # Lawrance et al., BJSM 2017: healthy people at hops for distance. No such number exists for hopping in place.
    trust = _("No cut-off: even in a better studied hop test 91 to %(most)s is noise, and two weak legs look even.")
    percent = number_format(found.percent, decimal_pos=1)
    return [how % {"percent": f"{percent}{PERCENT}"}, trust % {"most": f"109{PERCENT}"}]


def _of_limit(comparisons: Iterable[Comparison], sides: Sides) -> list[str]:
    flag = flag_of(comparisons)
    if sides.shows_rhythm:
        return [_("In an own rhythm a count mostly shows the rhythm, so it has no symmetry index.")]
    if flag is LeanFlag.TELL:
        amount = quantity(LEAN_TELL_CM, "cm")
        return [_("More than %(amount)s apart on two test days in a row.") % {"amount": amount}]
    if flag is LeanFlag.REPEAT:
        amount = quantity(LEAN_FINE_CM, "cm")
        return [_("More than %(amount)s apart: repeat on another day.") % {"amount": amount}]
    if flag is LeanFlag.FINE:
        amount = quantity(LEAN_FINE_CM, "cm")
        return [_("Up to %(amount)s lies within the error of measurement.") % {"amount": amount}]
    if sides.left.result.method == Method.PHONE:
        return [_("No limit for a difference between the sides is published for this angle.")]
    return []
