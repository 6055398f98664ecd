"""A therapist's messages: who wrote, and the words with one runner."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.actions.messages import send_message
from clinic.models import AuditEvent, Membership, Message
from tests.factories import RunnerFactory
from tests.reading import rows_of, words_of


@pytest.fixture
def path(runner):
    return reverse("runner-messages", args=[runner.uuid])


@pytest.fixture
def say(runner):
    """Somebody wrote so many minutes ago."""

    def said(text, by, *, to=None, ago=0, read=False):
        one = send_message(runner=to or runner, text=text, by=getattr(by, "user", by))
        now = timezone.now()
        Message.objects.filter(pk=one.pk).update(
            sent_at=now - datetime.timedelta(minutes=ago), read_at=now if read else None
        )
        return one

    return said


def test_who_is_refused(path, runner, runner2, staff, owner, other_therapist, client_of):
    people = [client_of(one) for one in (other_therapist, runner, runner2, staff, owner)]
    answers = [browser.post(path, {"text": "Hello."}).status_code for browser in (Client(), *people)]
    assert (answers, Message.objects.count()) == ([302, 404, 403, 403, 403, 403], 0)


def test_answer_is_sent_as_the_clinics(path, runner, therapist, client_of):
    answer = client_of(therapist).post(path, {"text": "Yes, three times a week."})
    assert (answer.status_code, answer.url) == (302, path)
    (said,) = Message.objects.all()
    assert (said.runner, said.sender, said.from_runner, said.text) == (
        runner, therapist, False, "Yes, three times a week.",
    )  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [("", "Write something first."), ("x" * 2001, "Keep it to 2,000 letters.")])
def test_what_cannot_be_sent_says_why_and_stays(path, therapist, client_of, text, said):
    answer = client_of(therapist).post(path, {"text": text})
    assert (answer.status_code, answer.context["form"].errors) == (422, {"text": [said]})
    assert (answer.context["form"]["text"].value(), Message.objects.count()) == (text, 0)


def test_opening_reads_what_the_runner_wrote(path, runner, therapist, say, client_of):
    say("May I run?", runner)
    mine = say("Yes.", therapist)
    browser = client_of(therapist)
    unread = [browser.get(where).context["shell"].unread for where in ("/inbox/", path, "/inbox/")]
    mine.refresh_from_db()
    assert (unread, mine.read_at) == ([1, 0, 0], None)


def test_an_owner_who_treats_nobody_reads_without_marking(path, runner, owner, say, client_of):
    say("May I run?", runner)
    page = client_of(owner).get(path)
    assert ("May I run?" in words_of(page), Message.objects.get().read_at) == (True, None)
    assert page.context["may_write"] is False


def test_opening_a_conversation_is_kept_in_the_trail(path, runner, therapist, client_of):
    client_of(therapist).get(path)
    assert AuditEvent.objects.filter(verb="record.opened", runner=runner, actor=therapist).count() == 1


def test_page_says_what_the_runner_was_told(path, therapist, clinic, client_of):
    clinic.reply_time = "a day"
    clinic.save()
    words = (
        "The runner was told that you usually answer within a day, and that nobody watches messages for emergencies."
    )
    assert words in words_of(client_of(therapist).get(path))


def test_unread_come_first_then_the_latest(runner, runner2, clinic, therapist, say, client_of):
    third = RunnerFactory(clinic=clinic, name="Ria Runner")
    RunnerFactory(clinic=clinic, name="Never Wrote")
    for number in range(3):
        say(f"Question {number}", runner2, to=runner2, ago=30 + number)
    say("Thanks.", runner, ago=1, read=True)
    say("See you.", therapist, to=third, ago=5)
    rows = client_of(therapist).get("/inbox/").context["page"].object_list
    assert [(row.name, row.unread, row.last_text) for row in rows] == [
        ("Rob Runner", 3, "Question 0"),
        ("Rita Runner", 0, "Thanks."),
        ("Ria Runner", 0, "See you."),
    ]


def test_inbox_names_who_wrote_last(runner, runner2, clinic, therapist, therapist2, say, client_of):
    third = RunnerFactory(clinic=clinic, name="Ria Runner")
    say("May I run?", runner, ago=1)
    say("From me.", therapist, to=runner2, ago=2)
    say("From a colleague.", therapist2, to=third, ago=3)
    rows = rows_of(client_of(therapist).get("/inbox/"))
    assert [(row[0], row[1], row[3]) for row in rows[1:]] == [
        ("Rita Runner", "May I run?", "1 new"),
        ("Rob Runner", "You: From me.", "Answered"),
        ("Ria Runner", "Tom Therapist: From a colleague.", "Answered"),
    ]


def test_inbox_holds_the_own_clinics_runners_only(runner, therapist, other_therapist, say, client_of):
    say("May I run?", runner)
    assert list(client_of(other_therapist).get("/inbox/").context["page"]) == []


def test_a_therapist_of_two_clinics_sees_both(runner, other_runner, therapist, other_clinic, say, client_of):
    Membership.objects.create(user=therapist, clinic=other_clinic, is_therapist=True)
    say("Here.", runner, ago=1)
    say("There.", other_runner, to=other_runner, ago=2)
    rows = client_of(therapist).get("/inbox/").context["page"]
    assert [row.name for row in rows] == ["Rita Runner", "Ora Runner"]


def test_empty_inbox_says_so(therapist, client_of):
    assert "No messages yet" in words_of(client_of(therapist).get("/inbox/"))
