"""The page and the file of a therapist's handout."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic.models import AuditEvent, Lock, Screening
from clinic.reports import handout_pdf

NAMES = ("routine-handout", "routine-handout-pdf")


def address(name, routine):
    return reverse(name, args=[routine.uuid])


@pytest.fixture
def quick(monkeypatch):
    """A PDF without the work of it."""
    monkeypatch.setattr(handout_pdf, "pdf_of", lambda document: b"%PDF-" + document.encode())


@pytest.mark.parametrize("name", NAMES)
def test_who_is_refused(routine, client, staff, other_therapist, client_of, name):
    where = address(name, routine)
    assert client.get(where).url == f"{reverse('account_login')}?next={where}"
    people = {"staff": staff, "runner": routine.episode.runner, "stranger": other_therapist}
    answers = {who: client_of(person).get(where).status_code for who, person in people.items()}
    assert answers == {"staff": 403, "runner": 403, "stranger": 404}


def test_page_shows_the_sheet_and_the_ways_to_paper(routine, therapist, client_of):
    page = client_of(therapist).get(address("routine-handout", routine))
    assert page.status_code == 200
    assert "<title>Handout · Toe-off</title>" in page.text
    assert page.text.count("<h1>") == 1
    assert f'href="{address("routine-handout-pdf", routine)}"' in page.text


def test_file_has_a_name_that_tells_nothing(routine, therapist, client_of, quick):
    answer = client_of(therapist).get(address("routine-handout-pdf", routine))
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert answer["Content-Disposition"] == 'attachment; filename="routine-handout.pdf"'
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", NAMES)
def test_opening_is_kept_in_the_trail(routine, therapist, client_of, quick, name):
    client_of(therapist).get(address(name, routine))
    (event,) = AuditEvent.objects.filter(verb="record.opened")
    assert (event.actor, event.runner) == (therapist, routine.episode.runner)


def test_without_the_library_the_page_stands_in(routine, therapist, client_of, monkeypatch):
    monkeypatch.setattr(handout_pdf, "PANGO", ("libno-such-thing.so.0",))
    answer = client_of(therapist).get(address("routine-handout-pdf", routine), follow=True)
    assert answer.redirect_chain == [(address("routine-handout", routine), 302)]
    assert "No PDF can be made here. Print this page." in answer.text
    assert address("routine-handout-pdf", routine) not in answer.text


def test_page_warns_while_the_runner_is_locked(routine, therapist, client_of):
    runner = routine.episode.runner
    own = {"runner": runner, "uuid": uuid.uuid4(), "done_at": timezone.now(), "local_date": runner.today()}
    answers = Screening.objects.create(**own, answers={}, level="hold")
    Lock.objects.create(runner=runner, screening=answers, extent="impact")
    page = client_of(therapist).get(address("routine-handout", routine))
    assert "Hops, jumps and tests of this runner are locked now." in page.text


def test_the_routine_leads_to_its_handout(routine, therapist, client_of):
    page = client_of(therapist).get(reverse("runner-routine", args=[routine.episode.runner.uuid]))
    assert f'href="{address("routine-handout", routine)}"' in page.text
