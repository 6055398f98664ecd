"""Whether a movement goes from one leg to the other: walking and running do, hopping does not."""

import numpy as np

from clinic.measurement.even import RATE
from clinic.measurement.trace import Samples

PHASES = 16
# Longer than that, two landings do not belong to one movement.
LONGEST_S = 1.5
# Fewer comparisons tell nothing.
FEWEST = 5


def alternation(landings: Samples, across: Samples) -> float:
    """Says how far every other cycle is alike: 0 for cycles that differ by chance, 1 for two that take turns.

    `landings` are in seconds, shape (n,); `across` is the movement across gravity in g, shape (m, 3), 100 a second. The
    legs of a walker or runner push to one side and then to the other, and swing a pocket forwards and then back. So the
    step from one cycle to the next (in 16 phases) is the same as two steps later, while steps between cycles that
    differ by chance agree with none but their neighbours. Taken along the direction in which it shows most. 0 for too
    few cycles to tell.
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
