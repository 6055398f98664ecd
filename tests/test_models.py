"""The invariants in the database: each named, and each refuses what it says, whatever code writes."""

import copy
import datetime
import uuid

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F

from clinic import models as clinic_models
from clinic.models.base import SCOPES
from exercises import models as library
from portal.accounts.models import ApiToken, User
from tests.whole_record import fill_record

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 2, 9, tzinfo=datetime.UTC)
LONG_AGO = datetime.date(2000, 1, 1)
CONTENT = (library.Cause, library.Complaint, library.Exercise, library.HomeTest, library.Protocol)
c = clinic_models

# By the name of a CheckConstraint: what it is about, and each change of a sound row that it must refuse.
CHECKS = {
    "exercise_difficulty_1_to_5": (library.Exercise, [{"difficulty": 0}, {"difficulty": 6}]),
    "exercise_picture_has_words": (library.Exercise, [{"picture": "pictures/x.webp", "picture_alt": ""}]),
    "exercise_video_has_words": (library.Exercise, [{"video": "videos/x.mp4", "video_silent": True}]),
    "exercise_speech_has_captions": (library.Exercise, [{"video": "videos/x.mp4", "video_words": "A hop"}]),
    "hometest_picture_has_words": (library.HomeTest, [{"picture": "pictures/x.webp"}]),
    "hometest_video_has_words": (library.HomeTest, [{"video": "videos/x.mp4", "video_silent": True}]),
    "hometest_speech_has_captions": (library.HomeTest, [{"video": "videos/x.mp4", "video_words": "A hop"}]),
    "progression_not_to_itself": (library.Progression, [{"easier": F("harder")}]),
    "hometest_beat_20_to_240": (library.HomeTest, [{"beats_per_minute": 19}, {"beats_per_minute": 241}]),
    "hometest_retest_days": (library.HomeTest, [{"retest_days": 0}, {"retest_days": 366}]),
    "measure_least_below_most": (library.Measure, [{"minimum": F("maximum")}]),
    "measure_change_has_source": (
        library.Measure,
        [{"smallest_real_change": 1, "smallest_real_change_source": ""}],
    ),
    "measure_change_above_zero": (
        library.Measure,
        [
            {"smallest_real_change": 0, "smallest_real_change_source": "x"},
            {"smallest_real_change": -1, "smallest_real_change_source": "x"},
        ],
    ),
    "measure_norms_have_source": (library.Measure, [{"norms": "male 80+: 10", "norms_source": ""}]),
    "stage_test_with_day": (
        library.Stage,
        [{"home_test": None, "retest_days": 7}, {"retest_days": None}, {"retest_days": 0}],
    ),
    "user_look_known": (User, [{"look": 7}]),
    "clinic_age_of_consent": (c.Clinic, [{"age_of_consent": 11}, {"age_of_consent": 22}]),
    "own_margin_above_nothing": (c.OwnMargin, [{"value": 0}, {"value": -1}]),
    "membership_has_a_role": (c.Membership, [{"is_owner": False, "is_therapist": False, "is_staff": False}]),
    "episode_discharged_with_outcome": (c.EpisodeOfCare, [{"discharged_at": NOW}, {"outcome": "better"}]),
    "care_from_before_to": (c.CareAssignment, [{"to_on": LONG_AGO}]),
    "pause_from_before_to": (c.Pause, [{"to_on": LONG_AGO}]),
    "invitation_runner_for_runners": (c.Invitation, [{"role": "staff"}, {"runner": None}]),
    "log_pain_0_to_10": (c.ExerciseLog, [{"pain": 11}]),
    "log_effort_0_to_10": (c.ExerciseLog, [{"effort": 11}]),
    "morning_pain_0_to_10": (c.MorningCheck, [{"pain": 11}]),
    "message_not_empty": (c.Message, [{"text": ""}]),
    "report_answered_in_words": (c.ProblemReport, [{"answered_at": NOW}, {"answer": "Fixed."}]),
    "result_pain_0_to_10": (c.TestResult, [{"pain": 11}]),
    "result_effort_0_to_10": (c.TestResult, [{"effort": 11}]),
    "result_side_known": (c.TestResult, [{"side": "up"}]),
    "trace_place_from_1": (c.MotionTrace, [{"place": 0}]),
    "trace_has_samples": (c.MotionTrace, [{"sample_count": 0}]),
    "retest_done_or_cancelled": (c.Retest, [{"done_at": NOW, "cancelled_at": NOW}]),
    "screening_level_known": (c.Screening, [{"level": "fine"}]),
    "lock_lifted_with_reason": (c.Lock, [{"lift_reason": ""}, {"lifted_at": None}]),
    "shoes_comfort_now_0_to_10": (c.ShoeReview, [{"comfort_now": 11}]),
    "shoes_comfort_other_0_to_10": (c.ShoeReview, [{"comfort_other": 11}]),
}
for kind in CONTENT:
    CHECKS[f"{kind._meta.model_name}_status_known"] = (kind, [{"status": "lost"}])
    CHECKS[f"{kind._meta.model_name}_reviewed_by_and_on"] = (
        kind,
        [{"reviewed_by": "Dr Ada"}, {"reviewed_on": LONG_AGO}],
    )

# By the name of a UniqueConstraint: of what a second row is refused, and in what that row may differ all the same.
TWICE = {
    "user_email_once": (User, {"email": "RUNNER@demo.example"}),
    "content_version_number_once": (library.ContentVersion, {"kind": "cause"}),
    "possible_cause_once": (library.PossibleCause, {"position": 9}),
    "progression_once": (library.Progression, {}),
    "measure_key_once_a_test": (library.Measure, {"name": "Another"}),
    "stage_place_once": (library.Stage, {"name": "Another"}),
    "stage_exercise_place_once": (library.StageExercise, {"note": "Another"}),
    "reference_slug_once_a_shelf": (library.Reference, {"citation": "Another"}),
    "screening_question_once_a_shelf": (library.ScreeningQuestion, {"text": "Another?"}),
    "screening_advice_once_a_shelf": (library.ScreeningAdvice, {"text": "Another."}),
    "gate_criterion_once_a_shelf": (library.GateCriterion, {"text": "Another?"}),
    "shelf_one_shared": (library.Shelf, {"name": "Another"}),
    "own_margin_once": (c.OwnMargin, {"value": 9}),
    "membership_once": (c.Membership, {"is_staff": True}),
    "care_one_lead": (c.CareAssignment, {"from_on": LONG_AGO}),
    "pause_one_open": (c.Pause, {"from_on": LONG_AGO}),
    "finding_one_current": (c.Finding, {"state": "suspected"}),
    "exerciselog_uuid_once_a_runner": (c.ExerciseLog, {"pain": 3}),
    "morningcheck_uuid_once_a_runner": (c.MorningCheck, {"on": LONG_AGO}),
    "morning_check_once_a_day": (c.MorningCheck, {"uuid": uuid.UUID(int=7)}),
    "testresult_uuid_once_a_runner": (c.TestResult, {"pain": 3}),
    "screening_uuid_once_a_runner": (c.Screening, {"level": "clear"}),
    "value_once_a_measure": (c.TestValue, {"value": 9}),
    "trace_once_a_place": (c.MotionTrace, {"sample_count": 9}),
    "analysis_once_an_algorithm": (c.TraceAnalysis, {"accepted": False}),
    "routine_revision_once": (c.Routine, {"ended_at": NOW}),
    "routine_one_current": (c.Routine, {"revision": 9}),
    "prescribed_place_once": (c.PrescribedExercise, {"note": "Another"}),
    "draft_one_a_therapist": (c.RoutineDraft, {"base_revision": 9}),
    "retest_one_waiting_a_test": (c.Retest, {"due_on": LONG_AGO}),
    "runner_once_a_clinic": (c.Runner, {"email": "another@demo.example"}),
    "runner_email_once_a_clinic": (c.Runner, {"user": None, "email": "RUNNER@demo.example"}),
    "consent_one_standing": (c.Consent, {"version": "another"}),
}
for kind in CONTENT:
    TWICE[f"{kind._meta.model_name}_slug_once_a_shelf"] = (kind, {"name": "Another"})

# What has no scope of its own, since it is only reached through a row that has one.
REACHED_THROUGH = {c.TestValue: c.TestResult}


@pytest.fixture
def world(routine, therapist):
    """A sound row in every table."""
    fill_record(routine.episode.runner, routine, therapist)
    clinic, hop = routine.episode.runner.clinic, library.HomeTest.objects.filter(slug="hop-test").first()
    c.OwnMargin.objects.create(clinic=clinic, measure=hop.measures.first(), value=5)
    c.Pause.objects.update(to_on=None)
    library.ContentVersion.objects.create(kind="exercise", content_uuid=uuid.uuid4(), number=1, snapshot={}, digest="x")


def sound(model):
    """A row that the changes above start from."""
    rows = {
        User: User.objects.filter(email="runner@demo.example"),
        library.Shelf: library.Shelf.objects.shared(),
        library.Stage: library.Stage.objects.exclude(home_test=None),
        c.TestResult: c.TestResult.objects.exclude(side=""),
    }
    return rows.get(model, model._default_manager.all()).order_by("pk").first()


def ours(kind):
    """The names of all constraints of this kind in the portal's own apps."""
    found = [apps.get_app_config(label).get_models() for label in ("accounts", "exercises", "clinic")]
    rows = [rule for rows in found for model in rows for rule in model._meta.constraints]
    return sorted(rule.name for rule in rows if isinstance(rule, kind))


def test_every_constraint_has_a_row():
    assert ours(models.CheckConstraint) == sorted(CHECKS)
    assert ours(models.UniqueConstraint) == sorted(TWICE)


@pytest.mark.parametrize(
    ("name", "change"), [(name, change) for name, (_model, changes) in CHECKS.items() for change in changes]
)
def test_check_refuses(world, name, change):
    model = CHECKS[name][0]
    row = sound(model)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model._default_manager.filter(pk=row.pk).update(**change)


@pytest.mark.parametrize("name", TWICE)
def test_second_row_is_refused(world, name):
    model, difference = TWICE[name]
    row = copy.copy(sound(model))
    row.pk, row._state.adding = None, True
    if any(field.name == "uuid" and field.unique for field in model._meta.fields):
        row.uuid = uuid.uuid4()
    for field, value in difference.items():
        setattr(row, field, value)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        models.Model.save(row, force_insert=True)
    assert is_about(refusal.value, model, name)


def is_about(refusal, model, name):
    """PostgreSQL names the constraint. SQLite names it for indexes on expressions, else the columns, in order."""
    rule = next(rule for rule in model._meta.constraints if rule.name == name)
    fields = rule.fields or [part.name for part in rule.expressions if isinstance(part, F)]
    table, columns = model._meta.db_table, [model._meta.get_field(field).column for field in fields]
    listed = ", ".join(f"{table}.{column}" for column in columns)
    return name in str(refusal) or (bool(listed) and str(refusal).endswith(f": {listed}"))


@pytest.mark.parametrize("label", ["accounts", "exercises", "clinic"])
def test_constraint_stands_in_the_database_under_its_name(label):
    missing = []
    with connection.cursor() as cursor:
        for model in apps.get_app_config(label).get_models():
            held = connection.introspection.get_constraints(cursor, model._meta.db_table)
            missing += [rule.name for rule in model._meta.constraints if rule.name not in held]
    assert missing == []


def test_every_clinical_model_has_a_scope():
    assert set(apps.get_app_config("clinic").get_models()) == SCOPES.keys() | REACHED_THROUGH.keys()


def test_a_model_without_a_scope_cannot_be_loaded(runner, monkeypatch):
    monkeypatch.delitem(SCOPES, c.Message)
    with pytest.raises(KeyError):
        c.Message.objects.visible_to(runner.user)


def test_nothing_of_a_person_is_in_the_words_of_a_clinical_row(world, runner):
    """Logs and error pages print rows: only people and clinics may say their names."""
    named = {c.Clinic, c.Runner}
    rows = [sound(model) for model in apps.get_app_config("clinic").get_models() if model not in named]
    words = " ".join(str(row) for row in rows)
    assert [part for part in (*runner.name.split(), runner.email, "A word about") if part in words] == []


def test_tokens_are_kept_as_digests(runner):
    token = ApiToken.issue(runner.user)
    assert ApiToken.objects.get().digest == ApiToken.digest_of(token)
    assert token not in str(ApiToken.objects.values().get())
