import os
import signal
import threading
import time
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from clinic.models import Notification


def test_send_notifications_sends_what_is_due(therapist):
    Notification.objects.create(recipient=therapist, kind="message", key="k")
    out = StringIO()
    call_command("send_notifications", stdout=out)
    assert (out.getvalue(), [letter.to for letter in mail.outbox]) == ("1 sent\n", [[therapist.email]])


@pytest.mark.parametrize("seconds", ["0", "-1", "3601", "nan"])
def test_every_takes_seconds(seconds):
    with pytest.raises(CommandError):
        call_command("send_notifications", f"--every={seconds}")


@pytest.fixture
def _own_signals():
    former = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in former.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("_own_signals")
def test_every_goes_on_until_it_is_told_to_end(therapist):
    Notification.objects.create(recipient=therapist, kind="message", key="k")

    def end_once_sent():
        while not mail.outbox:
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=end_once_sent, daemon=True).start()
    call_command("send_notifications", "--every=0.01")
    assert len(mail.outbox) == 1
