from io import StringIO

from django.core import mail
from django.core.management import call_command

from clinic.models import Notification


def test_send_notifications_sends_what_is_due(therapist):
    Notification.objects.create(recipient=therapist, kind="message", key="k")
    out = StringIO()
    call_command("send_notifications", stdout=out)
    assert (out.getvalue(), [letter.to for letter in mail.outbox]) == ("1 sent\n", [[therapist.email]])
