"""The lists and Today; the writes have a file each."""

import pytest
from django.test import Client

from portal.accounts.models import ApiToken
from tests.clinic.bodies import hop_body, lean_body, log_body, may_hop, measured, screened
from tests.factories import EpisodeFactory, LogFactory, PrescribedFactory, RoutineFactory, RunnerFactory

LISTS = ["exercise-logs", "test-results", "runners", "episodes", "routines"]


@pytest.mark.parametrize("path", [*LISTS, "today"])
def test_get_by_anonymous_is_401(api_of, path, library):
    answer = api_of().get(f"/api/v1/{path}/")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Token")


@pytest.mark.parametrize("path", LISTS)
def test_lists_of_a_clinic_stay_inside_it(api_of, path, routine, other_therapist, staff, runner2):
    LogFactory(prescribed_exercise=routine.prescribed.first())
    measured(routine.episode.runner, lean_body())
    counts = {"runners": {"runner2": 1}}.get(path, {})
    for name, person in {"other": other_therapist, "staff": staff, "runner2": runner2}.items():
        assert api_of(person).get(f"/api/v1/{path}/").json()["count"] == counts.get(name, 0)


def test_runners_are_shown_to_their_therapists(api_of, runner, runner2, therapist):
    rows = api_of(therapist).get("/api/v1/runners/").json()["results"]
    assert [row["name"] for row in rows] == ["Rita Runner", "Rob Runner"]
    assert rows[0]["id"] == str(runner.uuid)


def test_episodes_of_a_runner(api_of, episode, runner):
    (row,) = api_of(runner).get("/api/v1/episodes/").json()["results"]
    assert (row["id"], row["complaint"]["slug"], row["side"]) == (str(episode.uuid), "calf-pain-running", "left")
    assert row["discharged_at"] is None


def test_routines_of_an_episode(api_of, routine, therapist):
    (row,) = api_of(therapist).get("/api/v1/routines/", {"episode": str(routine.episode.uuid)}).json()["results"]
    assert [one["name"] for one in row["exercises"]] == [one.exercise.name for one in routine.prescribed.all()]
    assert row["exercises"][0]["dosage"]["words"] == routine.prescribed.first().dosage.words()


def test_today_of_a_runner(api_of, routine, runner, post):
    first = routine.prescribed.get(position=1)
    post(runner, "exercise-logs", log_body(first))
    day = api_of(runner).get("/api/v1/today/").json()
    assert (day["date"], day["zone"], day["locked"], day["lock"]) == (
        runner.today().isoformat(),
        "Europe/Vienna",
        False,
        None,
    )
    done = {one["prescribed_exercise"]: one["done_today"] for one in day["exercises"]}
    assert done == {str(one.uuid): int(one == first) for one in routine.prescribed.all()}


def test_today_says_that_it_is_locked(api_of, routine, runner):
    screened(runner, swollen_warm_calf="yes")
    day = api_of(runner).get("/api/v1/today/").json()
    assert (day["locked"], day["lock"]["extent"], day["lock"]["level"]) == (True, "all", "same_day")


def test_today_of_whoever_is_no_runner_is_403(api_of, therapist, staff):
    assert {api_of(person).get("/api/v1/today/").status_code for person in (therapist, staff)} == {403}


def fill(path, clinic, number):
    for _ in range(number):
        runner = RunnerFactory(clinic=clinic)
        routine = RoutineFactory(episode=EpisodeFactory(runner=runner))
        log = LogFactory(prescribed_exercise=PrescribedFactory(routine=routine))
        assert log.runner == runner
        measured(runner, lean_body())


@pytest.mark.parametrize(
    ("path", "queries"), [("exercise-logs", 3), ("test-results", 5), ("runners", 3), ("episodes", 3), ("routines", 6)]
)
@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_with_one_and_with_three(
    api_of, therapist, clinic, django_assert_num_queries, path, queries, number
):
    fill(path, clinic, number)
    client = api_of(therapist)
    with django_assert_num_queries(queries):
        answer = client.get(f"/api/v1/{path}/")
    assert answer.json()["count"] == number


def statements(captured):
    return [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]


def test_writes_stay_within_fourteen_queries(post, routine, runner, therapist, django_assert_max_num_queries):
    """Beside session or token, user and membership; here they are known."""
    may_hop(runner, therapist)
    hop = routine.prescribed.get(position=1)
    writes = [("exercise-logs", log_body(hop)), ("exercise-logs", log_body(hop, pain=9)), ("test-results", hop_body())]
    counts = []
    for path, body in writes:
        with django_assert_max_num_queries(30) as captured:
            assert post(runner, path, body).status_code == 201
        counts.append(len(statements(captured)))
    assert counts == [5, 9, 10]


def test_token_opens_the_api(routine, runner):
    client = Client(headers={"Authorization": f"Token {ApiToken.issue(runner.user)}"})
    assert client.get("/api/v1/today/").status_code == 200
    body = log_body(routine.prescribed.first())
    assert client.post("/api/v1/exercise-logs/", body, content_type="application/json").status_code == 201


def test_session_without_csrf_token_is_refused(routine, runner):
    client = Client(enforce_csrf_checks=True)
    client.force_login(runner.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    body = log_body(routine.prescribed.first())
    answer = client.post("/api/v1/exercise-logs/", body, content_type="application/json")
    assert answer.status_code == 403
