"""Alerts: raised beside what caused them, settled by a therapist who has looked."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from clinic.actions import audit
from clinic.models import Alert
from clinic.permissions import check_can_treat


@transaction.atomic
def settle(*, alert: Alert, by: Any, note: str = "") -> Alert:
    """The therapist has looked. Settling again changes nothing; a lock is lifted apart from this."""
    check_can_treat(by, alert.runner)
    if alert.settled_at is None:
        alert.settled_at, alert.settled_by, alert.settle_note = timezone.now(), by, note
        alert.save(update_fields=["settled_at", "settled_by", "settle_note"])
        audit.record("alert.settled", by=by, runner=alert.runner, target=alert, facts={"kind": alert.kind})
    return alert
