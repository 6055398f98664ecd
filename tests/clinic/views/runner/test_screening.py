import uuid

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import Alert, Lock, Screening, StartGate
from exercises.models import ScreeningQuestion
from tests.clinic.bodies import answers, screened

GATE = {
    "no-bone-or-tear": "yes",
    "walk-30-minutes": "yes",
    "rest-pain": "1",
    "heel-raises.left": "18",
    "heel-raises.right": "20",
    "heel-raise-pain": "2",
    "two-leg-hops": "yes",
}


def post(client, runner, *, query="", short=True, **changes):
    body = answers(runner, short=short, **changes) | {"id": str(uuid.uuid4())}
    return client.post(f"{reverse('my-screening')}?set={'short' if short else 'full'}{query}", body)


def result(client, runner, **changes):
    response = post(client, runner, **changes)
    assert response.status_code == 302
    return client.get(response.url).content.decode()


def test_my_screening_anonymous_is_sent_to_sign_in(runner):
    assert post(Client(), runner).status_code == 302
    assert Screening.objects.count() == 0


def test_my_screening_by_a_therapist_is_refused(client_of, runner, therapist):
    assert post(client_of(therapist), runner).status_code == 403
    assert Screening.objects.count() == 0


@pytest.mark.parametrize(("query", "questions"), [("", 15), ("?set=full", 15), ("?set=short", 7), ("?set=other", 15)])
def test_my_screening_asks_the_set_that_is_wanted(client_of, runner, query, questions):
    html = client_of(runner).get(reverse("my-screening") + query).content.decode()
    assert html.count("<legend") == questions
    assert html.count("<h1") == 1


def test_my_screening_asks_the_short_set_once_the_full_one_was_answered(client_of, runner):
    screened(runner, short=False)
    assert client_of(runner).get(reverse("my-screening")).content.decode().count("<legend") == 7


def test_my_screening_clear_says_go_on_and_locks_nothing(client_of, runner):
    html = result(client_of(runner), runner)
    assert "<h1>All clear. You can go on.</h1>" in html
    row = Screening.objects.get()
    assert (row.runner, row.level, row.kind, row.recorded_by) == (runner, "clear", "short", runner.user)
    assert Lock.objects.count() == 0


def test_my_screening_goes_on_where_it_came_from(client_of, runner):
    assert 'href="/progress/">Go on' in result(client_of(runner), runner, query="&next=/progress/")


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_my_screening_goes_on_nowhere_else(client_of, runner, address):
    html = result(client_of(runner), runner, query=f"&next={address}")
    assert "evil" not in html
    assert f'href="{reverse("today")}">Go on' in html


@pytest.mark.parametrize(
    ("question", "title", "number", "extent"),
    [
        ("cold_pale_numb_foot", "Get help right now", "112", "all"),
        ("swollen_warm_calf", "Get your leg checked today", "+43 1 555 0100", "all"),
        ("bone_spot_or_night_pain", "Hold off on hops and tests", "+43 1 555 0100", "impact"),
    ],
)
def test_my_screening_red_flag_says_what_to_do_with_a_number(client_of, runner, question, title, number, extent):
    html = result(client_of(runner), runner, **{question: "yes"})
    assert f"<h1>{title}</h1>" in html
    assert f'href="tel:{number}"' in html
    assert "Nobody watches" in html
    assert [lock.extent for lock in Lock.objects.all()] == [extent]
    assert [alert.kind for alert in Alert.objects.all()] == [Alert.Kind.RED_FLAG]


@pytest.mark.parametrize(
    ("question", "words"),
    [("back_to_leg", "worth a talk with your own doctor"), ("antibiotic_or_steroid", "your plan")],
)
def test_my_screening_lower_levels_thank_and_lock_nothing(client_of, runner, question, words):
    html = result(client_of(runner), runner, short=False, **{question: "yes"})
    assert "<h1>Thank you for your answers</h1>" in html
    assert words in html
    assert Lock.objects.count() == 0


def test_my_screening_not_sure_of_an_emergency_counts_as_yes(client_of, runner):
    assert "<h1>Get help right now</h1>" in result(client_of(runner), runner, cold_pale_numb_foot="unsure")


def test_my_screening_unanswered_says_so_and_keeps_the_rest(client_of, runner):
    client = client_of(runner)
    body = answers(runner, swollen_warm_calf="yes") | {"id": str(uuid.uuid4())}
    del body["cold-pale-numb-foot"]
    response = client.post(f"{reverse('my-screening')}?set=short", body)
    html = response.content.decode()
    question = ScreeningQuestion.objects.get(shelf=runner.clinic.shelf, slug="cold-pale-numb-foot")
    assert response.status_code == 422
    assert html.count(f"{question.text} Choose an answer.") == 2
    assert html.count(" checked") == 6
    assert Screening.objects.count() == 0


def test_my_screening_sent_twice_is_one_screening(client_of, runner):
    client = client_of(runner)
    body = answers(runner, cold_pale_numb_foot="yes") | {"id": str(uuid.uuid4())}
    urls = [client.post(f"{reverse('my-screening')}?set=short", body).url for _time in range(2)]
    assert urls == [reverse("my-screening-result", args=[body["id"]])] * 2
    assert (Screening.objects.count(), Lock.objects.count()) == (1, 1)


def test_my_screening_result_of_another_runner_is_not_found(client_of, runner, runner2):
    row = screened(runner).row
    assert client_of(runner2).get(reverse("my-screening-result", args=[row.uuid])).status_code == 404


def test_my_gate_anonymous_is_sent_to_sign_in(runner):
    assert Client().post(reverse("my-gate"), GATE).status_code == 302
    assert StartGate.objects.count() == 0


def test_my_gate_by_a_therapist_is_refused(client_of, therapist):
    assert client_of(therapist).post(reverse("my-gate"), GATE).status_code == 403
    assert StartGate.objects.count() == 0


def test_my_gate_passed_opens_it(client_of, runner):
    response = client_of(runner).post(f"{reverse('my-gate')}?next=/progress/", GATE, follow=True)
    html = response.content.decode()
    assert "<h1>You are ready for hops</h1>" in html
    assert 'href="/progress/">Go on' in html
    gate = StartGate.objects.get()
    assert (gate.runner, gate.passed, gate.answers["heel-raises.left"]) == (runner, True, 18)


def test_my_gate_not_passed_says_kindly_what_comes_first(client_of, runner):
    html = client_of(runner).post(reverse("my-gate"), GATE | {"heel-raises.left": "9"}, follow=True).content.decode()
    assert "<h1>Not yet, and that is fine</h1>" in html
    assert "How many times can you rise on the toes of one leg?" in html
    assert "Talk to your therapist." in html
    assert [(gate.passed, gate.failed) for gate in StartGate.objects.all()] == [(False, ["heel-raises"])]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"heel-raises.left": ""}, "Left leg: give a number."),
        ({"heel-raises.left": "many"}, "Left leg: give a whole number."),
        ({"heel-raises.right": "201"}, "less than or equal to 200"),
        ({"rest-pain": ""}, "Choose an answer."),
        ({"walk-30-minutes": "maybe"}, "maybe"),
    ],
)
def test_my_gate_with_an_impossible_answer_says_so(client_of, runner, changes, words):
    response = client_of(runner).post(reverse("my-gate"), GATE | changes)
    html = response.content.decode()
    assert response.status_code == 422
    assert words in html[html.index("There is a problem") :]
    assert StartGate.objects.count() == 0


def test_my_gate_result_without_an_answer_goes_to_the_questions(client_of, runner):
    assert client_of(runner).get(reverse("my-gate-result")).url == reverse("my-gate")
