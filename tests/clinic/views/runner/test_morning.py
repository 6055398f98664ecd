import datetime
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.models import Alert, MorningCheck, TestResult
from exercises.models import HomeTest

ADDRESS = "/morning/"


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC), tick=False)


def body(**changes):
    return {"id": str(uuid.uuid4()), "pain": "2", "note": ""} | changes


def test_morning_check_has_its_address():
    assert reverse("morning-check") == ADDRESS


def test_morning_check_anonymous_is_sent_to_sign_in(runner):
    assert Client().post(ADDRESS, body()).status_code == 302
    assert MorningCheck.objects.count() == 0


def test_morning_check_by_a_therapist_is_refused(client_of, therapist):
    assert client_of(therapist).post(ADDRESS, body()).status_code == 403
    assert MorningCheck.objects.count() == 0


def test_morning_check_keeps_the_morning_of_the_runner(client_of, runner):
    response = client_of(runner).post(ADDRESS, body(note="A bit stiff."))
    assert (response.status_code, response.url) == (302, reverse("today"))
    row = MorningCheck.objects.get()
    assert (row.runner, row.on, row.pain, row.note) == (runner, datetime.date(2026, 11, 23), 2, "A bit stiff.")


def test_morning_check_belongs_to_the_runners_own_day(client_of, other_runner, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 24, 3, tzinfo=datetime.UTC), tick=False)
    client_of(other_runner).post(ADDRESS, body())
    assert MorningCheck.objects.get().on == datetime.date(2026, 11, 23)


def test_morning_check_answered_again_corrects_it(client_of, runner):
    client = client_of(runner)
    client.post(ADDRESS, body(pain="2"))
    client.post(ADDRESS, body(pain="4"))
    assert [row.pain for row in MorningCheck.objects.all()] == [4]


def test_morning_check_above_five_alerts_and_says_what_to_do(client_of, runner):
    answer = client_of(runner).post(ADDRESS, body(pain="6"), follow=True)
    assert answer.redirect_chain == [("/morning/advice/", 302)]
    assert "/screening/?set=short" in answer.content.decode()
    assert [alert.kind for alert in Alert.objects.all()] == [Alert.Kind.MORNING]


def test_morning_check_without_a_number_says_so_and_keeps_the_note(client_of, runner):
    response = client_of(runner).post(ADDRESS, body(pain="", note="A bit stiff."))
    html = response.content.decode()
    assert response.status_code == 422
    assert "Choose a number from 0 to 10." in html
    assert "A bit stiff." in html
    assert MorningCheck.objects.count() == 0


def test_morning_check_page_has_one_heading(client_of, runner):
    assert client_of(runner).get(ADDRESS).content.decode().count("<h1") == 1


ADVICE = "/morning/advice/"


@pytest.fixture
def hopped(runner, episode):
    """A hop test was done yesterday."""
    at = timezone.now() - datetime.timedelta(days=1)
    return TestResult.objects.create(
        uuid=uuid.uuid4(), runner=runner, episode=episode, side="left", method="counted", done_at=at,
        home_test=HomeTest.objects.get(shelf=runner.clinic.shelf, slug="hop-test"), local_date=runner.today(at),
    )  # fmt: skip


def test_morning_after_a_hop_test_wants_both_signs(client_of, runner, hopped):
    answer = client_of(runner).post(ADDRESS, body())
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["new_limp", "new_swelling"])
    assert answer.content.decode().count("Choose yes or no.") >= 2
    assert MorningCheck.objects.count() == 0


def test_morning_after_a_hop_test_without_signs_is_kept(client_of, runner, hopped):
    assert client_of(runner).post(ADDRESS, body(new_limp="no", new_swelling="no")).url == reverse("today")
    row = MorningCheck.objects.get()
    assert (row.new_limp, row.new_swelling, Alert.objects.count()) == (False, False, 0)


def test_morning_after_a_hop_test_that_was_taken_back_does_not_insist(client_of, runner, hopped):
    TestResult.objects.update(voided_at=timezone.now(), voided_by=runner.user)
    assert client_of(runner).post(ADDRESS, body()).status_code == 302


@pytest.mark.parametrize("sign", ["new_limp", "new_swelling"])
def test_a_new_sign_tells_the_runner_what_to_do_and_the_therapist_in_words(client_of, runner, therapist, hopped, sign):
    other = {"new_limp": "no", "new_swelling": "no"} | {sign: "yes"}
    answer = client_of(runner).post(ADDRESS, body(**other), follow=True)
    assert answer.redirect_chain == [(ADVICE, 302)]
    html = answer.content.decode()
    assert [words in html for words in ("Rest your leg today", "Your therapist has been told.", "set=short")] == [
        True
    ] * 3
    words = {"new_limp": "A new limp the morning after.", "new_swelling": "New swelling the morning after."}
    page = client_of(therapist).get(reverse("runner", args=[runner.uuid])).content.decode()
    assert words[sign] in page
    chip = {"new_limp": "new limp", "new_swelling": "new swelling"}[sign]
    assert chip in client_of(therapist).get(reverse("runner-log", args=[runner.uuid])).content.decode()


def test_a_new_sign_counts_on_other_mornings_too(client_of, runner):
    assert client_of(runner).post(ADDRESS, body(new_swelling="yes")).url == ADVICE
    assert Alert.objects.get().facts["signs"] == ["swelling"]


def test_advice_without_a_sign_leads_to_today(client_of, runner):
    client = client_of(runner)
    assert client.get(ADVICE).url == reverse("today")
    client.post(ADDRESS, body())
    assert client.get(ADVICE).url == reverse("today")


def test_advice_is_each_runners_own(client_of, runner, runner2, therapist):
    client_of(runner).post(ADDRESS, body(new_limp="yes"))
    assert (client_of(runner2).get(ADVICE).url, client_of(therapist).get(ADVICE).status_code) == (reverse("today"), 403)
    assert Client().get(ADVICE).status_code == 302
