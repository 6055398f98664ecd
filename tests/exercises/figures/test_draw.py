"""The drawn picture: sound SVG, small, whole, and the working leg told from the other."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.figures.draw import box, number, svg
from exercises.figures.read import read
from tests.exercises.figures.samples import HOP, RISE, SQUAT

MOST_BYTES = 6_000


@pytest.mark.parametrize("data", [HOP, RISE, SQUAT])
def test_stills_are_small_and_sound(data):
    figure = read(data)
    for frame in figure.frames:
        drawn = svg(figure, frame)
        ElementTree.fromstring(drawn)  # noqa: S314 -- our own drawing
        assert len(drawn) <= MOST_BYTES
        assert re.findall(r"nan|inf|style=", drawn) == []


def test_all_pictures_of_a_figure_share_their_frame():
    figure = read(HOP)
    left, top, width, height = box(figure)
    assert (left < -80, top < -190, left + width > 60, top + height) == (True, True, True, 5.0)
    assert {svg(figure, frame).split('"')[5] for frame in figure.frames} == {f"{left:g} {top:g} {width:g} {height:g}"}


@pytest.mark.parametrize(("works", "marked"), [("right", 6), ("both", 12)])
def test_working_side_is_marked(works, marked):
    figure = read({**HOP, "works": works})
    drawn = svg(figure, figure.frames[0])
    assert (drawn.count("works"), drawn.count("far")) == (marked, 6)


def test_from_the_front_no_side_is_far():
    figure = read(SQUAT)
    assert svg(figure, figure.frames[0]).count("far") == 0


def test_arrow_is_drawn_where_it_is_said():
    figure = read(HOP)
    assert [svg(figure, frame).count('class="arrow"') for frame in figure.frames] == [0, 1, 0]


@pytest.mark.parametrize(
    ("value", "said"), [(0.5, ".5"), (-0.5, "-.5"), (3.0, "3"), (-0.01, "0"), (12.34, "12.3"), (100, "100"), (0, "0")]
)
def test_numbers_are_short(value, said):
    assert number(value) == said


@given(st.floats(-500, 500))
def test_short_numbers_are_right(value):
    assert float(number(value)) == pytest.approx(value, abs=0.0501)


def test_band_is_no_longer_than_it_is():
    """Its outline is a line of 1 cm that is stretched: the picture must not grow with the stretch."""
    plain, banded = read(HOP), read({**HOP, "bands": [{"from": "right ankle", "to": "left ankle"}]})
    assert box(banded) == box(plain)


def test_whole_rail_is_in_the_picture():
    left, _top, _width, _height = box(read({**SQUAT, "props": [{"rail": {"x": -60, "y": 90}}]}))
    assert left == -60 - 14 - 8
