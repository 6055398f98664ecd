import json
import uuid

import pytest

from clinic.forms.home_test import SideForm
from exercises.models import HomeTest
from tests.clinic.recordings import hopping, leaning, standing


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


def side_form(clinic, slug="hop-test", way="", **said):
    home_test = HomeTest.objects.get(shelf=clinic.shelf, slug=slug)
    given = {f"left-{name}": value for name, value in {"id": str(uuid.uuid4()), **said}.items()}
    return SideForm(given, home_test=home_test, side="left", way=way)


def test_hop_test_says_in_hidden_fields_how_it_was_measured(clinic):
    form = side_form(clinic)
    assert [field.name for field in form.hidden_fields()] == ["id", "rhythm", "method", "traces"]
    assert [form[name].initial for name in ("rhythm", "method", "traces")] == ["own", "counted", None]


@pytest.mark.parametrize(
    ("slug", "way", "hidden", "main", "labels"),
    [
        ("wall-lean", "", ["id"], "distance_cm", ["Try 1", "Try 2", "Try 3"]),
        ("wall-lean", "phone", ["id", "traces"], "angle_deg", ["Try 1", "Try 2", "Try 3"]),
    ],
)
def test_wall_lean_has_two_ways(clinic, slug, way, hidden, main, labels):
    form = side_form(clinic, slug, way)
    assert [field.name for field in form.hidden_fields()] == hidden
    assert (form.main.key, [field.label for field in form.tries]) == (main, labels)


def test_side_measured_by_motion_becomes_a_body(clinic):
    said = {"seconds": "30", "hops": "65", "pain": "1", "method": "motion", "rhythm": "metronome"}
    form = side_form(clinic, **said, traces=json.dumps([hopping()]))
    assert form.errors == {}
    assert (form.body.method, form.body.rhythm, len(form.body.recordings)) == ("motion", "metronome", 1)


def test_counted_side_leaves_the_recording_behind(clinic):
    form = side_form(clinic, seconds="30", hops="65", pain="1", method="counted", traces=json.dumps([hopping()]))
    assert (form.errors, form.body.method, form.body.recordings) == ({}, "counted", ())


@pytest.mark.parametrize(
    ("traces", "said"),
    [
        (
            json.dumps([standing()]),
            ["This looks like standing, not like hopping.", "Do this leg again, or count the hops yourself."],
        ),
        ("no json", ["This recording cannot be read. Do the test again."]),
        ("[" * 100, ["This recording is too large."]),
        (json.dumps([hopping(20)]), ["The recording lasts 20 seconds only. Check both."]),
    ],
)
def test_refused_recording_is_said_where_the_number_stands(clinic, traces, said):
    form = side_form(clinic, seconds="30", hops="65", pain="1", method="motion", traces=traces)
    assert form.errors["seconds"] == said
    assert [form[name].value() for name in ("seconds", "hops", "traces")] == ["30", "65", traces]


def test_side_with_nothing_but_a_recording_was_not_measured(clinic):
    assert side_form(clinic, method="motion", rhythm="own", traces=json.dumps([hopping()])).is_blank is True


def test_lean_by_phone_is_the_mean_of_its_tries(clinic):
    tries = {"try_1": "38", "try_2": "39", "try_3": "40"}
    form = side_form(clinic, "wall-lean", "phone", **tries, traces=json.dumps([leaning(one) for one in (38, 39, 40)]))
    assert form.errors == {}
    assert (form.body.method, [str(value) for _measure, value in form.body.values]) == ("phone", ["39.0"])


def test_lean_by_phone_that_says_something_else_is_refused(clinic):
    tries = {"try_1": "38", "try_2": "39", "try_3": "44"}
    form = side_form(clinic, "wall-lean", "phone", **tries, traces=json.dumps([leaning(one) for one in (38, 39, 40)]))
    assert form.errors == {"try_1": ["The recordings say 38.0, 39.0, 40.0 degrees. Send these."]}
