"""The body keeps its lengths, its feet and hands keep their places, whatever the pose."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.figures import body
from exercises.figures.pose import SIDES, Hold, Limb, Pose
from exercises.figures.skeleton import reach, seen, stand
from exercises.figures.space import UPRIGHT, Vector

VIEWS = ("side", "front")
angles = st.floats(-80, 80)
limbs = st.builds(Limb, angles, angles, st.floats(5, 140), angles, st.floats(0, 60), st.floats(-60, 60))
poses = st.builds(
    Pose, st.floats(-50, 50), st.floats(60, 120), st.floats(-90, 90), st.floats(-90, 90), angles, angles, angles,
    st.floats(0, 360), st.fixed_dictionaries(dict.fromkeys(SIDES, limbs)),
    st.fixed_dictionaries(dict.fromkeys(SIDES, limbs)),
)  # fmt: skip
floor = st.builds(Hold, st.floats(-18, 18), st.just(0.0), st.just("ball"), st.floats(0, 45))


def lengths(skeleton):
    for side in SIDES:
        leg, arm = skeleton.legs[side], skeleton.arms[side]
        yield from (leg.middle.minus(leg.root).length - body.THIGH, leg.end.minus(leg.middle).length - body.SHANK)
        yield from (arm.middle.minus(arm.root).length - body.UPPER_ARM, arm.end.minus(arm.middle).length - body.FOREARM)
    yield skeleton.waist.minus(skeleton.hips).length - body.LUMBAR
    yield skeleton.neck.minus(skeleton.waist).length - body.CHEST


@given(poses, st.sampled_from(VIEWS))
def test_limbs_keep_their_length(pose, view):
    assert max(map(abs, lengths(stand(pose, view)))) < 1e-6


@given(poses, floor, st.sampled_from(VIEWS))
def test_limbs_keep_their_length_when_feet_hold(pose, hold, view):
    assert max(map(abs, lengths(stand(replace(pose, feet=dict.fromkeys(SIDES, hold)), view)))) < 1e-6


@given(st.floats(70, 82), floor, st.sampled_from(VIEWS))
def test_foot_stays_where_it_holds(height, hold, view):
    leg = stand(Pose(y=height, feet={"right": hold}), view).legs["right"]
    joint = leg.end.plus(leg.tip.forward, body.BALL_AHEAD).plus(leg.tip.up, body.TOE_JOINT - body.ANKLE_HEIGHT)
    assert seen(joint, view) == pytest.approx((hold.x, hold.y + body.TOE_JOINT), abs=1e-6)


@given(st.floats(-20, 20), st.floats(60, 88), st.floats(-60, 120))
def test_knees_bend_forwards(x, height, lean):
    """Also where the trunk hangs down and what is in front of the hips points at the floor."""
    leg = stand(Pose(x=x, y=height, lean=lean, feet={"right": Hold(x + 8, 0)}), "side").legs["right"]
    along = leg.end.minus(leg.root).unit()
    aside = leg.middle.minus(leg.root)
    assert aside.plus(along, -aside.dot(along)).x > 0


def test_standing_straight_the_ankle_is_over_the_floor():
    skeleton = stand(Pose(y=body.THIGH + body.SHANK + body.ANKLE_HEIGHT), "side")
    assert [round(skeleton.legs[side].end.y, 6) for side in SIDES] == [body.ANKLE_HEIGHT] * 2


@pytest.mark.parametrize(
    ("limb", "place"),
    [
        (Limb(swing=90), (body.THIGH + body.SHANK, 0)),
        (Limb(fold=90), (-body.SHANK, -body.THIGH)),
        (Limb(swing=90, fold=90), (body.THIGH, -body.SHANK)),
    ],
)
def test_leg_angles_are_those_of_a_clinician(limb, place):
    leg = stand(Pose(legs=dict.fromkeys(SIDES, limb)), "side").legs["right"]
    assert (leg.end.x, leg.end.y) == pytest.approx(place, abs=1e-6)


@pytest.mark.parametrize(("lean", "head"), [(0, (0, 1)), (90, (1, 0)), (-90, (-1, 0))])
def test_lean_tips_the_body(lean, head):
    skeleton = stand(Pose(lean=lean), "side")
    way = skeleton.neck.minus(skeleton.hips).unit()
    assert (way.x, way.y) == pytest.approx(head, abs=1e-9)


def test_from_the_front_the_right_side_is_on_the_left():
    skeleton = stand(Pose(y=95), "front")
    assert seen(skeleton.legs["right"].end, "front")[0] < 0 < seen(skeleton.legs["left"].end, "front")[0]


@given(limbs, st.sampled_from(SIDES), st.floats(-20, 20))
def test_angles_of_a_held_foot_put_it_there_again(limb, side, x):
    """What the tween turns joint by joint must begin where the hold ended."""
    held = stand(Pose(y=80, legs=dict.fromkeys(SIDES, limb), feet={side: Hold(x, 0)}), "side").legs[side]
    free = stand(Pose(y=80, legs=dict.fromkeys(SIDES, held.angles)), "side").legs[side]
    assert free.end.minus(held.end).length < 1e-6
    assert free.middle.minus(held.middle).length < 1e-6


def test_target_out_of_reach_is_pointed_at():
    middle, end = reach(Vector(0, 0), Vector(100, 0), 10, 10, Vector(0, 1))
    assert end.x == pytest.approx(20, abs=0.02)
    assert math.hypot(middle.x, middle.y) == pytest.approx(10)


@given(angles, angles, angles)
def test_turns_keep_a_frame_square(first, second, third):
    frame = UPRIGHT.pitched(first).rolled(second).turned(third)
    parts = (frame.forward, frame.up, frame.right)
    assert [part.length for part in parts] == pytest.approx([1, 1, 1])
    assert [a.dot(b) for a, b in ((parts[0], parts[1]), (parts[1], parts[2]))] == pytest.approx([0, 0], abs=1e-9)
