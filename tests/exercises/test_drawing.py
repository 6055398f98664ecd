"""Figures of content: drawn from their data, once."""

from xml.etree import ElementTree

import pytest

from exercises import drawing
from exercises.figures.scene import Faults

STANDING = {
    "frames": [{"words": "Stand tall."}, {"body": {"lean": 5}, "seconds": 0.5}, {"words": "Lean.", "seconds": 1}]
}
SVG = "{http://www.w3.org/2000/svg}"


def test_drawn_nothing_for_content_without_figure():
    assert drawing.drawn({}) is None


def test_drawn_has_a_still_for_each_keyframe_with_words():
    found = drawing.drawn(STANDING)
    assert [still.words for still in found.stills] == drawing.words_of(STANDING) == ["Stand tall.", "Lean."]
    assert found.stills[0].inside.startswith("<")


def test_drawn_same_data_is_drawn_once():
    assert drawing.drawn(dict(STANDING)) is drawing.drawn(dict(reversed(STANDING.items())))


def test_drawn_other_data_has_another_digest():
    other = {**STANDING, "works": "right"}
    assert drawing.drawn(other).digest != drawing.drawn(STANDING).digest


def test_digest_is_known_without_drawing():
    assert drawing.digest_of(STANDING) == drawing.drawn(STANDING).digest


def test_digest_changes_with_the_engine(monkeypatch):
    before = drawing.digest_of(STANDING)
    monkeypatch.setattr(drawing, "PEN", "another")
    assert drawing.digest_of(STANDING) != before


def test_drawn_refuses_what_is_no_figure():
    with pytest.raises(Faults):
        drawing.drawn({"frames": []})


def test_motion_says_when_each_still_is_shown():
    assert drawing.drawn(STANDING).motion()["stills"] == [0.0, 1.3]


def test_symbol_is_seen_by_itself_and_can_be_used():
    root = ElementTree.fromstring(drawing.drawn(STANDING).symbol(2))  # noqa: S314 -- our own drawing
    symbol, use = root
    assert (symbol.tag, symbol.get("id"), use.tag, use.get("href")) == (f"{SVG}symbol", "s", f"{SVG}use", "#s")
    assert symbol.get("viewBox") == root.get("viewBox")


def test_stills_for_print_are_whole_and_need_no_style_sheet():
    first, second = drawing.stills_for_print(STANDING)
    assert (first.words, second.words) == ("Stand tall.", "Lean.")
    assert ElementTree.fromstring(first.svg).tag == f"{SVG}svg"  # noqa: S314 -- our own drawing
    assert "var(" not in first.svg + second.svg


def test_stills_for_print_none_without_figure():
    assert drawing.stills_for_print({}) == []


def test_svg_of_a_still_that_is_not_there_is_an_error():
    assert drawing.svg_of(STANDING, 2).startswith("<svg")
    with pytest.raises(IndexError):
        drawing.svg_of(STANDING, 3)
    with pytest.raises(IndexError):
        drawing.svg_of({}, 1)
