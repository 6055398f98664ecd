"""Which flights belong to the hopping, and how many a gap in the samples has hidden."""

import numpy as np
from numpy.typing import NDArray

from clinic.measurement.even import Even
from clinic.measurement.flights import Flights
from clinic.measurement.trace import Samples

# A rest of that long ends a bout; where somebody lands and stands before every jump, nearly two of those times.
PAUSE_S, PAUSE_STEPS = 1.5, 1.8
# What comes after a rest is hopping again from the third landing on: putting the phone away looks like one or two.
FEWEST, FEW = 3, 3
HALF = 0.5
# A gap hid hops where the time between two landings is a whole number of steps, give or take a third of one.
WHOLE = 0.35


def rests(flights: Flights, smooth: Even) -> Samples:
    """The times from each landing to the next take-off that were seen to be without a flight, in seconds: (n - 1,)."""
    return flights.start[1:] - flights.landing[:-1] - _unseen(flights.landing[:-1], flights.start[1:], smooth)


def hopping(flights: Flights, smooth: Even) -> Flights:
    """The flights from the first bout of hopping to the last, without the few that were felt before and after."""
    if flights.count < FEWEST:
        return flights.take(np.zeros(flights.count, dtype=bool), flights.unsure)
    usual = float(np.median(np.diff(flights.landing)))
    breaks = rests(flights, smooth) >= max(PAUSE_S, PAUSE_STEPS * usual)
    bouts = np.split(np.arange(flights.count), np.flatnonzero(breaks) + 1)
    real = [bout for bout in bouts if _is_hopping(flights, bout, usual)]
    if not real:
        return flights
    places = np.arange(flights.count)
    first, last = real[0][0], real[-1][-1]
    before, after = first <= FEW, flights.count - 1 - last <= FEW
    return flights.take(((places >= first) | ~before) & ((places <= last) | ~after), flights.unsure)


def _is_hopping(flights: Flights, bout: NDArray[np.intp], usual: float) -> bool:
    """Whether a bout has three landings or more, in the usual rhythm, from flights that are no shorter than half."""
    long_enough = flights.air[bout] >= HALF * np.median(flights.air)
    steps = np.diff(flights.landing[bout])
    return bool(long_enough.sum() >= FEWEST and np.median(steps) < PAUSE_STEPS * usual)


def hidden(flights: Flights, smooth: Even) -> tuple[Samples, int]:
    """The landings that gaps have hidden, in seconds from the first sample, and how many gaps hid what nobody can tell.

    Where the step from one landing to the next spans a gap and is two or more of the steps around it, the missing ones
    are set evenly between. A step that is no whole number of them is left as it is.
    """
    landings, steps, seen = flights.landing, np.diff(flights.landing), rests(flights, smooth)
    found: list[Samples] = []
    untold = 0
    for number in _spanning(landings, smooth):
        usual = float(np.median(steps[max(number - 4, 0) : number + 5]))
        times = round(steps[number] / usual)
        if times >= 2 and seen[number] < PAUSE_S and abs(steps[number] / usual - times) <= WHOLE:
            found.append(landings[number] + steps[number] * np.arange(1, times) / times)
        elif times != 1:
            untold += 1
    return np.concatenate(found) if found else np.empty(0), untold


def _unseen(starts: Samples, ends: Samples, smooth: Even) -> Samples:
    """How much of each time from `starts` to `ends` lies in gaps, in seconds."""
    covered = np.minimum(ends[:, None], smooth.gaps[:, 1]) - np.maximum(starts[:, None], smooth.gaps[:, 0])
    return np.maximum(covered, 0).sum(axis=1)


def _spanning(landings: Samples, smooth: Even) -> list[int]:
    """The numbers of the steps within which a gap lies."""
    inside = smooth.gaps[(smooth.gaps[:, 1] > landings[0]) & (smooth.gaps[:, 0] < landings[-1])]
    first = np.searchsorted(landings, inside[:, 0], side="right") - 1
    last = np.searchsorted(landings, inside[:, 1], side="left") - 1
    return sorted({step for a, b in zip(first, last, strict=True) for step in range(max(a, 0), b + 1)})
