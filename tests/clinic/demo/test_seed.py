"""The demo is refused where it would do harm, is the same each time, and looks like what the actions write."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.db.models import F

from clinic.demo.seed import Size, seed_demo
from clinic.measurement.packing import unpack
from clinic.models import (
    Alert,
    AuditEvent,
    Clinic,
    ExerciseLog,
    Lock,
    MorningCheck,
    Notification,
    PrescribedExercise,
    Retest,
    Routine,
    Runner,
    Screening,
    StartGate,
    TestResult,
)
from clinic.policies import check_gate_open, standing_lock
from clinic.validators.answers import read_screening
from clinic.validators.fields import as_decimal
from clinic.validators.logs import read_log
from clinic.validators.mornings import read_morning
from clinic.validators.results import read_result
from exercises.models import ScreeningQuestion
from portal.accounts import demo
from portal.accounts.models import User
from tests import world

NOW = datetime.datetime(2026, 11, 24, 13, 0, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def demo_rows(django_db_setup, django_db_blocker):
    """The demo as it is by default, on a fixed day; written once for all tests of this file, and rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        world.ensure()
        with time_machine.travel(NOW, tick=False):
            seed_demo(size=Size(), password="soft-landing-42")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def seeded(demo_rows, db):
    with time_machine.travel(NOW, tick=False):
        yield


def _of(name):
    return Runner.objects.get(user__email=demo.email(name))


def _body(row):
    """What a phone would have sent for this row."""
    return {name: value for name, value in row.body.items() if value is not None} | {"id": str(row.uuid)}


def _sent(trace):
    """The recording as the phone sent it."""
    kept = unpack(bytes(trace.samples))
    columns = dict(zip(("ax", "ay", "az"), kept.a.T.tolist(), strict=True))
    return {"t_ms": (kept.t * 1000).tolist(), **columns, "interval_ms": trace.interval_ms}


def test_demo_people_can_sign_in(seeded, client):
    people = {demo.email(name) for name in demo.PEOPLE}
    assert people <= set(User.objects.values_list("email", flat=True))
    assert all(User.objects.get(email=email).check_password("soft-landing-42") for email in people)


def test_runner_has_box_hop_and_wall_lean_and_may_test_today(seeded):
    runner = _of("runner")
    lines = PrescribedExercise.objects.filter(routine__episode__runner=runner, routine__ended_at__isnull=True)
    assert [(line.exercise.slug, line.dosage.frequency()) for line in lines.select_related("exercise")] == [
        ("box-hop", "every day"),
        ("wall-lean", "3 or 4 times a week"),
    ]
    due = Retest.objects.waiting().filter(episode__runner=runner)
    assert {(row.home_test.slug, row.due_on) for row in due} == {
        ("hop-test", runner.today()),
        ("wall-lean", runner.today()),
    }
    assert (check_gate_open(runner), standing_lock(runner, impact=True)) == (None, None)


def test_runner_first_hop_test_is_four_weeks_old(seeded):
    first = TestResult.objects.filter(runner=_of("runner"), home_test__slug="hop-test").order_by("done_at")
    values = [(row.side, str(row.values.get(measure__key="seconds").value), row.local_date) for row in first[:2]]
    day = datetime.date(2026, 10, 27)
    assert values == [("left", "21.00", day), ("right", "28.00", day)]


def test_some_hop_tests_were_measured_by_the_phone(seeded):
    rows = TestResult.objects.filter(method="motion").order_by("done_at", "side").prefetch_related("values__measure")
    facts = [row.traces.get().analyses.get().facts for row in rows]
    assert [(one["accepted"], one["stopped_at_s"] is None, len(one["pauses"])) for one in facts] == [
        (True, False, 0), (True, True, 0), (True, False, 0), (True, False, 0), (True, False, 0), (True, True, 1),
        (True, False, 0), (True, True, 0),
    ]  # fmt: skip
    said = [{value.measure.key: float(value.value) for value in row.values.all()} for row in rows]
    assert [one["hops"] - fact["hops"] for one, fact in zip(said, facts, strict=True)] == [0, 0, 0, 0, 0, 0, 2, 0]
    assert [one["seconds"] for one in said] == [pytest.approx(fact["seconds"], abs=0.051) for fact in facts]
    assert said[0]["seconds"] == 19.0
    assert [row.runner.user.email.split("@")[0] for row in rows].count("runner") == 4


def test_caseload_is_lively(seeded):
    standing = Alert.objects.standing().filter(runner__clinic__name="Riverbend Running Clinic")
    assert set(standing.values_list("kind", flat=True)) == {
        "red_flag",
        "pain",
        "morning",
        "result",
        "side_difference",
    }
    assert Lock.objects.standing().filter(runner__clinic__name="Riverbend Running Clinic").count() == 1
    assert Runner.objects.filter(clinic__name="Riverbend Running Clinic").count() == 24
    assert Runner.objects.filter(joined_at__isnull=True).count() == 1


def test_two_clinics_share_nobody(seeded):
    assert [clinic.runners.count() for clinic in Clinic.objects.order_by("-pk")[:2]] == [6, 24]
    mixed = PrescribedExercise.objects.exclude(exercise__shelf__clinic=F("routine__episode__runner__clinic"))
    assert mixed.count() == 0


def test_nothing_is_mailed(seeded, mailoutbox):
    call_command("send_notifications", verbosity=0)
    assert mailoutbox == []
    assert Notification.objects.filter(sent_at__isnull=True).count() == 0


def test_nothing_lies_ahead(seeded):
    for model, field in (
        (ExerciseLog, "done_at"),
        (TestResult, "done_at"),
        (AuditEvent, "at"),
        (Routine, "assigned_at"),
    ):
        assert model.objects.filter(**{f"{field}__gt": NOW}).count() == 0


def test_logs_are_what_the_validators_take(seeded):
    for row in ExerciseLog.objects.select_related("prescribed_exercise__routine__episode__runner")[:300]:
        body = {name: value for name, value in _body(row).items() if name != "prescribed_exercise"}
        assert read_log(body, prescribed=row.prescribed_exercise).normalised() == row.body


def test_results_are_what_the_validators_take(seeded):
    for row in TestResult.objects.select_related("home_test").prefetch_related("home_test__measures"):
        body = _body(row)
        values, tries = body.pop("values"), [as_decimal(float(one)) for one in body.pop("tries")]
        body |= {key: as_decimal(float(value)) for key, value in values.items()} | {"tries": tries}
        body |= {"traces": [_sent(one) for one in row.traces.all()]}
        del body["home_test"]
        assert read_result(body, home_test=row.home_test).normalised() == row.body


def test_screenings_have_the_level_of_their_answers(seeded):
    for row in Screening.objects.select_related("runner"):
        questions = list(ScreeningQuestion.objects.filter(shelf__clinic=row.runner.clinic_id))
        body = read_screening(_body(row), questions=questions)
        assert (body.level.value, list(body.reasons), body.kind) == (row.level, row.reasons, row.kind)


def test_mornings_are_what_the_validators_take(seeded):
    first = NOW.date() - datetime.timedelta(days=13)
    for row in MorningCheck.objects.filter(on__gte=first).select_related("runner"):
        assert read_morning(_body(row), runner=row.runner).normalised() == row.body


def test_every_impact_exercise_has_an_open_gate(seeded):
    impact = PrescribedExercise.objects.filter(exercise__load_kind__in=("plyometric", "plyometric_prep"))
    runners = set(impact.values_list("routine__episode__runner", flat=True))
    opened = {gate.runner_id for gate in StartGate.objects.all() if gate.is_open}
    assert runners <= opened


def test_audit_keeps_as_many_logs_as_there_are(seeded):
    assert AuditEvent.objects.filter(verb="log.recorded").count() == ExerciseLog.objects.count()
