"""Rows that wait to be written together, parents before children."""

import datetime
import uuid
from collections import defaultdict
from random import Random
from typing import Any, TypeVar

from django.db import models

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
    Runner,
    Screening,
    ShoeReview,
    StartGate,
    TestResult,
    TestValue,
    TraceAnalysis,
)
from portal.accounts.models import User

ORDER: tuple[type[models.Model], ...] = (
    User,
    Runner,
    Consent,
    Invitation,
    EpisodeOfCare,
    CareAssignment,
    Pause,
    Screening,
    Lock,
    StartGate,
    Finding,
    Routine,
    Routine.causes.through,
    PrescribedExercise,
    Retest,
    ExerciseLog,
    MorningCheck,
    TestResult,
    TestValue,
    MotionTrace,
    TraceAnalysis,
    Review,
    Review.results.through,
    Alert,
    Message,
    ShoeReview,
    ProblemReport,
    Notification,
    AuditEvent,
)
BATCH = 500

Row = TypeVar("Row", bound=models.Model)


class Rows:
    """Collects rows and writes them in bulk. The same `rng` makes the same rows, their UUIDs included."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self._waiting: dict[type[models.Model], list[Any]] = defaultdict(list)

    def new_uuid(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)

    def add(self, model: type[Row], **fields: Any) -> Row:
        """A row to write later; other rows may name it at once."""
        if "uuid" not in fields and any(field.name == "uuid" for field in model._meta.fields):
            fields["uuid"] = self.new_uuid()
        row = model(**fields)
        self._waiting[model].append(row)
        return row

    def audit(self, verb: str, *, at: datetime.datetime, by: Any, runner: Runner, target: Any, **facts: Any) -> None:
        """The event that the action would have kept beside its change."""
        self.add(
            AuditEvent,
            verb=verb,
            at=at,
            actor=by,
            runner=runner,
            clinic=runner.clinic,
            target=target._meta.model_name,
            target_uuid=target.uuid,
            facts=facts,
        )

    def write(self) -> int:
        """Writes all that waits and returns how many rows they were."""
        written = sum(_write(model, self._waiting.pop(model, [])) for model in ORDER)
        if self._waiting:
            raise LookupError(f"No place in ORDER for {sorted(model.__name__ for model in self._waiting)}.")
        return written


def _write(model: type[models.Model], rows: list[Any]) -> int:
    """Exercises that go on from an earlier revision come after the one where they began."""
    later = [row for row in rows if model is PrescribedExercise and row.continues is not None]
    first = rows if not later else [row for row in rows if row.continues is None]
    for part in (first, later):
        model._default_manager.bulk_create(part, batch_size=BATCH)
    return len(rows)
