"""One value of a pack, read and written back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.models import Exercise, Measure
from exercises.packs import values

LINES = st.lists(st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"])).map(str.strip).filter(bool))


def field(model, name):
    return model._meta.get_field(name)


@given(LINES)
def test_lines_come_back_as_they_were(lines):
    cues = field(Exercise, "cues")
    assert values.plain(cues, values.read(cues, lines)) == lines


@given(st.decimals(0, 999_999, places=2))
def test_numbers_come_back_as_they_were(number):
    minimum = field(Measure, "minimum")
    assert values.read(minimum, values.plain(minimum, number)) == number


@pytest.mark.parametrize(("number", "written"), [("1.90", 1.9), ("30.00", 30), ("0.00", 0)])
def test_plain_number_has_no_needless_zeros(number, written):
    plain = values.plain(field(Measure, "benchmark"), Decimal(number))
    assert (plain, type(plain)) == (written, type(written))


@pytest.mark.parametrize("value", [True, "3", float("inf"), None])
def test_read_number_that_is_none_is_wrong(value):
    with pytest.raises(values.Wrong):
        values.read(field(Measure, "minimum"), value)


def test_without_defaults_leaves_out_what_says_nothing():
    fields = {
        name: field(Exercise, name) for name in ("summary", "cues", "therapist_only", "difficulty", "reviewed_on")
    }
    form = {"summary": "", "cues": [], "therapist_only": False, "difficulty": 2, "reviewed_on": None}
    assert values.without_defaults(fields, form) == {"difficulty": 2}
