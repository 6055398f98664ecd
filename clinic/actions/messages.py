"""Words between runner and therapist."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from clinic.actions import audit
from clinic.actions.attention import carers_of
from clinic.actions.notifications import tell_all
from clinic.models import Message, Notification, Runner
from clinic.permissions import can_act_as, check_can_record_for

TWICE = datetime.timedelta(minutes=1)


@transaction.atomic
def send_message(*, runner: Runner, text: str, by: Any) -> Message:
    """Sends words to the other side: from the runner to those who care today, from a therapist to the runner.

    Plain text. A person who is both writes as the runner in their own record. The same words again within a minute
    are the same message: a button pressed twice tells nobody twice.
    """
    check_can_record_for(by, runner)
    lately = Message.objects.filter(runner=runner, sender=by, text=text, sent_at__gte=timezone.now() - TWICE)
    if (sent := lately.first()) is not None:
        return sent
    from_runner = can_act_as(by, runner)
    message = Message.objects.create(runner=runner, sender=by, from_runner=from_runner, text=text)
    audit.record("message.sent", by=by, runner=runner, target=message)
    others = carers_of(runner) if from_runner else [runner.user] if runner.user else []
    tell_all(recipients=others, kind=Notification.Kind.MESSAGE, key=f"message:{message.uuid}")
    return message


@transaction.atomic
def read_messages(*, runner: Runner, by: Any) -> int:
    """Marks what the other side wrote as read by opening it. Returns how many were new."""
    check_can_record_for(by, runner)
    unread = Message.objects.filter(runner=runner, from_runner=not can_act_as(by, runner), read_at__isnull=True)
    return unread.update(read_at=timezone.now())
