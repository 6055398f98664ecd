"""Whether a movement goes from one leg to the other: walking and running do, hopping does not."""

from dataclasses import dataclass

import numpy as np

from clinic.measurement.even import RATE
from clinic.measurement.trace import Samples

POINTS = 16
# Longer than that, two landings do not belong to one movement.
LONGEST_S = 1.5
FEWEST = 4


@dataclass(frozen=True, slots=True)
class Alternation:
    """How much more a cycle differs from the next than from the one after it.

    `ratio` is about 1 for cycles that are alike but for chance, far above 1 where every other one is alike. `share` is
    the difference of neighbours against the whole movement, 0 to about 2. Both are 0 for too few cycles to tell.
    """

    ratio: float = 0.0
    share: float = 0.0


def alternation(landings: Samples, across: Samples, energy: float) -> Alternation:
    """Compares the movement across gravity (shape (n, 3), in g) from one landing (s) to the next, in 16 phases.

    `energy` is the mean square of the whole movement in g². The legs of a walker or runner push to one side and then to
    the other, and swing a pocket forwards and then back, so that a step is unlike the next and like the one after.
    """
    if len(landings) < FEWEST + 3:
        return Alternation()
    starts, lengths = landings[:-1], np.diff(landings)
    moments = (starts[:, None] + lengths[:, None] * (np.arange(POINTS) / POINTS)) * RATE
    places = np.arange(len(across))
    cycles = np.stack([np.interp(moments, places, axis) for axis in across.T], axis=-1)
    whole = lengths <= LONGEST_S
    three = whole[:-2] & whole[1:-1] & whole[2:]
    if three.sum() < FEWEST:
        return Alternation()
    next_one = ((cycles[1:] - cycles[:-1]) ** 2).mean(axis=(1, 2))
    neighbours = ((next_one[:-1] + next_one[1:]) / 2)[three]
    after_next = ((cycles[2:] - cycles[:-2]) ** 2).mean(axis=(1, 2))[three]
    beside, apart = float(np.median(neighbours)), float(np.median(after_next))
    return Alternation(beside / max(apart, 1e-9), beside * 3 / max(energy, 1e-9))
