"""Telling people: a row for each telling, mail once the change has been saved, and never a word about health."""

import datetime
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.actions.invitation_tokens import link_of
from clinic.models import Invitation, Membership, Notification, Runner

MOST_ATTEMPTS = 8
BATCH = 200
SITE_PAGE = "home"


def tell(*, recipient: Any, kind: str, key: str, due_at: datetime.datetime | None = None) -> None:
    """Remembers to tell this person, once for each key, and mails what is due after the transaction.

    `recipient` is a user, or None for an invitation, whose key names its row. A telling for later waits for
    `manage.py send_notifications`.
    """
    due = due_at or timezone.now()
    row = Notification(recipient=recipient, kind=kind, key=key, due_at=due)
    Notification.objects.bulk_create([row], ignore_conflicts=True)
    if due <= timezone.now():
        transaction.on_commit(lambda: _send_one(key), robust=True)


def tell_all(*, recipients: Iterable[Any], kind: str, key: str) -> None:
    """Tells several people now, in one statement; each has a row of their own under this key."""
    rows = [Notification(recipient=person, kind=kind, key=f"{key}:{person.uuid}") for person in recipients]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    for row in rows:
        transaction.on_commit(partial(_send_one, row.key), robust=True)


def tell_therapists(*, runner: Runner, kind: str, key: str, due_at: datetime.datetime | None = None) -> None:
    """Tells every therapist of the runner's clinic; each has a row of their own under this key."""
    works = Membership.objects.filter(clinic=runner.clinic_id, is_therapist=True).select_related("user")
    for membership in works:
        tell(recipient=membership.user, kind=kind, key=f"{key}:{membership.user.uuid}", due_at=due_at)


def send_due(*, now: datetime.datetime | None = None) -> int:
    """Mails what is due and returns how many went out. Safe to run several times at once: a row is claimed first."""
    moment = now or timezone.now()
    due = Notification.objects.filter(sent_at__isnull=True, due_at__lte=moment, attempts__lt=MOST_ATTEMPTS)
    return sum(_send(row, moment) for row in due.select_related("recipient").order_by("due_at", "pk")[:BATCH])


def _send_one(key: str) -> None:
    row = Notification.objects.select_related("recipient").filter(key=key, sent_at__isnull=True).first()
    if row is not None:
        _send(row, timezone.now())


def _send(row: Notification, moment: datetime.datetime) -> bool:
    """Claims the row, then mails it. Claimed first: a telling that is lost in a crash is better than one sent twice."""
    claimed = Notification.objects.filter(pk=row.pk, sent_at__isnull=True).update(sent_at=moment)
    if not claimed:
        return False
    letter = _letter(row)
    if letter is None:
        return False
    try:
        send_mail(letter[1], letter[2], None, [letter[0]])
    except OSError:  # every fault of the mail server, smtplib's included
        _hand_back(row, moment)
        return False
    return True


def _hand_back(row: Notification, moment: datetime.datetime) -> None:
    """For another try, each time later: 1, 2, 4 ... minutes."""
    again = moment + datetime.timedelta(minutes=2**row.attempts)
    Notification.objects.filter(pk=row.pk).update(sent_at=None, due_at=again, attempts=F("attempts") + 1)


def _letter(row: Notification) -> tuple[str, str, str] | None:
    """Address, subject and text; None when there is nobody to tell any more."""
    if row.kind == Notification.Kind.INVITATION:
        return _invitation_letter(row)
    if row.recipient is None or not row.recipient.is_active:
        return None
    return row.recipient.email, *_words(row.kind)


def _words(kind: str) -> tuple[str, str]:
    if kind == Notification.Kind.RED_FLAG:
        subject = _("Please look at Toe-off soon")
        first = _("Something in Toe-off waits for you and should not wait long. Sign in to read it.")
    elif kind == Notification.Kind.LOOK:
        subject = _("Somebody needs a look in Toe-off")
        first = _("Somebody in Toe-off needs a look from you. Sign in to see who and why.")
    else:
        subject = _("Something new in Toe-off")
        first = _("There is something new for you in Toe-off. Sign in to read it.")
    return subject, "\n\n".join((first, settings.SITE_URL + reverse(SITE_PAGE), _foot()))


def _invitation_letter(row: Notification) -> tuple[str, str, str] | None:
    uuid = row.key.split(":")[1]
    invitation = Invitation.objects.select_related("clinic").filter(uuid=uuid).first()
    if invitation is None or not invitation.email or not invitation.is_open():
        return None
    first = _("%(clinic)s invites you to Toe-off. Open this link to join:") % {"clinic": invitation.clinic.name}
    last = _("The link works once, until %(day)s.") % {"day": f"{invitation.expires_at:%Y-%m-%d}"}
    return invitation.email, _("Your invitation to Toe-off"), "\n\n".join((first, link_of(invitation), last, _foot()))


def _foot() -> str:
    return _("Toe-off sends no health details by e-mail. Nobody reads answers to this address.")
