"""Each fault of the data is told with its place; what is right is read as it is meant."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.figures.check import check
from exercises.figures.pose import Hold, Limb
from exercises.figures.read import read
from exercises.figures.scene import Faults
from tests.exercises.figures.samples import HOP, PRONE, RISE, SQUAT


def faults(change, data=RISE):
    data = copy.deepcopy(data)
    change(data)
    with pytest.raises(Faults) as refused:
        check(read(data))
    return list(refused.value.faults)


def put(path, value):
    def change(data):
        *way, last = path
        for step in way:
            data = data[step]
        data[last] = value

    return change


@pytest.mark.parametrize("data", [HOP, RISE, SQUAT, PRONE])
def test_good_figures_pass(data):
    check(read(data))


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (["view"], "top", "view: must be one of side, front."),
        (["works"], "left", "works: must be one of both, right."),
        (["frames"], "none", "frames: must be a list."),
        (["thumb"], 0, "thumb: is 0; it must be from 1 to 16."),
        (["thumb"], 3, "thumb: is 3; there are 2 keyframes with words."),
        (["frames", 0, "body", "x"], "far", "frames[1].body.x: must be a number."),
        (["frames", 0, "body", "x"], float("nan"), "frames[1].body.x: must be a number."),
        (["frames", 0, "body", "x"], True, "frames[1].body.x: must be a number."),
        (["frames", 0, "body", "y"], 900, "frames[1].body.y: is 900; it must be from -400 to 400."),
        (["frames", 1, "seconds"], 0, "frames[2].seconds: is 0; it must be from 0.1 to 10."),
        (["frames", 1, "ease"], "hard", "frames[2].ease: must be one of even, soft, push, land."),
        (["frames", 0, "words"], "x" * 91, "frames[1].words: must be text of at most 90 characters."),
        (["frames", 0, "feet", "by"], "nose", "frames[1].feet.by: must be one of ball, heel."),
        (["frames", 0, "arrows"], [{"from": [1], "to": [2, 3]}],
         "frames[1].arrows[1].from: must be two numbers, for example [20, 95]."),
        (["props", 0], {"wall": {}}, "props[1].wall.x: is missing."),
        (["props", 0], {"tree": {"x": 1}}, "props[1]: must be one of wall, box"),
        (["props", 0], "wall", "props[1]: must be one thing with its sizes"),
        (["held"], {"nose": "ball"}, "held.nose: is not known here."),
        (["held"], {"right hand": "cake"}, "held.right hand: must be one of dumbbell"),
        (["bands"], [{"from": "left ear", "to": [1, 2]}], "bands[1].from: must be one of right knee"),
    ],
)  # fmt: skip
def test_fault_names_its_place(path, value, said):
    found = faults(put(path, value))
    assert [fault for fault in found if fault.startswith(said)] != [], found


def test_thumb_is_the_first_still_if_not_said():
    assert [read(RISE).thumb, read(RISE | {"thumb": 2}).thumb] == [1, 2]


def test_unknown_word_is_told_with_the_known_ones():
    assert faults(put(["frames", 0, "leg"], {})) == [
        "frames[1].leg: is not known here. Known: body, legs, arms, feet, hands, rope, seconds, ease, words, arrows."
    ]


def test_all_faults_are_told_at_once():
    def change(data):
        data["view"], data["works"] = "top", "left"

    assert len(faults(change)) == 2


def test_without_words_there_is_no_picture():
    def change(data):
        for frame in data["frames"]:
            del frame["words"]

    assert faults(change) == ["frames: needs a keyframe with words: it becomes the first picture."]


def test_round_that_is_too_long_is_refused():
    found = faults(lambda data: [frame.update(seconds=7) for frame in data["frames"]])
    assert found == ["frames: take 14.0 seconds in all; at most 12 are played."]


@pytest.mark.parametrize("many", [17, 500])
def test_too_many_keyframes_are_refused(many):
    found = faults(lambda data: data.update(frames=data["frames"] * many))
    assert found[0] == f"frames: has {2 * many} entries; at most 16 are drawn."


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (
            ["frames", 0, "body", "y"],
            130,
            "frames[1].feet.right: 35 cm out of reach. Bring the body nearer, or the place.",
        ),
        (["frames", 0, "hands", "x"], 120, "frames[1].hands.right: "),
        (["frames", 0], {"words": "Sink.", "body": {"y": 80}}, "frames[1].body: right heel 15 cm below the floor."),
        (["frames", 0, "body", "spine"], 90, "frames[1].body: spine at 90 degrees; people reach -35 to 60."),
    ],
)
def test_what_no_body_can_do_is_told(path, value, said):
    found = faults(put(path, value))
    assert [fault for fault in found if fault.startswith(said)] != [], found


def test_one_word_for_both_sides():
    frame = read(RISE).frames[1]
    assert frame.pose.feet == {"right": Hold(14, 0, "ball", 30), "left": Hold(11, 0, "ball", 30)}
    assert read(SQUAT).frames[0].pose.feet == {"right": Hold(-14, 0), "left": Hold(14, 0)}
    assert read(HOP).frames[1].pose.legs == dict.fromkeys(("right", "left"), Limb(swing=28, fold=45))


def test_each_side_its_own():
    data = copy.deepcopy(HOP)
    data["frames"][1]["legs"] = {"left": {"fold": 80}}
    assert read(data).frames[1].pose.legs == {"right": Limb(), "left": Limb(fold=80)}


json = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["frames", "body", "feet", "x"]), inner)
    ),
    max_leaves=12,
)


@given(json)
def test_anything_else_is_refused_with_places(data):
    with pytest.raises(Faults) as refused:
        read(data)
    assert all(": " in fault for fault in refused.value.faults)
