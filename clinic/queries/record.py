"""Everything that is kept about one runner, section by section, in plain values: for the export of a person's data.

docs/export.md documents the sections and their keys.
"""

import datetime
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile

from clinic.models import (
    Alert,
    AuditEvent,
    CareAssignment,
    Consent,
    EpisodeOfCare,
    ExerciseLog,
    Finding,
    Invitation,
    Lock,
    Message,
    MorningCheck,
    MotionTrace,
    Notification,
    Pause,
    PrescribedExercise,
    ProblemReport,
    Retest,
    Review,
    Routine,
    RoutineDraft,
    Runner,
    Screening,
    ShoeReview,
    StartGate,
    TestResult,
)
from exercises.dosage import Dosage
from portal.accounts.models import ApiToken, User

# Keys of the database, secrets, and what repeats other fields.
LEFT_OUT = frozenset({"id", "runner", "body", "digest", "password", "recipient", "key", "clinic", "samples"})
BATCH = 200

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """One list of the export. `of` says which rows belong to the runner; `more` adds what lies beside a row."""

    name: str
    model: type[models.Model]
    of: Callable[[Runner], Q]
    related: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    more: Callable[[Any], Row] | None = None

    def rows(self, runner: Runner) -> Iterator[Row]:
        """The rows in the order in which they were made."""
        found = self.model._default_manager.filter(self.of(runner)).select_related(*self.related)
        for row in found.prefetch_related(*self.together).order_by("pk").iterator(chunk_size=BATCH):
            yield plain_row(row) | (self.more(row) if self.more else {})

    def keys(self) -> list[str]:
        """The keys of a row, apart from what `more` adds."""
        return [field.name for field in _fields(self.model)]


def _by(path: str) -> Callable[[Runner], Q]:
    return lambda runner: Q(**{path: runner})


def _of_account(path: str) -> Callable[[Runner], Q]:
    """Rows of the person's account; none before they have one."""
    return lambda runner: Q(**{path: runner.user_id}) if runner.user_id else Q(pk__in=[])


def _own_reports(runner: Runner) -> Q:
    return Q(reporter=runner.user_id, clinic=runner.clinic_id) if runner.user_id else Q(pk__in=[])


def _causes(routine: Routine) -> Row:
    return {"causes": [plain(cause) for cause in routine.causes.all()]}


def _values(result: TestResult) -> Row:
    return {"values": {row.measure.key: {"value": str(row.value), "unit": row.unit} for row in result.values.all()}}


def _samples(trace: MotionTrace) -> Row:
    """The samples as columns, in ms and m/s², and what each version of the algorithm made of them."""
    from clinic.measurement.packing import unpack  # NumPy takes a fifth of a second: only an export needs it here

    samples = unpack(bytes(trace.samples))
    columns = dict(zip(("ax", "ay", "az"), samples.a.T.tolist(), strict=True))
    analyses = [{"analysed_at": plain(row.analysed_at), **row.facts} for row in trace.analyses.all()]
    return {"samples": {"t_ms": (samples.t * 1000).round(1).tolist(), **columns}, "analyses": analyses}


def _results(review: Review) -> Row:
    return {"results": [str(row.uuid) for row in review.results.all()]}


def _dosage_words(prescribed: PrescribedExercise) -> Row:
    return {"dosage_words": prescribed.dosage.words()}


SECTIONS = (
    Section("person", Runner, lambda runner: Q(pk=runner.pk)),
    Section("account", User, _of_account("pk")),
    Section("api_tokens", ApiToken, _of_account("user")),
    Section("consents", Consent, _by("runner")),
    Section("invitations", Invitation, _by("runner"), ("created_by", "accepted_by")),
    Section("episodes", EpisodeOfCare, _by("runner"), ("complaint", "opened_by", "discharged_by")),
    Section("care_assignments", CareAssignment, _by("episode__runner"), ("episode", "therapist")),
    Section("pauses", Pause, _by("episode__runner"), ("episode", "created_by")),
    Section("screenings", Screening, _by("runner"), ("recorded_by",)),
    Section("locks", Lock, _by("runner"), ("screening", "lifted_by")),
    Section("start_gates", StartGate, _by("runner"), ("recorded_by",)),
    Section("findings", Finding, _by("episode__runner"), ("episode", "cause", "found_by")),
    Section("routines", Routine, _by("episode__runner"), ("episode", "assigned_by"), ("causes",), _causes),
    Section(
        "prescribed_exercises",
        PrescribedExercise,
        _by("routine__episode__runner"),
        ("routine", "exercise", "cause", "continues"),
        (),
        _dosage_words,
    ),
    Section("routine_drafts", RoutineDraft, _by("episode__runner"), ("episode", "therapist")),
    Section("retests", Retest, _by("episode__runner"), ("episode", "routine", "home_test")),
    Section("exercise_logs", ExerciseLog, _by("runner"), ("prescribed_exercise", "replaces", "voided_by")),
    Section("morning_checks", MorningCheck, _by("runner")),
    Section(
        "test_results",
        TestResult,
        _by("runner"),
        ("episode", "retest", "home_test", "replaces", "voided_by"),
        ("values__measure",),
        _values,
    ),
    Section("motion_traces", MotionTrace, _by("result__runner"), ("result",), ("analyses",), _samples),
    Section("reviews", Review, _by("episode__runner"), ("episode", "routine", "decided_by"), ("results",), _results),
    Section("alerts", Alert, _by("runner"), ("episode", "settled_by")),
    Section("messages", Message, _by("runner"), ("sender",)),
    Section("shoe_reviews", ShoeReview, _by("episode__runner"), ("episode", "reviewed_by")),
    Section("problem_reports", ProblemReport, _own_reports, ("reporter", "exercise", "answered_by")),
    Section("notifications", Notification, _of_account("recipient")),
    Section("audit_events", AuditEvent, _by("runner"), ("actor",)),
)


def plain_row(row: models.Model) -> Row:
    """The row's own fields with plain values: text, numbers, truth values, lists and mappings."""
    return {field.name: plain(getattr(row, field.name)) for field in _fields(type(row))}


def plain(value: Any) -> Any:
    """One value as JSON holds it. People by their names, library content by its short name, other rows by UUID."""
    if isinstance(value, User):
        return str(value)
    if isinstance(value, models.Model):
        slug = getattr(value, "slug", None)
        return {"slug": slug, "name": str(value)} if slug else str(getattr(value, "uuid", value.pk))
    if isinstance(value, Dosage):
        return value.to_dict()
    if isinstance(value, FieldFile):
        return f"pictures/{_file_name(value)}" if value else ""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | uuid.UUID) else value


def pictures_of(runner: Runner) -> Iterable[tuple[str, FieldFile]]:
    """The files that this person uploaded, each with its name in the export."""
    for report in ProblemReport.objects.filter(_own_reports(runner)).exclude(screenshot="").order_by("pk"):
        yield f"pictures/{_file_name(report.screenshot)}", report.screenshot


def _file_name(file: FieldFile) -> str:
    return str(file.name).rsplit("/", 1)[-1]


def _fields(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.name not in LEFT_OUT]
