"""The public shell: where each person starts, and whether process and database live."""

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

from clinic.models import Membership
from portal.urls import handler400, handler403, handler404, handler500
from tests.factories import UserFactory
from tests.reading import words_of

AWAY = "The portal is away for a moment. Please try again shortly."
BROKEN = "Something went wrong here. Nothing that you saved before is lost."


@pytest.fixture
def away():
    """The database refuses whatever it is asked, as long as this is entered."""

    def refused(error=OperationalError):
        def refuse(*_args):
            raise error("server closed the connection unexpectedly")

        return connection.execute_wrapper(refuse)

    return refused


def patient(client):
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("who", "start"),
    [
        ("runner", "/today/"),
        ("therapist", "/caseload/"),
        ("owner", "/clinic/"),
        ("staff", "/library/"),
        ("other_runner", "/today/"),
    ],
)
def test_each_person_starts_at_their_own_page(who, start, request, client_of):
    browser = client_of(request.getfixturevalue(who))
    assert browser.get("/").url == start
    assert browser.get(start).status_code == 200


@pytest.mark.parametrize(
    ("roles", "runs", "start"),
    [
        ({"is_owner": True, "is_therapist": True}, False, "/caseload/"),
        ({"is_therapist": True}, True, "/caseload/"),
        ({"is_owner": True}, True, "/today/"),
        ({"is_staff": True}, True, "/today/"),
        ({}, False, "/library/"),
    ],
)
def test_who_is_several_things_starts_where_others_wait_for_them(clinic, runner, client_of, roles, runs, start):
    person = runner.user if runs else UserFactory()
    if roles:
        Membership.objects.create(user=person, clinic=clinic, **roles)
    assert client_of(person).get("/").url == start


def test_nobody_is_sent_to_the_sign_in(db):
    assert Client().get("/").url == "/accounts/login/?next=/"


def test_healthz_lives_without_a_database(db, away):
    with away():
        answer = Client().get("/healthz")
    assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, b"ok\n", "text/plain")


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_readyz_says_when_the_database_is_away_and_when_it_is_back(db, away, error):
    browser = Client()
    answers = [browser.get("/readyz")]
    with away(error):
        answers.append(browser.get("/readyz"))
    answers.append(browser.get("/readyz"))
    assert [(one.status_code, one.get("Retry-After")) for one in answers] == [(200, None), (503, "10"), (200, None)]
    assert (answers[0].content, AWAY in words_of(answers[1])) == (b"ready\n", True)


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("path", ["/library/", "/caseload/", "/accounts/login/", "/api/v1/exercises/"])
def test_a_page_says_when_the_database_is_away_and_opens_again(therapist, away, client_of, path, error):
    browser = patient(client_of(therapist))
    before = browser.get(path).status_code
    with away(error):
        answer = browser.get(path)
    assert (answer.status_code, answer["Retry-After"], browser.get(path).status_code) == (503, "10", before)
    said = answer.json()["detail"] if path.startswith("/api/") else words_of(answer)
    assert AWAY in said
    assert "unexpectedly" not in answer.text


@pytest.mark.parametrize("path", ["/library/", "/api/v1/exercises/"])
def test_a_fault_of_ours_says_nothing_of_itself(therapist, client_of, monkeypatch, path):
    def break_(*_args):
        raise RuntimeError("rita@demo.example")

    monkeypatch.setattr("clinic.scoping._read_access", break_)
    answer = patient(client_of(therapist)).get(path)
    said = answer.json()["detail"] if path.startswith("/api/") else words_of(answer)
    assert (answer.status_code, BROKEN in said, "rita" in answer.text) == (500, True, False)


@pytest.mark.parametrize("path", ["/api/v1/no-such/", "/api/"])
def test_the_api_answers_in_json_where_nothing_is(db, path):
    answer = Client().get(path)
    assert (answer.status_code, answer.json()) == (
        404,
        {"detail": "There is no such page, or it is not yours to see."},
    )


def test_a_page_that_forbids_says_why(runner, client_of):
    assert "This page is for therapists." in words_of(client_of(runner).get("/caseload/"))


def test_the_error_pages_are_ours():
    assert {handler400, handler403, handler404, handler500} == {
        "portal.views.bad_request", "portal.views.forbidden", "portal.views.not_found", "portal.views.broken",
    }  # fmt: skip
