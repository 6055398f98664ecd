"""A trace as people look at it: the acceleration along the vertical, and how well it was sampled."""

from dataclasses import dataclass

import numpy as np

from clinic.measurement.sampling import usual_step
from clinic.measurement.trace import GRAVITY, Samples, Trace

# A hole that is seen: longer than four usual intervals, and than a tenth of a second, within which a foot can land.
GAP_INTERVALS, GAP_LEAST_S = 4.0, 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Upright:
    """Samples in the order of time, each moment once: `t` in seconds, `g` along the vertical in g, both shape (n,).

    `rate_hz` is one over the usual interval, None for a single moment. `lost` is the share of the samples that this
    interval promises from the first moment to the last and that are not there, 0 to 1. `gaps` are the holes that are
    seen, (from, to) in seconds, and `longest_s` is the longest time between two samples.
    """

    t: Samples
    g: Samples
    rate_hz: float | None
    lost: float
    longest_s: float
    gaps: tuple[tuple[float, float], ...]


def upright(trace: Trace) -> Upright:
    """Sets a trace upright along its mean direction, which is the vertical while the phone keeps its place on a body.

    Over a time in which a body ends as high and as fast as it began, the mean of what an accelerometer says is
    gravity; so the mean direction is up. It errs by as much as the phone turns on the body.
    """
    t, first = np.unique(trace.t, return_index=True)
    a = trace.a[first]
    mean = a.mean(axis=0)
    strength = float(np.linalg.norm(mean))
    # Nothing points up when all cancels out: in that case the length is all that can be shown.
    along = a @ (mean / strength) if strength > 0 else np.linalg.norm(a, axis=1)
    steps = np.diff(t)
    return Upright(t, along / GRAVITY, *_sampling(t, steps))


def _sampling(t: Samples, steps: Samples) -> tuple[float | None, float, float, tuple[tuple[float, float], ...]]:
    if not len(steps):
        return None, 0.0, 0.0, ()
    usual = usual_step(steps)
    promised = (t[-1] - t[0]) / usual + 1
    holes = np.flatnonzero(steps > max(GAP_INTERVALS * usual, GAP_LEAST_S))
    gaps = tuple((float(t[place]), float(t[place + 1])) for place in holes)
    return 1 / usual, max(0.0, 1 - len(t) / promised), float(steps.max()), gaps
