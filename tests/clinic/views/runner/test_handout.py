"""A runner's own routine on paper."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic.models import AuditEvent, Lock, Screening
from clinic.reports import handout_pdf

NAMES = ("today-handout", "today-handout-pdf")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """A PDF without the work of it."""
    monkeypatch.setattr(handout_pdf, "pdf_of", lambda document: b"%PDF-" + document.encode())


def lock_all(runner):
    own = {"runner": runner, "uuid": uuid.uuid4(), "done_at": timezone.now(), "local_date": runner.today()}
    answers = Screening.objects.create(**own, answers={}, level="emergency")
    Lock.objects.create(runner=runner, screening=answers, extent="all")


@pytest.mark.parametrize("name", NAMES)
def test_who_is_refused(routine, client, therapist, client_of, name):
    where = reverse(name)
    assert client.get(where).url == f"{reverse('account_login')}?next={where}"
    assert client_of(therapist).get(where).status_code == 403


@pytest.mark.parametrize("name", NAMES)
def test_a_stranger_gets_nothing_of_it(routine, runner2, client_of, name):
    answer = client_of(runner2).get(reverse(name), follow=True)
    assert answer.redirect_chain == [(reverse("today"), 302)]
    assert "There is no routine to print yet." in answer.text
    assert "Box hop" not in answer.text


def test_page_shows_the_own_routine(routine, client_of):
    page = client_of(routine.episode.runner).get(reverse("today-handout"))
    assert (page.status_code, page.text.count("<h1>")) == (200, 1)
    assert [name in page.text for name in ("Box hop", "Wall lean")] == [True, True]
    assert AuditEvent.objects.filter(verb="record.opened").count() == 0


def test_file_is_the_own_routine(routine, client_of):
    answer = client_of(routine.episode.runner).get(reverse("today-handout-pdf"))
    assert answer["Content-Disposition"] == 'attachment; filename="routine-handout.pdf"'
    assert (answer.content[:5], "Box hop" in answer.content.decode()) == (b"%PDF-", True)


@pytest.mark.parametrize("name", NAMES)
def test_a_full_lock_stands_before_paper_too(routine, client_of, name):
    lock_all(routine.episode.runner)
    answer = client_of(routine.episode.runner).get(reverse(name))
    assert "Get help right now" in answer.text
    assert "Box hop" not in answer.text


def test_without_the_library_the_page_stands_in(routine, client_of, monkeypatch):
    monkeypatch.setattr(handout_pdf, "PANGO", ("libno-such-thing.so.0",))
    answer = client_of(routine.episode.runner).get(reverse("today-handout-pdf"), follow=True)
    assert answer.redirect_chain == [(reverse("today-handout"), 302)]
    assert reverse("today-handout-pdf") not in answer.text


def test_today_leads_to_the_handout_once_there_is_a_routine(routine, runner2, client_of):
    link = f'href="{reverse("today-handout")}"'
    assert link in client_of(routine.episode.runner).get(reverse("today")).text
    assert link not in client_of(runner2).get(reverse("today")).text
