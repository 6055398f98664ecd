import datetime
import uuid
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from clinic.validators.fields import Fields, as_decimal, as_moment

NOON = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.decimals() | st.datetimes() | st.uuids(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def read(method, value, *args, **kwargs):
    fields = Fields.of({"x": value}, {"x"})
    found = getattr(fields, method)("x", *args, **kwargs)
    return found, fields.errors


def refused(method, value, *args, **kwargs):
    return list(read(method, value, *args, **kwargs)[1]) == ["x"]


@pytest.mark.parametrize("value", [None, [], "text", 3])
def test_of_refuses_what_is_no_mapping(value):
    with pytest.raises(ValidationError) as error:
        Fields.of(value, set())
    assert error.value.message_dict == {"body": ["Send an object with named fields."]}


def test_of_names_unknown_fields_unless_they_are_null():
    with pytest.raises(ValidationError) as error:
        Fields.of({"pian": 3, "side": None}, {"pain"}).check()
    assert list(error.value.message_dict) == ["pian"]


@pytest.mark.parametrize("value", [-1, 11, 2**63, True, False, 3.0, "3", "x", [], {}, float("nan")])
def test_rating_refuses(value):
    assert refused("rating", value)


@pytest.mark.parametrize("value", [0, 3, 10])
def test_rating_takes_whole_numbers(value):
    assert read("rating", value) == (value, {})


def test_required_rating_wants_one():
    assert refused("rating", None, required=True)
    assert refused("rating", " ", required=True)


@pytest.mark.parametrize(
    "value",
    [
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2026-11-24T11:00:00",
        "2026-11-24",
        "2026-13-01T00:00:00Z",
        "2026-11-24T12:10:01Z",
        "2025-11-20T12:00:00Z",
        "now",
        1764000000,
        True,
        NOON.replace(tzinfo=None),
        datetime.datetime.min.replace(tzinfo=datetime.UTC),
        datetime.datetime.max.replace(tzinfo=datetime.UTC),
    ],
)
@time_machine.travel(NOON, tick=False)
def test_moment_refuses(value):
    assert refused("moment", value)


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("value", "utc"),
    [
        ("2026-11-24T12:10:00Z", NOON + datetime.timedelta(minutes=10)),
        ("2026-11-24T13:00:00+01:00", NOON),
        ("2025-11-23T12:00:00Z", NOON - datetime.timedelta(days=366)),
        (NOON, NOON),
    ],
)
def test_moment_gives_utc(value, utc):
    assert read("moment", value) == (utc, {})


@pytest.mark.parametrize("value", ["2026-11-25", "2026-11-09", "x", 5, NOON, "0001-01-01", "2026-02-30"])
def test_day_refuses(value):
    assert refused("day", value, datetime.date(2026, 11, 10), datetime.date(2026, 11, 24))


def test_day_is_the_last_when_none_is_given():
    last = datetime.date(2026, 11, 24)
    assert read("day", None, datetime.date(2026, 11, 10), last) == (last, {})


@pytest.mark.parametrize("value", ["x", "", 5, [], {}, "\x00", "123e4567-e89b-42d3-a456-42661417400"])
def test_required_uuid_refuses(value):
    assert refused("uuid", value, required=True)


def test_uuid_takes_text_and_uuids():
    key = uuid.uuid4()
    assert read("uuid", str(key)) == read("uuid", key) == (key, {})


@pytest.mark.parametrize(
    "value", [True, "11", float("nan"), float("inf"), -0.1, 30.1, 10**400, 1e308, Decimal("NaN"), Decimal("sNaN"), {}]
)
def test_number_refuses(value):
    assert refused("number", value, Decimal(0), Decimal(30), 1)


def test_number_is_rounded_half_up():
    assert read("number", 11.25, Decimal(0), Decimal(30), 1) == (Decimal("11.3"), {})


def test_number_without_decimals_must_be_whole():
    assert refused("number", 60.5, Decimal(0), Decimal(150), 0)
    assert read("number", 60.0, Decimal(0), Decimal(150), 0) == (Decimal(60), {})


@pytest.mark.parametrize("value", ["1,2", {"a": 1}, [1] * 6, [1, "x"], [1, None], [[1]], 5])
def test_numbers_refuses(value):
    assert refused("numbers", value, Decimal(0), Decimal(30), 1, most=5)


@pytest.mark.parametrize("value", ["\x00", "a\x00b", "\ud800", 5, True, [], "x" * 11])
def test_text_refuses(value):
    assert refused("text", value, 10)


def test_text_is_trimmed_with_plain_line_ends():
    assert read("text", " a\r\nb \n") == ("a\nb", {})


@pytest.mark.parametrize("value", ["up", "LEFT", 1, True, ["left"], {"left": 1}])
def test_choice_refuses(value):
    assert refused("choice", value, ["left", "right"])


@pytest.mark.parametrize("value", ["yes", 1, 0, [], "true"])
def test_flag_refuses(value):
    assert refused("flag", value)


@given(anything)
def test_no_reader_ever_breaks(value):
    for method in ("uuid", "moment", "rating", "text", "flag"):
        read(method, value)
    read("choice", value, ["left"])
    read("day", value, datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
    read("number", value, Decimal(0), Decimal(30), 1)
    read("numbers", value, Decimal(0), Decimal(30), 0, most=5)


offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: datetime.timezone(datetime.timedelta(minutes=minutes)))


@given(st.datetimes(timezones=offsets))
def test_as_moment_keeps_the_instant(value):
    found = as_moment(value)
    assert found is None or found == value


@given(st.integers(-(10**6), 10**6))
def test_as_decimal_keeps_whole_numbers(value):
    assert as_decimal(value) == value
