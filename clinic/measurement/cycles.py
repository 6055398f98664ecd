"""Whether a movement goes from one leg to the other: walking and running do, hopping does not.

The legs of a walker or runner push to one side and then to the other, and swing a pocket forwards and then back, so
that a step is unlike the next and like the one after. It is looked for in two ways, since a phone at one hip may hardly
feel the rhythm of the steps, and a phone in a pocket may miss every other landing.
"""

import numpy as np
from scipy import fft, ndimage

from clinic.measurement.even import RATE
from clinic.measurement.trace import Samples

# After longer than that, the next landing does not belong to the same movement.
LONGEST_S = 1.5
# Steps and hops follow each other after a quarter to four fifths of a second; the first clear period is theirs.
SOONEST, LATEST = round(0.25 * RATE), round(0.8 * RATE)
CLEAR, FIRST = 0.2, 0.5
PHASES = 16
# Fewer comparisons tell nothing.
FEWEST = 10


def by_rhythm(landings: Samples, along: Samples, across: Samples) -> float:
    """How much better the movement across gravity agrees with itself after two steps than after one: 0 for hops.

    A difference of two correlations, up to 2. A step is the period of the movement along gravity, in the longest run of
    landings; 0 where that is too short or has none. `landings` are in seconds, shape (n,); `along` and `across` are the
    movement in g, shapes (m,) and (m, 3), at 100 samples a second.
    """
    first, last = _longest_run(landings)
    up = _agreement(along[first:last, None] - 1, LATEST + 1)
    peaks = np.flatnonzero((up[1:-1] > up[:-2]) & (up[1:-1] >= up[2:])) + 1
    peaks = peaks[peaks >= SOONEST]
    if not len(peaks) or up[peaks].max() < CLEAR:
        return 0.0
    step = int(peaks[up[peaks] >= FIRST * up[peaks].max()][0])
    # Over two steps turns sum up to nothing: what is left is the slow leaning of a body that keeps its balance.
    leaning = ndimage.uniform_filter1d(across, 2 * step, axis=0, mode="nearest")
    aside = _agreement((across - leaning)[first:last], 2 * step)
    return float(aside[2 * step] - aside[step])


def by_landings(landings: Samples, across: Samples) -> float:
    """How far every other cycle from landing to landing is alike: 0 for hops, up to 1 for legs that take turns.

    Where legs take turns, the change from one cycle to the next (in 16 phases) is the same as two cycles later; changes
    between cycles that differ by chance agree with none but their neighbours. Taken along the direction in which it
    shows most. 0 for too few cycles to tell. Units as above.
    """
    lengths = np.diff(landings)
    if len(lengths) < FEWEST + 3:
        return 0.0
    moments = (landings[:-1, None] + lengths[:, None] * (np.arange(PHASES) / PHASES)) * RATE
    places = np.arange(len(across))
    cycles = np.stack([np.interp(moments, places, axis) for axis in across.T], axis=-1)
    changes = np.diff(cycles, axis=0)
    whole = lengths <= LONGEST_S
    four = whole[:-3] & whole[1:-2] & whole[2:-1] & whole[3:]
    if four.sum() < FEWEST:
        return 0.0
    now, later = changes[:-2][four], changes[2:][four]
    agree = _products(now, later)
    direction = np.linalg.eigh(agree + agree.T)[1][:, -1]
    both = _products(now, now) + _products(later, later)
    return float(2 * direction @ agree @ direction / max(direction @ both @ direction, 1e-12))


def _longest_run(landings: Samples) -> tuple[int, int]:
    """From where to where landings follow each other longest, in samples: who stands in between sways by chance."""
    breaks = np.flatnonzero(np.diff(landings) > LONGEST_S) + 1
    runs = [run for run in np.split(landings, breaks) if len(run)]
    longest = max(runs, key=lambda run: run[-1] - run[0], default=np.zeros(1))
    return round(float(longest[0]) * RATE), round(float(longest[-1]) * RATE)


def _agreement(movement: Samples, most: int) -> Samples:
    """The correlation of a movement (shape (m, axes)) with itself after 0 to `most` samples; 0 for a short one."""
    length = len(movement)
    if length <= 2 * most:
        return np.zeros(most + 1)
    size = fft.next_fast_len(2 * length, real=True)
    power = np.abs(fft.rfft(movement, size, axis=0)) ** 2
    sums = fft.irfft(power.sum(axis=1), size)[: most + 1]
    return sums / max(sums[0], 1e-12) * length / (length - np.arange(most + 1))


def _products(a: Samples, b: Samples) -> Samples:
    """Sums of products over cycles and phases for each pair of axes: shape (3, 3)."""
    return np.einsum("kpi,kpj->ij", a, b)
