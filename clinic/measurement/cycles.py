"""Whether a movement goes from one leg to the other: walking and running do, hopping does not.

The legs of a walker or runner push to one side and then to the other, and swing a pocket forwards and then back, so
that a step is unlike the next and like the one after.
"""

import numpy as np
from scipy import fft

from clinic.measurement.even import RATE
from clinic.measurement.trace import Samples

PHASES = 16
# Longer than that, two landings do not belong to one movement.
LONGEST_S = 1.5
# Fewer comparisons tell nothing.
FEWEST = 5
# Steps and hops follow each other after a quarter to four fifths of a second, and the first clear period is theirs.
SOONEST, LATEST = round(0.25 * RATE), round(0.8 * RATE)
CLEAR, FIRST = 0.2, 0.7


def alternation(landings: Samples, along: Samples, across: Samples) -> float:
    """Says how far legs take turns: about 0 on one leg or on both, near 1 for two that take turns.

    `landings` are in seconds, shape (n,); `along` and `across` are the movement along and across gravity in g, shapes
    (m,) and (m, 3), 100 a second. It is looked for in two ways, since a pocket may hide every other landing.
    """
    return max(_by_landings(landings, across), _by_rhythm(along, across))


def _by_rhythm(along: Samples, across: Samples) -> float:
    """How much better the movement across gravity agrees with itself after two hops or steps than after one."""
    up = _agreement(along[:, None] - along.mean(), LATEST + 1)
    peaks = np.flatnonzero((up[1:-1] > up[:-2]) & (up[1:-1] >= up[2:])) + 1
    peaks = peaks[peaks >= SOONEST]
    if not len(peaks) or up[peaks].max() < CLEAR:
        return 0.0
    period = peaks[up[peaks] >= FIRST * up[peaks].max()][0]
    aside = _agreement(across, 2 * period)
    return float(aside[2 * period] - aside[period])


def _agreement(movement: Samples, most: int) -> Samples:
    """The correlation of a movement (shape (m, axes)) with itself after 0 to `most` samples."""
    length = len(movement)
    if length <= 2 * most:
        return np.zeros(most + 1)
    power = np.abs(fft.rfft(movement, fft.next_fast_len(2 * length, real=True), axis=0)) ** 2
    sums = fft.irfft(power.sum(axis=1), fft.next_fast_len(2 * length, real=True))[: most + 1]
    return sums / max(sums[0], 1e-12) * length / (length - np.arange(most + 1))


def _by_landings(landings: Samples, across: Samples) -> float:
    """How far every other cycle is alike.

    Where two take turns, the step from one cycle to the next (in 16 phases) is the same as two steps later; steps
    between cycles that differ by chance agree with none but their neighbours. Taken along the direction in which it
    shows most. 0 for too few cycles to tell.
    """
    lengths = np.diff(landings)
    if len(lengths) < FEWEST + 3:
        return 0.0
    moments = (landings[:-1, None] + lengths[:, None] * (np.arange(PHASES) / PHASES)) * RATE
    places = np.arange(len(across))
    cycles = np.stack([np.interp(moments, places, axis) for axis in across.T], axis=-1)
    steps = np.diff(cycles, axis=0)
    whole = lengths <= LONGEST_S
    four = whole[:-3] & whole[1:-2] & whole[2:-1] & whole[3:]
    if four.sum() < FEWEST:
        return 0.0
    now, later = steps[:-2][four], steps[2:][four]
    agree = _products(now, later)
    direction = np.linalg.eigh(agree + agree.T)[1][:, -1]
    both = _products(now, now) + _products(later, later)
    return float(2 * direction @ agree @ direction / max(direction @ both @ direction, 1e-12))


def _products(a: Samples, b: Samples) -> Samples:
    """Sums of products over cycles and phases for each pair of axes: shape (3, 3)."""
    return np.einsum("kpi,kpj->ij", a, b)
