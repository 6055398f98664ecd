"""What two keyframes hold stays held on the whole way between them, and every joint stays between its ends."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.figures import body
from exercises.figures.check import SLACK
from exercises.figures.pose import Hold, Limb, Pose
from exercises.figures.skeleton import seen, stand
from exercises.figures.tween import Move, kept, way

HAND = Hold(38, 120, "palm")
shares = st.floats(0, 1)
standing = st.builds(
    lambda x, y, lean, pitch, fold: Pose(
        x=x, y=y, lean=lean, feet={"right": Hold(14, 0, "ball", pitch)}, hands={"right": HAND},
        legs={"right": Limb(), "left": Limb(swing=20, fold=fold)},
    ),
    st.floats(-4, 12), st.floats(72, 88), st.floats(0, 15), st.floats(0, 30), st.floats(40, 90),
)  # fmt: skip


@given(standing, standing, shares)
@settings(max_examples=40)
def test_foot_and_hand_keep_their_places(first, second, share):
    skeleton = stand(Move(first, second, "side").at(share), "side")
    leg, arm = skeleton.legs["right"], skeleton.arms["right"]
    palm = arm.end.plus(arm.end.minus(arm.middle).unit(), body.HAND)
    assert seen(leg.ball, "side") == pytest.approx((14, body.TOE_JOINT), abs=SLACK)
    assert seen(palm, "side") == pytest.approx((HAND.x, HAND.y), abs=SLACK)


@given(standing, standing, shares)
@settings(max_examples=40)
def test_held_foot_is_not_below_the_floor(first, second, share):
    leg = stand(Move(first, second, "side").at(share), "side").legs["right"]
    toes = leg.ball.plus(leg.toe(0).out(body.TOES, -body.TOE_JOINT))
    assert min(leg.heel.y, toes.y) >= -1e-6


@given(standing, standing, shares)
@settings(max_examples=40)
def test_free_joints_stay_between_their_ends(first, second, share):
    """And so within human range, where both keyframes are."""
    found = Move(first, second, "side").at(share).legs["left"]
    folds = sorted((first.legs["left"].fold, second.legs["left"].fold))
    assert folds[0] - 1e-9 <= found.fold <= folds[1] + 1e-9


@pytest.mark.parametrize(
    ("first", "second", "pair"),
    [
        (Hold(10, 0), Hold(12, 0), (Hold(10, 0), Hold(12, 0))),
        (Hold(10, 0, "heel", 20), Hold(28.5, 0), (Hold(10, 0, "heel", 20), Hold(10, 0, "heel"))),
        (Hold(28.5, 0), Hold(10, 0, "heel", 20), (Hold(10, 0, "heel"), Hold(10, 0, "heel", 20))),
        (Hold(10, 0, "heel"), Hold(28.5, 0, "ball", 30), (Hold(28.5, 0), Hold(28.5, 0, "ball", 30))),
        (Hold(10, 0, "heel", 20), Hold(28.5, 0, "ball", 30), None),
    ],
)
def test_flat_foot_stands_on_heel_and_ball_alike(first, second, pair):
    assert kept({"right": first}, {"right": second}, 1).get("right") == pair


@pytest.mark.parametrize(("turn", "view", "toes"), [(0, "side", 1), (180, "side", -1), (0, "front", 0)])
def test_toes_point_where_the_body_looks(turn, view, toes):
    assert way(Pose(turn=turn), view) == toes


def test_what_one_keyframe_alone_holds_is_let_go():
    assert kept({"right": Hold(1, 0)}, {"left": Hold(1, 0)}, 1) == {}
