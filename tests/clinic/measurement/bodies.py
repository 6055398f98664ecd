"""Bodies that leave the ground: a mass on a spring that hops, jumps, lands, rests and goes on.

A body is the specific force (what an accelerometer feels: acceleration plus gravity upwards, 9.81 m/s² at rest) of the
trunk in the frame of the world, x ahead, y to the left, z up, with what the parts of the body add to it.
"""

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

G = 9.81
# Steps a second of the simulation: 20 times the quickest thing in it, the shock of a foot on the floor.
HZ = 500
# The rate that people choose; above it the leg is a spring, below it the push comes in two parts (Farley 1991).
PREFERRED_HZ = 2.2
# A foot on the floor shakes the bones at 10 to 20 Hz and is over after 0.1 s.
SHOCK_HZ, SHOCK_FADES_S = 18.0, 0.03
# How long the knees give way before a push from standing.
DIP_S = 0.27


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Body:
    """What a body does, HZ steps a second, and what is known of it.

    `force` (n, 3) is of the trunk, in m/s². `shock` (n, 2) comes up from the foot below the phone and from the other
    one. `turn` (n, 3) is the trunk's rotation vector, `thigh` and `arm` (n,) the angles of the limbs from hanging, all
    in radians. `landings` are the moments at which a foot lands after a flight, in seconds; `pauses` reach from the
    last landing before a rest to the first one after it; `stopped_at` is the last landing of somebody who stopped.
    """

    kind: str
    force: Floats
    shock: Floats
    turn: Floats
    thigh: Floats
    arm: Floats
    landings: tuple[float, ...] = ()
    pauses: tuple[tuple[float, float], ...] = ()
    stopped_at: float | None = None

    @property
    def seconds(self) -> float:
        return len(self.force) / HZ

    def then(self, other: Self) -> Self:
        """This one, and the other after it; one fades into the other within 0.4 s, as bodies do not jump in time."""
        names, n = ("force", "shock", "turn", "thigh", "arm"), round(0.4 * HZ)
        joined = {name: _faded(getattr(self, name), getattr(other, name), n) for name in names}
        later = tuple(self.seconds - n / HZ + at for at in other.landings)
        return replace(self, **joined, landings=(*self.landings, *later))


def _faded(one: Floats, two: Floats, n: int) -> Floats:
    """Two runs of samples, the last n of the first mixed with the first n of the second."""
    new = (1 - np.cos(np.pi * np.arange(n) / n)) / 2
    new = new if one.ndim == 1 else new[:, None]
    return np.concatenate([one[:-n], one[-n:] * (1 - new) + two[:n] * new, two[n:]])


@dataclass(slots=True)
class Canvas:
    """A body that stands, on which the moves are painted."""

    seconds: float
    rng: np.random.Generator
    force: Floats = field(init=False)
    shock: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.force, self.shock = np.tile([0.0, 0.0, G], (self.n, 1)), np.zeros((self.n, 2))

    @property
    def n(self) -> int:
        return round(self.seconds * HZ)

    @property
    def t(self) -> Floats:
        return np.arange(self.n) / HZ

    def within(self, start: float, end: float) -> tuple[slice, Floats]:
        """The steps from start to before end, and the seconds since start of each."""
        steps = slice(max(0, math.ceil(start * HZ)), max(0, min(self.n, math.ceil(end * HZ))))
        return steps, np.arange(steps.start, steps.stop) / HZ - start

    def lift(self, start: float, end: float, force: Callable[[Floats], Floats]) -> None:
        """Between the two times the floor pushes with this force upwards."""
        steps, s = self.within(start, end)
        self.force[steps, 2] = force(s)

    def strike(self, at: float, speed: float, *, side: int = 0, hardness: float = 8.0) -> None:
        """A foot hits the floor with this speed in m/s; `hardness` is m/s² at the hip for each m/s.

        A third of what the shin feels, 4 to 10 g in those who run and hop, arrives at the hip (memory: Lafortune 1991).
        """
        steps, s = self.within(at, at + 5 * SHOCK_FADES_S)
        hard = hardness * speed * self.rng.uniform(0.7, 1.3)
        self.shock[steps, side] += hard * np.sin(math.tau * SHOCK_HZ * s) * np.exp(-s / SHOCK_FADES_S)

    def noise(self, strength: float, hz: float, columns: int = 1) -> Floats:
        """Slow random movement: white noise below this frequency, with this root mean square; (n, columns)."""
        spectrum = np.fft.rfft(self.rng.standard_normal((self.n, columns)), axis=0)
        spectrum *= np.exp(-((np.fft.rfftfreq(self.n, 1 / HZ) / hz) ** 2))[:, None]
        slow: Floats = np.fft.irfft(spectrum, self.n, axis=0)
        return slow * (strength / max(float(slow.std()), 1e-12))

    def body(self, kind: str, *, turn: Floats, thigh: Floats, arm: Floats, **known: object) -> Body:
        return Body(kind=kind, force=self.force, shock=self.shock, turn=turn, thigh=thigh, arm=arm, **known)  # type: ignore[arg-type]  # landings, pauses, stopped_at


def hopping(
    rate_hz: float = 2.2,
    seconds: float = 30.0,
    *,
    seed: int = 0,
    legs: int = 1,
    contact: float | None = None,
    fatigue: float = 0.0,
    jitter: float = 0.04,
    pauses: Sequence[tuple[float, float]] = (),
    stop_at: float | None = None,
    lead: float = 0.5,
    wobble: float = 0.05,
) -> Body:
    """Hopping on the spot by a mass on a spring, from `lead` seconds to `stop_at` or the end.

    `contact` is the share of each period on the floor; else it follows the rate. `fatigue` is the fraction by which
    rate and flight have fallen at the end. `jitter` is the spread of the periods (3 to 6 % in people who hop on their
    own). `wobble` is how far the push leans from the vertical, in radians. Nobody hops in `pauses`.
    Sources: Farley et al., J Appl Physiol 1991 (2.2 Hz, spring-like from there on); contact of 250 to 320 ms and flight
    of 130 to 200 ms at 2.2 Hz from the general literature on hopping.
    """
    canvas = Canvas(seconds, np.random.default_rng(seed))
    share = contact if contact is not None else np.interp(rate_hz, (1.6, 3.0), (0.60, 0.70)) - 0.10 * (legs - 1)
    starts = [lead, *(to for _, to in pauses)]
    ends = [*(start for start, _ in pauses), stop_at if stop_at is not None else math.inf]
    bouts: list[list[float]] = []
    for start, end in zip(starts, ends, strict=True):
        tired = fatigue * np.clip(start / seconds, 0, 1), fatigue / seconds
        rhythm = _Rhythm(rate_hz, float(share), jitter, *tired)
        bouts.append(_bout(canvas, rhythm, start, min(end, seconds + 2)))
    _lean(canvas, wobble / legs, [at for bout in bouts for at in bout])
    _sway(canvas)
    landed = tuple(at for bout in bouts for at in bout if at < seconds)
    known = {
        "landings": landed,
        "pauses": tuple((one[-1], two[0]) for one, two in itertools.pairwise(bouts) if one and two),
        "stopped_at": landed[-1] if stop_at is not None and landed else None,
    }
    return _whole(canvas, "hopping" if legs == 1 else "jumping", known)


def jumping_and_standing(every: float = 2.5, seconds: float = 30.0, *, seed: int = 0, flight: float = 0.35) -> Body:
    """Jumps on two legs with a rest after each landing: jump, land, stand."""
    canvas = Canvas(seconds, np.random.default_rng(seed))
    landings: list[float] = []
    starts = np.arange(0.8, seconds - 1.5, every)
    for start in starts + canvas.rng.uniform(-0.2, 0.2, len(starts)):
        high = flight * canvas.rng.uniform(0.85, 1.15)
        take_off = _push(canvas, float(start), contact=0.45, flight=high)
        canvas.lift(take_off, take_off + high, np.zeros_like)
        landings.append(take_off + high)
        _settle(canvas, landings[-1], G * high / 2)
    _lean(canvas, 0.03, landings)
    _sway(canvas)
    return _whole(canvas, "jump, land, stand", {"landings": tuple(landings)})


@dataclass(frozen=True, slots=True)
class _Rhythm:
    rate_hz: float
    contact: float
    jitter: float
    tired: float
    tiring: float

    def next(self, rng: np.random.Generator, after: float) -> tuple[float, float]:
        """The contact and the flight of the next hop, in seconds, `after` so many seconds of hopping."""
        tired = self.tired + self.tiring * after
        period = (1 + self.jitter * rng.standard_normal()) / (self.rate_hz * (1 - tired))
        # Who tires rises less: the flight gets shorter even though the period gets longer.
        share = np.clip(self.contact + 0.5 * tired + 0.2 * self.jitter * rng.standard_normal(), 0.4, 0.85)
        return float(period * share), float(period * (1 - share))


def _bout(canvas: Canvas, rhythm: _Rhythm, start: float, end: float) -> list[float]:
    """Hops from start until the last landing before end; gives the landings."""
    contact, flight = rhythm.next(canvas.rng, 0)
    at, landings = _push(canvas, start, contact=contact, flight=flight), []
    while True:
        canvas.lift(at, at + flight, np.zeros_like)
        at += flight
        landings.append(at)
        canvas.strike(at, G * flight / 2)
        contact, rises = rhythm.next(canvas.rng, at - start)
        if at + contact + rises > end:
            _settle(canvas, at, G * flight / 2)
            return landings
        canvas.lift(at, at + contact, spring(contact, flight, rises, hump=_hump(rhythm.rate_hz)))
        at, flight = at + contact, rises


def spring(contact: float, falls: float, rises: float, *, hump: float = 0.0) -> Callable[[Floats], Floats]:
    """The floor's push on a mass on a spring, in m/s²: from a fall of `falls` to a rise of `rises` seconds of flight.

    z'' = -w² z - g with z(0) = 0 and z'(0) = -g q gives F = g (1 - cos wt) + g q w sin wt, which is zero again after
    2 (pi - atan(q w)) / w; w is found from that. Then it is scaled to the momentum that the two flights ask for.
    """
    q = (falls + rises) / 4
    w = math.pi / contact
    for _ in range(30):
        w -= (2 * (math.pi - math.atan(q * w)) - w * contact) / (-2 * q / (1 + (q * w) ** 2) - contact)

    def force(s: Floats) -> Floats:
        part = math.pi * s / contact
        push = G * (1 - np.cos(w * s)) + G * q * w * np.sin(w * s)
        # The second part of the push changes neither the momentum nor the time on the floor.
        push = push + hump * G * (np.sin(3 * part) - np.sin(part) / 3)
        return np.maximum(push, 0)

    return force


def _hump(rate_hz: float) -> float:
    """How much of the push comes in two parts: none at the preferred rate and above, more below it."""
    return float(np.interp(rate_hz, (1.5, PREFERRED_HZ), (0.6, 0.0)))


def _push(canvas: Canvas, start: float, *, contact: float, flight: float) -> float:
    """From standing into the air: the knees give way, then push. Gives the take-off.

    The body sinks with about half the speed with which it leaves (countermovement jumps: 1 against 2 m/s). The push
    begins with the weight and ends with nothing, and its momentum turns the one speed into the other.
    """
    leaves, sinks = G * flight / 2, 0.55 * G * flight / 2
    canvas.lift(start, start + DIP_S, lambda s: G - 2 * sinks / DIP_S * np.sin(math.pi * s / DIP_S) ** 2)
    strength = (sinks + leaves + G * contact / 5) * math.pi / (2 * contact)
    begins = start + DIP_S
    canvas.lift(
        begins,
        begins + contact,
        lambda s: G * (1 - (s / contact) ** 4) + strength * np.sin(math.pi * s / contact),
    )
    return begins + contact


def _settle(canvas: Canvas, at: float, speed: float, *, hz: float = 2.0, damping: float = 0.5) -> None:
    """A landing after which the body stays down: a damped spring comes to rest."""
    w = math.tau * hz
    fade, turn = damping * w, w * math.sqrt(1 - damping**2)
    here = G / w**2
    swing = (fade * here - speed) / turn

    def force(s: Floats) -> Floats:
        cos, sin, fading = np.cos(turn * s), np.sin(turn * s), np.exp(-fade * s)
        place = fading * (here * cos + swing * sin)
        pace = fading * ((swing * turn - fade * here) * cos - (here * turn + fade * swing) * sin)
        return np.maximum(G - 2 * fade * pace - w**2 * place, 0)

    canvas.lift(at, at + 2.0, force)


def _lean(canvas: Canvas, wobble: float, landings: Sequence[float]) -> None:
    """Each push leans a little from the vertical, another way each time, and slowly back to the place."""
    edges = [0.0, *landings, canvas.seconds]
    for start, end in itertools.pairwise(edges):
        steps, _ = canvas.within(start, end)
        canvas.force[steps, :2] += canvas.force[steps, 2:] * canvas.rng.normal(0, wobble, 2)


def _sway(canvas: Canvas) -> None:
    """Nobody stands like a post: slow sway in all directions, while the foot is on the floor."""
    on_floor = np.minimum(canvas.force[:, 2:] / G, 1.0)
    canvas.force += canvas.noise(0.08, 1.0, 3) * on_floor + canvas.noise(0.04, 5.0, 3) * on_floor


def _whole(canvas: Canvas, kind: str, known: dict[str, object]) -> Body:
    """Trunk, thigh and arms of somebody who hops: the deeper the leg gives way, the more they bend."""
    window = np.hanning(HZ // 5)
    deep = np.convolve(canvas.force[:, 2] / G - 1, window / window.sum(), mode="same")
    turn = canvas.noise(0.03, 1.0, 3)
    turn[:, 1] += 0.03 * deep
    thigh = 0.15 + 0.08 * deep + canvas.noise(0.02, 2.0)[:, 0]
    arm = 0.05 * deep + canvas.noise(0.05, 1.5)[:, 0]
    return canvas.body(kind, turn=turn, thigh=thigh, arm=arm, **known)
