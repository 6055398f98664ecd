"""Erasing a runner: a decision for every table, nothing left of the person, everything left of the others."""

import json

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import serializers
from django.test import Client

from clinic.actions.erasure import DELETED, FATES, KEPT_APPS, Fate, erase, is_name_of
from clinic.models import AuditEvent, ExerciseLog, Membership, Message, Notification, ProblemReport, Runner
from clinic.permissions import NotAllowed
from clinic.policies import NotNow
from portal.accounts.models import ApiToken, User
from tests.factories import PASSWORD, LogFactory, RunnerFactory
from tests.whole_record import fill_record


@pytest.fixture
def filled(runner, routine, therapist, settings, tmp_path):
    """The runner with a row in every table that holds anything about a runner."""
    settings.MEDIA_ROOT = tmp_path
    fill_record(runner, routine, therapist)
    return runner


def _erase(runner, by):
    erase(runner=runner, typed_name=runner.name, by=by)


def _everything():
    """All rows of all tables as text."""
    rows = [row for model in apps.get_models(include_auto_created=True) for row in model._default_manager.all()]
    return serializers.serialize("json", rows)


def test_every_table_has_a_decision():
    tables = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    decided = set(FATES) | {label for label in tables if label.split(".")[0] in KEPT_APPS}
    assert tables == decided


def test_filled_record_has_a_row_in_every_deleted_table(filled):
    empty = [model.__name__ for model, path in DELETED if not model._default_manager.filter(**{path: filled}).exists()]
    assert empty == []


def test_deleted_tables_hold_nothing_afterwards(filled, owner):
    _erase(filled, owner)
    left = {model.__name__: model._default_manager.filter(**{path: filled}).count() for model, path in DELETED}
    assert left == {model.__name__: 0 for model, _path in DELETED}


def test_nothing_personal_is_left_in_any_table(filled, owner):
    secrets = [filled.name, filled.user.email, str(filled.user.uuid), "1990-05-17", "A word about my calf"]
    before = _everything()
    assert [word for word in secrets if word not in before] == []
    _erase(filled, owner)
    after = _everything()
    assert [word for word in secrets if word in after] == []


def test_row_stays_empty_so_that_the_clinic_can_count(filled, owner, clinic):
    _erase(filled, owner)
    row = Runner.objects.get(pk=filled.pk)
    assert (row.user, row.name, row.email, row.birth_date, row.joined_at) == (None, "Erased", "", None, None)
    assert (row.erased_at is not None, row.clinic) == (True, clinic)


def test_erased_row_is_out_of_everybodys_scope(filled, owner):
    _erase(filled, owner)
    assert Runner.objects.visible_to(User.objects.get(pk=owner.pk)).filter(pk=filled.pk).count() == 0


def test_audit_keeps_what_was_done_by_whom_but_not_to_whom(filled, owner, therapist):
    AuditEvent.objects.create(
        actor=therapist, verb="gate.recorded", runner=filled, clinic=filled.clinic, facts={"passed": True}
    )
    _erase(filled, owner)
    events = AuditEvent.objects.filter(verb="gate.recorded", actor=therapist)
    assert [(row.runner, row.facts, row.target_uuid) for row in events] == [(None, {}, None)]
    last = AuditEvent.objects.order_by("pk").last()
    assert (last.verb, last.actor, last.target_uuid, last.runner) == ("runner.erased", owner, filled.uuid, None)


def test_account_goes_with_its_tokens_sessions_and_notifications(filled, owner):
    user = filled.user
    ApiToken.issue(user)
    Client().force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    Client().force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    Notification.objects.create(recipient=user, kind="routine", key="routine:x")
    _erase(filled, owner)
    assert User.objects.filter(pk=user.pk).count() == 0
    assert (ApiToken.objects.count(), Notification.objects.filter(recipient=user.pk).count()) == (0, 0)
    assert [row.get_decoded()["_auth_user_id"] for row in Session.objects.all()] == [str(owner.pk)]


def test_uploaded_pictures_go_when_the_erasure_stands(filled, owner, django_capture_on_commit_callbacks):
    report = ProblemReport.objects.get(reporter=filled.user)
    file = report.screenshot
    with django_capture_on_commit_callbacks(execute=True):
        _erase(filled, owner)
        assert file.storage.exists(file.name)
    assert not file.storage.exists(file.name)


@pytest.mark.parametrize("role", ["works here", "runs elsewhere", "superuser"])
def test_account_with_another_role_stays(filled, owner, clinic, other_clinic, role):
    user = filled.user
    if role == "works here":
        Membership.objects.create(user=user, clinic=clinic, is_staff=True)
    elif role == "runs elsewhere":
        RunnerFactory(clinic=other_clinic, user=user)
    else:
        User.objects.filter(pk=user.pk).update(is_superuser=True)
        filled.user.refresh_from_db()
    _erase(filled, owner)
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    assert ProblemReport.objects.filter(reporter=user).count() == (1 if role == "works here" else 0)
    assert AuditEvent.objects.filter(actor=user, verb="log.recorded").count() == 0


def test_others_lose_nothing(filled, owner, runner2, other_runner):
    log = LogFactory(runner=runner2, prescribed_exercise__routine__episode__runner=runner2)
    Message.objects.create(runner=other_runner, from_runner=True, text="Still here")
    _erase(filled, owner)
    assert list(ExerciseLog.objects.all()) == [log]
    assert [row.text for row in Message.objects.all()] == ["Still here"]
    assert set(Runner.objects.filter(erased_at=None)) == {runner2, other_runner}


@pytest.mark.parametrize("who", ["therapist", "staff", "other_therapist", "runner"])
def test_only_the_owner_may_erase(filled, request, who):
    person = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        _erase(filled, getattr(person, "user", None) or person)
    assert Runner.objects.get(pk=filled.pk).erased_at is None


def test_other_name_erases_nothing(filled, owner):
    with pytest.raises(NotNow, match="not the runner's name"):
        erase(runner=filled, typed_name="Somebody Else", by=owner)
    assert Runner.objects.get(pk=filled.pk).name == "Rita Runner"


def test_erasing_twice_is_refused(filled, owner):
    _erase(filled, owner)
    with pytest.raises(NotNow, match="erased before"):
        _erase(filled, owner)


def test_erasure_is_all_or_nothing(filled, owner, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("clinic.actions.erasure.record", broken)
    logs = ExerciseLog.objects.filter(runner=filled).count()
    with pytest.raises(RuntimeError):
        _erase(filled, owner)
    assert (ExerciseLog.objects.filter(runner=filled).count(), Runner.objects.get(pk=filled.pk).name) == (
        logs,
        "Rita Runner",
    )


def test_owner_who_erases_their_own_record_is_not_named(clinic, owner):
    own = RunnerFactory(clinic=clinic, user=owner, name="Olga Owner")
    _erase(own, owner)
    assert AuditEvent.objects.get(verb="runner.erased").actor is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("Rita Runner", True), ("  rita   RUNNER ", True), ("Rita", False), ("", False), ("Rita Runner II", False)],
)
def test_name_is_compared_without_capitals_and_spaces(typed, expected):
    assert is_name_of(Runner(name="Rita Runner"), typed) is expected


def test_fates_are_known():
    assert {type(fate) for fate in FATES.values()} == {Fate}
    assert json.dumps(sorted(FATES)) != "[]"
