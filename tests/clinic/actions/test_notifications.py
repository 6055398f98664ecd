import datetime

from django.core import mail
from django.utils import timezone

from clinic.actions import notifications
from clinic.models import Notification

RED_FLAG = Notification.Kind.RED_FLAG


def tell(person, key="k", **fields):
    notifications.tell(recipient=person, kind=RED_FLAG, key=key, **fields)


def test_tell_writes_the_row_and_mails_nothing(therapist, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        tell(therapist)
    row = Notification.objects.get()
    assert (row.recipient, row.kind, row.sent_at, row.attempts) == (therapist, RED_FLAG, None, 0)
    assert (callbacks, mail.outbox) == ([], [])


def test_tell_twice_with_one_key_tells_once(therapist):
    tell(therapist)
    tell(therapist)
    assert Notification.objects.count() == 1


def test_tell_for_later_is_due_then(therapist):
    later = timezone.now() + datetime.timedelta(days=1)
    tell(therapist, due_at=later)
    assert Notification.objects.get().due_at == later


def test_tell_all_gives_each_a_row(therapist, therapist2):
    notifications.tell_all(recipients=[therapist, therapist2], kind=RED_FLAG, key="k")
    assert set(Notification.objects.values_list("recipient", "key")) == {
        (therapist.pk, f"k:{therapist.uuid}"),
        (therapist2.pk, f"k:{therapist2.uuid}"),
    }


def test_tell_therapists_tells_those_of_the_clinic(runner, therapist, therapist2, other_therapist, staff):
    notifications.tell_therapists(runner=runner, kind=RED_FLAG, key="k")
    assert set(Notification.objects.values_list("recipient", "key")) == {
        (therapist.pk, f"k:{therapist.uuid}"),
        (therapist2.pk, f"k:{therapist2.uuid}"),
    }
