"""Ground passes with the feet on it, a rope only ever goes on, and a round ends where it began."""

import pytest

from exercises.figures.course import MARKS, following, spacing
from exercises.figures.motion import motion
from exercises.figures.read import read
from exercises.figures.scene import Faults

RUN = {
    "travels": True,
    "frames": [
        {"words": "Run.", "body": {"y": 91}, "feet": {"right": {"x": 20}}, "seconds": 0.5, "ease": "even"},
        {"body": {"y": 91}, "feet": {"right": {"x": -20}}, "seconds": 0.25, "ease": "even"},
        {"body": {"y": 91}, "feet": {"left": {"x": 20}}, "seconds": 0.5, "ease": "even"},
        {"body": {"y": 91}, "feet": {"left": {"x": -20}}, "seconds": 0.25, "ease": "even"},
    ],
}
SKIP = {
    "view": "front",
    "frames": [
        {"words": "Skip.", "body": {"y": 94}, "hands": {"x": 36, "y": 97}, "rope": rope} for rope in (180, 270, 0, 90)
    ],
}


def test_ground_goes_with_the_foot_on_it_and_as_fast_in_flight():
    figure = read(RUN)
    assert [frame.pose.ground for frame in figure.frames] == [0, 40, 60, 100]
    assert figure.stride == 120


def test_mark_of_the_ground_stays_under_the_foot_on_it():
    figure = read(RUN)
    drawn = motion(figure)
    ground = [row[0] for row in drawn["parts"][0]]
    held = [at for at, seconds in enumerate(drawn["times"]) if seconds <= 0.5]
    feet = [20 - 40 * drawn["times"][at] / 0.5 for at in held]
    assert [ground[at] - foot for at, foot in zip(held, feet, strict=True)] == pytest.approx([-20] * len(held), abs=0.1)


@pytest.mark.parametrize("stride", [37.0, 120.0, 425.0, -120.0])
def test_round_ends_on_a_mark(stride):
    figure = read(RUN).__class__(view="side", frames=(), stride=stride)
    assert stride / spacing(figure) == pytest.approx(round(stride / spacing(figure)))
    assert MARKS / 2 <= abs(spacing(figure)) <= MARKS * 1.5


def test_standing_figure_has_no_ground_that_passes():
    figure = read({"frames": RUN["frames"]})
    assert (figure.stride, {frame.pose.ground for frame in figure.frames}) == (0, {0})


def test_rope_goes_on_and_never_back():
    figure = read(SKIP)
    assert [frame.pose.rope for frame in figure.frames] == [180, 270, 360, 450]
    assert following(figure, 3).rope == 540


def test_rope_is_over_the_head_and_under_the_feet():
    rope = motion(read(SKIP))["parts"][0]
    assert [round(row[3]) for row in rope[:: len(rope) // 4]] == [-1, 0, 1, 0, -1]


def test_flat_foot_goes_on_from_heel_to_ball():
    frames = [
        {"words": "Walk.", "body": {"y": 91}, "feet": {"right": {"x": 16, "by": "heel", "pitch": 16}}},
        {"body": {"y": 91}, "feet": {"right": {"x": 8}}},
    ]
    figure = read({"travels": True, "frames": frames})
    assert figure.frames[1].pose.ground == pytest.approx(26.5)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (SKIP | {"view": "side"}, "frames[1].rope: is drawn only in the front view."),
        (RUN | {"view": "front"}, "travels: is drawn only in the side view."),
    ],
)
def test_view_that_cannot_show_it_is_told(data, said):
    with pytest.raises(Faults) as refused:
        read(data)
    assert said in refused.value.faults


def test_rope_of_some_keyframes_alone_is_told():
    frames = [SKIP["frames"][0], {"body": {"y": 94}}]
    with pytest.raises(Faults) as refused:
        read({**SKIP, "frames": frames})
    assert refused.value.faults == ("frames[2].rope: must be said in every keyframe, or in none.",)
