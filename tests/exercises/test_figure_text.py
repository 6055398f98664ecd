from pathlib import Path

import pytest
import yaml

from exercises import figure_text
from exercises.figure_text import MOST_BYTES, data_of, figure_of, text_of
from exercises.figures.scene import Faults
from exercises.figures.shipped import FOLDER
from exercises.packs.values import _short_numbers

HOP = """\
view: front
props: [{box: {x: -66, width: 56, height: 22}}]
held: {right hand: dumbbell}
frames:
  - {words: "Stand: \\"tall\\", yes.", body: {x: -28, y: 95.2}, feet: {x: 9}, seconds: 0.7}
  - {body: {y: 90}, feet: {right: {x: -9, pitch: 10}, left: {x: 9}}, arrows: [{from: [20, 52], to: [42, 14]}]}
"""


def test_text_is_written_as_it_was_read():
    assert text_of(data_of(HOP)) == HOP


def test_no_figure_is_no_text():
    assert (text_of({}), data_of(""), data_of(" \n# nothing\n")) == ("", {}, {})


def test_order_of_names_is_that_of_the_editor_not_of_the_database():
    upside_down = {"frames": [{"ease": "push", "words": "no"}], "view": "front"}
    assert text_of(upside_down) == 'view: front\nframes:\n  - {words: "no", ease: push}\n'


def test_every_shipped_figure_is_the_same_after_writing_and_short_enough():
    """One test for all of them: each is read in a few milliseconds."""
    for path in sorted(Path(FOLDER).rglob("*.yaml")):
        data = _short_numbers(yaml.safe_load(path.read_text()))
        text = text_of(data)
        assert (path.name, data_of(text), len(text) < MOST_BYTES / 2) == (path.name, data, True)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a" * (MOST_BYTES + 1), "This is longer than 20 kB. A figure has at most 16 keyframes."),
        ("frames: [", "Line 2: did not find expected node content"),
        ("a: &x 1\nb: *x", "Line 2: write it out; there are no aliases here"),
        ("a: " + "[" * 30 + "]" * 30, "Line 1: is nested too deeply"),
        ("view: side\nview: front", "Line 2: “view” is given twice"),
        ("- 1", "Begin with “frames:”, and a keyframe on each line below."),
        ("hop", "Begin with “frames:”, and a keyframe on each line below."),
        ("bare: 2026-01-01", "Bare: must be a number of a human size, or text."),
        ("zoom: 1" + "0" * 400, "Zoom: must be a number of a human size, or text."),
        ("zoom: .nan", "Zoom: must be a number of a human size, or text."),
        (
            'view: side\nframes:\n  - {}\n  - {words: "\\a"}',
            "Keyframe 2 (line 4): words: take the special characters out.",
        ),
        ("a: !!python/object:os.system 1", None),
        ("? [a]\n: 1", None),
        ("x: " + "9" * 5000, None),
    ],
)
def test_text_that_cannot_be_read_is_refused_with_one_sentence(text, fault):
    with pytest.raises(Faults) as refused:
        data_of(text)
    assert len(refused.value.faults) == 1
    assert fault in {None, refused.value.faults[0]}


def test_faults_name_the_keyframe_and_its_line():
    text = "view: side\nframes:\n  - {words: Hop, legs: {fold: 200}}\n\n  - {body: {q: 1}}\n"
    figure, faults = figure_of(data_of(text), text)
    assert figure is None
    assert [fault.split(": is not")[0] for fault in faults] == ["Keyframe 2 (line 5): body.q"]


def test_figure_that_no_body_could_do_is_drawn_and_its_faults_are_said():
    text = "frames:\n  - {words: Hop, body: {y: 95}, legs: {fold: 200}}\n"
    figure, faults = figure_of(data_of(text), text)
    assert figure is not None
    assert "Keyframe 1 (line 2): legs.right: knee at 200 degrees; people reach" in faults[0]


def test_round_that_takes_too_long_is_not_worked_out():
    text = "frames:\n" + "  - {words: Hop, body: {y: 95}, seconds: 10}\n" * 5
    assert figure_of(data_of(text), text) == (None, ["Frames: take 50.0 seconds in all; at most 12 are played."])


def test_fault_of_a_figure_without_text_names_the_keyframe_alone():
    assert figure_text.in_words(Faults(["frames[3].words: must be text."]), "") == ["Keyframe 3: words: must be text."]
