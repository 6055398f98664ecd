"""The ponytail hangs, and finds room above the floor and beside a wall."""

import pytest

from exercises.figures.pose import Pose
from exercises.figures.props import Solid
from exercises.figures.skeleton import stand
from exercises.figures.tail import LONG, tail

WALL = Solid("wall", -40, -14, 0, 200)


def tip(things=(), **pose):
    skeleton = stand(Pose(y=95, **pose) if "y" not in pose else Pose(**pose), "side")
    root, end = tail(skeleton.neck, skeleton.head, things)
    assert end.minus(root).length == pytest.approx(LONG)
    return end.minus(skeleton.neck)


def test_tail_hangs_behind_the_neck():
    found = tip()
    assert (found.x < -12, 0 < found.y < 20) == (True, True)


@pytest.mark.parametrize("lean", [0, 30, 60, 90, -30])
def test_tail_is_never_in_front_of_the_neck(lean):
    skeleton = stand(Pose(y=95, lean=lean), "side")
    _root, end = tail(skeleton.neck, skeleton.head, ())
    assert end.minus(skeleton.neck).dot(skeleton.head.forward) < 0


@pytest.mark.parametrize("y", [12, 14, 20])
def test_tail_of_a_head_on_the_floor_lies_beyond_it(y):
    skeleton = stand(Pose(y=y, lean=-90), "side")
    root, end = tail(skeleton.neck, skeleton.head, ())
    assert end.y >= min(root.y, 1.0) - 0.01
    assert end.x < root.x


def test_tail_hangs_straight_beside_a_wall():
    assert tip([WALL]).x > tip().x
