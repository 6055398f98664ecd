"""Alerts: raised beside what caused them, settled by a therapist who has looked."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from clinic.actions import audit
from clinic.models import Alert, Lock, Runner
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


@transaction.atomic
def settle_unlocked(*, runner: Runner, by: Any, note: str = "") -> int:
    """Settles the red flags of a runner once nothing is locked any more; returns how many."""
    check_can_treat(by, runner)
    if Lock.objects.filter(runner=runner).standing().exists():
        return 0
    flags = Alert.objects.filter(runner=runner, kind=Alert.Kind.RED_FLAG).standing().select_related("runner")
    return len([settle(alert=alert, note=note, by=by) for alert in flags])
