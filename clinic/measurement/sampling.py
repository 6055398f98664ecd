"""How densely a phone was meant to sample, from the times at which its samples came."""

import numpy as np

from clinic.measurement.trace import Samples

# From here on an interval is more likely two with a lost sample between them than a late one.
LOSS_FROM = 1.5


def usual_step(steps: Samples) -> float:
    """The mean interval where nothing is lost, in seconds, from the intervals of a trace (shape (n,), at least one).

    Clocks of browsers that round to a millisecond hide it from a median.
    """
    return float(steps[steps < LOSS_FROM * np.median(steps)].mean())
