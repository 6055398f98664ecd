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
