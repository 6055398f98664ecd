"""Mailing what is due, beside the requests: by a process of its own, or by cron.

A row is claimed before it is mailed and marked as sent after it. The claim runs out, so that a crash in between loses
nothing; two senders never hold the same row, so that nothing goes out twice.
"""

import datetime
import logging
import smtplib
import threading
from enum import Enum

from django.core.mail import send_mail
from django.db import DatabaseError, close_old_connections
from django.db.models import F
from django.utils import timezone

from clinic.actions.letters import letter_of
from clinic.models import Notification

MOST_ATTEMPTS = 8
BATCH = 200
# Longer than a mail can take: each step of the talk with the server has its own EMAIL_TIMEOUT.
CLAIM = datetime.timedelta(minutes=5)
AWAY = datetime.timedelta(minutes=1)
# Faults of this one letter. All others are the server's.
REFUSALS = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)

logger = logging.getLogger(__name__)


class Outcome(Enum):
    SENT = "sent"
    NOT_SENT = "not sent"
    AWAY = "away"


def send_due(*, now: datetime.datetime | None = None) -> int:
    """Mails what is due and returns how many went out. Safe to run several times at once.

    While the mail server is away nothing is given up; a letter that it refuses is tried 8 times, each time later.
    """
    return _round(now)[0]


def send_until(stopped: threading.Event, *, every: float) -> None:
    """Mails what is due every so many seconds until told to stop. A database or server that is away is waited for."""
    while not stopped.is_set():
        away = True
        try:
            _sent, away = _round(None)
        except DatabaseError as error:
            logger.warning("The database does not answer the sender of mail: %s", type(error).__name__)
        close_old_connections()
        stopped.wait(AWAY.total_seconds() if away else every)


def _round(now: datetime.datetime | None) -> tuple[int, bool]:
    """How many went out, and whether the server is away: then the others wait for the next round."""
    due = Notification.objects.filter(sent_at__isnull=True, due_at__lte=now or timezone.now())
    rows = due.filter(attempts__lt=MOST_ATTEMPTS).select_related("recipient").order_by("due_at", "pk")
    sent = 0
    for row in rows[:BATCH]:
        outcome = _send(row, now or timezone.now())
        if outcome is Outcome.AWAY:
            return sent, True
        sent += outcome is Outcome.SENT
    return sent, False


def _send(row: Notification, moment: datetime.datetime) -> Outcome:
    if not _claim(row, moment):
        return Outcome.NOT_SENT
    letter = letter_of(row)
    if letter is None:
        _change(row, sent_at=moment)
        return Outcome.NOT_SENT
    try:
        send_mail(letter[1], letter[2], None, [letter[0]])
    except REFUSALS as error:
        return _refused(row, moment, error)
    except OSError as error:  # every other fault of the mail server, smtplib's included
        return _server_away(row, moment, error)
    _change(row, sent_at=timezone.now())
    return Outcome.SENT


def _claim(row: Notification, moment: datetime.datetime) -> bool:
    """For this sender alone: of several that read the row, the database lets one move its time."""
    as_read = Notification.objects.filter(pk=row.pk, sent_at__isnull=True, due_at=row.due_at)
    return bool(as_read.update(due_at=moment + CLAIM, attempts=F("attempts") + 1))


def _refused(row: Notification, moment: datetime.datetime, error: Exception) -> Outcome:
    """For another try, each time later: 1, 2, 4 ... minutes."""
    logger.warning("The mail server refused a letter: %s", type(error).__name__)
    _change(row, due_at=moment + datetime.timedelta(minutes=2**row.attempts))
    return Outcome.NOT_SENT


def _server_away(row: Notification, moment: datetime.datetime, error: Exception) -> Outcome:
    """No attempt of this letter: it waits as long as the server is away."""
    logger.warning("The mail server is away: %s", type(error).__name__)
    _change(row, due_at=moment + AWAY, attempts=F("attempts") - 1)
    return Outcome.AWAY


def _change(row: Notification, **fields: object) -> None:
    Notification.objects.filter(pk=row.pk).update(**fields)
