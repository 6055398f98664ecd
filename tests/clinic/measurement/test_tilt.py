"""The angle of the shin: against what a simulated phone at rest says, with the faults that phones have."""

import dataclasses

import hypothesis
import numpy as np
import pytest
from hypothesis import settings, strategies

from clinic.measurement.tilt import Hold, TiltRefusal, analyse
from clinic.measurement.trace import Trace
from tests.clinic.measurement import cases as st
from tests.clinic.measurement.cases import given

GRAVITY = 9.80665
few = settings(max_examples=40, derandomize=True)
angles = st.floats(0, 60)
turns = st.floats(0, 360)
seeds = st.integers(0, 10_000)
felt = strategies.floats(-400, 400) | strategies.sampled_from([0.0, GRAVITY])


@dataclasses.dataclass(frozen=True, kw_only=True)
class Phone:
    """A phone on a shin that leans by `angle` degrees, turned about it by `turn`; noise is m/s² a sample."""

    angle: float = 30
    turn: float = 90
    rate: float = 60
    seconds: float = 2
    noise: float = 0
    scale: tuple[float, float, float] = (1, 1, 1)
    seed: int = 0

    def gravity(self, angle):
        lean, turn = np.radians(angle), np.radians(self.turn)
        across = np.sin(lean)
        return GRAVITY * np.stack([across * np.sin(turn), np.cos(lean), across * np.cos(turn)], axis=-1)

    def trace(self, moved=None):
        """`moved` gives the degrees beside the angle at each time."""
        chance = np.random.default_rng(self.seed)
        count = round(self.seconds * self.rate)
        t = np.arange(count) / self.rate
        angle = np.full(count, self.angle) + (moved(t) if moved else 0)
        a = self.gravity(angle) * self.scale + chance.normal(0, self.noise, (count, 3))
        return Trace(t, a)


def reasons(phone, moved=None, zero=None):
    analysis = analyse(phone.trace(moved), zero)
    assert analysis.accepted == (not analysis.reasons)
    assert (analysis.angle_deg is None) == (not analysis.accepted)
    return analysis.reasons


@few
@given(angle=angles, turn=turns, noise=st.floats(0, 0.2), rate=st.floats(50, 200), seed=seeds)
def test_noise_costs_less_than_half_a_degree(angle, turn, noise, rate, seed):
    phone = Phone(angle=angle, turn=turn, noise=noise, rate=rate, seed=seed)
    assert analyse(phone.trace()).angle_deg == pytest.approx(angle, abs=0.5)


@few
@given(angle=angles, turn=turns, noise=st.floats(0, 0.2), seed=seeds)
def test_twenty_samples_a_second_are_enough_for_a_longer_hold(angle, turn, noise, seed):
    phone = Phone(angle=angle, turn=turn, noise=noise, rate=20, seconds=6, seed=seed)
    assert analyse(phone.trace()).angle_deg == pytest.approx(angle, abs=0.5)


@few
@given(angle=angles, turn=turns, axis=st.integers(0, 2), error=st.floats(-0.014, 0.014), noise=st.floats(0, 0.2))
def test_scale_error_of_an_axis_costs_less_than_half_a_degree(angle, turn, axis, error, noise):
    scale = tuple(1 + error * (place == axis) for place in range(3))
    phone = Phone(angle=angle, turn=turn, scale=scale, noise=noise, rate=100, seconds=10)
    assert analyse(phone.trace()).angle_deg == pytest.approx(angle, abs=0.5)


@few
@given(angle=angles, turn=turns)
def test_neither_the_turn_about_the_shin_nor_the_signs_nor_which_end_is_up_matters(angle, turn):
    trace = Phone(angle=angle, turn=turn).trace()
    for signs in ((1, 1, 1), (-1, -1, -1), (1, -1, 1)):
        assert analyse(Trace(trace.t, trace.a * signs)).angle_deg == pytest.approx(angle, abs=0.01)


def test_quiet_phone_near_upright_reads_no_lean():
    found = [analyse(Phone(angle=0, noise=0.2, seed=seed).trace()).angle_deg for seed in range(50)]
    assert np.median(found) < 0.1
    assert max(found) < 0.5


@few
@given(angle=st.floats(5, 50), off=st.floats(-8, 8), noise=st.floats(0, 0.1), seed=seeds)
def test_zero_takes_off_how_the_phone_stands_off(angle, off, noise, seed):
    """The case is thicker at one end: at the wall it reads `off`, on the shin as much too much."""
    shin = Phone(angle=angle + off, turn=0, noise=noise, seed=seed)
    wall = Phone(turn=0).gravity(off)
    assert analyse(shin.trace(), tuple(wall)).angle_deg == pytest.approx(angle, abs=0.5)


@pytest.mark.parametrize("scale", [(1.014, 1, 1), (1, 0.986, 1), (1, 1, 1.014)])
def test_zero_with_a_scale_error(scale):
    wall = Phone(turn=0).gravity(2) * scale
    shin = Phone(angle=42, turn=0, scale=scale)
    assert analyse(shin.trace(), tuple(wall)).angle_deg == pytest.approx(40, abs=0.5)


def tap(t):
    return np.where(np.abs(t - 1) < 0.02, 20.0, 0.0)


MOVED = {
    "drift": lambda t: 1.0 * t,
    "late move": lambda t: np.where(t > 1.7, 3.0, 0.0),
    "sway": lambda t: 2 * np.sin(2 * np.pi * 0.7 * t),
    "tremor": lambda t: 4 * np.sin(2 * np.pi * 9 * t),
    "tremor as fast as the blocks": lambda t: 4 * np.sin(2 * np.pi * 5 * t),
    "tap": tap,
}


@pytest.mark.parametrize("name", MOVED)
@pytest.mark.parametrize("noise", [0.0, 0.1])
def test_movement_is_refused(name, noise):
    assert reasons(Phone(noise=noise), MOVED[name]) == (TiltRefusal.MOVING,)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("rate", [20, 60, 200])
def test_noise_of_a_still_phone_is_not_taken_for_movement(rate, seed):
    assert reasons(Phone(rate=rate, noise=0.2, seed=seed)) == ()


@pytest.mark.parametrize(
    ("size", "said"), [(0.94, (TiltRefusal.MOVING,)), (0.96, ()), (1.04, ()), (1.06, (TiltRefusal.MOVING,))]
)
def test_more_or_less_than_gravity(size, said):
    assert reasons(Phone(scale=(size,) * 3)) == said


@pytest.mark.parametrize(
    ("phone", "said"),
    [
        (Phone(seconds=1), ()),
        (Phone(seconds=0.9), (TiltRefusal.TOO_SHORT,)),
        (Phone(seconds=1 / 60), (TiltRefusal.TOO_SHORT,)),
        (Phone(rate=8), (TiltRefusal.TOO_FEW_SAMPLES,)),
        (Phone(rate=12), ()),
        (Phone(angle=64), ()),
        (Phone(angle=68), (TiltRefusal.SIDEWAYS,)),
        (Phone(angle=90), (TiltRefusal.SIDEWAYS,)),
        (Phone(angle=90, turn=0), (TiltRefusal.SIDEWAYS,)),
    ],
    ids=str,
)
def test_what_is_refused(phone, said):
    assert reasons(phone) == said


def test_gap_of_more_than_half_a_second_is_refused():
    trace = Phone(seconds=3).trace()
    there = (trace.t < 1) | (trace.t > 1.6)
    assert analyse(Trace(trace.t[there], trace.a[there])).reasons == (TiltRefusal.TOO_FEW_SAMPLES,)


@pytest.mark.parametrize(
    ("zero", "said"),
    [
        (Phone(turn=0).gravity(19), ()),
        (Phone(turn=0).gravity(21), (TiltRefusal.ZERO_SIDEWAYS,)),
        (Phone(turn=90).gravity(-21), (TiltRefusal.ZERO_SIDEWAYS,)),
        ((0.0, 0.0, 0.0), (TiltRefusal.ZERO_SIDEWAYS,)),
        ((0.0, 9.2, 0.0), (TiltRefusal.ZERO_SIDEWAYS,)),
        ((0.0, float("nan"), 0.0), (TiltRefusal.ZERO_SIDEWAYS,)),
        ((0.0, -GRAVITY, 0.0), (TiltRefusal.TURNED_OVER,)),
    ],
)
def test_zero_that_is_refused(zero, said):
    assert reasons(Phone(turn=0), zero=tuple(zero)) == said


def test_disorder_and_doubles_change_nothing():
    trace = Phone(noise=0.1).trace()
    mixed = np.random.default_rng(1).permutation(np.r_[np.arange(trace.count), np.arange(trace.count)])
    once, twice = analyse(trace), analyse(Trace(trace.t[mixed], trace.a[mixed]))
    assert twice.accepted
    assert twice.angle_deg == pytest.approx(once.angle_deg, abs=0.02)


@few
@hypothesis.given(
    strategies.lists(
        strategies.tuples(
            strategies.floats(0, 5000), *[strategies.floats(-400, 400) | strategies.sampled_from([0.0, GRAVITY])] * 3
        ),
        min_size=1,
        max_size=60,
    )
)
def test_any_trace_gets_an_answer(rows):
    columns = dict(zip(("t_ms", "ax", "ay", "az"), map(list, zip(*rows, strict=True)), strict=True))
    analysis = analyse(Trace.of(columns))
    assert (analysis.angle_deg is None) == bool(analysis.reasons)


def test_stability_is_what_a_second_capture_differs_by():
    found = [analyse(Phone(noise=0.15, seed=seed).trace()) for seed in range(120)]
    spread = np.std([one.angle_deg for one in found])
    assert np.mean([one.stability_deg for one in found]) == pytest.approx(spread, rel=0.3)


def test_blocks_hold_every_sample_once():
    hold = Hold.of(Phone(rate=37).trace())
    assert hold.counts.sum() == 74
    assert hold.counts @ hold.means / 74 == pytest.approx(hold.mean)
