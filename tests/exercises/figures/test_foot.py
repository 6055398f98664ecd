"""The bare foot close up: an arch that lifts between heel and ball, and a big toe of its own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.figures import body
from exercises.figures.dress import parts
from exercises.figures.pose import Hold, Limb, Pose
from exercises.figures.read import read
from exercises.figures.skeleton import stand

CLOSE = {
    "bare": True,
    "works": "right",
    "zoom": {"x": -10, "width": 40, "height": 30},
    "frames": [{"words": "Lift.", "body": {"y": 60}, "feet": {"right": {"x": 10}}}],
}
arches = st.floats(*body.RANGES["arch"])


def leg(limb, hold, turn=0.0):
    legs = {"right": limb, "left": Limb()}
    return stand(Pose(y=80, turn=turn, legs=legs, feet={"right": hold}), "side").legs["right"]


@given(arches, st.sampled_from(["ball", "heel"]), st.sampled_from([0.0, 180.0]))
@settings(max_examples=30)
def test_heel_and_ball_stay_down_when_the_arch_lifts(arch, by, turn):
    found = leg(Limb(arch=arch), Hold(5, 0, by), turn)
    assert found.heel.y == pytest.approx(0, abs=0.07)
    assert found.ball.y == pytest.approx(body.TOE_JOINT, abs=0.07)


def test_raised_arch_makes_the_foot_shorter():
    flat, raised = (leg(Limb(arch=arch), Hold(5, 0, "heel")) for arch in (0, 12))
    assert flat.ball.x - raised.ball.x == pytest.approx(1.9, abs=0.1)
    assert raised.end.y > flat.end.y


@given(arches, st.floats(0, 40))
@settings(max_examples=20)
def test_toes_lie_flat_where_the_ball_is_held(arch, pitch):
    toes = leg(Limb(arch=arch), Hold(5, 0, "ball", pitch)).toe(0)
    assert toes.forward.y == pytest.approx(0, abs=1e-6)


def turned(toe, toes):
    data = {**CLOSE, "frames": [{**CLOSE["frames"][0], "legs": {"right": {"toe": toe, "toes": toes}, "left": {}}}]}
    figure = read(data)
    found = {part.outline: part.angle for part in parts(figure, figure.frames[0].pose)}
    return round(found["close toe"], 3), round(found["close toes"], 3)


@pytest.mark.parametrize(("toe", "toes"), [(0, 0), (40, 0), (0, 30), (20, 35)])
def test_big_toe_lifts_by_itself(toe, toes):
    assert turned(toe, toes) == (-toe, -toes)


def test_close_up_draws_the_working_leg_alone_and_no_sock():
    figure = read(CLOSE)
    outlines = [part.outline for part in parts(figure, figure.frames[0].pose)]
    assert outlines.count("thigh") == 1
    assert [name for name in outlines if name in {"shank", "foot", "toes"}] == []
