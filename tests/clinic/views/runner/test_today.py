import datetime
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.models import ExerciseLog, Lock, Message, Retest, Screening
from exercises.models import HomeTest
from tests.factories import EpisodeFactory, LogFactory, PrescribedFactory, RoutineFactory

# Session, user and membership; then the runner, six for the day, and the unread messages.
QUERIES = 3 + 8
HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC), tick=False)


@pytest.fixture
def hop(routine):
    return routine.prescribed.get(position=1)


def lock(runner, level, extent):
    row = Screening.objects.create(
        uuid=uuid.uuid4(), runner=runner, done_at=timezone.now(), local_date=runner.today(), answers={}, level=level
    )
    return Lock.objects.create(runner=runner, screening=row, extent=extent)


def page(client, **query):
    response = client.get(reverse("today"), query)
    assert response.status_code == 200
    return response.content.decode()


def tick(client, prescribed, **changes):
    return client.post(reverse("log-exercise", args=[prescribed.uuid]), {"id": str(uuid.uuid4()), **changes})


def test_today_anonymous_is_sent_to_sign_in(db):
    response = Client().get(reverse("today"))
    assert (response.status_code, response.url) == (302, f"{reverse('account_login')}?next=/today/")


def test_today_of_a_therapist_is_refused(client_of, therapist):
    assert client_of(therapist).get(reverse("today")).status_code == 403


def test_today_says_how_much_is_due(client_of, runner, routine):
    html = page(client_of(runner))
    assert html.count("<h1") == 1
    assert "<h1>2 exercises, about 2 min</h1>" in html
    assert "First: wall lean." in html


def test_today_title_names_nobody(client_of, runner, routine):
    html = page(client_of(runner))
    assert html[html.index("<title>") : html.index("</title>")] == "<title>Today · Toe-off"


def test_today_after_one_tick_says_what_is_next(client_of, runner, hop):
    LogFactory(prescribed_exercise=hop)
    assert "1 done, 1 to go. Next: wall lean." in page(client_of(runner))


def test_today_after_everything_is_done_says_so(client_of, runner, routine):
    for prescribed in routine.prescribed.all():
        LogFactory(prescribed_exercise=prescribed)
    assert "<h1>All done for today</h1>" in page(client_of(runner))


def test_today_without_plan_asks_for_the_safety_answers(client_of, runner, episode):
    html = page(client_of(runner))
    assert "<h1>No plan yet</h1>" in html
    assert f'{reverse("my-screening")}?set=full"' in html


def test_today_shows_the_words_of_a_new_routine_as_plain_text(client_of, runner, routine):
    routine.revision, routine.words = 2, "Slow down <b>now</b>"
    routine.save()
    html = page(client_of(runner))
    assert "Tessa Therapist changed your plan on Monday 23 November." in html
    assert "Slow down &lt;b&gt;now&lt;/b&gt;" in html


def test_today_locked_shows_the_telephone_and_no_exercise(client_of, runner, routine):
    lock(runner, "emergency", Lock.Extent.ALL)
    html = page(client_of(runner))
    assert "<h1>Get help right now</h1>" in html
    assert 'href="tel:112"' in html
    assert 'href="tel:+43 1 555 0100"' in html
    assert "Wall lean" not in html


def test_today_locked_impact_still_shows_the_rest(client_of, runner, routine):
    lock(runner, "hold", Lock.Extent.IMPACT)
    html = page(client_of(runner))
    assert "No runs, hops, jumps or tests for now." in html
    assert html.count("data-tick") == 1


def test_today_shows_a_message_only_with_unread_ones(client_of, runner, routine, therapist):
    assert "new message" not in page(client_of(runner))
    Message.objects.create(runner=runner, sender=therapist, from_runner=False, text="Well done.")
    assert "You have 1 new message" in page(client_of(runner))


@pytest.mark.parametrize("episodes", [1, 3])
def test_today_costs_the_same_for_any_number_of_episodes(
    client_of, runner, therapist, episodes, django_assert_num_queries
):
    for _number in range(episodes):
        routine = RoutineFactory(episode=EpisodeFactory(runner=runner), assigned_by=therapist)
        test = HomeTest.objects.get(shelf=runner.clinic.shelf, slug="hop-test")
        Retest.objects.create(episode=routine.episode, home_test=test, due_on=runner.today())
        for position, slug in enumerate(("wall-lean", "dumbbell-deadlift"), start=1):
            PrescribedFactory(routine=routine, slug=slug, position=position)
    client = client_of(runner)
    with django_assert_num_queries(QUERIES):
        page(client)


def test_log_done_anonymous_is_sent_to_sign_in(hop):
    assert tick(Client(), hop).status_code == 302
    assert ExerciseLog.objects.count() == 0


def test_log_done_by_another_runner_is_not_found(client_of, hop, runner2):
    assert tick(client_of(runner2), hop).status_code == 404
    assert ExerciseLog.objects.count() == 0


def test_log_done_by_the_therapist_is_refused(client_of, hop, therapist):
    assert tick(client_of(therapist), hop).status_code == 403
    assert ExerciseLog.objects.count() == 0


def test_log_done_keeps_the_entry_and_goes_back_to_today(client_of, runner, hop):
    entry = str(uuid.uuid4())
    response = tick(client_of(runner), hop, id=entry)
    assert (response.status_code, response.url) == (302, f"{reverse('today')}?just={entry}")
    [log] = ExerciseLog.objects.all()
    assert (str(log.uuid), log.prescribed_exercise, log.runner) == (entry, hop, runner)
    assert (log.done_at, log.pain) == (timezone.now(), None)


def test_log_done_twice_with_the_same_id_is_one_entry(client_of, runner, hop, time_machine):
    client, entry = client_of(runner), str(uuid.uuid4())
    assert tick(client, hop, id=entry).status_code == 302
    time_machine.shift(2)
    assert tick(client, hop, id=entry).status_code == 302
    assert ExerciseLog.objects.count() == 1


def test_log_done_by_htmx_brings_the_new_day_with_undo(client_of, runner, hop):
    entry = str(uuid.uuid4())
    response = client_of(runner).post(reverse("log-exercise", args=[hop.uuid]), {"id": entry}, **HTMX)
    html = response.content.decode()
    assert (response.status_code, html.lstrip()[:14]) == (200, '<div id="day" ')
    assert "<html" not in html
    # The bar and the tick itself take the entry back.
    assert html.count(f'action="{reverse("undo-log", args=[entry])}"') == 2
    assert html.count('aria-checked="true"') == 1


def test_log_done_from_its_page_asks_how_it_felt(client_of, runner, hop):
    entry = str(uuid.uuid4())
    response = tick(client_of(runner), hop, id=entry, feel="1", sets_done="1", reps_done="10")
    assert response.url == reverse("log-feel", args=[entry])
    log = ExerciseLog.objects.get()
    assert (log.sets_done, log.reps_done) == (1, 10)


@pytest.mark.parametrize(
    "changes",
    [{"id": "x"}, {"id": ""}, {"sets_done": "-1"}, {"reps_done": "many"}, {"reps_done": "99999999999999999999"}],
)
def test_log_done_with_an_impossible_value_shows_the_page_again(client_of, runner, hop, changes):
    assert tick(client_of(runner), hop, **changes).status_code == 422
    assert ExerciseLog.objects.count() == 0


def test_log_done_while_locked_is_a_conflict(client_of, runner, hop):
    lock(runner, "emergency", Lock.Extent.ALL)
    response = tick(client_of(runner), hop)
    assert response.status_code == 409
    assert "Your therapist has to lift the lock first." in response.content.decode()
    assert ExerciseLog.objects.count() == 0


def test_undo_done_anonymous_is_sent_to_sign_in(hop):
    log = LogFactory(prescribed_exercise=hop)
    assert Client().post(reverse("undo-log", args=[log.uuid])).status_code == 302
    log.refresh_from_db()
    assert log.voided_at is None


def test_undo_done_by_another_runner_is_not_found(client_of, hop, runner2):
    log = LogFactory(prescribed_exercise=hop)
    assert client_of(runner2).post(reverse("undo-log", args=[log.uuid])).status_code == 404
    log.refresh_from_db()
    assert log.voided_at is None


def test_undo_done_takes_the_entry_back_and_keeps_it(client_of, runner, hop):
    log = LogFactory(prescribed_exercise=hop)
    response = client_of(runner).post(reverse("undo-log", args=[log.uuid]))
    assert (response.status_code, response.url) == (302, reverse("today"))
    log.refresh_from_db()
    assert (log.voided_at, log.voided_by) == (timezone.now(), runner.user)


def test_undo_done_by_htmx_brings_the_day_back(client_of, runner, hop):
    log = LogFactory(prescribed_exercise=hop)
    html = client_of(runner).post(reverse("undo-log", args=[log.uuid]), **HTMX).content.decode()
    assert html.count('aria-checked="false"') == 2


def test_undo_done_by_get_is_not_allowed(client_of, runner, hop):
    log = LogFactory(prescribed_exercise=hop)
    assert client_of(runner).get(reverse("undo-log", args=[log.uuid])).status_code == 405


def test_today_just_shows_the_undo_bar_for_own_entries_only(client_of, runner, hop, runner2):
    log = LogFactory(prescribed_exercise=hop)
    assert page(client_of(runner), just=str(log.uuid)).count('data-undo="6"') == 1
    assert page(client_of(runner2), just=str(log.uuid)).count("data-undo") == 0


def test_pain_that_was_said_is_shown_with_a_way_to_change_it(client_of, runner, routine):
    log = LogFactory(prescribed_exercise=routine.prescribed.get(position=1), pain=3)
    html = client_of(runner).get("/today/").text
    assert "Pain 3 of 10." in html
    assert html.count(f'href="/today/logs/{log.uuid}/">Change it') == 1
