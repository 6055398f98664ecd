"""Every figure of the library: a body in a place, small, still where it stands."""

import functools
import json
import math

import pytest

from exercises.figures.check import SLACK
from exercises.figures.course import following
from exercises.figures.draw import svg
from exercises.figures.dress import parts
from exercises.figures.motion import motion
from exercises.figures.paint import painted
from exercises.figures.pose import SIDES
from exercises.figures.scene import Faults
from exercises.figures.sheet import sheet
from exercises.figures.shipped import shipped
from tests.exercises.figures.test_motion import in_browser, palm
from tests.exercises.pack_files import EXERCISES

MOST_STILL, MOST_MOTION = 6_000, 40_000
FIGURES = shipped()


@functools.cache
def moving(slug):
    return motion(FIGURES[slug])


@pytest.mark.parametrize("slug", FIGURES)
def test_figure_is_small(slug):
    figure = FIGURES[slug]
    stills = [frame for frame in figure.frames if frame.words]
    assert 2 <= len(stills) <= 4
    assert max(len(painted(svg(figure, frame))) for frame in stills) <= MOST_STILL
    assert len(json.dumps(moving(slug), separators=(",", ":"))) <= MOST_MOTION


def places(slug, side):
    """Where the palm of this side is drawn wherever two keyframes hold it at one place, and that place."""
    figure, drawn, start = FIGURES[slug], moving(slug), 0.0
    track = drawn["parts"][
        [(part.outline, part.side) for part in parts(figure, figure.frames[0].pose)].index(("forearm", side))
    ]
    for number, frame in enumerate(figure.frames):
        held, kept = frame.pose.hands.get(side), following(figure, number).hands.get(side)
        if held and held == kept and len(track) > 1:
            rows = [row for at, row in zip(drawn["times"], track, strict=True) if start <= at <= start + frame.seconds]
            yield from (((held.x, -held.y), palm(row[:4])) for row in in_browser(rows, 4))
        start += frame.seconds


@pytest.mark.parametrize("slug", FIGURES)
def test_hand_does_not_slide_where_it_holds(slug):
    """As a browser draws it, between the moments too."""
    slides = [math.dist(held, drawn) for side in SIDES for held, drawn in places(slug, side)]
    assert max(slides, default=0) <= SLACK


def test_every_exercise_is_drawn():
    drawn = [place.removeprefix("exercises/") for place in FIGURES if place.startswith("exercises/")]
    assert sorted(drawn) == sorted(EXERCISES)


def test_sheet_has_every_still_in_three_looks():
    few = {slug: FIGURES[slug] for slug in ("exercises/wall-lean", "exercises/box-hop")}
    drawn = sheet(few, "")
    assert drawn.count("<figcaption>") == 3 * sum(bool(frame.words) for one in few.values() for frame in one.frames)


def test_fault_names_its_file(tmp_path):
    (tmp_path / "odd.yaml").write_text("view: top\nframes: []\n")
    with pytest.raises(Faults) as refused:
        shipped(tmp_path)
    assert refused.value.faults[0] == "odd: view: must be one of side, front."
