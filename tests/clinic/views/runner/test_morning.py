import datetime
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import Alert, MorningCheck

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


def test_morning_check_clearly_worse_alerts_and_says_to_take_it_easy(client_of, runner):
    html = client_of(runner).post(ADDRESS, body(pain="7"), follow=True).content.decode()
    assert "Take it easy today. Your therapist will see this." in html
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
