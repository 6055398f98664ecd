import pytest

from clinic.models import TestResult
from tests.clinic.bodies import hop_body, lean_body, may_hop, measured, screened


@pytest.fixture
def ready(runner, therapist):
    return may_hop(runner, therapist)


def test_post_by_anonymous_is_401(post):
    assert post(None, "test-results", lean_body()).status_code == 401


def test_post_by_whoever_is_no_runner_is_403(post, therapist, staff, owner):
    for person in (therapist, staff, owner):
        assert post(person, "test-results", lean_body()).status_code == 403
    assert TestResult.objects.count() == 0


def test_post_of_a_hop_test(post, runner, episode, ready):
    body = hop_body(seconds=21, stop_reason="pain", pain=4)
    first, second = (post(runner, "test-results", body) for _ in range(2))
    assert (first.status_code, second.status_code, first.json() == second.json()) == (201, 200, True)
    wanted = {name: body[name] for name in body if name != "done_at"} | {"rhythm": "own", "runner": str(runner.uuid)}
    assert {name: first.json()[name] for name in wanted} == wanted


def test_post_of_a_wall_lean(post, runner):
    shown = post(runner, "test-results", lean_body(distance_cm=None)).json()
    assert (shown["distance_cm"], shown["tries"], shown["method"]) == (11.0, [10.5, 11.0, 11.5], "tape")
    assert "angle_deg" not in shown


@pytest.mark.parametrize(
    ("field", "value"),
    [("seconds", 31), ("side", "middle"), ("side", None), ("hops", -1), ("pain", 11), ("home_test", "handstand")],
)
def test_post_of_what_is_impossible_is_400_and_names_the_field(post, runner, ready, field, value):
    answer = post(runner, "test-results", hop_body(**{field: value}))
    assert (answer.status_code, list(answer.json())) == (400, [field])


@pytest.mark.parametrize("slug", [None, 5, "", [], {}, "box-hop"])
def test_post_without_a_known_test_is_400(post, runner, slug):
    answer = post(runner, "test-results", lean_body(home_test=slug))
    assert (answer.status_code, list(answer.json())) == (400, ["home_test"])


def test_post_of_a_hop_test_without_what_comes_first_is_409(post, runner, therapist):
    assert post(runner, "test-results", hop_body()).json()["code"] == "gate_closed"
    may_hop(runner, therapist)
    assert post(runner, "test-results", hop_body()).status_code == 201
    screened(runner, swollen_warm_calf="yes")
    answer = post(runner, "test-results", hop_body(side="right"))
    assert (answer.status_code, answer.json()["code"]) == (409, "locked")


def test_delete_undoes(api_of, runner, runner2, therapist, other_therapist):
    row = measured(runner, lean_body()).row
    people = {None: 401, runner2: 404, other_therapist: 404, therapist: 403}
    found = {who: api_of(who).delete(f"/api/v1/test-results/{row.uuid}/").status_code for who in people}
    assert found == people
    assert api_of(runner).delete(f"/api/v1/test-results/{row.uuid}/").status_code == 204
    row.refresh_from_db()
    assert row.voided_by == runner.user


def test_list_is_scoped_and_filtered(api_of, runner, runner2, therapist, other_therapist, ready):
    mine, hop = measured(runner, lean_body()).row, measured(runner, hop_body()).row
    theirs = measured(runner2, lean_body()).row

    def ids(person, **params):
        return {row["id"] for row in api_of(person).get("/api/v1/test-results/", params).json()["results"]}

    every = {str(row.uuid) for row in (mine, hop, theirs)}
    assert [ids(therapist), ids(other_therapist)] == [every, set()]
    assert ids(runner) == {str(mine.uuid), str(hop.uuid)}
    assert ids(therapist, home_test="hop-test") == {str(hop.uuid)}
    assert ids(therapist, runner=str(runner2.uuid)) == {str(theirs.uuid)}
