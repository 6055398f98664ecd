"""Telling people: a row for each telling, written with the change itself. The mail goes out apart (mailing.py)."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from clinic.models import Membership, Notification, Runner


def tell(*, recipient: Any, kind: str, key: str, due_at: datetime.datetime | None = None) -> None:
    """Remembers to tell this person, once for each key: no request waits for a mail server.

    `recipient` is a user, or None for an invitation, whose key names its row.
    """
    row = Notification(recipient=recipient, kind=kind, key=key, due_at=due_at or timezone.now())
    Notification.objects.bulk_create([row], ignore_conflicts=True)


def tell_all(*, recipients: Iterable[Any], kind: str, key: str) -> None:
    """Tells several people now, in one statement; each has a row of their own under this key."""
    rows = [Notification(recipient=person, kind=kind, key=f"{key}:{person.uuid}") for person in recipients]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)


def tell_therapists(*, runner: Runner, kind: str, key: str, due_at: datetime.datetime | None = None) -> None:
    """Tells every therapist of the runner's clinic; each has a row of their own under this key."""
    works = Membership.objects.filter(clinic=runner.clinic_id, is_therapist=True).select_related("user")
    for membership in works:
        tell(recipient=membership.user, kind=kind, key=f"{key}:{membership.user.uuid}", due_at=due_at)
