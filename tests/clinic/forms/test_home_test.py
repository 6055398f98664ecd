import uuid

import pytest

from clinic.forms.home_test import SideForm
from exercises.models import HomeTest


@pytest.mark.parametrize(
    ("slug", "field", "typed", "said"),
    [
        ("wall-lean", "try_1", "31", "Type a number from 0 to 30."),
        ("wall-lean", "try_1", "-1", "Type a number from 0 to 30."),
        ("wall-lean", "try_1", "far", "Type a number from 0 to 30."),
        ("wall-lean", "try_1", "10.55", "Type 1 digit after the point."),
        ("hop-test", "seconds", "30.1", "Type a number from 0 to 30."),
        ("hop-test", "hops", "151", "Type a number from 0 to 150."),
        ("hop-test", "hops", "60.5", "Type a whole number."),
    ],
)
def test_number_out_of_bounds_is_said_in_plain_words(clinic, slug, field, typed, said):
    home_test = HomeTest.objects.get(shelf=clinic.shelf, slug=slug)
    form = SideForm({"left-id": str(uuid.uuid4()), f"left-{field}": typed}, home_test=home_test, side="left")
    assert form.errors[field] == [said]
