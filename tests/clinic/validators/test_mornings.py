import datetime
import uuid

import pytest
import time_machine
from django.core.exceptions import ValidationError

from clinic.validators.mornings import read_morning

# Past midnight in Vienna, still the day before in UTC.
LATE = datetime.datetime(2026, 11, 23, 23, 30, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _late():
    with time_machine.travel(LATE, tick=False):
        yield


def body(**changes):
    return {"id": str(uuid.uuid4()), "pain": 3} | changes


def test_read_morning_is_of_the_runners_today(runner):
    read = read_morning(body(note=" Stiff. "), runner=runner)
    assert (read.on, read.pain, read.note) == (datetime.date(2026, 11, 24), 3, "Stiff.")


def test_read_morning_takes_two_weeks_back(runner):
    assert read_morning(body(on="2026-11-10"), runner=runner).on == datetime.date(2026, 11, 10)


@pytest.mark.parametrize(
    ("field", "value"),
    [("on", "2026-11-25"), ("on", "2026-11-09"), ("pain", None), ("pain", 11), ("note", "x" * 501), ("id", None)],
)
def test_read_morning_names_the_field(runner, field, value):
    with pytest.raises(ValidationError) as error:
        read_morning(body(**{field: value}), runner=runner)
    assert list(error.value.message_dict) == [field]


@pytest.mark.parametrize("field", ["new_limp", "new_swelling"])
@pytest.mark.parametrize("value", ["yes", 1, 0, []])
def test_read_morning_takes_only_true_or_false_for_a_sign(runner, field, value):
    with pytest.raises(ValidationError) as error:
        read_morning(body(**{field: value}), runner=runner)
    assert error.value.message_dict == {field: ["Send true or false."]}


@pytest.mark.parametrize("said", [{}, {"new_limp": None}, {"new_swelling": False}])
def test_read_morning_wants_both_signs_after_hops(runner, said):
    with pytest.raises(ValidationError) as error:
        read_morning(body(**said), runner=runner, after_hops=True)
    assert list(error.value.message_dict) == [name for name in ("new_limp", "new_swelling") if said.get(name) is None]


def test_read_morning_keeps_what_was_not_asked_apart_from_no(runner):
    asked = read_morning(body(new_limp=False, new_swelling=True), runner=runner, after_hops=True).normalised()
    unasked = read_morning(body(), runner=runner).normalised()
    assert [one["new_limp"] for one in (asked, unasked)] == [False, None]
    assert [one["new_swelling"] for one in (asked, unasked)] == [True, None]
