"""A runner writes to the clinic, and reads the answer."""

import pytest
from django.test import Client

from clinic.actions.messages import send_message
from clinic.models import AuditEvent, Message
from tests.reading import words_of

PATH = "/messages/"


def test_who_is_refused(runner, therapist, staff, owner, client_of):
    people = [client_of(one) for one in (therapist, staff, owner)]
    answers = [browser.post(PATH, {"text": "Hello."}).status_code for browser in (Client(), *people)]
    assert (answers, Message.objects.count()) == ([302, 403, 403, 403], 0)


def test_message_is_sent_as_the_runners(runner, client_of):
    answer = client_of(runner).post(PATH, {"text": "  May I run?  "})
    assert (answer.status_code, answer.url) == (302, PATH)
    (said,) = Message.objects.all()
    assert (said.runner, said.sender, said.from_runner, said.text, said.read_at) == (
        runner, runner.user, True, "May I run?", None,
    )  # fmt: skip
    assert AuditEvent.objects.filter(verb="message.sent", runner=runner, actor=runner.user).count() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Write something first."),
        (" \r\n\t ", "Write something first."),
        ("x" * 2001, "Keep it to 2,000 letters."),
        ("a\x00b", "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_sent_says_why_and_stays(runner, client_of, text, said):
    answer = client_of(runner).post(PATH, {"text": text})
    assert (answer.status_code, answer.context["form"].errors) == (422, {"text": [said]})
    assert said[1:] in words_of(answer)
    assert answer.context["form"]["text"].value() == text
    assert Message.objects.count() == 0


def test_a_line_break_counts_as_one_letter(runner, client_of):
    """As the box on the page counts it; the browser sends two."""
    client_of(runner).post(PATH, {"text": "x" * 1000 + "\r\n" + "y" * 999})
    assert Message.objects.get().text == "x" * 1000 + "\n" + "y" * 999


def test_words_are_words_and_no_markup(runner, client_of):
    send_message(runner=runner, text="<b>Bold</b> & <script>x</script>\nSecond line", by=runner.user)
    page = client_of(runner).get(PATH)
    assert "<b>Bold</b> & <script>x</script> Second line" in words_of(page)
    assert "&lt;script&gt;x&lt;/script&gt;<br>Second line" in page.text


def test_messages_stand_in_their_order_and_are_the_runners_own(runner, runner2, therapist, client_of):
    for text, by in (("First.", runner.user), ("Second.", therapist), ("Third.", runner.user)):
        send_message(runner=runner, text=text, by=by)
    send_message(runner=runner2, text="Not yours.", by=therapist)
    assert [one.text for one in client_of(runner).get(PATH).context["latest"]] == ["First.", "Second.", "Third."]


def test_opening_reads_what_the_clinic_wrote_and_nothing_else(runner, therapist, client_of):
    mine = send_message(runner=runner, text="May I run?", by=runner.user)
    theirs = send_message(runner=runner, text="Yes.", by=therapist)
    browser = client_of(runner)
    unread = [browser.get(path).context["shell"].unread for path in ("/today/", PATH, "/today/")]
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (unread, mine.read_at, theirs.read_at is None) == ([1, 0, 0], None, False)


def test_a_message_read_keeps_its_time(runner, therapist, client_of):
    theirs = send_message(runner=runner, text="Yes.", by=therapist)
    browser = client_of(runner)
    times = []
    for _time in range(2):
        browser.get(PATH)
        times.append(Message.objects.get(pk=theirs.pk).read_at)
    assert times[0] is not None
    assert times[0] == times[1]


def test_page_says_that_nobody_watches_and_whom_to_call(runner, clinic, client_of):
    clinic.emergency_number, clinic.phone, clinic.reply_time = "144", "+43 1 555 0100", "two working days"
    clinic.save()
    words = words_of(client_of(runner).get(PATH))
    for sentence in (
        "Your clinic usually answers within two working days.",
        "Not for emergencies. Nobody watches this page all the time. In an emergency call 144.",
        "The clinic's phone: +43 1 555 0100.",
    ):
        assert sentence in words


def test_empty_page_says_what_it_is_for(runner, client_of):
    assert "No messages yet Ask your therapist about your exercises here." in words_of(client_of(runner).get(PATH))
