"""The left side working: the same body seen in a mirror."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.figures.check import check
from exercises.figures.draw import box
from exercises.figures.dress import Part, far_side, parts
from exercises.figures.mirror import mirrored
from exercises.figures.motion import motion
from exercises.figures.props import draw, solids
from exercises.figures.read import read
from tests.exercises.figures.samples import HOP, RISE, SQUAT
from tests.exercises.figures.test_skeleton import lengths, poses, stand

OTHER = {"right": "left", "left": "right", None: None}
FULL = {
    **HOP,
    "props": [{"box": {"x": -75, "width": 56, "height": 2}}, {"chair": {"x": 90}}],
    "held": {"right hand": "dumbbell", "hips": "dumbbell"},
    "bands": [{"from": "right ankle", "to": [20, 30]}],
}
SAMPLES = {"hop": HOP, "rise": RISE, "squat": SQUAT, "full": FULL}


@pytest.fixture(params=SAMPLES)
def figure(request):
    return read(SAMPLES[request.param])


def test_mirrored_twice_is_the_same(figure):
    assert mirrored(mirrored(figure)) == figure


def seen_in_a_mirror(part):
    return Part(part.outline, -part.x, part.y, -part.angle, part.stretch, OTHER[part.side], -part.wide)


def rounded(part):
    angle = round(part.angle % 360, 3) % 360
    return (
        part.outline,
        round(part.x, 4),
        round(part.y, 4),
        angle,
        round(part.stretch, 4),
        part.side,
        round(part.wide, 4),
    )


def test_every_part_is_where_a_mirror_shows_it(figure):
    """What leans on nobody's side (a band, a tail) is the same either way round."""
    for frame, other in zip(figure.frames, mirrored(figure).frames, strict=True):
        wanted = {rounded(seen_in_a_mirror(part)) for part in parts(figure, frame.pose)}
        assert {rounded(part) for part in parts(mirrored(figure), other.pose)} == wanted


def test_right_becomes_left(figure):
    other = mirrored(figure)
    assert other.works == OTHER.get(figure.works, "both")
    assert far_side(other) == OTHER[far_side(figure)]


@given(poses, st.sampled_from(["side", "front"]))
@settings(max_examples=20)
def test_limbs_keep_their_length_in_the_mirror(pose, view):
    figure = read(RISE if view == "side" else SQUAT)
    figure = mirrored(figure.__class__(view=view, frames=(figure.frames[0].__class__(pose),)))
    assert max(map(abs, lengths(stand(figure.frames[0].pose, view)))) < 1e-6


def test_picture_and_its_mirror_are_as_large(figure):
    left, top, width, height = box(figure)
    assert box(mirrored(figure)) == pytest.approx((-left - width, top, width, height), abs=0.11)


def test_mirrored_figure_passes_and_moves_as_much(figure):
    other = mirrored(figure)
    check(other)
    assert [len(track) for track in motion(other)["parts"]].count(1) == [
        len(track) for track in motion(figure)["parts"]
    ].count(1)


def test_things_stand_on_the_other_side():
    prop = mirrored(read(FULL)).props[0]
    assert [(one.left, one.right) for one in solids(prop)] == [(19, 75)]
    assert draw(prop).count('transform="scale(-1 1)"') == draw(prop).count("<")
