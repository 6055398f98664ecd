"""The audit trail, written in the transaction of the change itself."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import timezone

from clinic.models import AuditEvent, Clinic, Runner

OPENED_ONCE_IN = datetime.timedelta(hours=1)


def record(
    verb: str,
    *,
    by: Any,
    runner: Runner | None = None,
    clinic: Clinic | None = None,
    target: models.Model | None = None,
    facts: dict | None = None,
) -> AuditEvent:
    """Writes one event. `facts` hold codes and numbers, never names or free text of a person."""
    event = _event(verb, by, runner, clinic, target, facts)
    event.save(force_insert=True)
    return event


def record_all(verb: str, *, by: Any, runner: Runner, rows: Iterable[tuple[models.Model, dict]]) -> None:
    """The same for several rows at once, each with its facts: one statement."""
    AuditEvent.objects.bulk_create(_event(verb, by, runner, None, target, known) for target, known in rows)


def _event(
    verb: str, by: Any, runner: Runner | None, clinic: Clinic | None, target: models.Model | None, facts: dict | None
) -> AuditEvent:
    return AuditEvent(
        verb=verb,
        actor=by if getattr(by, "pk", None) else None,
        runner=runner,
        clinic_id=clinic.pk if clinic else runner.clinic_id if runner else None,
        target=str(target._meta.model_name) if target is not None else "",
        target_uuid=getattr(target, "uuid", None),
        facts=facts or {},
    )


def opened(*, runner: Runner, by: Any, verb: str = "record.opened") -> None:
    """Somebody looked at a person's record: kept once an hour for each pair."""
    since = timezone.now() - OPENED_ONCE_IN
    if not AuditEvent.objects.filter(runner=runner, actor=by, verb=verb, at__gte=since).exists():
        record(verb, by=by, runner=runner)
