"""Flights of a body: the times in which nothing holds it up, from the specific force along gravity."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clinic.measurement.even import RATE
from clinic.measurement.trace import Samples

# A body in the air weighs nothing; what is left of 1 g comes from a phone that swings or is held. Standing still reads
# as 0.98 g on a sensor whose scale is off, so a flight begins clearly below that.
LIGHT, LOWEST = 0.9, 0.6
# The shortest flight that is looked at: 0.06 s, 0.4 cm high.
LEAST_S = 0.06
# After a hard landing the knee gives way and the phone rings; both look like a flight of less than half the length.
BESIDE_S, BESIDE = 2.0, 0.5
# Below this part of its neighbours a flight is counted, or left out, with less trust.
UNSURE = 0.3, 0.65
# A landing shows within a quarter of a second after the flight; the slope is taken from shortly before its end.
LANDING_BEFORE, LANDING_AFTER = round(0.05 * RATE), round(0.25 * RATE)


@dataclass(frozen=True, slots=True, eq=False)
class Flights:
    """Flights in the order of time, each of the arrays of shape (n,).

    `start` and `landing` are in seconds: where the force falls below the weight and where it is back. `air` is the
    missing weight summed over that time, in g·s; that is the time in the air in seconds, if the body really flew.
    `lowest` is the least force in it, in g, and `steepness` how fast the force grows on landing, in g/s. `unsure`
    counts dips near the border of a flight.
    """

    start: Samples
    landing: Samples
    air: Samples
    lowest: Samples
    steepness: Samples
    unsure: int = 0

    @property
    def count(self) -> int:
        return len(self.landing)

    def take(self, chosen: NDArray[np.bool_], unsure: int) -> "Flights":
        parts = (self.start, self.landing, self.air, self.lowest, self.steepness)
        start, landing, air, lowest, steepness = (part[chosen] for part in parts)
        return Flights(start, landing, air, lowest, steepness, unsure)


def flights_in(along: Samples, gaps: Samples) -> Flights:
    """Finds the flights in the force along gravity (shape (n,), in g, 100 samples a second), each with its landing.

    What begins before the recording or lands after it is left out, and what reaches into a gap (from, to in seconds,
    shape (k, 2)): nobody knows how long that was.
    """
    dips = _dips(along)
    hidden = (dips.landing[:, None] > gaps[:, 0]) & (dips.start[:, None] < gaps[:, 1])
    return _beside_others(dips.take(hidden.sum(axis=1) == 0, 0))


def _dips(along: Samples) -> Flights:
    light = (along < LIGHT).astype(np.int8)
    edges = np.diff(light)
    starts, ends = np.flatnonzero(edges == 1) + 1, np.flatnonzero(edges == -1) + 1
    ends = ends[ends > starts[0]] if len(starts) else ends[:0]
    starts = starts[: len(ends)]
    missing = np.append(0, np.cumsum(1 - along)) / RATE
    air = missing[ends] - missing[starts]
    lowest = np.array([along[start:end].min() for start, end in zip(starts, ends, strict=True)], dtype=float)
    dips = Flights(starts / RATE, ends / RATE, air, lowest, _steepness(along, ends))
    return dips.take((air >= LEAST_S) & (lowest < LOWEST), 0)


def _steepness(along: Samples, ends: NDArray[np.intp]) -> Samples:
    slope = np.diff(along, append=along[-1:]) * RATE
    return np.array([slope[max(end - LANDING_BEFORE, 0) : end + LANDING_AFTER].max() for end in ends], dtype=float)


def _beside_others(dips: Flights) -> Flights:
    """Leaves out the small dips beside large ones: compared nearby, so that hops may become lower with fatigue."""
    if not dips.count:
        return dips
    part = dips.air / _longest_near((dips.start + dips.landing) / 2, dips.air)
    unsure = int(((part > UNSURE[0]) & (part < UNSURE[1])).sum())
    return dips.take(part >= BESIDE, unsure)


def _longest_near(middle: Samples, air: Samples) -> Samples:
    """The longest time in the air within two seconds of each dip, itself included: shape (n,)."""
    longest = air.copy()
    for lag in range(1, len(air)):
        near = middle[lag:] - middle[:-lag] <= BESIDE_S
        if not near.any():
            break
        longest[lag:] = np.where(near, np.maximum(longest[lag:], air[:-lag]), longest[lag:])
        longest[:-lag] = np.where(near, np.maximum(longest[:-lag], air[lag:]), longest[:-lag])
    return longest
