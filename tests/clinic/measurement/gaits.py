"""Bodies that do something else: walk, jog, climb stairs, stand, shake the phone or handle it."""

import itertools
import math
from dataclasses import replace

import numpy as np

from tests.clinic.measurement.bodies import HZ, Body, Canvas, Floats, G, spring

# Steps vary by 2 to 3 % in people who walk or run as they like.
STEP_JITTER = 0.025


def walking(
    rate_hz: float = 1.8, seconds: float = 30.0, *, seed: int = 0, rise_m: float = 0.021, hard: float = 0.8
) -> Body:
    """Walking at `rate_hz` steps a second: an inverted pendulum that never leaves the floor.

    The trunk rises and falls by `rise_m` about its mean once a step (4 to 5 cm from top to bottom), sways sideways once
    in two steps, brakes and pushes once a step. `hard` is the speed of the heel at the floor in m/s.
    """
    canvas = Canvas(seconds, np.random.default_rng(seed))
    step = _steps(canvas, rate_hz)
    up = rise_m * (math.tau * rate_hz) ** 2
    canvas.force[:, 2] += up * (np.cos(step) + 0.35 * np.cos(2 * step + 0.8)) * (1 + canvas.noise(0.06, 0.7)[:, 0])
    canvas.force[:, 0] += 0.6 * up * np.sin(step + 0.4)
    canvas.force[:, 1] += 0.4 * up * np.sin(step / 2)
    canvas.force += canvas.noise(0.25, 4.0, 3)
    _heels(canvas, step, hard, hardness=5.0)
    return _limbs(canvas, "walking", step, thigh=0.33, arm=0.35)


def stairs(rate_hz: float = 1.6, seconds: float = 30.0, *, seed: int = 0, down: bool = False) -> Body:
    """Stairs up or down: slower steps, more lift in each, a harder foot on the way down."""
    body = walking(rate_hz, seconds, seed=seed, rise_m=0.028 if down else 0.024, hard=1.3 if down else 0.4)
    force = body.force.copy()
    force[:, :2] *= 0.7
    return replace(body, kind="stairs", force=force, thigh=body.thigh * 1.3 + 0.3)


def jogging(
    rate_hz: float = 2.75,
    seconds: float = 30.0,
    *,
    seed: int = 0,
    contact: float = 0.72,
    uneven: float = 0.06,
    aside: float = 2.5,
) -> Body:
    """Jogging at `rate_hz` steps a second: a spring from leg to leg, with a flight after each step.

    Left and right take turns: the trunk goes from side to side, thighs and arms swing, once in two steps; one leg
    pushes `uneven` harder than the other. Each step pushes inwards with `aside` m/s², and brakes before it pushes on.
    Sources: spring-mass running, Blickhan 1989; 160 to 170 steps a minute in those who jog; sideways 0.2 to 0.4 g
    (root mean square) at the trunk of runners (memory; with the shocks, so the push itself is less).
    """
    canvas = Canvas(seconds, np.random.default_rng(seed))
    step = _steps(canvas, rate_hz)
    moments = np.interp(np.arange(0, step[-1], math.tau), step, canvas.t)
    rises = (1 - contact) / rate_hz
    for number, (start, end) in enumerate(itertools.pairwise(moments)):
        on_floor, falls = contact * (end - start), rises
        if on_floor < 0.1:
            continue  # the recording begins within this step
        rises = (1 - contact) * (end - start) * (1 + uneven * (-1) ** number)
        canvas.lift(start, start + on_floor, spring(on_floor, falls, rises))
        canvas.lift(start + on_floor, end, np.zeros_like)
        _step_aside(canvas, start, start + on_floor, push=aside if number % 2 == 0 else -aside)
        canvas.strike(start, G * falls / 2 + 0.4, side=number % 2)
    canvas.force += canvas.noise(0.3, 5.0, 3)
    return _limbs(canvas, "jogging", step, thigh=0.42, arm=0.45)


def _step_aside(canvas: Canvas, start: float, end: float, *, push: float) -> None:
    """The push of one step: inwards from the leg that stands (the right one to the left), back, then ahead."""
    steps, s = canvas.within(start, end)
    part = s / (end - start)
    canvas.force[steps, 0] -= 3.0 * canvas.rng.uniform(0.85, 1.15) * np.sin(math.tau * part)
    canvas.force[steps, 1] += push * canvas.rng.uniform(0.8, 1.2) * np.sin(math.pi * part)


def jogging_on_the_spot(rate_hz: float = 2.75, seconds: float = 30.0, *, seed: int = 0, contact: float = 0.72) -> Body:
    """Jogging that stays where it is: hardly any push ahead, thighs that swing less, and still from leg to leg."""
    body = jogging(rate_hz, seconds, seed=seed, contact=contact, aside=1.8)
    return replace(body, kind="jogging on the spot", force=body.force * [0.3, 1.0, 1.0], thigh=body.thigh * 0.6)


def heel_raises(rate_hz: float = 0.8, seconds: float = 30.0, *, seed: int = 0, rise_m: float = 0.04) -> Body:
    """Up and down on the toes (or, slower and by 0.15 m, on bent knees): smooth, and the floor never goes."""
    canvas = Canvas(seconds, np.random.default_rng(seed))
    phase = _steps(canvas, rate_hz)
    up = rise_m * (math.tau * rate_hz) ** 2
    canvas.force[:, 2] += up * (np.sin(phase) + 0.3 * np.sin(2 * phase))
    canvas.force += canvas.noise(0.2, 3.0, 3)
    thigh, still = 0.1 + 2 * rise_m * np.sin(phase), np.zeros(canvas.n)
    return canvas.body("heel raises", turn=canvas.noise(0.05, 1.0, 3), thigh=thigh, arm=still)


def standing(seconds: float = 30.0, *, seed: int = 0, fidgets: int = 4) -> Body:
    """Standing: sway, breath, and now and then the weight goes to the other leg."""
    canvas = Canvas(seconds, np.random.default_rng(seed))
    canvas.force += canvas.noise(0.08, 1.0, 3) + canvas.noise(0.05, 4.0, 3)
    for at in canvas.rng.uniform(0, seconds - 1.5, fidgets):
        steps, s = canvas.within(at, at + canvas.rng.uniform(0.5, 1.2))
        shape = np.sin(math.tau * s / max(s[-1], 1 / HZ))
        canvas.force[steps] += shape[:, None] * canvas.rng.uniform(0.3, 1.5, 3)
    thigh, arm = np.full(canvas.n, 0.05), canvas.noise(0.05, 0.5)[:, 0]
    return canvas.body("standing", turn=canvas.noise(0.03, 0.5, 3), thigh=thigh, arm=arm)


def shaking(
    rate_hz: float = 3.0, seconds: float = 30.0, *, seed: int = 0, strength: float = 12.0, tilt_deg: float = 90.0
) -> Body:
    """The phone shaken in the fist (`Phone("fist")`): to and fro at `rate_hz`, `strength` m/s² at the turns.

    `tilt_deg` is the direction from the vertical: 0 up and down, 90 level. The arm turns the phone a little as it goes.
    Shaken up and down with more than g at the rate of hops, a phone feels what it feels on somebody who hops, but for
    the shock of the foot: acceleration alone cannot tell the two apart.
    """
    canvas = Canvas(seconds, np.random.default_rng(seed))
    turns = _steps(canvas, rate_hz)
    wave = strength * (1 + canvas.noise(0.12, 0.8)[:, 0]) * (np.sin(turns) + 0.15 * np.sin(2 * turns + 1.0))
    tilt = math.radians(tilt_deg)
    canvas.force += wave[:, None] * [math.sin(tilt), 0.0, math.cos(tilt)]
    canvas.force += canvas.noise(0.8, 5.0, 3)
    turn = canvas.noise(0.08, 1.0, 3)
    turn[:, 1] += 0.012 * wave
    still = np.zeros(canvas.n)
    return canvas.body("shaking", turn=turn, thigh=still, arm=still)


def handling(seconds: float = 2.0, *, seed: int = 0, turn_deg: float = 90.0) -> Body:
    """The phone in the fist is picked up or put away: turned over, moved to and fro, knocked once."""
    canvas = Canvas(seconds, np.random.default_rng(seed))
    part = canvas.t / seconds
    window = np.sin(math.pi * part)[:, None]
    moved = canvas.noise(2.0, 2.0, 3) * window
    # What is picked up is as still afterwards as before.
    canvas.force += moved - window * moved.mean(axis=0) / window.mean()
    canvas.strike(0.8 * seconds, canvas.rng.uniform(0.5, 1.5))
    axis = canvas.rng.standard_normal(3)
    angle = math.radians(turn_deg) * (1 - np.cos(math.pi * part)) / 2
    still = np.zeros(canvas.n)
    return canvas.body("handling", turn=angle[:, None] * axis / np.linalg.norm(axis), thigh=still, arm=still)


def _steps(canvas: Canvas, rate_hz: float) -> Floats:
    """The phase of a rhythm that is never quite even: 2 pi a step."""
    pace = math.tau * rate_hz * (1 + canvas.noise(STEP_JITTER, 0.8)[:, 0])
    return canvas.rng.uniform(0, math.tau) + np.cumsum(pace) / HZ


def _heels(canvas: Canvas, step: Floats, speed: float, *, hardness: float) -> None:
    for number, phase in enumerate(np.arange(math.ceil(step[0] / math.tau) * math.tau, step[-1], math.tau)):
        at = float(np.interp(phase, step, canvas.t))
        canvas.strike(at, speed * canvas.rng.uniform(0.8, 1.2), side=number % 2, hardness=hardness)


def _limbs(canvas: Canvas, kind: str, step: Floats, *, thigh: float, arm: float) -> Body:
    """Thighs and arms swing once in two steps, against each other, and the trunk turns with the arms.

    The right leg stands while sin(stride) is positive. The trunk then leans over it, and turns from the right, where
    the right arm is behind as the foot lands, to the left. Thighs go from 30 degrees ahead to 10 behind.
    """
    stride = step / 2
    turn = canvas.noise(0.03, 1.0, 3)
    turn[:, 2] -= 0.10 * np.cos(stride)
    turn[:, 0] += 0.04 * np.sin(stride)
    turn[:, 1] += 0.02 * np.sin(step)
    swing = np.cos(stride) + 0.2 * np.sin(step + 0.7)
    return canvas.body(kind, turn=turn, thigh=0.1 + thigh * swing, arm=-arm * np.cos(stride) + 0.2 * arm)
