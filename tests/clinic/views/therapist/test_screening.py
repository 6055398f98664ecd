import uuid

import pytest
from django.test import Client
from django.utils import timezone

from clinic.actions.screenings import record_screening
from clinic.models import Alert, Finding, Lock, Screening, StartGate
from clinic.queries.safety import criteria_of, questions_of
from clinic.validators.answers import read_screening
from exercises.models import Cause

REFUSED = [302, 404, 403, 403, 403, 403]


def strangers(path, data, request, client_of):
    """By POST: nobody, another clinic's therapist, another runner, the runner, staff, an owner who treats nobody."""
    people = [request.getfixturevalue(who) for who in ("other_therapist", "runner2", "runner", "staff", "owner")]
    return [Client().post(path, data).status_code, *[client_of(one).post(path, data).status_code for one in people]]


def answers(runner, **others):
    plain = {row.slug: "no" for row in questions_of(runner)}
    return {"id": str(uuid.uuid4()), **plain, **{slug.replace("_", "-"): answer for slug, answer in others.items()}}


def gate_answers(runner, **others):
    found = {}
    for row in criteria_of(runner):
        if row.kind == "yes_no":
            found[row.slug] = "yes"
        elif row.kind == "rating":
            found[row.slug] = 0
        else:
            found |= {f"{row.slug}.left": 30, f"{row.slug}.right": 30}
    return found | {slug.replace("_", "-"): answer for slug, answer in others.items()}


def answer_by_runner(runner, **others):
    said = answers(runner, **others)
    body = {"id": said.pop("id"), "done_at": timezone.now(), "answers": said}
    return record_screening(
        runner=runner, body=read_screening(body, questions=questions_of(runner)), by=runner.user
    ).row


def test_screening_is_refused_to_strangers(runner, request, client_of):
    assert strangers(f"/runners/{runner.uuid}/screening/", answers(runner), request, client_of) == REFUSED
    assert Screening.objects.count() == 0


def test_clear_answers_lead_on_to_the_start_check(episode, therapist, client_of):
    answer = client_of(therapist).post(f"/runners/{episode.runner.uuid}/screening/", answers(episode.runner))
    assert answer.url == f"/runners/{episode.runner.uuid}/start-gate/"
    assert Screening.objects.values_list("kind", "level", "recorded_by").get() == ("full", "clear", therapist.pk)


def test_clear_answers_of_somebody_with_a_routine_lead_back(routine, therapist, client_of):
    runner = routine.episode.runner
    client, path = client_of(therapist), f"/runners/{runner.uuid}/screening/"
    Finding.objects.create(episode=routine.episode, cause=Cause.objects.first(), state="suspected")
    assert client.post(path, answers(runner)).url == f"/runners/{runner.uuid}/"


def test_a_red_flag_stays_in_sight(episode, therapist, client_of):
    client, path = client_of(therapist), f"/runners/{episode.runner.uuid}/screening/"
    assert client.post(path, answers(episode.runner, swollen_warm_calf="yes")).url == path
    page = client.get(path).content.decode()
    lock = Lock.objects.get()
    assert f"/locks/{lock.uuid}/lift/" in page
    assert "New swelling, warmth, colour change or throbbing of one calf" in page


def test_answers_of_the_runner_are_shown(runner, therapist, client_of):
    answer_by_runner(runner, antibiotic_or_steroid="yes")
    page = client_of(therapist).get(f"/runners/{runner.uuid}/screening/")
    shown = page.context["answered"]
    assert (shown.by_runner, shown.screening.level) == (True, "note")
    assert shown.answers[0] == ("In the last 6 months, did you have a quinolone antibiotic or a steroid?", "Yes", True)


def test_a_question_without_an_answer_is_named(runner, therapist, client_of):
    data = answers(runner)
    del data["swollen-warm-calf"]
    answer = client_of(therapist).post(f"/runners/{runner.uuid}/screening/", data)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"swollen-warm-calf"})
    assert Screening.objects.count() == 0


def test_the_same_answers_twice_are_kept_once(runner, therapist, client_of):
    client, data = client_of(therapist), answers(runner)
    statuses = [client.post(f"/runners/{runner.uuid}/screening/", data).status_code for _time in range(2)]
    assert (statuses, Screening.objects.count()) == ([302, 302], 1)


def test_lift_is_refused_to_strangers(runner, request, client_of):
    answer_by_runner(runner, swollen_warm_calf="yes")
    lock = Lock.objects.get()
    assert strangers(f"/locks/{lock.uuid}/lift/", {"reason": "Seen."}, request, client_of) == REFUSED
    assert list(Lock.objects.standing()) == [lock]


def test_lift_needs_a_reason_and_settles_the_red_flag(runner, therapist, client_of):
    answer_by_runner(runner, swollen_warm_calf="yes")
    client, lock = client_of(therapist), Lock.objects.get()
    path = f"/locks/{lock.uuid}/lift/"
    assert client.post(path, {"reason": " "}).context["form"].errors.keys() == {"reason"}
    assert client.post(path, {"reason": "Scan was clear."}).status_code == 302
    lock.refresh_from_db()
    assert (lock.lifted_by, lock.lift_reason) == (therapist, "Scan was clear.")
    assert list(Alert.objects.values_list("kind", "settled_by", "settle_note")) == [
        ("red_flag", therapist.pk, "The lock was lifted.")
    ]
    assert "It was lifted" in client.get(path).content.decode()
    assert client.post(path, {"reason": "Again."}).status_code == 409


def test_gate_is_refused_to_strangers(runner, request, client_of):
    path, data = f"/runners/{runner.uuid}/start-gate/", gate_answers(runner)
    assert strangers(path, data, request, client_of) == REFUSED
    assert StartGate.objects.count() == 0


def test_gate_passed_leads_on(episode, therapist, client_of):
    path = f"/runners/{episode.runner.uuid}/start-gate/"
    answer = client_of(therapist).post(path, gate_answers(episode.runner))
    assert answer.url == f"/runners/{episode.runner.uuid}/screening/"
    assert StartGate.objects.values_list("passed", "failed", "recorded_by").get() == (True, [], therapist.pk)


def test_gate_not_passed_says_what_does_not_hold(runner, therapist, client_of):
    client, path = client_of(therapist), f"/runners/{runner.uuid}/start-gate/"
    assert client.post(path, gate_answers(runner, walk_30_minutes="no")).url == path
    assert client.get(path).context["now"].failed == ["Can you walk for 30 minutes and feel fine?"]


def test_gate_names_the_count_that_is_missing(runner, therapist, client_of):
    data = gate_answers(runner)
    data["heel-raises.left"] = "many"
    answer = client_of(therapist).post(f"/runners/{runner.uuid}/start-gate/", data)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"heel-raises.left"})
    assert 'value="many"' in answer.content.decode()


def test_override_is_refused_to_strangers(runner, request, client_of):
    path = f"/runners/{runner.uuid}/start-gate/override/"
    assert strangers(path, {"reason": "Watched."}, request, client_of) == REFUSED
    assert StartGate.objects.count() == 0


def test_override_opens_with_its_reason(runner, therapist, client_of):
    client, path = client_of(therapist), f"/runners/{runner.uuid}/start-gate/override/"
    faulty = client.post(path, {"reason": ""})
    assert (faulty.status_code, set(faulty.context["override"].errors)) == (422, {"reason"})
    assert client.post(path, {"reason": "Watched 20 hops."}).status_code == 302
    gate = StartGate.objects.get()
    assert (gate.passed, gate.is_open, gate.override_reason) == (False, True, "Watched 20 hops.")


def test_settle_is_refused_to_strangers(runner, request, client_of):
    alert = Alert.objects.create(runner=runner, kind="pain")
    # A runner never sees alerts, not even their own: not found.
    assert strangers(f"/alerts/{alert.uuid}/settle/", {}, request, client_of) == REFUSED
    assert list(Alert.objects.standing()) == [alert]


@pytest.mark.parametrize(("wanted", "goes_to"), [("/caseload/", "/caseload/"), ("https://evil.example/", None)])
def test_settle_goes_back_only_within_the_portal(runner, therapist, wanted, goes_to, client_of):
    alert = Alert.objects.create(runner=runner, kind="pain")
    answer = client_of(therapist).post(f"/alerts/{alert.uuid}/settle/", {"note": "Called.", "next": wanted})
    alert.refresh_from_db()
    assert (alert.settled_by, alert.settle_note) == (therapist, "Called.")
    assert answer.url == (goes_to or f"/runners/{runner.uuid}/")


@pytest.mark.parametrize("name", ["screening", "start-gate"])
@pytest.mark.parametrize("count", [1, 3])
def test_pages_query_count(name, count, runner, episode, therapist, client_of, django_assert_max_num_queries):
    for _time in range(count):
        answer_by_runner(runner, swollen_warm_calf="yes")
        StartGate.objects.create(runner=runner, passed=False, failed=["rest-pain"])
    client = client_of(therapist)
    client.get(f"/runners/{runner.uuid}/{name}/")
    with django_assert_max_num_queries(12):
        client.get(f"/runners/{runner.uuid}/{name}/")


@pytest.mark.parametrize(
    "page",
    ["runners/{runner}/screening", "runners/{runner}/start-gate", "episodes/{episode}/findings", "runners/{runner}"],
)
@pytest.mark.parametrize("joined", [False, True])
def test_who_has_not_joined_can_be_invited_on_the_way(episode, therapist, client_of, page, joined):
    if not joined:
        episode.runner.joined_at = None
        episode.runner.save()
    address = f"/{page.format(runner=episode.runner.uuid, episode=episode.uuid)}/"
    answer = client_of(therapist).get(address).text
    link = f'<a href="/runners/{episode.runner.uuid}/invite/">Invite them</a>'
    assert answer.count(link) == (0 if joined else 1)
