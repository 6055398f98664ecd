"""The database is away: 503 with Retry-After, and recovery without a restart."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

from portal.accounts.models import ApiToken


def gone(execute, sql, params, many, context):
    raise OperationalError("the server closed the connection unexpectedly")


@pytest.fixture
def by_token(runner):
    return Client(headers={"Authorization": f"Token {ApiToken.issue(runner.user)}"}, raise_request_exception=False)


@pytest.fixture
def by_session(runner):
    client = Client(raise_request_exception=False)
    client.force_login(runner.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize("path", ["/api/v1/today/", "/api/v1/exercise-logs/", "/readyz", "/library/", "/"])
def test_every_answer_is_503_with_retry_after_and_then_recovers(by_token, by_session, path):
    with connection.execute_wrapper(gone):
        answers = [client.get(path) for client in (by_token, by_session)]
    reached = [answer for answer in answers if answer.status_code != 302]
    assert {(answer.status_code, answer["Retry-After"]) for answer in reached} == {(503, "10")}
    assert by_session.get(path).status_code < 400


def test_api_says_so_in_json(by_token):
    with connection.execute_wrapper(gone):
        answer = by_token.post("/api/v1/screenings/", {}, content_type="application/json")
    assert (answer.status_code, list(answer.json())) == (503, ["detail"])


def test_process_lives_without_a_database(db):
    with connection.execute_wrapper(gone):
        assert Client().get("/healthz").status_code == 200
