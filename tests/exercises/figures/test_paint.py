"""Colours on the drawing: variables for the screen, plain ones for paper, and nothing left to a style sheet."""

import re

import pytest

from exercises.figures.draw import box, still
from exercises.figures.outlines import OUTLINES
from exercises.figures.paint import PRINT, SCREEN, SHAPES, painted
from exercises.figures.props import DRAWN
from exercises.figures.read import read
from tests.exercises.figures.samples import HOP, SQUAT

MOST_BYTES = 6_000


def drawing(data):
    figure = read(data)
    return still(figure, figure.frames[0], box(figure))


def test_every_piece_of_the_body_has_its_paint():
    pieces = {name for outlines in OUTLINES.values() for outline in outlines.values() for name, _path in outline}
    assert pieces - set(SHAPES) == set()


def test_every_thing_has_its_paint():
    sizes = {"x": 0, "y": 10, "width": 20, "height": 10, "size": 10}
    drawn = "".join(
        prop(**{name: sizes[name] for name in prop.__code__.co_varnames[: prop.__code__.co_argcount] if name in sizes})
        for prop in DRAWN.values()
    )
    assert set(re.findall(r'class="([a-z ]+)"', drawn)) - set(SHAPES) == set()


@pytest.mark.parametrize("data", [HOP, SQUAT])
@pytest.mark.parametrize("colours", [SCREEN, PRINT])
def test_painted_needs_no_style_sheet(data, colours):
    found = painted(drawing(data), colours)
    assert re.findall(r"class=|style=|\{", found) == []
    assert len(found) <= MOST_BYTES


def test_paper_knows_no_variables():
    assert "var(" in painted(drawing(HOP), SCREEN)
    assert "var(" not in painted(drawing(HOP), PRINT)


def test_shoe_of_the_working_leg_is_told_from_the_other():
    legs = '<g class="works"><path class="shoe"/></g><g class="far"><path class="shoe"/><path class="skin"/></g>'
    assert painted(legs, PRINT).count(f'fill="{PRINT["works"]}"') == 1
    assert re.findall(r"var\(--f-[a-z-]+", painted(legs))[2:] == [
        "var(--f-works",
        "var(--f-far-skin",
        "var(--f-far-shoe",
    ]


def test_what_follows_a_far_limb_is_near_again():
    found = painted('<g class="far"><path class="shirt"/></g><g><path class="shirt"/></g>')
    assert re.findall(r"var\(--f-[a-z-]*shirt", found) == ["var(--f-far-shirt", "var(--f-shirt"]
