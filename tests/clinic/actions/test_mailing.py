import datetime
import smtplib
import threading
import time

import pytest
from django.core import mail
from django.db import OperationalError, connection
from django.utils import timezone

from clinic.actions import mailing
from clinic.actions.mailing import CLAIM, MOST_ATTEMPTS, send_due, send_until
from clinic.models import Notification

MINUTE = datetime.timedelta(minutes=1)
NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
SERVER_FAULTS = [
    smtplib.SMTPServerDisconnected("away"),
    smtplib.SMTPAuthenticationError(535, b"no"),
    ConnectionRefusedError(),
    TimeoutError(),
]
REFUSALS = [smtplib.SMTPRecipientsRefused({}), smtplib.SMTPDataError(554, b"no")]


@pytest.fixture(autouse=True)
def noon(time_machine, request):
    if "transaction" not in request.node.name:
        time_machine.move_to(NOON, tick=False)


def waiting(person, number=1, **fields):
    rows = [
        Notification(recipient=person, kind="message", key=f"k{one}", due_at=timezone.now(), **fields)
        for one in range(number)
    ]
    return Notification.objects.bulk_create(rows)


def failing(monkeypatch, fault):
    tried = []

    def send_mail(*args, **kwargs):
        tried.append(args)
        raise fault

    monkeypatch.setattr(mailing, "send_mail", send_mail)
    return tried


def state():
    return list(Notification.objects.order_by("key").values_list("sent_at", "due_at", "attempts"))


def test_send_due_sends_once(therapist):
    waiting(therapist)
    assert (send_due(), send_due(), len(mail.outbox)) == (1, 0, 1)
    assert Notification.objects.get().sent_at == NOON


def test_send_due_leaves_what_is_due_later(therapist):
    waiting(therapist)
    Notification.objects.update(due_at=NOON + MINUTE)
    assert (send_due(), send_due(now=NOON + MINUTE), len(mail.outbox)) == (0, 1, 1)


@pytest.mark.parametrize("fault", SERVER_FAULTS)
def test_server_that_is_away_is_tried_once_a_round_and_costs_no_attempt(fault, therapist, monkeypatch):
    waiting(therapist, 3)
    tried = failing(monkeypatch, fault)
    assert (send_due(), len(tried)) == (0, 1)
    assert state() == [(None, NOON + MINUTE, 0), (None, NOON, 0), (None, NOON, 0)]


def test_nothing_is_lost_however_long_the_server_is_away(therapist, monkeypatch):
    waiting(therapist, 3)
    with monkeypatch.context() as broken:
        failing(broken, ConnectionRefusedError())
        for minutes in range(200):
            send_due(now=NOON + minutes * MINUTE)
    assert (send_due(now=NOON + 300 * MINUTE), len(mail.outbox)) == (3, 3)


@pytest.mark.parametrize("fault", REFUSALS)
def test_letter_that_is_refused_lets_the_others_pass_and_is_given_up_in_the_end(fault, therapist, monkeypatch):
    waiting(therapist, 2)
    tried = failing(monkeypatch, fault)
    send_due()
    assert (len(tried), state()) == (2, [(None, NOON + MINUTE, 1)] * 2)
    for hours in range(1, 40):
        send_due(now=NOON + hours * 60 * MINUTE)
    assert (len(tried), {attempts for *_rest, attempts in state()}) == (2 * MOST_ATTEMPTS, {MOST_ATTEMPTS})


def test_row_that_another_sender_holds_is_left_alone(therapist, monkeypatch):
    (row,) = waiting(therapist)
    read = Notification.objects.get()
    Notification.objects.filter(pk=row.pk).update(due_at=NOON + CLAIM, attempts=1)
    assert mailing._send(read, NOON) is mailing.Outcome.NOT_SENT
    assert (mail.outbox, state()) == ([], [(None, NOON + CLAIM, 1)])


def test_crash_between_claim_and_sending_loses_nothing(therapist, monkeypatch):
    waiting(therapist)
    with monkeypatch.context() as broken:
        failing(broken, KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            send_due()
    assert (send_due(now=NOON + CLAIM - MINUTE), send_due(now=NOON + CLAIM), len(mail.outbox)) == (0, 1, 1)


def test_send_until_sends_and_ends(therapist, monkeypatch):
    waiting(therapist)
    stopped = threading.Event()
    monkeypatch.setattr(stopped, "wait", lambda _seconds: stopped.set())
    send_until(stopped, every=1)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(("fault", "seconds"), [(None, 2), (ConnectionRefusedError(), 60), ("database", 60)])
def test_send_until_waits_longer_for_what_is_away(fault, seconds, therapist, monkeypatch):
    waiting(therapist)
    if fault == "database":

        def gone(now):
            raise OperationalError

        monkeypatch.setattr(mailing, "_round", gone)
    elif fault is not None:
        failing(monkeypatch, fault)
    stopped, waited = threading.Event(), []

    def wait(pause):
        waited.append(pause)
        stopped.set()

    monkeypatch.setattr(stopped, "wait", wait)
    send_until(stopped, every=2)
    assert waited == [seconds]


@pytest.mark.django_db(transaction=True)
def test_ten_senders_at_once_send_each_mail_once_transaction(therapist, monkeypatch):
    for number in range(5):
        Notification.objects.create(recipient=therapist, kind="message", key=f"k{number}")
    at_once, sent, letters = threading.Barrier(10), [], []

    def slow(subject, text, sender, people):
        time.sleep(0.02)
        letters.append(people)

    monkeypatch.setattr(mailing, "send_mail", slow)

    def send():
        at_once.wait()
        sent.append(send_due())
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sum(sent), len(letters)) == (5, 5)
