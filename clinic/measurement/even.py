"""A trace on an even grid: in order, smoothed, in units of gravity; and how good the recording was."""

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from clinic.measurement.sampling import usual_step
from clinic.measurement.trace import GRAVITY, Samples, Trace

RATE = 100
# A landing rings at 8 to 15 Hz in a pocket; the hops themselves come at 1.5 to 3.5 a second.
CUTOFF_HZ = 8.0
# A Gaussian is at half its power there; it is even in time and never overshoots, as a Butterworth filter would.
SIGMA = np.sqrt(np.log(2)) / (2 * np.pi * CUTOFF_HZ) * RATE
# Half of a quick hop: a straight line across less of it hides nothing.
GAP_S = 0.15
# As long as several hops, so that the mean over it points along gravity; short enough to follow a phone that is turned.
UPRIGHT_S = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class Even:
    """Specific force in g at 100 samples a second, shape (n, 3), smoothed to 8 Hz, from the first sample on.

    `since` is the time of that first sample on the clock of the trace, `seconds` how long the recording is. `rate` is
    what the phone gave in samples a second, `lost` the share of samples that are missing (0 to 1). `gaps` are times
    without samples, long enough to hide part of a hop: (from, to) in seconds from the first sample, shape (k, 2).
    """

    a: Samples
    since: float
    seconds: float
    rate: float
    lost: float
    gaps: Samples

    @property
    def longest_gap(self) -> float:
        return float(np.diff(self.gaps, axis=1).max(initial=0))

    def along_gravity(self) -> tuple[Samples, Samples]:
        """The part along gravity, shape (n,), 1 at rest and 0 in flight; and what lies across, shape (n, 3).

        Over whole hops the body's own acceleration has the mean 0, so that the mean of the specific force is gravity:
        it tells up from down however the phone is worn, and whichever sign its maker gives to gravity.
        """
        up = ndimage.uniform_filter1d(self.a, int(UPRIGHT_S * RATE), axis=0, mode="nearest")
        up /= np.maximum(np.linalg.norm(up, axis=1, keepdims=True), 1e-9)
        along = np.einsum("ij,ij->i", self.a, up)
        return along, self.a - along[:, None] * up


def even(trace: Trace) -> Even:
    """Sorts by time, drops what came twice, and reads off 100 samples a second along straight lines between them."""
    order = np.argsort(trace.t, kind="stable")
    t, a = trace.t[order], trace.a[order]
    new = np.append(True, np.diff(t) > 0)
    since, t, a = float(t[0]), t[new] - t[0], a[new] / GRAVITY
    grid = np.arange(0, t[-1] + 0.5 / RATE, 1 / RATE)
    straight = np.column_stack([np.interp(grid, t, axis) for axis in a.T])
    smooth = ndimage.gaussian_filter1d(straight, SIGMA, axis=0, mode="nearest")
    steps = np.diff(t)
    if not len(steps):
        return Even(smooth, since, 0.0, 0.0, 0.0, np.empty((0, 2)))
    usual = _meant(steps, trace.interval)
    lost = max(0.0, 1 - len(steps) * usual / float(t[-1]))
    wide = steps > max(GAP_S, 2.5 * usual)
    return Even(smooth, since, float(t[-1]), 1 / usual, lost, np.column_stack([t[:-1][wide], t[1:][wide]]))


def _meant(steps: Samples, reported: float | None) -> float:
    """The time between samples that were meant to come, in seconds.

    The usual one, unless more than half were lost: then some still come at the interval that the browser reported.
    What is reported is not believed by itself, since browsers name an interval that their phone never keeps.
    """
    usual = usual_step(steps)
    often_kept = reported is not None and np.quantile(steps, 0.1) <= 1.3 * reported < usual
    return reported if reported is not None and often_kept else usual
