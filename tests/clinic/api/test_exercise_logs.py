import datetime
import uuid

import pytest
from django.utils import timezone

from clinic.models import ExerciseLog, Routine
from tests.clinic.bodies import log_body, logged, screened
from tests.factories import LogFactory, PrescribedFactory, RoutineFactory


def test_post_by_anonymous_is_401(post, hop):
    assert post(None, "exercise-logs", log_body(hop)).status_code == 401
    assert ExerciseLog.objects.count() == 0


def test_post_outside_the_scope_is_404(post, hop, runner2, other_runner, other_therapist, staff):
    for person in (runner2, other_runner, other_therapist, staff):
        assert post(person, "exercise-logs", log_body(hop)).status_code == 404
    assert ExerciseLog.objects.count() == 0


def test_post_inside_the_scope_by_others_is_403(post, hop, therapist, owner):
    for person in (therapist, owner):
        assert post(person, "exercise-logs", log_body(hop)).status_code == 403
    assert ExerciseLog.objects.count() == 0


def test_post_answers_201_then_200_with_the_same_row(post, hop, runner):
    body = log_body(hop, done_at=(timezone.now() - datetime.timedelta(minutes=3)).isoformat())
    first, second = (post(runner, "exercise-logs", body) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert ExerciseLog.objects.count() == 1
    wanted = {name: body[name] for name in ("id", "prescribed_exercise", "sets_done", "reps_done", "pain", "note")}
    assert {name: first.json()[name] for name in wanted} == wanted
    assert (first.json()["pain_zone"], first.json()["ask_screening"]) == ("go", False)


def test_post_with_another_spelling_of_the_same_body_is_the_same(post, hop, runner, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC))
    Routine.objects.update(starts_on=datetime.date(2026, 11, 1))
    body = log_body(hop, done_at="2026-11-24T12:00:00+01:00", note="")
    other = body | {"done_at": "2026-11-24T11:00:00.000Z", "id": body["id"].upper()}
    del other["note"]
    statuses = [post(runner, "exercise-logs", one).status_code for one in (body, other)]
    assert statuses == [201, 200]


def test_post_of_another_body_under_the_id_is_409(post, hop, runner):
    body = log_body(hop)
    post(runner, "exercise-logs", body)
    answer = post(runner, "exercise-logs", body | {"pain": 3})
    assert (answer.status_code, answer.json()["code"]) == (409, "id_conflict")
    assert ExerciseLog.objects.get().pain == 2


def test_post_under_somebody_elses_id_is_not_in_the_way(post, hop, runner, runner2):
    theirs = PrescribedFactory(routine=RoutineFactory(episode__runner=runner2))
    key = str(uuid.uuid4())
    assert post(runner2, "exercise-logs", log_body(theirs, id=key)).status_code == 201
    assert post(runner, "exercise-logs", log_body(hop, id=key)).status_code == 201


def test_post_while_locked_is_409_and_before_it_201(post, hop, runner):
    screened(runner, swollen_warm_calf="yes", done_at=(timezone.now() - datetime.timedelta(hours=1)).isoformat())
    answer = post(runner, "exercise-logs", log_body(hop))
    assert (answer.status_code, answer.json()["code"]) == (409, "locked")
    earlier = (timezone.now() - datetime.timedelta(hours=2)).isoformat()
    assert post(runner, "exercise-logs", log_body(hop, done_at=earlier)).status_code == 201


def test_post_after_discharge_is_409(post, hop, runner, episode):
    episode.discharged_at, episode.outcome = timezone.now() - datetime.timedelta(hours=1), "better"
    episode.save()
    answer = post(runner, "exercise-logs", log_body(hop))
    assert (answer.status_code, answer.json()["code"]) == (409, "discharged")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("pain", 11),
        ("pain", "3"),
        ("pain", 2.5),
        ("sets_done", True),
        ("done_at", "0001-01-01T00:00:00+14:00"),
        ("done_at", "9999-12-31T23:59:59-14:00"),
        ("done_at", "2026-11-24T10:00:00"),
        ("id", "not-a-uuid"),
        ("prescribed_exercise", "box-hop"),
        ("prescribed_exercise", ["x"]),
        ("note", {"a": 1}),
        ("replaces", str(uuid.UUID(int=7))),
    ],
)
def test_post_of_what_is_impossible_is_400_and_names_the_field(post, hop, runner, field, value):
    answer = post(runner, "exercise-logs", log_body(hop, **{field: value}))
    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert ExerciseLog.objects.count() == 0


def test_post_in_the_future_is_400_beyond_ten_minutes(post, hop, runner):
    def status(minutes):
        done_at = timezone.now() + datetime.timedelta(minutes=minutes)
        return post(runner, "exercise-logs", log_body(hop, done_at=done_at.isoformat())).status_code

    assert (status(9), status(11)) == (201, 400)


def test_post_tells_of_a_sharp_rise(post, hop, runner):
    logged(hop, pain=1, done_at=(timezone.now() - datetime.timedelta(days=1)).isoformat())
    answer = post(runner, "exercise-logs", log_body(hop, pain=6)).json()
    assert (answer["pain_zone"], answer["ask_screening"]) == ("stop", True)


def test_delete_undoes_and_is_harmless_twice(api_of, hop, runner):
    log = logged(hop).row
    statuses = [api_of(runner).delete(f"/api/v1/exercise-logs/{log.uuid}/").status_code for _ in range(2)]
    assert statuses == [204, 204]
    log.refresh_from_db()
    assert log.voided_by == runner.user
    assert api_of(runner).get("/api/v1/exercise-logs/").json()["results"] == []


def test_delete_by_others_is_refused(api_of, hop, runner2, therapist, other_therapist):
    log = logged(hop).row
    people = {None: 401, runner2: 404, other_therapist: 404, therapist: 403}
    found = {who: api_of(who).delete(f"/api/v1/exercise-logs/{log.uuid}/").status_code for who in people}
    assert found == people
    assert ExerciseLog.objects.standing().count() == 1


def test_delete_takes_the_own_row_of_an_id_used_by_two_runners(api_of, hop, runner, runner2):
    theirs = PrescribedFactory(routine=RoutineFactory(episode__runner=runner2))
    key = str(uuid.uuid4())
    other, own = logged(theirs, id=key).row, logged(hop, id=key).row
    assert api_of(runner).delete(f"/api/v1/exercise-logs/{key}/").status_code == 204
    assert list(ExerciseLog.objects.standing()) == [other]
    assert ExerciseLog.objects.get(voided_at__isnull=False) == own


def test_list_is_scoped_and_filtered(api_of, hop, runner, runner2, therapist, other_therapist, staff):
    mine = LogFactory(prescribed_exercise=hop)
    theirs = LogFactory(prescribed_exercise=PrescribedFactory(routine=RoutineFactory(episode__runner=runner2)))

    def ids(person, **params):
        return {row["id"] for row in api_of(person).get("/api/v1/exercise-logs/", params).json()["results"]}

    both = {str(mine.uuid), str(theirs.uuid)}
    assert [ids(runner), ids(therapist), ids(other_therapist), ids(staff)] == [{str(mine.uuid)}, both, set(), set()]
    assert ids(therapist, runner=str(runner2.uuid)) == {str(theirs.uuid)}
    assert ids(therapist, prescribed_exercise=str(hop.uuid)) == {str(mine.uuid)}


@pytest.mark.parametrize("value", ["x", "", "\x00", "1" * 500])
def test_list_with_an_odd_filter_is_400(api_of, runner, value):
    answer = api_of(runner).get("/api/v1/exercise-logs/", {"runner": value})
    assert (answer.status_code, list(answer.json())) == (400, ["runner"])
