"""Each code of a 409 that the schema names is really answered, and no other is named."""

import datetime

import pytest
from django.utils import timezone

from clinic.actions import consents
from clinic.actions.episodes import discharge
from clinic.api.schema import CONFLICTS
from clinic.models import Screening, TestResult
from tests.clinic.bodies import hop_body, lean_body, log_body, logged, may_hop, measured, screened

RESULTS = "test-results"


@pytest.fixture
def send(post, runner):
    return lambda path, body: post(runner, path, body)


@pytest.fixture
def lean(routine):
    return routine.prescribed.get(position=2)


def id_conflict(send, runner, lean, therapist):
    body = log_body(lean)
    send("exercise-logs", body)
    return send("exercise-logs", body | {"pain": 3})


def no_consent(send, runner, lean, therapist):
    consents.withdraw(runner=runner, by=runner.user)
    return send("exercise-logs", log_body(lean))


def locked(send, runner, lean, therapist):
    screened(runner, snap_or_no_tiptoe="yes")
    return send("exercise-logs", log_body(lean))


def discharged(send, runner, lean, therapist):
    discharge(episode=lean.routine.episode, outcome="better", reason="", by=therapist)
    return send("exercise-logs", log_body(lean))


def gate_closed(send, runner, lean, therapist):
    runner.start_gates.all().delete()
    return send(RESULTS, hop_body())


def not_screened(send, runner, lean, therapist):
    return send(RESULTS, hop_body())


def not_clear(send, runner, lean, therapist):
    may_hop(runner, therapist)
    Screening.objects.update(level="review")
    return send(RESULTS, hop_body())


def already_undone(send, runner, lean, therapist):
    old = logged(lean).row
    logged(lean, replaces=str(old.uuid))
    return send("exercise-logs", log_body(lean, replaces=str(old.uuid)))


def too_late(send, runner, lean, therapist):
    old = measured(runner, lean_body()).row
    TestResult.objects.update(local_date=timezone.now().date() - datetime.timedelta(days=2))
    return send(RESULTS, lean_body(replaces=str(old.uuid)))


WAYS = (
    id_conflict, no_consent, locked, discharged, gate_closed, not_screened, not_clear, already_undone, too_late,
)  # fmt: skip


def test_the_schema_names_each_code_and_no_other():
    assert {way.__name__ for way in WAYS} == set(CONFLICTS)


@pytest.mark.parametrize("way", WAYS)
def test_each_code_is_answered(way, send, runner, lean, therapist):
    answer = way(send, runner, lean, therapist)
    assert (answer.status_code, answer.json()["code"]) == (409, way.__name__)
