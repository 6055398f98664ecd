"""Everything that an editor may name is drawn."""

from xml.etree import ElementTree

import pytest

from exercises.figures.outlines import OUTLINES
from exercises.figures.props import DRAWN, draw
from exercises.figures.scene import HELD, PROPS, Prop


def test_every_prop_has_a_drawing():
    assert sorted(DRAWN) == sorted(PROPS)


@pytest.mark.parametrize("kind", sorted(PROPS))
def test_prop_is_sound_svg(kind):
    drawn = draw(Prop(kind, dict.fromkeys(PROPS[kind], 20.0)))
    assert len(ElementTree.fromstring(f"<g>{drawn}</g>")) > 0  # noqa: S314 -- our own drawing


@pytest.mark.parametrize("view", ["side", "front"])
def test_every_thing_has_an_outline(view):
    assert [thing for thing in HELD if thing not in OUTLINES[view]] == []
