"""What moves: no foot slides, no hand slides, a round ends where it began."""

import math
from itertools import pairwise

import pytest

from exercises.figures import body
from exercises.figures.dress import parts
from exercises.figures.motion import PER_SECOND, moments, motion
from exercises.figures.read import read
from exercises.figures.tween import between
from tests.exercises.figures.samples import HOP, RISE, SQUAT

FIGURES = {"hop": HOP, "rise": RISE, "squat": SQUAT}
SLIDE = 0.3


@pytest.fixture(params=FIGURES)
def figure(request):
    return read(FIGURES[request.param])


def test_round_ends_where_it_began(figure):
    tracks = [track for track in motion(figure)["parts"] if len(track) > 1]
    for first, *_between, last in tracks:
        assert (first[0], first[1], first[3]) == (last[0], last[1], last[3])
        assert (last[2] - first[2]) % 360 == pytest.approx(0, abs=0.2)


def test_times_rise_to_the_length_of_the_round(figure):
    times = motion(figure)["times"]
    assert times == sorted(set(times))
    assert times[-1] == pytest.approx(sum(frame.seconds for frame in figure.frames))


def test_nothing_turns_the_long_way_round(figure):
    for track in motion(figure)["parts"]:
        assert all(abs(b[2] - a[2]) < 180 for a, b in pairwise(track))


def test_every_moment_has_every_part(figure):
    drawn = motion(figure)
    assert {len(track) for track in drawn["parts"]} <= {1, len(drawn["times"])}


def palm(row):
    """Where the palm of a drawn forearm is."""
    x, y, angle, stretch = row
    down = (body.FOREARM + body.HAND) * stretch
    return x - math.sin(math.radians(angle)) * down, y + math.cos(math.radians(angle)) * down


def in_browser(track, parts=8):
    """The places between two moments as a browser makes them: straight from one to the next."""
    for before, after in pairwise(track):
        for step in range(parts):
            yield [a + (b - a) * step / parts for a, b in zip(before, after, strict=True)]


def test_hand_on_a_wall_does_not_slide_between_moments():
    track = motion(read(RISE))["parts"][0]
    places = [palm(row) for row in in_browser(track)]
    assert max(math.dist(place, (39, -130)) for place in places) < SLIDE


def test_toes_on_the_floor_do_not_slide():
    """The rise turns the foot about its ball: the toes' own part must not move at all."""
    figure = read(RISE)
    toes = [track for track, part in zip(motion(figure)["parts"], _names(figure), strict=True) if part == "toes"]
    assert [len(track) for track in toes] == [1, 1]


def _names(figure):
    return [part.outline for part in parts(figure, figure.frames[0].pose)]


def test_planted_feet_stand_still():
    figure = read(SQUAT)
    feet = [track for track, part in zip(motion(figure)["parts"], _names(figure), strict=True) if part == "foot"]
    assert [len(track) for track in feet] == [1, 1]


def test_between_begins_and_ends_at_the_keyframes():
    first, second = (frame.pose for frame in read(RISE).frames)
    for share, pose in ((0, first), (1, second)):
        found = between(first, second, share, "side")
        assert (found.x, found.y, found.feet, found.hands) == (pose.x, pose.y, pose.feet, pose.hands)


def test_moments_are_as_many_as_said():
    figure = read(SQUAT)
    assert len(list(moments(figure))) == sum(round(frame.seconds * PER_SECOND) for frame in figure.frames) + 1


def test_body_that_turns_flips_between_two_frames_of_a_screen():
    """Half turned to half turned: the trunk is never seen to shrink to a line."""
    figure = read({"frames": [{"words": "Turn.", "body": {"y": 95}}, {"body": {"y": 95, "turn": 180}}]})
    drawn = motion(figure)
    chest = drawn["parts"][_names(figure).index("chest")]
    flips = [at for at, (a, b) in enumerate(pairwise(chest)) if a[4] * b[4] < 0]
    assert [round(drawn["times"][at + 1] - drawn["times"][at], 4) for at in flips] == [0.001, 0.001]
    assert min(abs(row[4]) for row in chest) == 1
    assert (chest[0][4], chest[len(chest) // 2][4]) == (1, -1)
