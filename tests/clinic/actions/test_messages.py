"""Words between runner and therapist: whose they are, and who is told."""

import datetime

import pytest

from clinic.actions.messages import read_messages, send_message
from clinic.models import CareAssignment, Membership, Message, Notification
from clinic.permissions import NotAllowed


def told():
    return sorted(Notification.objects.filter(kind="message").values_list("recipient__email", flat=True))


def test_lead_and_cover_are_told_what_the_runner_wrote(runner, episode, therapist, therapist2):
    """The cover while the lead is away has a last day: that is when it is needed most."""
    CareAssignment.objects.create(
        episode=episode, therapist=therapist2, part="cover", from_on=runner.today(),
        to_on=runner.today() + datetime.timedelta(days=7),
    )  # fmt: skip
    send_message(runner=runner, text="May I run?", by=runner.user)
    assert told() == sorted([therapist.email, therapist2.email])


def test_every_therapist_is_told_when_nobody_leads(runner, therapist, therapist2, owner, staff, other_therapist):
    send_message(runner=runner, text="May I run?", by=runner.user)
    assert told() == sorted([therapist.email, therapist2.email])


def test_the_runner_is_told_what_the_clinic_wrote(runner, episode, therapist, therapist2):
    send_message(runner=runner, text="Yes.", by=therapist2)
    assert told() == [runner.user.email]


def test_a_runner_without_an_account_is_told_nothing(runner, therapist):
    runner.user = None
    runner.save()
    assert send_message(runner=runner, text="Welcome.", by=therapist).from_runner is False
    assert told() == []


def test_who_is_both_writes_as_the_runner_in_their_own_record(runner, clinic, therapist):
    Membership.objects.create(user=runner.user, clinic=clinic, is_therapist=True)
    assert send_message(runner=runner, text="My calf.", by=runner.user).from_runner is True


@pytest.mark.parametrize("who", ["runner2", "owner", "staff", "other_therapist"])
def test_a_stranger_neither_writes_nor_reads(who, runner, therapist, request):
    person = request.getfixturevalue(who)
    person = getattr(person, "user", person)
    send_message(runner=runner, text="Yes.", by=therapist)
    with pytest.raises(NotAllowed):
        send_message(runner=runner, text="Hello.", by=person)
    with pytest.raises(NotAllowed):
        read_messages(runner=runner, by=person)
    assert Message.objects.filter(read_at__isnull=True).count() == 1


def test_reading_returns_how_many_were_new(runner, therapist, runner2):
    for text in ("One.", "Two."):
        send_message(runner=runner, text=text, by=therapist)
    send_message(runner=runner, text="Mine.", by=runner.user)
    send_message(runner=runner2, text="Not hers.", by=therapist)
    assert [read_messages(runner=runner, by=runner.user) for _time in range(2)] == [2, 0]
    assert read_messages(runner=runner, by=therapist) == 1


def test_the_same_words_at_once_are_one_message(runner, episode, therapist, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 24, 8, tzinfo=datetime.UTC), tick=False)
    first = send_message(runner=runner, text="May I run?", by=runner.user)
    assert send_message(runner=runner, text="May I run?", by=runner.user) == first
    assert (Message.objects.count(), len(told())) == (1, 1)
    send_message(runner=runner, text="May I run tomorrow?", by=runner.user)
    send_message(runner=runner, text="May I run?", by=therapist)
    time_machine.shift(datetime.timedelta(minutes=2))
    send_message(runner=runner, text="May I run?", by=runner.user)
    assert Message.objects.count() == 4
