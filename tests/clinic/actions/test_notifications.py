import datetime
import smtplib
import threading

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from clinic.actions import invitations, notifications
from clinic.models import Notification, Role

RED_FLAG = Notification.Kind.RED_FLAG


def tell(person, key="k", **fields):
    notifications.tell(recipient=person, kind=RED_FLAG, key=key, **fields)


def test_tell_mails_after_the_transaction(therapist, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell(therapist)
        assert mail.outbox == []
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        ([therapist.email], "Please look at Toe-off soon")
    ]


def test_tell_twice_with_one_key_tells_once(therapist, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell(therapist)
        tell(therapist)
    assert (Notification.objects.count(), len(mail.outbox)) == (1, 1)


def test_tell_for_later_waits(therapist, django_capture_on_commit_callbacks):
    later = timezone.now() + datetime.timedelta(days=1)
    with django_capture_on_commit_callbacks(execute=True):
        tell(therapist, due_at=later)
    assert (notifications.send_due(), notifications.send_due(now=later), len(mail.outbox)) == (0, 1, 1)


def test_tell_therapists_tells_those_of_the_clinic(runner, therapist, therapist2, other_therapist, staff):
    notifications.tell_therapists(runner=runner, kind=RED_FLAG, key="k")
    assert set(Notification.objects.values_list("recipient", "key")) == {
        (therapist.pk, f"k:{therapist.uuid}"),
        (therapist2.pk, f"k:{therapist2.uuid}"),
    }


def test_send_due_sends_once(therapist):
    tell(therapist)
    assert (notifications.send_due(), notifications.send_due(), len(mail.outbox)) == (1, 0, 1)


def test_mail_says_nothing_about_health_or_anybody(therapist):
    tell(therapist)
    notifications.send_due()
    (letter,) = mail.outbox
    assert letter.body.splitlines()[0] == (
        "Something in Toe-off waits for you and should not wait long. Sign in to read it."
    )
    assert therapist.name not in letter.subject + letter.body


def test_mail_of_somebody_who_needs_a_look_says_no_more_than_that(therapist):
    notifications.tell(recipient=therapist, kind=Notification.Kind.LOOK, key="k")
    notifications.send_due()
    (letter,) = mail.outbox
    assert (letter.subject, letter.body.splitlines()[0]) == (
        "Somebody needs a look in Toe-off",
        "Somebody in Toe-off needs a look from you. Sign in to see who and why.",
    )


def test_mail_server_away_hands_back_and_tries_later(therapist, monkeypatch):
    def away(*args, **kwargs):
        raise smtplib.SMTPServerDisconnected("away")

    tell(therapist)
    with monkeypatch.context() as broken:
        broken.setattr(notifications, "send_mail", away)
        assert notifications.send_due() == 0
    row = Notification.objects.get()
    assert (row.sent_at, row.attempts, row.due_at > timezone.now()) == (None, 1, True)
    assert (notifications.send_due(), notifications.send_due(now=row.due_at), len(mail.outbox)) == (0, 1, 1)


def test_mail_server_away_does_not_undo_what_was_saved(therapist, monkeypatch, django_capture_on_commit_callbacks):
    def away(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr(notifications, "send_mail", away)
    with django_capture_on_commit_callbacks(execute=True):
        tell(therapist)
    assert Notification.objects.get().attempts == 1


def test_tried_often_enough_is_given_up(therapist):
    tell(therapist)
    Notification.objects.update(attempts=notifications.MOST_ATTEMPTS)
    assert notifications.send_due() == 0


def test_closed_account_is_not_mailed(therapist):
    therapist.is_active = False
    therapist.save()
    tell(therapist)
    assert (notifications.send_due(), mail.outbox) == (0, [])


def test_invitation_mail_brings_the_link(clinic, owner):
    _invitation, token = invitations.invite(clinic=clinic, role=Role.STAFF, email="a@demo.example", by=owner)
    notifications.send_due()
    (letter,) = mail.outbox
    assert (letter.to, f"/join/{token}/" in letter.body) == (["a@demo.example"], True)


def test_invitation_taken_back_is_not_mailed(clinic, owner):
    invitation, _token = invitations.invite(clinic=clinic, role=Role.STAFF, email="a@demo.example", by=owner)
    invitations.revoke(invitation=invitation, by=owner)
    notifications.send_due()
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_ten_senders_at_once_send_each_mail_once(therapist):
    for number in range(5):
        Notification.objects.create(recipient=therapist, kind=RED_FLAG, key=f"k{number}")
    at_once, sent = threading.Barrier(10), []

    def send():
        at_once.wait()
        sent.append(notifications.send_due())
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sum(sent), len(mail.outbox)) == (5, 5)
