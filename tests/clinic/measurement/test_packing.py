"""Traces as they are kept."""

import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.measurement.packing import HEAD, SIZE_MAX, kept, pack, unpack
from clinic.measurement.trace import ACCELERATION_MAX, MILLISECONDS_MAX, SAMPLES_MAX, Trace

SAMPLE = st.tuples(
    st.floats(0, MILLISECONDS_MAX / 1000), *[st.floats(-ACCELERATION_MAX, ACCELERATION_MAX)] * 3
)  # fmt: skip
# Half a step, and what the arithmetic of floats adds.
TIME_OFF, ACCELERATION_OFF = 0.00005 + 1e-9, 0.005 + 1e-9


def trace_of(rows, interval=None):
    table = np.array(rows, dtype=float)
    return Trace(table[:, 0], table[:, 1:], interval)


@settings(max_examples=60)
@given(rows=st.lists(SAMPLE, min_size=1, max_size=40), interval=st.none() | st.floats(0.001, 1))
def test_a_trace_comes_back_within_half_a_step(rows, interval):
    trace = trace_of(rows, interval)
    back = unpack(pack(trace))
    assert np.abs(back.t - trace.t).max() <= TIME_OFF
    assert np.abs(back.a - trace.a).max() <= ACCELERATION_OFF
    assert back.interval == (None if interval is None else pytest.approx(interval, abs=0.6e-6))
    assert pack(back) == pack(trace)


def test_disorder_doubles_and_gaps_stay_as_they_came():
    times = [0.0, 0.02, 0.01, 0.01, 5.0]
    assert kept(trace_of([(t, 0, 9.81, 0) for t in times])).t.tolist() == times


def test_half_a_minute_takes_few_bytes():
    rng = np.random.default_rng(4)
    t = np.arange(3000) / 100
    trace = Trace(t, np.column_stack([0 * t, 9.81 + 8 * np.sin(13 * t), 0 * t]) + rng.normal(0, 0.3, (3000, 3)))
    assert len(pack(trace)) < 15_000


@pytest.mark.parametrize(
    "trace",
    [
        Trace(np.zeros(0), np.zeros((0, 3))),
        Trace(np.zeros(SAMPLES_MAX + 1), np.zeros((SAMPLES_MAX + 1, 3))),
        trace_of([(0, float("nan"), 0, 0)]),
        trace_of([(float("inf"), 0, 0, 0)]),
        trace_of([(0, 1e9, 0, 0)]),
        trace_of([(0, 0, 0, 0)], -1.0),
        trace_of([(0, 0, 0, 0)], float("nan")),
    ],
)
def test_what_is_no_trace_is_not_packed(trace):
    with pytest.raises(ValueError, match=r"trace|sample"):
        pack(trace)


GOOD = pack(trace_of([(0, 1, 2, 3), (0.01, 1, 2, 3)]))


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"\x01",
        b"\x02" + GOOD[1:],
        b"\x01garbage",
        GOOD[:-3],
        GOOD + b"more",
        b"\x01" + zlib.compress(b"short"),
        b"\x01" + zlib.compress(HEAD.pack(0, 0)),
        b"\x01" + zlib.compress(HEAD.pack(2, 0) + bytes(16)),
        b"\x01" + zlib.compress(HEAD.pack(2**32 - 1, 0) + bytes(16)),
    ],
)
def test_what_pack_did_not_make_is_refused(packed):
    with pytest.raises(ValueError, match="packed trace"):
        unpack(packed)


def test_a_bomb_is_not_unpacked():
    with pytest.raises(ValueError, match="too large"):
        unpack(b"\x01" + zlib.compress(bytes(50 * SIZE_MAX)))
