import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clinic.queries.own import home_test_of
from clinic.validators.results import changed, read_result
from exercises.models import HomeTest, Measure
from tests.clinic.bodies import hop_body, lean_body, may_hop, measured


def read(runner, body):
    return read_result(body, home_test=home_test_of(runner, body["home_test"]))


def faults(runner, body):
    with pytest.raises(ValidationError) as error:
        read(runner, body)
    return sorted(error.value.message_dict)


def values(result):
    return {measure.key: value for measure, value in result.values}


def test_read_result_takes_a_whole_hop_test(runner):
    result = read(runner, hop_body())
    assert values(result) == {"seconds": Decimal("30.0"), "hops": Decimal(61)}
    assert (result.side, result.rhythm, result.stop_reason, result.pain) == ("left", "own", "", 1)


def test_read_result_takes_a_hop_test_that_was_stopped(runner):
    result = read(runner, hop_body(seconds=21.44, hops=None, stop_reason="pain", rhythm="metronome", pain=4))
    assert values(result) == {"seconds": Decimal("21.4")}
    assert (result.stop_reason, result.rhythm) == ("pain", "metronome")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("seconds", 31),
        ("seconds", 30.01),
        ("seconds", -1),
        ("seconds", None),
        ("seconds", True),
        ("seconds", "30"),
        ("seconds", float("nan")),
        ("hops", 151),
        ("hops", 60.5),
        ("side", None),
        ("side", "both"),
        ("method", None),
        ("method", "tape"),
        ("rhythm", "fast"),
        ("pain", None),
        ("pain", 11),
        ("effort", 2**63),
        ("stop_reason", "bored"),
        ("stop_reason", "pain"),
        ("tries", [30]),
        ("distance_cm", 11),
        ("practice", "yes"),
        ("id", None),
        ("done_at", None),
    ],
)
def test_read_result_names_the_field_of_a_hop_test(runner, field, value):
    assert faults(runner, hop_body(**{field: value})) == [field]


def test_read_result_wants_the_reason_of_an_early_stop(runner):
    assert faults(runner, hop_body(seconds=29.9)) == ["stop_reason"]


@pytest.mark.parametrize("given", [None, 11, 11.0, 11.1, 10.9])
def test_read_result_takes_the_mean_of_the_tries(runner, given):
    result = read(runner, lean_body(distance_cm=given))
    assert values(result) == {"distance_cm": Decimal("11.0")}
    assert result.tries == (Decimal("10.5"), Decimal("11.0"), Decimal("11.5"))


def test_read_result_takes_one_reading_without_tries(runner):
    assert values(read(runner, lean_body(tries=None, distance_cm=9.25))) == {"distance_cm": Decimal("9.3")}


def test_read_result_takes_degrees_by_phone(runner):
    body = lean_body(method="phone", tries=[38, 40], distance_cm=None, angle_deg=39)
    assert values(read(runner, body)) == {"angle_deg": Decimal("39.0")}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"distance_cm": 11.2}, ["distance_cm"]),
        ({"tries": [], "distance_cm": None}, ["distance_cm"]),
        ({"tries": [31]}, ["tries"]),
        ({"tries": [1, 2, 3, 4, 5, 6]}, ["tries"]),
        ({"tries": "11"}, ["tries"]),
        ({"tries": [[11]]}, ["tries"]),
        ({"angle_deg": 40}, ["angle_deg"]),
        ({"method": "phone"}, ["distance_cm", "tries"]),
        ({"rhythm": "own"}, ["rhythm"]),
        ({"stop_reason": "pain"}, ["stop_reason"]),
    ],
)
def test_read_result_names_the_fields_of_a_wall_lean(runner, changes, fields):
    if changes == {"method": "phone"}:
        changes = {"method": "phone", "tries": [71]}
    assert faults(runner, lean_body(**changes)) == fields


@pytest.fixture
def plank(runner):
    """A test without sides and with one plain measure, as a clinic may add it."""
    test = HomeTest.objects.create(
        shelf=runner.clinic.shelf, slug="walk", name="Walk", sides="none", steps="Walk.", status="published"
    )
    Measure.objects.create(
        home_test=test, key="metres", name="Way", unit="m", minimum=0, maximum=900, primary=True, methods=["counted"]
    )
    return test


def test_read_result_is_generic(runner, plank):
    body = hop_body(home_test="walk", metres=480)
    plain = {name: body[name] for name in ("id", "home_test", "done_at", "method", "metres")}
    assert values(read(runner, plain)) == {"metres": Decimal(480)}
    assert faults(runner, plain | {"side": "left", "seconds": 3}) == ["seconds", "side"]


def test_normalised_is_the_same_however_it_was_written(runner):
    body = hop_body(seconds=30)
    other = body | {"seconds": 30.0, "rhythm": "own", "stop_reason": "", "tries": [], "note": " ", "practice": False}
    assert read(runner, body).normalised() == read(runner, other).normalised()


def test_changed_corrects_what_was_said(runner, therapist):
    may_hop(runner, therapist)
    row = measured(runner, hop_body(hops=61)).row
    result = read_result(changed(row, {"hops": 58}, new_id=uuid.uuid4()), home_test=home_test_of(runner, "hop-test"))
    assert values(result) == {"seconds": Decimal("30.0"), "hops": Decimal(58)}
    assert (result.replaces, result.done_at) == (row.uuid, row.done_at)


def outcome(runner, body):
    """The seconds, or the fields at fault."""
    try:
        return values(read(runner, body))["seconds"]
    except ValidationError as error:
        return set(error.message_dict)


numbers = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(seconds=numbers, hops=numbers, pain=numbers, tries=st.one_of(numbers, st.lists(numbers)), side=numbers)
def test_read_result_gives_only_what_is_possible(library, runner, seconds, hops, pain, tries, side):
    body = hop_body(seconds=seconds, hops=hops, pain=pain, tries=tries, side=side, stop_reason=None)
    found = outcome(runner, body)
    possible = {"seconds", "hops", "pain", "tries", "side", "stop_reason"}
    assert found == Decimal(30) or (isinstance(found, set) and found <= possible)
