"""Figures of content: drawn from their data, once."""

import pytest

from exercises import drawing
from exercises.figures.scene import Faults

STANDING = {"frames": [{"words": "Stand tall."}, {"body": {"lean": 5}}]}


def test_drawn_nothing_for_content_without_figure():
    assert drawing.drawn({}) is None


def test_drawn_has_a_still_for_each_keyframe_with_words():
    found = drawing.drawn(STANDING)
    assert [still.words for still in found.stills] == ["Stand tall."]
    assert found.stills[0].inside.startswith("<")


def test_drawn_same_data_is_drawn_once():
    assert drawing.drawn(dict(STANDING)) is drawing.drawn(dict(reversed(STANDING.items())))


def test_drawn_other_data_has_another_digest():
    other = {**STANDING, "works": "right"}
    assert drawing.drawn(other).digest != drawing.drawn(STANDING).digest


def test_drawn_refuses_what_is_no_figure():
    with pytest.raises(Faults):
        drawing.drawn({"frames": []})
