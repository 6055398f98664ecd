"""Where content is used."""

import pytest

from exercises.models import Cause, Exercise, HomeTest, Protocol
from exercises.queries.uses import uses_of

pytestmark = pytest.mark.usefixtures("library")


@pytest.mark.parametrize(
    ("model", "slug", "words"),
    [
        (Exercise, "box-hop", ["1 protocol", "3 steps of a chain"]),
        (Exercise, "hamstring-bridge-chair", ["1 step of a chain"]),
        (HomeTest, "hop-test", ["4 protocols", "2 causes"]),
        (Cause, "calf-strength", ["1 protocol", "1 complaint"]),
        (Protocol, "calf-strength-box-hop", []),
    ],
)
def test_uses_of_content_are_said_in_words(clinic, model, slug, words):
    assert uses_of(model.objects.get(shelf=clinic.shelf, slug=slug)) == words
