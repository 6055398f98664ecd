import pytest
from django.core import mail

from clinic.actions import invitations, notifications
from clinic.actions.mailing import send_due
from clinic.models import Notification, Role

Kind = Notification.Kind
LOOK_SOON = (
    "Please look at Toe-off soon",
    "Something in Toe-off waits for you and should not wait long. Sign in to read it.",
)
LOOK = (
    "Somebody needs a look in Toe-off",
    "Somebody in Toe-off needs a look from you. Sign in to see who and why.",
)
NEW = ("Something new in Toe-off", "There is something new for you in Toe-off. Sign in to read it.")
WORDS = {
    Kind.RED_FLAG: LOOK_SOON,
    Kind.LOOK: LOOK,
    Kind.MESSAGE: NEW,
    Kind.ROUTINE: NEW,
    Kind.RETEST: NEW,
    Kind.REPORT_ANSWERED: NEW,
}


def test_the_table_holds_every_kind():
    assert {*WORDS, Kind.INVITATION} == set(Kind)


@pytest.mark.parametrize("kind", WORDS)
def test_mail_says_nothing_about_health_or_anybody(kind, therapist):
    notifications.tell(recipient=therapist, kind=kind, key="k")
    send_due()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject, letter.body.splitlines()[0]) == ([therapist.email], *WORDS[kind])
    assert therapist.name not in letter.subject + letter.body


def test_closed_account_is_not_mailed(therapist):
    therapist.is_active = False
    therapist.save()
    notifications.tell(recipient=therapist, kind=Kind.MESSAGE, key="k")
    assert (send_due(), mail.outbox, Notification.objects.filter(sent_at=None).count()) == (0, [], 0)


def test_invitation_mail_brings_the_link(clinic, owner):
    _invitation, token = invitations.invite(clinic=clinic, role=Role.STAFF, email="a@demo.example", by=owner)
    send_due()
    (letter,) = mail.outbox
    assert (letter.to, f"/join/{token}/" in letter.body) == (["a@demo.example"], True)


def test_invitation_taken_back_is_not_mailed(clinic, owner):
    invitation, _token = invitations.invite(clinic=clinic, role=Role.STAFF, email="a@demo.example", by=owner)
    invitations.revoke(invitation=invitation, by=owner)
    send_due()
    assert mail.outbox == []
