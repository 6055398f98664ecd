"""A trace set upright: gravity up, whatever way the phone was held, and how it was sampled."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.measurement.trace import GRAVITY, Trace
from clinic.measurement.upright import upright

STEP = 0.01


def still(count=300, step=STEP, direction=(0, 1, 0)):
    unit = np.array(direction) / np.linalg.norm(direction)
    return Trace(np.arange(count) * step, np.tile(unit * GRAVITY, (count, 1)))


def without(trace, first, last):
    keep = (trace.t < first) | (trace.t >= last)
    return Trace(trace.t[keep], trace.a[keep])


parts = st.floats(-1, 1).filter(lambda one: abs(one) > 0.01)


@settings(max_examples=25)
@given(parts, parts, parts)
def test_a_phone_at_rest_says_one_g_in_any_direction(x, y, z):
    assert upright(still(direction=(x, y, z))).g == pytest.approx(1)


def test_a_push_up_is_more_than_one_g_and_a_fall_is_none():
    trace = still(direction=(1, 2, 2))
    trace.a[100] *= 3
    trace.a[200] = 0
    seen = upright(trace)
    assert (seen.g[100], seen.g[200], seen.g[0]) == (pytest.approx(3), 0, pytest.approx(1))


def test_samples_stand_in_the_order_of_time_each_moment_once():
    trace = still(4)
    shuffled = Trace(trace.t[[2, 0, 1, 1, 3]], trace.a[[2, 0, 1, 1, 3]])
    seen = upright(shuffled)
    assert (seen.t.tolist(), len(seen.g)) == (trace.t.tolist(), 4)


def test_a_hole_is_found_with_what_it_lost():
    seen = upright(without(still(), 1.0, 1.5))
    assert seen.gaps == ((pytest.approx(0.99), pytest.approx(1.5)),)
    assert (seen.rate_hz, seen.lost, seen.longest_s) == (
        pytest.approx(100), pytest.approx(50 / 300), pytest.approx(0.51),
    )  # fmt: skip


@pytest.mark.parametrize(("step", "last"), [(0.01, 1.09), (0.05, 1.15)])
def test_a_short_hole_is_none_that_is_seen(step, last):
    """Up to a tenth of a second, or four usual intervals where these are longer."""
    assert upright(without(still(step=step), 1.0 + step / 2, last - step / 2)).gaps == ()


def test_evenly_sampled_loses_nothing():
    seen = upright(still())
    assert (seen.lost, seen.gaps) == (pytest.approx(0), ())


@pytest.mark.parametrize("rate", [50, 60, 100, 143])
def test_a_clock_that_rounds_to_a_millisecond_loses_nothing(rate):
    t = np.round(np.arange(1000) / rate, 3)
    seen = upright(Trace(t, still(1000).a))
    assert (seen.rate_hz, seen.lost) == (pytest.approx(rate, rel=0.002), pytest.approx(0, abs=0.002))


def test_scattered_losses_are_counted_in_spite_of_jitter():
    chance = np.random.default_rng(3)
    t = np.arange(3000) / 60 + chance.normal(0, 0.002, 3000)
    keep = chance.random(3000) > 0.05
    seen = upright(Trace(t[keep], still(3000).a[keep]))
    assert (seen.rate_hz, seen.lost) == (pytest.approx(60, rel=0.01), pytest.approx(1 - keep.mean(), abs=0.01))


def test_one_sample_has_no_rate():
    seen = upright(still(1))
    assert (seen.rate_hz, seen.lost, seen.longest_s, seen.gaps, seen.g.tolist()) == (None, 0, 0, (), [pytest.approx(1)])


def test_what_cancels_out_is_shown_by_its_length():
    trace = Trace(np.array([0.0, 0.1]), np.array([[0, 9.80665, 0], [0, -9.80665, 0]]))
    assert upright(trace).g.tolist() == [pytest.approx(1), pytest.approx(1)]
