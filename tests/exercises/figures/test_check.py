"""What no body could do is told, at keyframes and between them; what any body can do passes."""

import copy

import pytest

from exercises.figures import check as checking
from exercises.figures.check import LOOKS, check
from exercises.figures.read import read
from exercises.figures.scene import Faults
from tests.exercises.figures.samples import HOP, RISE, SQUAT

BOX = {"box": {"x": 20, "width": 40, "height": 30}}


def faults(data):
    with pytest.raises(Faults) as refused:
        check(read(data))
    return list(refused.value.faults)


def standing(*frames, **more):
    return {
        "frames": [{"words": "Stand.", "body": {"y": 94}, "feet": {"x": 12.5}, **frame} for frame in frames],
        **more,
    }


def test_limb_that_goes_through_the_floor_between_keyframes_is_told():
    """Both keyframes are above the floor; between them the straight leg swings through it."""
    legs = {"right": {"swing": -34}, "left": {"fold": 90}}
    there = {"right": {"swing": 34}, "left": {"fold": 90}}
    data = {"frames": [{"words": "Swing.", "body": {"y": 84}, "legs": legs}, {"body": {"y": 84}, "legs": there}]}
    assert [fault.split(", ")[0] for fault in faults(data) if "heel" in fault] == [
        "frames[1].body: on the way to frames[2]",
        "frames[2].body: on the way to frames[1]",
    ]


def test_hold_that_cannot_be_kept_between_keyframes_is_told():
    """The trunk tips from back to front over the hand: upright, the shoulder is too high for it."""
    frames = [
        {"words": "Tip.", "body": {"y": 94, "lean": lean}, "hands": {"right": {"x": 0, "y": 70}}} for lean in (-60, 60)
    ]
    for frame in frames:
        check(read({"frames": [frame]}))
    assert [fault for fault in faults({"frames": frames}) if "hands" in fault] == [
        f"frames[{here}].hands.right: on the way to frames[{there}], 4 cm out of reach."
        " Bring the body nearer, or the place."
        for here, there in ((1, 2), (2, 1))
    ]


@pytest.mark.parametrize(
    ("x", "said"),
    [
        (40.0, "frames[1].body: right ball of the foot 20 cm inside the box."),
        (22.0, "frames[1].body: right toes 9 cm inside the box."),
    ],
)
def test_foot_in_a_box_is_told_with_part_and_thing(x, said):
    assert said in faults(standing({"body": {"x": x - 12.5, "y": 94}, "feet": {"right": {"x": x}}}, props=[BOX]))


@pytest.mark.parametrize(
    "prop",
    [{"wall": {"x": 10}}, {"chair": {"x": 0}}, {"sofa": {"x": 0}}, {"step": {"x": -4, "width": 30, "height": 60}}],
)
def test_knee_in_a_thing_is_told(prop):
    (name,) = prop
    told = faults(standing({"body": {"x": 0, "y": 84}}, props=[prop]))
    assert [fault for fault in told if fault.endswith(f"inside the {name}.")] != []


def test_foot_on_a_box_and_seat_on_a_chair_pass():
    check(read(standing({"body": {"x": 27.5, "y": 124}, "feet": {"x": 40, "y": 30}}, props=[BOX])))
    check(read(standing({"body": {"x": -2, "y": 54}, "feet": {"x": 54}}, props=[{"chair": {"x": -22}}])))


def test_fault_of_a_keyframe_is_not_told_again_on_the_way():
    found = faults(standing({"body": {"y": 130}}, {"body": {"y": 131}}))
    assert [fault for fault in found if "on the way" in fault] == []


def test_close_up_asks_only_for_the_leg_that_is_drawn():
    data = standing({"body": {"y": 90}, "feet": {"right": {"x": 12.5}}}, works="right")
    assert [fault for fault in faults(data) if "left heel" in fault] != []
    check(read({**data, "zoom": {"x": -10, "width": 40, "height": 30}}))


@pytest.mark.parametrize("data", [HOP, RISE, SQUAT])
def test_work_is_as_much_as_the_moves(data, monkeypatch):
    """Two looks at the ends of each move for its angles, one at each keyframe, some between: no more."""
    looks = []
    monkeypatch.setattr(checking, "_faults", lambda pose, _figure: looks.append(pose) or [])
    check(read(copy.deepcopy(data)))
    assert len(looks) == len(data["frames"]) * (1 + len(LOOKS))
