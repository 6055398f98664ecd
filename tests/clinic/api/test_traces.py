"""Recordings through the API."""

import json

import pytest

from clinic.models import MotionTrace, TestResult
from tests.clinic.bodies import hop_body, lean_body, may_hop, measured, motion_body, phone_body
from tests.clinic.recordings import hopping, standing

LIST_QUERIES = 4


@pytest.fixture
def ready(runner, therapist):
    return may_hop(runner, therapist)


def test_post_says_what_the_phone_counted_beside_what_the_runner_did(post, api_of, runner, ready):
    body = motion_body(hops=63)
    first, second = (post(runner, "test-results", body) for _ in range(2))
    assert (first.status_code, second.status_code, first.json() == second.json()) == (201, 200, True)
    shown = first.json()
    assert (shown["hops"], shown["method"], "traces" in shown) == (63, "motion", False)
    assert shown["motion"] == {
        "accepted": True, "hops": 65, "seconds": pytest.approx(30, abs=0.1), "cadence_hz": 2.2, "pauses": [],
        "stopped_at_s": None, "cadence_drop": None, "confidence": pytest.approx(1, abs=0.2), "algorithm": "hop-1",
    }  # fmt: skip
    assert api_of(runner).get("/api/v1/test-results/").json()["results"] == [shown]


def test_correction_goes_on_saying_what_the_phone_counted(post, runner, ready):
    first = post(runner, "test-results", motion_body()).json()
    second = post(runner, "test-results", motion_body(traces=None, hops=60, replaces=first["id"])).json()
    assert (second["hops"], second["motion"]) == (60, first["motion"])


@pytest.mark.parametrize("body", [hop_body, lambda: motion_body(traces=None), lean_body, lambda: phone_body(38)])
def test_other_results_have_no_motion(post, runner, ready, body):
    answer = post(runner, "test-results", body())
    assert (answer.status_code, answer.json()["motion"]) == (201, None)


def test_refused_recording_is_400_and_keeps_nothing(post, runner, ready):
    answer = post(runner, "test-results", motion_body(traces=[standing()]))
    assert (answer.status_code, answer.json()) == (
        400,
        {"traces": ["This looks like standing, not like hopping.", "Do this leg again, or count the hops yourself."]},
    )
    assert (TestResult.objects.count(), MotionTrace.objects.count()) == (0, 0)


def test_another_recording_under_the_same_id_is_a_conflict(post, runner, ready):
    body = motion_body()
    post(runner, "test-results", body)
    answer = post(runner, "test-results", body | {"traces": [hopping(29.5)]})
    assert (answer.status_code, answer.json()["code"]) == (409, "id_conflict")


@pytest.mark.parametrize("column", ["t_ms", "ax"])
@pytest.mark.parametrize("number", ["NaN", "Infinity", "-1e400", "9" * 5000])
def test_number_that_is_none_is_400(post, runner, ready, column, number):
    text = json.dumps(motion_body(traces=[hopping() | {column: "@@"}])).replace('"@@"', f"[{number}]")
    assert post(runner, "test-results", text).status_code == 400


def test_ten_million_samples_are_refused_unread(post, runner, ready, monkeypatch):
    monkeypatch.setattr("portal.api.parsing.json", None)
    text = json.dumps(motion_body(traces=["@@"])).replace('"@@"', '{"t_ms":[' + "0," * 10_000_000 + "0]}")
    answer = post(runner, "test-results", text)
    assert (answer.status_code, answer.json()) == (400, {"detail": "The body is too large."})


def test_list_asks_the_same_for_one_recording_and_for_three(api_of, runner, ready, django_assert_num_queries):
    client = api_of(runner)
    for count in (1, 2):
        for _ in range(count):
            measured(runner, motion_body(practice=True))
        with django_assert_num_queries(LIST_QUERIES):
            client.get("/api/v1/test-results/")
