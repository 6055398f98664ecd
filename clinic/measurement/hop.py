"""Counts the hops of a 30-second hop test in a trace, and refuses what is no hopping."""

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from clinic.measurement import bouts, cycles
from clinic.measurement.bouts import PAUSE_S
from clinic.measurement.even import RATE, Even, even
from clinic.measurement.flights import Flights, flights_in
from clinic.measurement.trace import Samples, Trace

ALGORITHM = "hop-1"

# What a recording must have, to say anything at all.
SHORTEST_S = 2.0
SLOWEST_RATE = 15.0
LOST_MOST, GAP_MOST_S = 0.25, 1.0
# Fewer landings are a stumble.
FEWEST_HOPS = 4
# The part of a hop that is spent in the air. Hopping with a contact of 85 % of the time (a half sine) leaves 0.3;
# walking, where a foot is always down, up to 0.28 in a pocket that swings. Slow jumps are held against 0.75 s.
AIR_LEAST, SLOW_S = 0.27, 0.75
# A leg that lands builds up force at 13 g/s or more (a half sine of 2.2 g in 0.44 s); an arm that swings at 6.
STEEP_LEAST = 10.0
# Hands shake faster than legs hop, and pull down harder than a body falls: 1 g below no weight, where a phone that
# bounces in a loose pocket reaches 0.8.
FASTEST_HZ, PULLED = 3.6, -1.0
# Two legs that take turns (see cycles.py) reach 0.76 or more by the rhythm and 0.63 by the landings, hops hardly ever.
# They move at least this share of all movement across gravity; less is balance, which may look like anything.
RHYTHM_TURNS, LANDINGS_TURN, ASIDE_LEAST = 0.7, 0.62, 0.03
# The flights of one person are alike, also when they become shorter by and by: median deviation from the median.
UNLIKE = 0.27
# Movement in g (standard deviation) below which somebody stands still, and above which no step is so hard.
STILL, HARD = 0.08, 0.7
# A body hops up and down, and a limb that carries the phone tilts the movement by up to 20 degrees. Who shakes the
# phone to one side moves it along a line that is tilted more.
TILT_MOST, ONE_LINE = np.cos(np.radians(25)), 0.55
# Nearly all that moves is hopping: the push before a flight, the flight, and the landing.
HOPPING_LEAST, AROUND_S = 0.6, 0.35
# Cadence in the first and the last third differs by some percent by itself: only more is told.
DROP_LEAST, DROP_HOPS = 0.08, 12
# Where confidence begins to fall and where it is gone: the spread of the rhythm, and the part in the air.
SPREAD = 0.08, 0.6
AIR_SURE = 0.15, 0.35


class Refusal(StrEnum):
    """Why a trace is not taken for a hop test; the pages put it in words."""

    TOO_SHORT = "too_short"
    TOO_FEW_SAMPLES = "too_few_samples"
    GAPS = "gaps"
    STANDING = "standing"
    WALKING = "walking"
    RUNNING = "running"
    SHAKING = "shaking"
    NOT_HOPPING = "not_hopping"


@dataclass(frozen=True, slots=True, kw_only=True)
class HopAnalysis:
    """What a trace says. Times are seconds on the clock of the trace; a refused trace has no hops and says why.

    `hops` is the count, `hop_times` the landing of each. `seconds` is the time of hopping: to the stop, else to the end
    of the trace. `pauses` are (from, to) without a hop for 1.5 s or more, after which hopping went on. `stopped_at_s`
    is where hopping ended for good, None when it went on to the end. `cadence_hz` is hops a second outside the pauses;
    `cadence_drop` the fraction by which it fell from the first to the last third, None up to 8 %.
    `confidence` is 0 to 1.
    """

    accepted: bool
    reasons: tuple[Refusal, ...] = ()
    hops: int | None = None
    seconds: float
    cadence_hz: float | None = None
    stopped_at_s: float | None = None
    pauses: tuple[tuple[float, float], ...] = ()
    cadence_drop: float | None = None
    confidence: float = 0.0
    hop_times: tuple[float, ...] = field(default=(), repr=False)
    algorithm: str = ALGORITHM


def analyse(trace: Trace) -> HopAnalysis:
    """Counts the flights of a body in a trace: one hop is one flight and its landing, on one leg or two.

    In flight nothing holds the body up, and a phone that is worn on it feels next to no weight; before and after, the
    leg pushes with more than the weight. By Newton's second law the weight that is missing, summed over a flight, is
    the change of speed from take-off to landing, and so the time in the air. Steps of walking leave it small, since a
    foot is always down. Nothing finer is told: at the rates of browsers its edges are blurred by 8 to 17 ms.

    Never raises for a Trace, changes nothing in it, and says the same of the same.
    """
    smooth = even(trace)
    if poor := _poor(smooth):
        return HopAnalysis(accepted=False, reasons=poor, seconds=_told(smooth.seconds))
    along, across = smooth.along_gravity()
    flights = bouts.hopping(flights_in(along, smooth.gaps), smooth)
    if reason := _refusal(flights, along, across):
        return HopAnalysis(accepted=False, reasons=(reason,), seconds=_told(smooth.seconds))
    return _accepted(smooth, flights)


def _poor(smooth: Even) -> tuple[Refusal, ...]:
    """What is wrong with the recording itself: every reason, since one does not explain the other."""
    if smooth.seconds < SHORTEST_S:
        return (Refusal.TOO_SHORT,)
    few = smooth.rate < SLOWEST_RATE or smooth.lost > LOST_MOST
    found = {Refusal.TOO_FEW_SAMPLES: few, Refusal.GAPS: smooth.longest_gap > GAP_MOST_S}
    return tuple(reason for reason, so in found.items() if so)


def _refusal(flights: Flights, along: Samples, across: Samples) -> Refusal | None:
    """Why this is no hopping; None for hopping."""
    if flights.count < FEWEST_HOPS:
        return _movement(along, across)
    usual = _usual(flights)
    flies = np.median(flights.air) >= AIR_LEAST * min(usual, SLOW_S)
    if _takes_turns(flights, along, across):
        return Refusal.RUNNING if flies else Refusal.WALKING
    by_hand = usual < 1 / FASTEST_HZ or np.median(flights.lowest) < PULLED or _is_tilted(along, across)
    unlike = _spread(flights.air) > UNLIKE or _explained(flights, along, across) < HOPPING_LEAST
    if by_hand or unlike:
        return _movement(along, across)
    if not flies or np.median(flights.steepness) < STEEP_LEAST:
        return _movement(along, across, strong=Refusal.NOT_HOPPING)
    return None


def _usual(flights: Flights) -> float:
    """The usual time from landing to landing, in seconds."""
    return float(np.median(np.diff(flights.landing)))


def _takes_turns(flights: Flights, along: Samples, across: Samples) -> bool:
    if (across**2).sum() < ASIDE_LEAST * _energy(along, across).sum():
        return False
    rhythm = cycles.by_rhythm(flights.landing, along, across)
    return rhythm > RHYTHM_TURNS or cycles.by_landings(flights.landing, across) > LANDINGS_TURN


def _movement(along: Samples, across: Samples, strong: Refusal = Refusal.SHAKING) -> Refusal:
    """What it is instead, by how strong the movement is; `strong` where no step is so hard."""
    movement = np.column_stack([along, across])
    seconds = movement[: len(movement) // RATE * RATE].reshape(-1, RATE, 4).var(axis=1).sum(axis=1)
    if np.median(seconds) < STILL**2:
        return Refusal.STANDING
    return Refusal.WALKING if movement.var(axis=0).sum() < HARD**2 else strong


def _energy(along: Samples, across: Samples) -> Samples:
    """The square of the movement in g², at each moment: shape (n,)."""
    return (along - 1) ** 2 + (across**2).sum(axis=1)


def _explained(flights: Flights, along: Samples, across: Samples) -> float:
    """The share of all movement that lies around the flights, 0 to 1."""
    moves = np.append(0, np.cumsum(_energy(along, across)))
    ends = np.clip(np.round((flights.landing + AROUND_S) * RATE).astype(int), 0, len(along))
    starts = np.clip(np.round((flights.start - AROUND_S) * RATE).astype(int), 0, len(along))
    starts[1:] = np.maximum(starts[1:], ends[:-1])
    return float((moves[ends] - moves[starts]).sum() / max(moves[-1], 1e-9))


def _is_tilted(along: Samples, across: Samples) -> bool:
    """Whether most of the movement follows one line that leans away from gravity."""
    movement = np.column_stack([along - 1, across])
    sizes, lines = np.linalg.eigh(movement.T @ movement)
    return bool(sizes[-1] > ONE_LINE * sizes.sum() and abs(lines[0, -1]) < TILT_MOST)


def _spread(values: Samples) -> float:
    """The median deviation from the median, against the median: one odd value changes nothing."""
    middle = np.median(values)
    return float(np.median(np.abs(values - middle)) / middle)


def _accepted(smooth: Even, flights: Flights) -> HopAnalysis:
    resting = bouts.rests(flights, smooth) >= PAUSE_S
    bridged, untold = bouts.hidden(flights, smooth)
    landings = np.sort(np.append(flights.landing, bridged))
    steps = np.diff(landings)[~np.isin(landings[:-1], flights.landing[:-1][resting])]
    begun = flights.start[0] + smooth.since if flights.start[0] + smooth.since >= PAUSE_S else 0.0
    stops = smooth.seconds - landings[-1] >= PAUSE_S
    end = smooth.since + (landings[-1] if stops else smooth.seconds)
    pauses = np.column_stack([flights.landing[:-1][resting], flights.start[1:][resting]]) + smooth.since
    return HopAnalysis(
        accepted=True,
        hops=len(landings),
        seconds=_told(end - begun),
        cadence_hz=round(float(1 / steps.mean()), 2) if len(steps) else None,
        stopped_at_s=_told(end) if stops else None,
        pauses=tuple((_told(since), _told(until)) for since, until in pauses),
        cadence_drop=_drop(steps),
        confidence=_confidence(smooth, flights, steps, len(bridged) + untold),
        hop_times=tuple(_told(one + smooth.since) for one in landings),
    )


def _drop(steps: Samples) -> float | None:
    """By how much the hops of the last third came slower than those of the first, as a fraction."""
    if len(steps) < DROP_HOPS:
        return None
    until = np.cumsum(steps)
    early, late = until <= until[-1] / 3, until - steps >= until[-1] * 2 / 3
    drop = 1 - float(steps[early].mean() / steps[late].mean())
    return round(drop, 3) if drop > DROP_LEAST else None


def _confidence(smooth: Even, flights: Flights, steps: Samples, hidden: int) -> float:
    """How far the count can be trusted: fewer doubtful dips, an even rhythm, clear flights and nothing lost."""
    usual = min(_usual(flights), SLOW_S)
    clear = float(np.median(flights.air)) / usual
    parts = (
        1 - (flights.unsure + 2 * hidden) / (flights.count + flights.unsure + 2 * hidden),
        1 - _between(_spread(steps) if len(steps) else 1.0, *SPREAD) / 2,
        0.5 + _between(clear, *AIR_SURE) / 2,
        1 - smooth.lost,
    )
    return round(float(np.prod(parts)), 2)


def _between(value: float, low: float, high: float) -> float:
    return float(np.clip((value - low) / (high - low), 0, 1))


def _told(seconds: float) -> float:
    """A hundredth of a second is finer than any browser's sensor."""
    return round(float(seconds), 2)
