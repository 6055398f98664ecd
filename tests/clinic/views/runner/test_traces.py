"""A home test's page asks what a recording says."""

import json

import pytest
from django.urls import reverse

from clinic.models import MotionTrace, TraceAnalysis
from tests.clinic.recordings import hopping, leaning, standing

pytestmark = pytest.mark.django_db
STATEMENTS = 6  # session, user, membership; then runner, test and measures


@pytest.fixture
def ask(client_of, runner, clinic):
    clients = {}

    def asked(body, slug="hop-test", person=runner):
        client = clients.get(person) or clients.setdefault(person, client_of(person))
        text = body if isinstance(body, str | bytes) else json.dumps(body)
        return client.post(reverse("test-trace", args=[slug]), text, content_type="application/json")

    return asked


def test_hops_are_counted_and_nothing_is_kept(ask):
    answer = ask(hopping())
    assert answer.status_code == 200
    assert answer.json() == {
        "accepted": True, "reasons": [], "hops": 65, "seconds": pytest.approx(30, abs=0.3), "stopped_at_s": None,
        "pauses": [], "cadence_hz": pytest.approx(2.2, abs=0.05), "confidence": pytest.approx(1, abs=0.3),
    }  # fmt: skip
    assert (MotionTrace.objects.count(), TraceAnalysis.objects.count()) == (0, 0)


def test_what_is_no_hopping_is_said_in_words(ask):
    said = ask(standing()).json()
    assert (said["accepted"], said["hops"]) == (False, None)
    assert said["reasons"] == [
        "This looks like standing, not like hopping.",
        "Do this leg again, or count the hops yourself.",
    ]


def test_lean_is_read_from_the_phone_on_the_shin(ask):
    assert ask(leaning(38), "wall-lean").json() == {
        "accepted": True, "reasons": [], "angle_deg": 38.0, "stability_deg": pytest.approx(0, abs=0.2),
    }  # fmt: skip


def test_lean_is_counted_from_the_wall(ask):
    said = ask(leaning(38) | {"zero": [0.3, 9.8, 0.0]}, "wall-lean").json()
    assert said["angle_deg"] == pytest.approx(38 - 1.75, abs=0.1)


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("", "This recording cannot be read. Do the test again."),
        (b"\xff\xfe\x00", "This recording cannot be read. Do the test again."),
        ("[" * 5000, "This recording is too large."),
        ("{" + " " * 2_100_000 + "}" * 60_000, "This recording is too large."),
        ("[]", "trace: Send the columns t_ms, ax, ay and az."),
        ({}, "t_ms: Send a list of numbers."),
        (hopping() | {"ay": [0.0]}, "ay: All columns must have the same number of samples."),
        (hopping() | {"ay": [float("nan")] * 1800}, "ay: A sample is no finite number."),
        (hopping() | {"ay": ["9.8"] * 1800}, "ay: Send numbers only."),
        (hopping() | {"t_ms": [-1.0] * 1800}, "t_ms: A sample lies outside 0 to 120000."),
        (hopping() | {"zero": [0, 9.8]}, "zero: Send three numbers, x, y and z in m/s², or leave it out."),
        (hopping() | {"zero": [0, 9.8, 10**400]}, "zero: Send three numbers, x, y and z in m/s², or leave it out."),
        (hopping() | {"name": "Rita"}, "name: This column is not known. Leave it out."),
    ],
)
def test_what_is_no_recording_gets_a_sentence(ask, body, error):
    answer = ask(body)
    assert (answer.status_code, answer.json()) == (400, {"error": error})


@pytest.mark.parametrize("slug", ["heel-raise-test", "no-such-test"])
def test_test_without_sensors_has_no_such_address(ask, slug):
    assert ask(hopping(), slug).status_code == 404


def test_anonymous_signs_in_and_therapists_are_refused(client, ask, therapist):
    answer = client.post(reverse("test-trace", args=["hop-test"]), "{}", content_type="application/json")
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/accounts/login/")
    assert ask(hopping(), person=therapist).status_code == 403


def test_asking_takes_few_statements(ask, django_assert_num_queries):
    ask(standing(5))
    with django_assert_num_queries(STATEMENTS):
        ask(standing(5))
