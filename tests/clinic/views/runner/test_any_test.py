"""Any home test of the library, from its data alone: by the pages and by the API, with the same validators."""

import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic.models import Retest, TestResult
from exercises.models import HomeTest, Measure

pytestmark = pytest.mark.django_db

# Slug, side, field of the form, measure, method, a value, one beyond its bounds, and what is said of that.
SHIPPED = [
    ("heel-raise-test", "left", "try_1", "raises", "counted", 24, 151, "type a number from 0 to 150."),
    ("hamstring-bridge-test", "right", "try_1", "bridges", "counted", 22, -1, "type a number from 0 to 150."),
    ("balance-test", "left", "seconds", "seconds", "timed", 30, 31, "type a number from 0 to 30."),
    ("cadence-test", "", "try_1", "steps_per_minute", "counted", 164, 79, "type a number from 80 to 260."),
    ("shoe-comfort", "", "try_1", "comfort", "rated", 7, 11, "choose a number from 0 to 10."),
]
NAMES = ("slug", "side", "field", "key", "method", "value", "beyond", "said")
EVERY = pytest.mark.parametrize(NAMES, SHIPPED, ids=[row[0] for row in SHIPPED])


def page_of(slug):
    return reverse("test-guide", args=[slug])


def typed(side, field, value):
    """What the page sends: all sides, of which one was measured."""
    ids = {f"{one}-id": str(uuid.uuid4()) for one in (("left", "right") if side else ("once",))}
    return ids | {f"{side or 'once'}-{field}": str(value)}


def sent(slug, side, key, method, value):
    body = {"id": str(uuid.uuid4()), "home_test": slug, "done_at": timezone.now().isoformat(), "method": method}
    return body | {key: value} | ({"side": side} if side else {})


def kept():
    """What stands of each result, apart from its id and its time."""
    return [{name: row.body[name] for name in row.body if name != "done_at"} for row in TestResult.objects.all()]


@EVERY
def test_page_and_api_keep_the_same(client_of, api_of, runner, slug, side, field, key, method, value, beyond, said):
    client = client_of(runner)
    assert client.get(page_of(slug)).status_code == 200
    answer = client.post(page_of(slug), typed(side, field, value))
    assert answer.status_code == 302
    assert client.get(answer.url).status_code == 200
    shown = api_of(runner).post("/api/v1/test-results/", sent(slug, side, key, method, value), format="json")
    assert (shown.status_code, shown.json()[key], shown.json()["side"]) == (201, value, side or None)
    first, second = kept()
    assert first == second
    assert first["values"] == {key: str(value)}


@EVERY
def test_page_and_api_name_the_bounds(client_of, api_of, runner, slug, side, field, key, method, value, beyond, said):
    answer = client_of(runner).post(page_of(slug), typed(side, field, beyond))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    refused = api_of(runner).post("/api/v1/test-results/", sent(slug, side, key, method, beyond), format="json")
    assert (refused.status_code, list(refused.json())) == (400, [key])
    assert TestResult.objects.count() == 0


def test_anonymous_and_strangers_measure_nothing(client, client_of, api_of, library, runner, therapist, other_runner):
    body = sent("heel-raise-test", "left", "raises", "counted", 24)
    assert client.post(page_of("heel-raise-test"), typed("left", "try_1", 24)).status_code == 302
    assert client_of(therapist).post(page_of("heel-raise-test"), typed("left", "try_1", 24)).status_code == 403
    assert api_of(therapist).post("/api/v1/test-results/", body, format="json").status_code == 403
    client_of(runner).post(page_of("heel-raise-test"), typed("left", "try_1", 24))
    result = reverse("test-result", args=[TestResult.objects.get().uuid])
    assert client_of(other_runner).get(result).status_code == 404


def test_what_is_rated_is_not_asked_for_pain(client_of, runner):
    page = client_of(runner).get(page_of("shoe-comfort")).content.decode()
    assert ("How much did it hurt?" in page, "0 is the worst, 10 the best." in page) == (False, True)
    assert "Which leg first?" not in page


def test_rating_of_another_pair_is_named_beside_the_main_one(client_of, runner):
    body = typed("", "try_1", 7) | {"once-comfort_other": "4", "once-note": "Tight toes."}
    page = client_of(runner).post(page_of("shoe-comfort"), body, follow=True).content.decode().replace("\xa0", " ")
    assert "Another pair: 4 points." in page
    assert kept()[0]["values"] == {"comfort": "7", "comfort_other": "4"}


def test_rating_is_corrected_with_what_was_chosen(client_of, runner):
    client = client_of(runner)
    client.post(page_of("shoe-comfort"), typed("", "try_1", 7))
    address = reverse("test-correct", args=[TestResult.objects.get().uuid])
    assert 'value="7" id="id_once-try_1_7" checked' in client.get(address).content.decode()
    client.post(address, typed("", "try_1", 8))
    assert [row.body["values"] for row in TestResult.objects.standing()] == [{"comfort": "8"}]


@pytest.mark.parametrize(
    ("slug", "beat", "clock", "rest"),
    [
        ("heel-raise-test", True, False, "120"),
        ("hamstring-bridge-test", False, False, "120"),
        ("balance-test", False, True, "30"),
        ("cadence-test", False, False, "0"),
        ("wall-lean", False, False, "0"),
    ],
)
def test_guide_has_the_beat_the_clock_and_the_rest_of_its_data(client_of, runner, slug, beat, clock, rest):
    page = client_of(runner).get(page_of(slug)).content.decode()
    assert ("data-beat=" in page, "data-seconds=" in page) == (beat, clock)
    assert re.findall(r'data-rest="(\d+)"', page) == ([rest] if rest != "0" else [])


def test_with_the_beat_and_without_it_are_never_compared(client_of, runner):
    client = client_of(runner)
    client.post(page_of("heel-raise-test"), typed("left", "try_1", 30) | {"left-rhythm": "own", "right-rhythm": "own"})
    body = typed("left", "try_1", 20) | {"left-rhythm": "metronome", "right-rhythm": "own"}
    page = client.post(page_of("heel-raise-test"), body, follow=True).content.decode()
    assert list(TestResult.objects.order_by("pk").values_list("rhythm", flat=True)) == ["own", "metronome"]
    assert ">Your first result</h1>" in page


def test_retest_without_sides_is_done_by_one_result(client_of, routine, runner):
    test = HomeTest.objects.get(shelf=runner.clinic.shelf, slug="cadence-test")
    Retest.objects.create(episode=routine.episode, routine=routine, home_test=test, due_on=runner.today())
    client_of(runner).post(page_of("cadence-test"), typed("", "try_1", 170))
    assert Retest.objects.get(home_test=test).done_at == TestResult.objects.get().done_at


@pytest.fixture
def sprint(clinic):
    """A clinic's own test where less time is better."""
    test = HomeTest.objects.create(
        shelf=clinic.shelf, slug="stairs", name="Stairs", status="published", sides="none", steps="Walk up."
    )
    Measure.objects.create(
        home_test=test, key="time", name="Time", unit="s", minimum=0, maximum=120, decimals=1, primary=True,
        higher_is_better=False, methods=["timed"], smallest_real_change=2, smallest_real_change_source="A study",
    )  # fmt: skip
    return test


def test_time_that_should_be_short_has_no_reason_to_stop(client_of, runner, sprint):
    client = client_of(runner)
    assert "Why did you stop?" not in client.get(page_of("stairs")).content.decode()
    for seconds in ("20", "14.5"):
        answer = client.post(page_of("stairs"), typed("", "time", seconds), follow=True)
    page = answer.content.decode().replace("\xa0", " ")
    assert ("5.5 seconds shorter" in page, "Perhaps improved" in page) == (True, True)
    assert "You stopped before the end." not in page
