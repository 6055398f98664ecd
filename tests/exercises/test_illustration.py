"""What stands beside a name, of plain values: the same as the whole row says."""

import pytest

from exercises.illustration import Illustration
from exercises.models import Exercise

FIGURE = {"frames": [{"words": "Stand."}]}


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize("picture", ["", "pictures/a.webp"])
@pytest.mark.parametrize("video", ["", "videos/a.mp4"])
def test_illustration_shows_what_the_row_shows(hidden, picture, video):
    row = Exercise(figure=FIGURE, figure_hidden=hidden, picture=picture, video=video)
    plain = Illustration(row.uuid, row.figure, picture, hidden, video)
    assert (plain.figure_to_show, plain.picture_url) == (row.figure_to_show, row.picture_url)


def test_columns_reach_through_a_relation():
    assert Illustration.columns("home_test__")[0] == "home_test__uuid"
    assert len(Illustration.columns()) == len(Illustration.__slots__)
