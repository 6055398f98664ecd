"""Without consent nothing is recorded: the same rule in every write, on every page and in the API."""

import datetime
import uuid

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from clinic.actions import consents
from clinic.actions.gates import record_gate
from clinic.actions.logs import log_exercise, undo_log
from clinic.actions.messages import send_message
from clinic.actions.mornings import record_morning
from clinic.actions.results import undo_result
from clinic.models import (
    Consent,
    ExerciseLog,
    Message,
    MorningCheck,
    PrescribedExercise,
    Screening,
    StartGate,
    TestResult,
)
from clinic.policies import NotNow, asks, check_consented
from clinic.queries.today import Barrier, today_of
from clinic.queries.way import way_of
from clinic.validators.logs import read_log
from clinic.validators.mornings import read_morning
from tests.clinic.bodies import answers, hop_body, lean_body, log_body, logged, measured, screened, screening_body
from tests.clinic.validators.test_answers import PASSING
from tests.clinic.views.runner.test_home_tests import lean as lean_form
from tests.factories import EpisodeFactory, RunnerFactory

RECORDED = (ExerciseLog, MorningCheck, Screening, StartGate, TestResult)


def withdraw(runner):
    consents.withdraw(runner=runner, by=runner.user)


def ago(**parts):
    return (timezone.now() - datetime.timedelta(**parts)).isoformat()


def morning(runner):
    body = read_morning({"id": str(uuid.uuid4()), "on": runner.today(), "pain": 2}, runner=runner)
    return record_morning(runner=runner, body=body, by=runner.user)


def how_many():
    return [model.objects.count() for model in RECORDED]


def gate(runner, by):
    return record_gate(runner=runner, answers=PASSING, by=by)


def lean_of(runner):
    return PrescribedExercise.objects.get(routine__episode__runner=runner, position=2)


# Each write, with who does it besides the runner.
WRITES = {
    "log": lambda runner, _by: logged(lean_of(runner)),
    "morning": lambda runner, _by: morning(runner),
    "screening": lambda runner, _by: screened(runner),
    "screening by the therapist": lambda runner, by: screened(runner, by=by),
    "gate": lambda runner, _by: gate(runner, runner.user),
    "gate by the therapist": gate,
    "test": lambda runner, _by: measured(runner, lean_body()),
    "test by the therapist": lambda runner, by: measured(runner, lean_body(), by=by),
}


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("how", ["withdrawn", "never given"])
def test_nothing_is_recorded_without_consent(write, how, runner, routine, therapist):
    if how == "withdrawn":
        withdraw(runner)
    else:
        Consent.objects.all().delete()
    before = how_many()
    with pytest.raises(NotNow) as refused:
        WRITES[write](runner, therapist)
    assert (refused.value.conflict_code, how_many()) == ("no_consent", before)


@pytest.mark.parametrize("write", WRITES)
def test_everything_is_recorded_once_consent_is_given_again(write, runner, routine, therapist):
    withdraw(runner)
    consents.give(runner=runner, given_by="Rita Runner", as_guardian=False, by=runner.user)
    before = sum(how_many())
    WRITES[write](runner, therapist)
    assert sum(how_many()) == before + 1


def test_what_was_done_before_the_withdrawal_is_taken(runner, routine):
    withdraw(runner)
    lean = routine.prescribed.get(position=2)
    logged(lean, done_at=ago(minutes=5))
    measured(runner, lean_body(done_at=ago(minutes=5)))
    screened(runner, done_at=ago(minutes=5))
    assert how_many() == [1, 0, 1, 1, 1]


def test_an_entry_that_stands_already_stays_harmless(runner, routine):
    lean = routine.prescribed.get(position=2)
    body = read_log(log_body(lean), prescribed=lean)
    assert log_exercise(runner=runner, body=body, by=runner.user).created
    withdraw(runner)
    assert log_exercise(runner=runner, body=body, by=runner.user).created is False


def test_taking_back_and_writing_a_message_still_work(runner, routine):
    log, result = logged(routine.prescribed.get(position=2)).row, measured(runner, lean_body()).row
    withdraw(runner)
    undo_log(log=log, by=runner.user)
    undo_result(result=result, by=runner.user)
    send_message(runner=runner, text="Please call me.", by=runner.user)
    assert (ExerciseLog.objects.standing().count(), TestResult.objects.standing().count()) == (0, 0)
    assert Message.objects.count() == 1


def test_a_runner_who_has_not_joined_was_not_asked_yet(clinic, therapist):
    newcomer = RunnerFactory(clinic=clinic, user=None, joined_at=None, consent=False)
    screened(newcomer, by=therapist)
    assert Screening.objects.filter(runner=newcomer).count() == 1


def test_joining_asks_from_then_on(clinic):
    assert asks(check_consented, RunnerFactory(clinic=clinic, consent=False)) is False


@pytest.mark.parametrize("given", ["standing", "withdrawn", "never"])
@pytest.mark.parametrize("joined", [True, False])
@pytest.mark.parametrize("with_episode", [True, False])
def test_the_column_says_what_the_check_says(given, joined, with_episode, clinic):
    person = RunnerFactory(clinic=clinic, consent=given != "never")
    if with_episode:
        EpisodeFactory(runner=person)
    if given == "withdrawn":
        withdraw(person)
    if not joined:
        type(person).objects.filter(pk=person.pk).update(joined_at=None)
        person.refresh_from_db()
    assert way_of(person).may_record is asks(check_consented, person)


# The API


@pytest.fixture
def api(runner):
    client = APIClient()
    client.force_authenticate(runner.user)
    return client


@pytest.mark.parametrize("path", ["exercise-logs", "screenings", "test-results"])
def test_api_answers_409_with_the_code(path, api, runner, routine):
    withdraw(runner)
    bodies = {
        "exercise-logs": log_body(routine.prescribed.get(position=2)),
        "screenings": screening_body(runner),
        "test-results": hop_body(),
    }
    answer = api.post(f"/api/v1/{path}/", bodies[path], format="json")
    assert (answer.status_code, answer.json()["code"]) == (409, "no_consent")
    assert how_many() == [0, 0, 0, 1, 0]


def test_api_today_shows_the_barrier(api, runner, routine):
    withdraw(runner)
    found = api.get("/api/v1/today/").json()["exercises"]
    assert [one["barrier"] for one in found] == ["consent", "consent"]


# The runner's pages


def test_today_asks_to_agree_and_offers_no_tick(client_of, runner, routine):
    withdraw(runner)
    page = client_of(runner).get("/today/").content.decode()
    assert ('href="/me/consent/"' in page, "data-tick" in page) == (True, False)


def test_today_with_consent_says_nothing_of_it(client_of, runner, routine):
    page = client_of(runner).get("/today/").content.decode()
    assert ("/me/consent/" in page, "data-tick" in page) == (False, True)


def test_today_without_an_episode_asks_to_agree(runner):
    withdraw(runner)
    assert (today_of(runner).consented, today_of(runner).exercises) == (False, ())


def test_a_lock_says_more_than_missing_consent(runner, routine):
    screened(runner, short=False, bone_spot_or_night_pain="yes")
    withdraw(runner)
    assert [one.barrier for one in today_of(runner).exercises] == [Barrier.CONSENT, Barrier.LOCK]


@pytest.mark.parametrize("path", ["/morning/", "/screening/", "/start-check/", "/tests/wall-lean/"])
def test_forms_do_not_open_and_lead_to_the_consent(path, client_of, runner, routine):
    withdraw(runner)
    answer = client_of(runner).get(path)
    assert (answer.status_code, 'href="/me/consent/"' in answer.content.decode()) == (409, True)


def test_posts_of_pages_are_409_and_change_nothing(client_of, runner, routine):
    lean, client = routine.prescribed.get(position=2), client_of(runner)
    withdraw(runner)
    before = how_many()
    posts = {
        f"/today/{lean.uuid}/done/": {"id": str(uuid.uuid4())},
        "/morning/": {"id": str(uuid.uuid4()), "pain": "2"},
        "/screening/?set=short": {"id": str(uuid.uuid4()), **answers(runner)},
        "/start-check/": PASSING,
        "/tests/wall-lean/": lean_form("left", "8", "8", "8") | lean_form("right", "9", "9", "9"),
    }
    given = [client.post(path, body) for path, body in posts.items()]
    assert [one.status_code for one in given] == [409] * len(posts)
    assert ['href="/me/consent/"' in one.content.decode() for one in given] == [True] * len(posts)
    assert how_many() == before


def test_tests_page_offers_no_test(client_of, runner, routine):
    measured(runner, lean_body())
    withdraw(runner)
    page = client_of(runner).get("/tests/").content.decode()
    assert ('href="/me/consent/"' in page, "/tests/wall-lean/" in page) == (True, False)


def test_exercise_page_can_be_read_but_not_ticked(client_of, runner, routine):
    withdraw(runner)
    page = client_of(runner).get(f"/today/{routine.prescribed.get(position=2).uuid}/").content.decode()
    assert ('href="/me/consent/"' in page, "data-done-form" in page) == (True, False)


# The therapist's pages


@pytest.mark.parametrize("path", ["", "routine/", "tests/", "log/", "screening/", "start-gate/"])
def test_therapist_is_told(path, client_of, runner, routine, therapist):
    words = "Consent is withdrawn. Nothing can be recorded."
    client, address = client_of(therapist), f"/runners/{runner.uuid}/{path}"
    assert words not in client.get(address).content.decode()
    withdraw(runner)
    assert words in client.get(address).content.decode()


def test_therapist_cannot_record_and_reads_why(client_of, runner, routine, therapist):
    withdraw(runner)
    before = how_many()
    answer = client_of(therapist).post(f"/runners/{runner.uuid}/start-gate/", PASSING)
    assert (answer.status_code, how_many()) == (409, before)
    assert "Only they can agree again" in answer.content.decode()
    assert "/me/consent/" not in answer.content.decode()


# Below the age of consent


def minor(clinic, **kwargs):
    born = timezone.now().date() - datetime.timedelta(days=15 * 365)
    return RunnerFactory(clinic=clinic, birth_date=born, **kwargs)


def test_a_minor_does_not_agree_alone(clinic):
    young = minor(clinic)
    with pytest.raises(NotNow) as refused:
        consents.give(runner=young, given_by=young.name, as_guardian=False, by=young.user)
    assert refused.value.conflict_code == "needs_guardian"


def test_a_minor_agrees_again_with_a_guardian(clinic, client_of):
    young = minor(clinic, guardian="Maria Old")
    withdraw(young)
    client = client_of(young)
    assert client.post("/me/consent/", {"agree": "on"}).status_code == 422
    assert client.post("/me/consent/", {"agree": "on", "guardian": "Maria New"}).status_code == 302
    young.refresh_from_db()
    standing = young.consents.get(withdrawn_at=None)
    assert (standing.given_by, standing.as_guardian, young.guardian) == ("Maria New", True, "Maria New")
    assert asks(check_consented, young)


def test_who_has_grown_up_agrees_alone_and_the_guardian_goes(runner, client_of):
    type(runner).objects.update(guardian="Maria Old")
    withdraw(runner)
    client_of(runner).post("/me/consent/", {"agree": "on"})
    runner.refresh_from_db()
    assert (runner.guardian, runner.consents.get(withdrawn_at=None).given_by) == ("", "Rita Runner")
