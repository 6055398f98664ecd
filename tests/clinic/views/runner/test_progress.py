import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import EpisodeFactory, LogFactory, PrescribedFactory, RoutineFactory

ONE_DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC), tick=False)


@pytest.fixture
def lean(routine):
    routine.prescribed.filter(position=1).delete()
    return routine.prescribed.get()


def html_of(client):
    response = client.get(reverse("progress"))
    assert response.status_code == 200
    return response.content.decode()


def log(prescribed, days, pain):
    return LogFactory(prescribed_exercise=prescribed, done_at=timezone.now() - days * ONE_DAY, pain=pain)


def test_progress_anonymous_is_sent_to_sign_in(db):
    assert Client().get(reverse("progress")).status_code == 302


def test_progress_for_a_therapist_is_refused(client_of, therapist):
    assert client_of(therapist).get(reverse("progress")).status_code == 403


def test_progress_before_anything_points_to_today(client_of, runner):
    html = html_of(client_of(runner))
    assert "<h1>Your progress</h1>" in html
    assert "Nothing to see yet" in html


def test_progress_says_which_weeks_were_kept(client_of, runner, lean):
    for days in (2, 4, 6):
        log(lean, days, 2)
    log(lean, 13, 5)
    html = html_of(client_of(runner))
    assert "<h1>1 week kept</h1>" in html
    assert "Kept. 3 exercises done." in html
    assert "1 of 3 exercises done." in html
    assert "0 exercises done so far." in html
    assert "The most it hurt: first 5, now 2 out of 10." in html


def test_progress_has_no_word_of_failure(client_of, runner, lean):
    html = html_of(client_of(runner))
    main = html[html.index("<main") : html.index("</main>")].lower()
    assert [word for word in ("missed", "failed", "streak") if word in main] == []


def test_progress_lists_the_plan(client_of, runner, lean):
    html = html_of(client_of(runner))
    assert "Since 26 October" in html
    assert "<strong>Wall lean</strong>: 1 set of 10, each side, 3 or 4 times a week, in your warm-up" in html


@pytest.mark.parametrize("episodes", [1, 3])
def test_progress_costs_the_same_for_any_number(client_of, runner, episodes, django_assert_num_queries):
    for _number in range(episodes):
        routine = RoutineFactory(episode=EpisodeFactory(runner=runner), starts_on=runner.today() - 20 * ONE_DAY)
        log(PrescribedFactory(routine=routine, slug="wall-lean"), 1, 2)
    client = client_of(runner)
    # Session, user, membership; then the runner, six for the progress, the unread messages.
    with django_assert_num_queries(3 + 8):
        html_of(client)
