"""Every figure of the library: a body in a place, small, still where it stands."""

import json

import pytest

from exercises.figures.draw import svg
from exercises.figures.motion import motion
from exercises.figures.paint import painted
from exercises.figures.scene import Faults
from exercises.figures.sheet import sheet
from exercises.figures.shipped import shipped
from tests.exercises.pack_files import EXERCISES

MOST_STILL, MOST_MOTION = 6_000, 40_000
FIGURES = shipped()


@pytest.mark.parametrize("slug", FIGURES)
def test_figure_is_small(slug):
    figure = FIGURES[slug]
    stills = [frame for frame in figure.frames if frame.words]
    assert 2 <= len(stills) <= 4
    assert max(len(painted(svg(figure, frame))) for frame in stills) <= MOST_STILL
    assert len(json.dumps(motion(figure), separators=(",", ":"))) <= MOST_MOTION


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
