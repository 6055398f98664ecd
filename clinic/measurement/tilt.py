"""The angle of the shin from a phone that lies on it, and refusal of what was not held still.

The phone's long axis (y) lies along the shin. Only the direction of gravity is read: no compass, no rotation rates,
none of the three angles that browsers work out, which jump near upright.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np

from clinic.measurement.trace import GRAVITY, Samples, Trace

ALGORITHM = "tilt-1"

# A second, less what jitter takes off its ends.
SECONDS_MIN = 0.97
RATE_MIN = 10.0
GAP_MAX = 0.5
BLOCK = 0.2
# What a phone's sensor says at rest in the worst case, one sample (m/s²); browsers round to 0.1 on top of it.
NOISE_MAX = 0.21
# What a person who holds still may do: 1.0° from begin to end, 1.5° in a fifth of a second; and 5 % of 1 g.
DRIFT_MAX = GRAVITY * np.radians(1.0)
BLOCK_MAX = GRAVITY * np.radians(1.5)
TAP_MAX = 0.8
# Noise alone passes this many standard deviations in one hold of some thousands.
BY_CHANCE = 5.5
GRAVITY_OFF_MAX = 0.05
# Beyond this nobody's shin leans; the phone lies on its side or on a table. The measure ends at 70°.
LEAN_MAX = 66.0
ZERO_OFF_MAX = 20.0


class TiltRefusal(StrEnum):
    """Why a trace gives no angle; the pages put it in words."""

    TOO_SHORT = "too_short"
    TOO_FEW_SAMPLES = "too_few_samples"
    MOVING = "moving"
    SIDEWAYS = "sideways"
    ZERO_SIDEWAYS = "zero_sideways"
    TURNED_OVER = "turned_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class TiltAnalysis:
    """What a still trace says, in degrees; a refused one says why and gives neither number.

    `angle_deg` is the shin's lean from vertical, or from the `zero` where there is one, 0 to 90.
    `stability_deg` is by how much a second capture of the same hold would differ (one standard error of the mean).
    It knows nothing of putting the phone on anew, which differs more: of phones and inclinometers that somebody else
    holds to the shin, changes under 4.7° mean nothing (Powden 2015); phones that one holds to oneself have not been
    studied.
    """

    accepted: bool
    reasons: tuple[TiltRefusal, ...] = ()
    angle_deg: float | None = None
    stability_deg: float | None = None
    algorithm: str = ALGORITHM


def analyse(trace: Trace, zero: Sequence[float] | None = None) -> TiltAnalysis:
    """The lean of the shin from a trace of the phone held to it.

    `zero` is the mean (x, y, z) in m/s² of the same phone held upright to a wall or a door frame: it takes away how the
    phone's case and sensor stand off. Without it the long axis itself counts, and a phone upside down does as well.

    The angle is atan2(|g x up|, |g · up|), which without a zero is atan2(hypot(x, z), |y|): the same however the phone
    is turned about the shin. A scale error of 1.4 % on one axis, as phones have, costs at most 0.4°; acos(y / 9.81)
    would make 8° of it near upright. What noise adds to |g x up| is taken off again (Rice's bias), or a small angle
    would read too large. A browser that rounds to 0.1 m/s² adds up to 0.4°.
    """
    hold = Hold.of(trace)
    if hold is None:
        return TiltAnalysis(accepted=False, reasons=(TiltRefusal.TOO_SHORT,))
    if not hold.is_dense:
        return TiltAnalysis(accepted=False, reasons=(TiltRefusal.TOO_FEW_SAMPLES,))
    wall = None if zero is None else np.asarray(zero, dtype=np.float64)
    has_bad_zero = wall is not None and not _is_upright(wall)
    up = np.array([0.0, np.copysign(1.0, hold.mean[1]), 0.0]) if wall is None or has_bad_zero else wall
    if reasons := _reasons(hold, up, has_bad_zero=has_bad_zero):
        return TiltAnalysis(accepted=False, reasons=reasons)
    angle = _between(hold.mean, up, noise=hold.noise_of_mean)
    return TiltAnalysis(accepted=True, angle_deg=round(angle, 2), stability_deg=round(hold.stability, 2))


@dataclass(frozen=True, slots=True, eq=False)
class Hold:
    """A trace in blocks of a fifth of a second: their means tell movement from the noise of single samples.

    `t` (n,) and `a` (n, 3) are ordered by time; `means` (k, 3) and `counts` (k,) are of the blocks that have samples;
    `rest` (n, 3) is what each sample is off the mean of its block, `noise` (3,) its standard deviation.
    """

    t: Samples
    a: Samples
    means: Samples
    counts: Samples
    rest: Samples
    noise: Samples

    @classmethod
    def of(cls, trace: Trace) -> Self | None:
        """None for less than a second: the time from the first sample to the end of the last one."""
        order = np.argsort(trace.t, kind="stable")
        t, a = trace.t[order] - trace.t.min(), trace.a[order]
        if len(t) < 2 or t[-1] * len(t) / (len(t) - 1) < SECONDS_MIN:
            return None
        _blocks, place = np.unique(np.floor(t / BLOCK), return_inverse=True)
        counts = np.bincount(place).astype(np.float64)
        means = np.column_stack([np.bincount(place, axis) for axis in a.T]) / counts[:, None]
        rest = a - means[place]
        noise = np.sqrt((rest**2).sum(axis=0) / max(len(t) - len(counts), 1))
        return cls(t, a, means, counts, rest, noise)

    @property
    def mean(self) -> Samples:
        return np.asarray(self.a.mean(axis=0))

    @property
    def is_dense(self) -> bool:
        """Enough samples, and none of them missing for long."""
        return len(self.t) >= RATE_MIN * self.t[-1] and float(np.diff(self.t).max()) <= GAP_MAX

    @property
    def noise_of_mean(self) -> float:
        """What noise leaves in the mean, in m/s², across any direction: two axes of three."""
        return self._one_noise * float(np.sqrt(2 / len(self.t)))

    @property
    def stability(self) -> float:
        """One standard error of the angle, in degrees, from how far the blocks lie off their mean."""
        middle = self.means.mean(axis=0)
        off = np.radians([_between(one, middle) for one in self.means])
        blocks = len(self.means)
        return float(np.degrees(np.sqrt((off**2).sum() / 2 / (blocks - 1) / blocks)))

    @property
    def is_moving(self) -> bool:
        return self._is_off_gravity or self._trembles or self._drifts or self._jumps

    @property
    def _is_off_gravity(self) -> bool:
        """Something else than gravity pulls, or the sensor is wrong by more than any phone's is."""
        return _off_gravity(self.mean) > GRAVITY_OFF_MAX

    @property
    def _trembles(self) -> bool:
        """More than noise within the blocks (with room for how well so many samples can tell), or a single tap."""
        freedom = max(len(self.t) - len(self.means), 1)
        most = NOISE_MAX * (1 + 4 / np.sqrt(2 * freedom))
        return bool((self.noise > most).any() or (np.abs(self.rest) > np.maximum(TAP_MAX, 6 * self.noise)).any())

    @property
    def _drifts(self) -> bool:
        """A straight line through the samples rises by more than a still hold, and more than noise makes of it."""
        since = self.t - self.t.mean()
        spread = float(np.sqrt((since**2).sum()))
        rise = np.linalg.norm(since @ (self.a - self.mean)) / spread**2 * self.t[-1]
        return bool(rise > max(DRIFT_MAX, BY_CHANCE * self._one_noise * self.t[-1] / spread))

    @property
    def _jumps(self) -> bool:
        off = np.linalg.norm(self.means - np.median(self.means, axis=0), axis=1)
        return bool((off > np.maximum(BLOCK_MAX, BY_CHANCE * self._one_noise / np.sqrt(self.counts))).any())

    @property
    def _one_noise(self) -> float:
        return float(np.sqrt((self.noise**2).mean()))


def _reasons(hold: Hold, up: Samples, *, has_bad_zero: bool) -> tuple[TiltRefusal, ...]:
    is_sideways = max(_from_axis(hold.mean), _between(hold.mean, up)) > LEAN_MAX
    is_turned = bool(hold.mean @ up < 0)
    found = {
        TiltRefusal.MOVING: hold.is_moving,
        TiltRefusal.SIDEWAYS: is_sideways and not is_turned,
        TiltRefusal.ZERO_SIDEWAYS: has_bad_zero,
        TiltRefusal.TURNED_OVER: is_turned,
    }
    return tuple(reason for reason, holds in found.items() if holds)


def _is_upright(zero: Samples) -> bool:
    """Nothing but gravity, along the long axis; a zero that is no number is not upright either."""
    return _off_gravity(zero) <= GRAVITY_OFF_MAX and _from_axis(zero) <= ZERO_OFF_MAX


def _off_gravity(a: Samples) -> float:
    return abs(float(np.linalg.norm(a)) / GRAVITY - 1)


def _from_axis(a: Samples) -> float:
    """The angle of a vector from the phone's long axis in degrees, 0 to 90, whichever end is up."""
    return float(np.degrees(np.arctan2(np.hypot(a[0], a[2]), abs(a[1]))))


def _between(one: Samples, other: Samples, noise: float = 0.0) -> float:
    """The angle between two vectors in degrees, 0 to 180; `noise` is what it adds to `one` across the other."""
    length = float(np.linalg.norm(other))
    across = float(np.linalg.norm(np.cross(one, other))) / length
    return float(np.degrees(np.arctan2(np.sqrt(max(across**2 - noise**2, 0.0)), one @ other / length)))
