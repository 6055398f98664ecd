"""A mail server that takes the call and never says a word holds nobody up."""

import socket
import time

import pytest
from django.test import Client

from clinic.models import Message, Notification
from portal import settings as portal_settings
from tests.clinic.bodies import log_body

LIMIT_S = 0.5


@pytest.fixture
def dead_server(settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_USE_TLS = False
        settings.EMAIL_TIMEOUT = 2
        settings.MAIL_PATIENCE_S = portal_settings.MAIL_PATIENCE_S
        yield


def seconds_of(post):
    begun = time.perf_counter()
    answer = post()
    return answer.status_code, time.perf_counter() - begun


def quick(post, status):
    """The best of three: a busy machine may be slow once, but a dead server would hold each of them."""
    tries = [seconds_of(post) for _ in range(3)]
    assert {found for found, _seconds in tries} == {status}
    assert min(seconds for _found, seconds in tries) < LIMIT_S


@pytest.mark.usefixtures("dead_server")
@pytest.mark.django_db(transaction=True)
def test_posts_that_tell_somebody_do_not_wait(client_of, api_of, runner, routine, therapist, therapist2):
    client, api = client_of(runner), api_of(runner)
    client.get("/today/")
    lean = routine.prescribed.get(position=2)
    quick(lambda: client.post("/messages/", {"text": f"Hello at {time.perf_counter()}."}), 302)
    quick(lambda: api.post("/api/v1/exercise-logs/", log_body(lean, pain=9), format="json"), 201)
    assert (Message.objects.count(), Notification.objects.filter(sent_at=None).count()) == (3, 6)


@pytest.mark.usefixtures("dead_server")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_asking_for_a_code_does_not_wait(path, runner):
    client = Client()
    client.get(path)
    quick(lambda: client.post(path, {"email": runner.user.email}), 302)


def test_mail_about_accounts_goes_out_at_once(runner, mailoutbox):
    Client().post("/accounts/login/code/", {"email": runner.user.email})
    assert [letter.to for letter in mailoutbox] == [[runner.user.email]]
