"""The picture of a hop test's recording, drawn and read back."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.reports.charts import DESK, PHONE
from clinic.reports.charts.scale import Values
from clinic.reports.charts.trace import (
    CADENCE_HEIGHT,
    TRACE_HEIGHT,
    HopTrace,
    Seconds,
    cadence_chart,
    cadences,
    hopping,
    intervals,
    pieces,
    trace_chart,
)
from tests.clinic.reports.charts import drawn

MOST_BYTES = 25_000
S = "\N{NO-BREAK SPACE}s"


def bouncing(rate=100, seconds=30.0, hz=2.0, **changes):
    """Half sines on the ground, nothing in the air: as a body that hops in place."""
    t = [number / rate for number in range(int(seconds * rate))]
    g = [max(0.0, math.pi * math.sin(2 * math.pi * hz * second)) for second in t]
    hops = [number / hz for number in range(int(seconds * hz))]
    return HopTrace(t, g, **{"hops": hops, **changes})


def marks(tree, kind):
    return [one for one in tree.iter() if one.get("class") == kind]


seconds = st.floats(0, 60, allow_nan=False)
samples = st.lists(st.tuples(seconds, st.floats(-41, 41, allow_nan=False)), min_size=1, max_size=40)


@settings(max_examples=60)
@given(samples, st.lists(seconds, max_size=12), st.lists(seconds, max_size=6), st.none() | seconds)
def test_everything_is_finite_and_lies_in_the_picture(found, hops, edges, stop):
    found.sort()
    edges.sort()
    trace = HopTrace(
        [second for second, _g in found], [g for _second, g in found], sorted(hops),
        list(zip(edges[::2], edges[1::2], strict=False)), stopped_at=stop,
    )  # fmt: skip
    for width in (PHONE, DESK):
        for svg, height in ((trace_chart(trace, key="k", width=width), TRACE_HEIGHT),
                            (cadence_chart(trace, key="k", width=width), CADENCE_HEIGHT)):  # fmt: skip
            if svg:
                tree = drawn.read(svg)
                assert (drawn.size(tree), drawn.outside(tree)) == ((width, height), [])
                assert ("nan" in svg.lower(), "inf" in svg.lower()) == (False, False)


def test_six_thousand_samples_stay_small():
    trace = bouncing(rate=200)
    assert len(trace.t) == 6000
    assert len(trace_chart(trace, key="k", width=DESK).encode()) < MOST_BYTES


def test_the_highest_and_the_lowest_of_each_column_are_drawn():
    t = [number / 1000 for number in range(30_000)]
    g = [1.0] * 30_000
    g[15_003], g[15_007] = 7.0, -3.0
    values = Values(-4, 8, 200, 0)
    (piece,) = pieces(HopTrace(t, g), Seconds(30, 0, 300), values)
    heights = [y for _x, y in piece]
    assert (min(heights), max(heights), len(piece) <= 2 * 301) == (values.y(7), values.y(-3), True)


def test_a_hole_cuts_the_line_and_is_marked():
    t = [0.0, 0.1, 0.2, 1.2, 1.3]
    tree = drawn.read(trace_chart(HopTrace(t, [1.0] * 5, gaps=[(0.2, 1.2)]), key="k", width=DESK))
    assert (len(marks(tree, "line fine")), len(marks(tree, "hole"))) == (2, 1)
    assert "Samples are missing at 1 place." in drawn.said(tree)[1]


def test_each_landing_has_its_stroke_and_the_tenth_its_number():
    tree = drawn.read(trace_chart(bouncing(), key="k", width=DESK))
    (strokes,) = marks(tree, "hop")
    assert strokes.get("d").count("M") == 60
    assert [word for word in drawn.words(tree) if word in {"40", "50", "60"}] == ["40", "50", "60"]


def test_pauses_and_the_stop_are_said_and_marked():
    trace = bouncing(hops=[0.5, 1.0, 6.0], pauses=[(1.0, 6.0)], stopped_at=21.3)
    tree = drawn.read(trace_chart(trace, key="k", width=DESK))
    title, words = drawn.said(tree)
    assert title == "Acceleration along the vertical"
    assert words == f"From 0 to 30{S}, in g. 3 hops marked. Pauses: 1{S} – 6{S}. Stopped at 21.3{S}."
    assert (len(marks(tree, "band")), len(marks(tree, "now"))) == (1, 1)
    assert {f"pause, 5{S}", f"stopped at 21.3{S}"} <= set(drawn.words(tree))


def test_a_narrow_pause_has_no_words_over_its_edges():
    trace = bouncing(pauses=[(10.0, 11.5)])
    assert not [one for one in drawn.words(drawn.read(trace_chart(trace, key="k", width=PHONE))) if "pause" in one]


def test_no_samples_draw_nothing():
    assert trace_chart(HopTrace([], []), key="k", width=DESK) == ""
    assert cadence_chart(HopTrace([0], [1]), key="k", width=DESK) == ""


@pytest.mark.parametrize("hz", [1.6, 2.2, 3.0])
def test_an_even_rhythm_has_one_rate(hz):
    rates = [rate for _second, rate in cadences([number / hz for number in range(20)])]
    assert rates == [pytest.approx(hz)] * 16


def test_fewer_than_five_landings_have_no_rate():
    assert cadences([1, 2, 3, 4]) == []


def test_the_rhythm_is_not_drawn_through_a_pause():
    hops = [0.5 * number for number in range(8)] + [10 + 0.5 * number for number in range(8)]
    trace = bouncing(hops=hops, pauses=[(3.5, 10.0)])
    assert [len(run) for run in hopping(trace)] == [8, 8]
    tree = drawn.read(cadence_chart(trace, key="k", width=DESK))
    assert (len(marks(tree, "line s-n")), len(marks(tree, "band"))) == (2, 1)
    assert drawn.said(tree) == ("Hops a second", "First 2, last 2, lowest 2, highest 2.")


def test_intervals_begin_with_the_second_hop():
    assert (intervals([0.5, 1.0, 1.75]), intervals([])) == ([None, 0.5, 0.75], [])
