"""The same request many times at once, over real connections."""

import threading

import pytest
from django.db import connection
from django.test import Client

from clinic.models import Alert, AuditEvent, ExerciseLog, Retest, TestResult
from exercises.models import HomeTest
from portal.accounts.models import ApiToken
from tests.clinic.bodies import lean_body, log_body

MANY = 20


def post_at_once(token, path, bodies):
    """The statuses of all bodies, sent by as many threads in the same moment."""
    at_once, statuses = threading.Barrier(len(bodies)), []

    def send(body):
        client = Client(headers={"Authorization": f"Token {token}"})
        at_once.wait()
        try:
            answer = client.post(f"/api/v1/{path}/", body, content_type="application/json")
            statuses.append(answer.status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(body,)) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(statuses)


@pytest.mark.django_db(transaction=True)
def test_one_log_sent_many_times_at_once_is_one_row(runner, routine):
    body = log_body(routine.prescribed.first(), pain=7)
    statuses = post_at_once(ApiToken.issue(runner.user), "exercise-logs", [body] * MANY)
    assert statuses == [200] * (MANY - 1) + [201]
    assert (ExerciseLog.objects.count(), Alert.objects.count()) == (1, 1)
    assert AuditEvent.objects.filter(verb="log.recorded").count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_result_sent_many_times_at_once_is_one_row(runner, episode):
    statuses = post_at_once(ApiToken.issue(runner.user), "test-results", [lean_body()] * MANY)
    assert statuses == [200] * (MANY - 1) + [201]
    assert TestResult.objects.get().values.count() == 1


@pytest.mark.django_db(transaction=True)
def test_both_sides_at_once_finish_the_retest(runner, episode):
    test = HomeTest.objects.get(shelf=runner.clinic.shelf, slug="wall-lean")
    retest = Retest.objects.create(episode=episode, home_test=test, due_on=runner.today())
    bodies = [lean_body(side="left"), lean_body(side="right")]
    assert post_at_once(ApiToken.issue(runner.user), "test-results", bodies) == [201, 201]
    retest.refresh_from_db()
    assert (retest.done_at is None, Alert.objects.filter(kind="result").count()) == (False, 1)
