"""A runner who thinks in inches sees and types inches; what is stored, and the API, stay in centimetres."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from clinic.forms.amounts import AmountField
from clinic.forms.home_test import CorrectionForm, SideForm
from clinic.models import Retest, TestResult
from exercises.models import HomeTest, Measure
from exercises.units import imperial
from tests.clinic.bodies import lean_body, measured
from tests.clinic.views.runner.test_home_tests import lean

SPACE = "\N{NO-BREAK SPACE}"
DISTANCE = Measure(key="d", name="Distance", unit="cm", minimum=Decimal(0), maximum=Decimal(55), decimals=1)


@pytest.fixture
def american(runner):
    runner.units = "imperial"
    runner.save()
    return runner


@pytest.fixture
def wall(runner, routine):
    test = HomeTest.objects.get(shelf=runner.clinic.shelf, slug="wall-lean")
    Retest.objects.create(episode=routine.episode, home_test=test, due_on=runner.today())
    return test


def cm(side="left"):
    row = TestResult.objects.standing().get(side=side)
    return str(row.values.get(measure__key="distance_cm").value), row.tries


def text_of(client, address):
    return client.get(address).content.decode().replace(SPACE, " ").replace("&nbsp;", " ")


def test_guide_asks_for_inches_and_stores_centimetres(client_of, american, wall):
    client, address = client_of(american), reverse("test-guide", args=["wall-lean"])
    page = text_of(client, address)
    assert ("Three tries (in)" in page, 'data-mean="in"' in page, " cm" in page) == (True, True, False)
    sent = lean("left", "3.1", "3,25", "3.3") | lean("right", "4", "4", "4")
    assert client.post(address, sent).status_code == 302
    assert (cm(), cm("right")) == (("8.20", ["7.9", "8.3", "8.4"]), ("10.20", ["10.2"] * 3))


def test_too_many_inches_are_refused_in_inches(client_of, american, wall):
    answer = client_of(american).post(reverse("test-guide", args=["wall-lean"]), lean("left", "99") | lean("right"))
    errors = [str(one) for found in answer.context["forms"] for list_ in found.errors.values() for one in list_]
    most = wall.measures.get(key="distance_cm").maximum / Decimal("2.54")
    assert (answer.status_code, len(errors)) == (422, 1)
    assert f"{most:.1f}" in errors[0]


def test_metric_runner_sees_and_types_centimetres(client_of, runner, wall):
    client, address = client_of(runner), reverse("test-guide", args=["wall-lean"])
    assert "Three tries (cm)" in text_of(client, address)
    client.post(address, lean("left", "8", "8.1", "8.3") | lean("right", "9", "9", "9"))
    assert cm() == ("8.10", ["8", "8.1", "8.3"])


def test_pages_say_inches(client_of, american, wall, therapist):
    day = american.today() - datetime.timedelta(days=28)
    for value, when in ((8, -28), (10, 0)):
        done = datetime.datetime.combine(american.today(), datetime.time(0, 1), tzinfo=datetime.UTC)
        row = measured(american, lean_body(tries=None, distance_cm=value)).row
        if when:
            TestResult.objects.filter(pk=row.pk).update(local_date=day, done_at=done + datetime.timedelta(days=when))
    client = client_of(american)
    result = text_of(client, reverse("test-result", args=[row.uuid]))
    assert [words in result for words in ("3.9 in", "3.1 in", "0.8 in more", " cm")] == [True, True, True, False]
    assert "Up to 0.7 in more or less can be chance." in result
    assert "3.9 in" in text_of(client, reverse("tests"))
    Retest.objects.update(due_on=american.today(), done_at=None)
    assert "left 3.9 in" in text_of(client, reverse("today"))
    page = text_of(client_of(therapist), reverse("runner-tests", args=[american.uuid]))
    assert ("10 cm" in page, " in<" in page) == (True, False)


def test_api_stays_in_centimetres(api_of, american, wall):
    answer = api_of(american).post("/api/v1/test-results/", lean_body(tries=None, distance_cm=8), format="json")
    assert (answer.status_code, answer.json()["distance_cm"], cm()[0]) == (201, 8, "8.00")


def test_exercise_page_says_what_is_needed_in_inches(client_of, american, routine):
    page = text_of(client_of(american), reverse("prescribed", args=[routine.prescribed.get(position=1).uuid]))
    assert ("6 to 12 in" in page, "15 to 30 cm" in page) == (True, False)


@pytest.mark.parametrize("value", ["8", "8.1", "9.9", "10.4", "12.7"])
def test_correction_that_changes_nothing_stores_the_same_number(client_of, american, wall, value):
    row = measured(american, lean_body(tries=[float(value)], distance_cm=None)).row
    client, address = client_of(american), reverse("test-correct", args=[row.uuid])
    form = client.get(address).context["form"]
    sent = {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    assert client.post(address, sent).status_code == 302
    assert (cm()[0], TestResult.objects.count()) == (f"{Decimal(value):.2f}", 2)


def test_correction_of_one_try_keeps_the_others(client_of, american, wall):
    row = measured(american, lean_body(tries=[8.1, 8.2, 8.3], distance_cm=None)).row
    client, address = client_of(american), reverse("test-correct", args=[row.uuid])
    form = client.get(address).context["form"]
    sent = {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    assert [form[name].value() for name in form.try_names] == ["3.2", "3.2", "3.3"]
    client.post(address, sent | {"left-try_3": "3.5"})
    assert cm()[1] == ["8.1", "8.2", "8.9"]


@given(st.decimals(0, 55, places=1))
def test_any_stored_number_lives_through_a_form_that_shows_it(value):
    with imperial(wanted=True):
        field = AmountField(DISTANCE, decimal_places=2)
        assert field.clean(field.keep(value)) == value


@given(st.decimals(0, Decimal("21.7"), places=1))
def test_any_number_typed_in_tenths_is_shown_again(typed):
    with imperial(wanted=True):
        field = AmountField(DISTANCE, decimal_places=2)
        assert abs(Decimal(field.keep(field.clean(str(typed)))) - typed) <= Decimal("0.1") * (typed > Decimal("21.6"))


def test_forms_of_others_convert_nothing(wall, runner):
    row = measured(runner, lean_body(tries=[8.1, 8.2], distance_cm=None)).row
    assert CorrectionForm(result=row)["try_1"].value() == "8.1"
    assert SideForm(home_test=wall, side="left").unit == "cm"
