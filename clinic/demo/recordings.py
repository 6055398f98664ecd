"""Recordings as a phone makes them in the hand of somebody who hops: for the people of the demo only."""

import math
from collections.abc import Iterator
from random import Random
from typing import Any

HZ = 60
GRAVITY = 9.81
FULL_TIME_S = 30.0
# Until the stop is noticed, the recording goes on.
AFTER_STOP_S = 3.0
PAUSE_S = 2.2
AIR_SHARE = 0.42
LAST_CONTACT_S = 0.34
# A landing is felt when the body has begun to sink into it.
SINKING_S = 0.05
# The phone as it is held before the chest, leaning back, and how far it is off that.
LEAN, ROLL, SWAY = 0.75, 0.1, 0.04
NOISE = 0.3

Flights = list[tuple[float, float]]


def hops(rng: Random, *, seconds: float, pause_at: float | None = None) -> dict[str, Any]:
    """One run in the wire form of the API: hops in the own rhythm, to the end or to a stop, with a pause if wanted."""
    length = FULL_TIME_S if seconds >= FULL_TIME_S else seconds + AFTER_STOP_S
    flights = list(_flights(rng, min(seconds, FULL_TIME_S) - SINKING_S, pause_at))
    lean, roll = LEAN + rng.uniform(-0.15, 0.15), rng.uniform(-ROLL, ROLL)
    columns: dict[str, list[float]] = {"t_ms": [], "ax": [], "ay": [], "az": []}
    for number in range(int(length * HZ)):
        t = number / HZ + rng.uniform(0, 0.002)
        up, tilt = _up(t, flights), lean + SWAY * math.sin(0.9 * t)
        axes = (math.sin(roll), math.cos(roll) * math.cos(tilt), math.cos(roll) * math.sin(tilt))
        for name, share in zip(("ax", "ay", "az"), axes, strict=True):
            columns[name].append(round(up * share + rng.gauss(0, NOISE), 2))
        columns["t_ms"].append(round(t * 1000, 1))
    return {**columns, "interval_ms": round(1000 / HZ, 1)}


def _flights(rng: Random, last: float, pause_at: float | None) -> Iterator[tuple[float, float]]:
    """Take-off and landing of each hop; the last one lands at `last`."""
    step = 1 / rng.uniform(2.05, 2.3)
    count = int((last - 0.8) / step)
    for number in range(count):
        landing = last - (count - 1 - number) * step
        if pause_at is not None and landing < pause_at + PAUSE_S:
            landing -= PAUSE_S
        landing += rng.gauss(0, 0.012) if number < count - 1 else 0
        if landing > 0.8:
            yield landing - AIR_SHARE * step * rng.uniform(0.93, 1.07), landing


def _up(t: float, flights: Flights) -> float:
    """What is felt upwards in m/s²: nothing in the air, half a wave on the ground, gravity while standing."""
    before = max((landing for _start, landing in flights if landing <= t), default=None)
    after = min((flight for flight in flights if flight[1] > t), default=None)
    if after is not None and after[0] <= t:
        return 0.0
    ground = _ground(before, after[0] if after else None)
    if ground is None or not ground[0] <= t < ground[1]:
        return GRAVITY
    contact = ground[1] - ground[0]
    share = contact / (contact + AIR_SHARE / 2.2)
    return GRAVITY / share * math.pi / 2 * math.sin(math.pi * (t - ground[0]) / contact)


def _ground(landing: float | None, take_off: float | None) -> tuple[float, float] | None:
    """From when to when the ground pushes: between two hops, before the first one, or after the last one."""
    if landing is not None and take_off is not None and take_off - landing < 2 * LAST_CONTACT_S:
        return landing, take_off
    if landing is not None:
        return landing, landing + LAST_CONTACT_S
    return None if take_off is None else (take_off - LAST_CONTACT_S, take_off)
