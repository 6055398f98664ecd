"""From days and values to places on the picture."""

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LABEL_WIDTH = 52.0


@dataclass(frozen=True, slots=True)
class Days:
    """A time axis: first and last day, and the x of each."""

    first: datetime.date
    last: datetime.date
    left: float
    right: float

    def x(self, day: datetime.date) -> float:
        """The place of a day; days outside lie on the border. One day alone lies at the right end."""
        span = (self.last - self.first).days
        if span <= 0:
            return self.right
        share = (day - self.first).days / span
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def thinned(self, days: Sequence[datetime.date], room: float = LABEL_WIDTH) -> list[datetime.date]:
        """The days whose labels fit beside each other: the last always, the others from the right."""
        shown: list[datetime.date] = []
        for day in sorted(set(days), reverse=True):
            if not shown or self.x(shown[-1]) - self.x(day) >= room:
                shown.append(day)
        return sorted(shown)


@dataclass(frozen=True, slots=True)
class Values:
    """A value axis: least and most, and the y of each (y grows downward)."""

    low: float
    high: float
    bottom: float
    top: float

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.bottom - min(max(share, 0.0), 1.0) * (self.bottom - self.top)


def ticks_for(measured: Sequence[float], also: Sequence[float]) -> list[float]:
    """Round numbers for an axis that holds zero, all that was measured, and also a goal and the tops of bands."""
    held = [0.0, *measured, *also]
    return round_ticks(min(held), max(held))


def round_ticks(low: float, high: float, wanted: int = 3) -> list[float]:
    """Round numbers that cover low to high with about `wanted` steps: 0, 10, 20, 30."""
    if high <= low:
        high = low + 1
    step = _round_step((high - low) / wanted)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(tick * step, 6) for tick in range(first, last + 1)]


def _round_step(raw: float) -> float:
    size = 10 ** math.floor(math.log10(raw))
    return next(size * factor for factor in (1, 2, 5, 10) if raw <= size * factor * 1.0001)


def apart(places: Sequence[float], least: float, top: float, bottom: float) -> list[float]:
    """Moves places (of labels) at least `least` apart, keeping their order, within top to bottom."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = [min(max(place, top), bottom) for place in places]
    for before, after in pairwise(order):
        moved[after] = max(moved[after], moved[before] + least)
    overflow = (moved[order[-1]] - bottom) if order else 0
    if overflow > 0:
        moved[order[-1]] = bottom
        for after, before in pairwise(reversed(order)):
            moved[before] = min(moved[before], moved[after] - least)
    return moved
