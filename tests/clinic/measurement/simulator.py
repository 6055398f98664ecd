"""What the browser of a phone says of a body: `record(hopping(2.2), phone=Phone("pocket"), sensor=Sensor(rate_hz=60))`.

    body (specific force in the frame of the world)  -> bodies.py, gaits.py
      -> Phone: where it is carried, how it is turned, how loosely it sits
        -> Sensor: what its chip and its browser leave of it
          -> Trace

All is NumPy and decided by the seeds. No number here was fitted to a recording or to the analysis that it tries.
"""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from clinic.measurement.trace import Trace
from tests.clinic.measurement.bodies import HZ, Body, Floats, G, hopping, jumping_and_standing
from tests.clinic.measurement.gaits import (
    handling,
    heel_raises,
    jogging,
    jogging_on_the_spot,
    shaking,
    stairs,
    standing,
    walking,
)

__all__ = [
    "PLACES",
    "Body",
    "Phone",
    "Sensor",
    "any_orientation",
    "handling",
    "heel_raises",
    "hopping",
    "jogging",
    "jogging_on_the_spot",
    "jumping_and_standing",
    "record",
    "shaking",
    "stairs",
    "standing",
    "walking",
]

Place = Literal["waist", "chest", "pocket", "loose pocket", "hand", "swinging hand", "fist"]
Limb = Literal["trunk", "thigh", "arm"]


@dataclass(frozen=True, slots=True)
class _Seat:
    """How a place carries a phone.

    `lever` (m) reaches from the joint that turns the limb to the phone. `own` and `far` say how much of a foot's shock
    arrives. What lies between body and phone (belt, cloth and flesh, an arm) is a spring with a damper: `rings_hz`,
    `damping`. Cloth and flesh ring at 8 to 15 Hz; an arm that holds a phone softens what is quicker than 4 Hz.
    """

    limb: Limb
    lever: tuple[float, float, float]
    own: float
    far: float
    rings_hz: float
    damping: float


SEATS: dict[Place, _Seat] = {
    "waist": _Seat("trunk", (0.12, 0.0, 0.0), 1.0, 1.0, 14.0, 0.35),
    "chest": _Seat("trunk", (0.12, 0.0, 0.35), 0.5, 0.5, 10.0, 0.50),
    "pocket": _Seat("thigh", (0.08, 0.0, -0.18), 1.8, 0.6, 11.0, 0.20),
    "loose pocket": _Seat("thigh", (0.08, 0.0, -0.18), 2.5, 0.8, 8.0, 0.10),
    "hand": _Seat("trunk", (0.35, 0.0, 0.10), 0.3, 0.3, 4.0, 1.0),
    "swinging hand": _Seat("arm", (0.0, 0.0, -0.60), 0.3, 0.3, 5.0, 1.0),
    "fist": _Seat("trunk", (0.0, 0.0, 0.0), 1.0, 1.0, 40.0, 1.0),
}
# Where somebody who tests carries it. The fist is for what is done to the phone itself.
PLACES: tuple[Place, ...] = ("waist", "chest", "pocket", "loose pocket", "hand", "swinging hand")


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone at a place of the body. `turned` is the fixed rotation (3, 3) from the limb's frame to the phone's."""

    place: Place = "waist"
    turned: Floats | None = None

    def feels(self, body: Body) -> Floats:
        """The specific force at the phone along its own axes, in m/s², (n, 3)."""
        seat = SEATS[self.place]
        angles = body.turn.copy()
        if seat.limb != "trunk":
            angles[:, 1] -= body.thigh if seat.limb == "thigh" else body.arm
        force = body.force + _swung(angles, np.array(seat.lever))
        force[:, 2] += body.shock @ [seat.own, seat.far]
        force[:, 0] += 0.4 * (body.shock @ [seat.own, seat.far])
        felt = _rotate(_carried(force, seat.rings_hz, seat.damping), -angles)
        return felt if self.turned is None else felt @ self.turned.T


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensor:
    """A chip and a browser. Times in seconds, accelerations in m/s².

    `scale` is the error of the chip's scale (up to 1.4 %); `clip_g` the most it can tell; `step` what the browser
    rounds to (0.1 in Chromium). `late` is when the first sample comes. `lost` is the share of samples that never come,
    `bursts` (from, for so long) are gaps; `doubled` and `unordered` the shares that come twice or after the next one.
    `reported` is the interval that the browser names: the true one, unless told.
    """

    rate_hz: float = 60.0
    seed: int = 0
    scale: float = 0.0
    noise: float = 0.05
    clip_g: float | None = None
    step: float | None = 0.1
    jitter: float = 0.0
    late: float = 0.0
    lost: float = 0.0
    bursts: tuple[tuple[float, float], ...] = ()
    doubled: float = 0.0
    unordered: float = 0.0
    reported: float | None = None

    def reads(self, felt: Floats) -> Trace:
        """Samples of the force at the phone (n, 3), HZ rows a second."""
        rng = np.random.default_rng(self.seed)
        t = np.arange(round(len(felt) / HZ * self.rate_hz)) / self.rate_hz
        # Jitter of more than half a period would be disorder, which has a number of its own.
        most = 0.45 / self.rate_hz
        t = np.clip(t + np.clip(rng.normal(0, self.jitter, len(t)), -most, most), 0, (len(felt) - 1) / HZ)
        t = t[self._come(t, rng)]
        a = np.column_stack([np.interp(t, np.arange(len(felt)) / HZ, axis) for axis in felt.T])
        a = a * (1 + self.scale) + rng.normal(0, self.noise, a.shape)
        if self.clip_g is not None:
            a = np.clip(a, -self.clip_g * G, self.clip_g * G)
        if self.step is not None:
            a = np.round(a / self.step) * self.step
        order = self._order(len(t), rng)
        said = {"t_ms": np.round(t[order] * 1000, 1), "interval_ms": 1000 * (self.reported or 1 / self.rate_hz)}
        return Trace.of(said | dict(zip(("ax", "ay", "az"), a[order].T, strict=True)))

    def _come(self, t: Floats, rng: np.random.Generator) -> Floats:
        """Which samples come at all."""
        come = (t >= self.late) & (rng.random(len(t)) >= self.lost)
        for start, length in self.bursts:
            come &= (t < start) | (t >= start + length)
        return come

    def _order(self, n: int, rng: np.random.Generator) -> Floats:
        """The order in which they arrive: some twice, some after the one that follows."""
        twice = np.repeat(np.arange(n), 1 + (rng.random(n) < self.doubled))
        late = twice + np.where(rng.random(len(twice)) < self.unordered, 1.5, 0.0)
        return twice[np.argsort(late, kind="stable")]


def record(body: Body, *, phone: Phone | None = None, sensor: Sensor | None = None) -> Trace:
    """The trace of a body by a phone: at the waist and 60 samples a second, unless told."""
    return (sensor or Sensor()).reads((phone or Phone()).feels(body))


def any_orientation(seed: int) -> Floats:
    """A rotation matrix (3, 3), each equally likely: from a random unit quaternion."""
    w, x, y, z = (q := np.random.default_rng(seed).standard_normal(4)) / np.linalg.norm(q)
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )


def _rotate(vectors: Floats, angles: Floats) -> Floats:
    """Each row of `vectors` turned about its row of `angles`, a rotation vector in radians (Rodrigues)."""
    size = np.linalg.norm(angles, axis=1, keepdims=True)
    axis = angles / np.maximum(size, 1e-12)
    along = np.sum(axis * vectors, axis=1, keepdims=True)
    turned: Floats = vectors * np.cos(size) + np.cross(axis, vectors) * np.sin(size) + axis * along * (1 - np.cos(size))
    return turned


def _swung(angles: Floats, lever: Floats) -> Floats:
    """The acceleration (n, 3) of the end of a lever that turns: the second derivative of where it is."""
    place = _rotate(np.tile(lever, (len(angles), 1)), angles)
    return np.gradient(np.gradient(place, 1 / HZ, axis=0), 1 / HZ, axis=0)


def _carried(force: Floats, rings_hz: float, damping: float) -> Floats:
    """What a spring with a damper hands on: (1 + 2i d r) / (1 - r² + 2i d r), where r is frequency by resonance."""
    rest = math.ceil(HZ / 2)
    padded = np.concatenate([np.repeat(force[:1], rest, axis=0), force, np.repeat(force[-1:], rest, axis=0)])
    r = np.fft.rfftfreq(len(padded), 1 / HZ)[:, None] / rings_hz
    passed = (1 + 2j * damping * r) / (1 - r**2 + 2j * damping * r)
    whole: Floats = np.fft.irfft(np.fft.rfft(padded, axis=0) * passed, len(padded), axis=0)
    return whole[rest : rest + len(force)]
