import datetime
import uuid

import pytest
from django.utils import timezone

from clinic.models import Pause, Retest, TestResult, TestValue
from clinic.queries.today import today_of
from clinic.views.runner.words import day_page, in_a_sentence
from exercises.dosage import Dosage
from exercises.models import HomeTest
from tests.factories import EpisodeFactory, LogFactory, PrescribedFactory, RoutineFactory

MONDAY = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)
ONE_DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def hop(routine):
    return routine.prescribed.get(position=1)


@pytest.fixture
def lean(routine):
    return routine.prescribed.get(position=2)


def page(runner, just=""):
    return day_page(today_of(runner), just)


def retest(episode, days, slug="hop-test"):
    test = HomeTest.objects.get(shelf=episode.runner.clinic.shelf, slug=slug)
    return Retest.objects.create(
        episode=episode, home_test=test, due_on=episode.runner.today() + datetime.timedelta(days=days)
    )


def headings(runner):
    seen = page(runner)
    return seen.title, seen.line


@pytest.mark.parametrize(
    ("name", "inside"),
    [("Box hop", "box hop"), ("Single-leg box hop", "single-leg box hop"), ("SL hop", "SL hop"), ("", "")],
)
def test_in_a_sentence_lowers_names_but_not_capitals(name, inside):
    assert in_a_sentence(name) == inside


def test_day_page_counts_exercises_and_minutes_of_the_whole_day(runner, hop, lean):
    hop.dosage = Dosage(reps_min=10, sets=3, rest_seconds=60)
    hop.save()
    assert headings(runner) == ("2 exercises, about 5 min", "First: wall lean.")
    LogFactory(prescribed_exercise=lean)
    assert headings(runner) == ("1 exercise to go, about 4 min", "1 done, 1 to go. Next: box hop.")


def test_day_page_of_one_exercise_says_so(runner, hop, lean):
    lean.delete()
    assert headings(runner) == ("1 exercise, about 1 min", "Start with the box hop.")


def test_day_page_all_done_rests(runner, hop, lean):
    LogFactory(prescribed_exercise=hop)
    LogFactory(prescribed_exercise=lean)
    assert headings(runner) == ("All done for today", "Rest is part of the plan too.")


def test_day_page_rest_day_counts_as_kept(runner, hop, lean, time_machine):
    hop.delete()
    LogFactory(prescribed_exercise=lean)
    time_machine.move_to(MONDAY + ONE_DAY, tick=False)
    assert headings(runner) == ("Rest day", "Nothing is due today. Rest counts as kept.")
    assert [row.hint for row in page(runner).free] == ["You did it yesterday. Today or another day."]


def test_day_page_week_reached_says_one_more_if_you_like(runner, hop, lean, time_machine):
    hop.delete()
    for days in (0, 1, 2):
        LogFactory(prescribed_exercise=lean, done_at=MONDAY + days * ONE_DAY)
    time_machine.move_to(MONDAY + 4 * ONE_DAY, tick=False)
    assert [row.hint for row in page(runner).free] == ["Week kept. One more if you like."]


def test_day_page_pause_says_when_it_goes_on(runner, routine, episode):
    pause = Pause.objects.create(episode=episode, from_on=runner.today(), to_on=None, reason="Holiday")
    assert headings(runner) == ("Your plan is paused", "Your therapist will tell you when it goes on.")
    pause.to_on = runner.today() + 5 * ONE_DAY
    pause.save()
    assert headings(runner) == ("Your plan is paused", "It goes on from Sunday 29 November.")


def test_day_page_before_the_start_names_the_day(runner, routine):
    routine.starts_on = runner.today() + 3 * ONE_DAY
    routine.save()
    assert headings(runner) == ("Your plan starts on Thursday 26 November", "Have a look at the exercises before.")
    assert {row.hint for row in page(runner).later} == {"Starts on Thursday 26 November."}


def test_day_page_without_routine_says_who_works_on_it(runner, episode):
    assert headings(runner) == ("No plan yet", "Your therapist is working on it. You will find it here.")


def test_day_page_after_discharge_says_what_stays(runner, routine, episode, therapist):
    episode.discharged_at, episode.discharged_by, episode.outcome = timezone.now(), therapist, "better"
    episode.save()
    assert headings(runner) == ("Your care here has ended", "You can still see your results and messages.")


def test_day_page_week_says_done_and_to_come_but_never_missed(runner, hop, lean, time_machine):
    lean.delete()
    assert page(runner).week_line == "7 days to come. Rest days count as kept."
    LogFactory(prescribed_exercise=hop)
    time_machine.move_to(MONDAY + 2 * ONE_DAY, tick=False)
    assert page(runner).week_line == "1 day done, 5 to come. Rest days count as kept."


def test_day_page_twice_a_day_counts_the_times(runner, hop):
    hop.dosage = Dosage(reps_min=10, times_per_day=2)
    hop.save()
    LogFactory(prescribed_exercise=hop)
    row = next(row for row in page(runner).due if row.one.name == "Box hop")
    assert (row.hint, row.undo) == ("1 of 2 times done", None)


def test_day_page_several_episodes_are_told_apart(runner, routine):
    second = RoutineFactory(episode=EpisodeFactory(runner=runner, side="right"))
    PrescribedFactory(routine=second, slug="dumbbell-deadlift", position=1)
    assert [row.where for row in page(runner).due] == [
        "Calf pain when running, left",
        "Calf pain when running, left",
        "Calf pain when running, right",
    ]


def test_day_page_single_episode_is_not_labelled(runner, routine):
    assert {row.where for row in page(runner).due} == {""}


@pytest.mark.parametrize(
    ("days", "title", "when"),
    [
        (0, "Hop test is due today", ""),
        (-2, "Hop test is ready when you are", "It was planned for Saturday 21 November."),
        (-9, "Hop test is ready when you are", "It was planned for Saturday 14 November."),
    ],
)
def test_day_page_due_test_is_a_card(runner, routine, episode, days, title, when):
    retest(episode, days)
    seen = page(runner)
    assert [(card.title, card.when, card.last) for card in seen.cards] == [(title, when, "This is the first time.")]
    assert seen.notes == []


@pytest.mark.parametrize(
    ("days", "titles"), [(1, ["Hop test again in 1 day"]), (4, ["Hop test again in 4 days"]), (15, [])]
)
def test_day_page_coming_test_is_a_note_two_weeks_before(runner, routine, episode, days, titles):
    retest(episode, days)
    seen = page(runner)
    assert ([card.title for card in seen.notes], seen.cards) == (titles, [])


def test_day_page_test_shows_the_last_values(runner, routine, episode):
    retest(episode, 4)
    test = HomeTest.objects.get(shelf=runner.clinic.shelf, slug="hop-test")
    for side, value in (("left", 21), ("right", 28)):
        row = TestResult.objects.create(
            uuid=uuid.uuid4(), runner=runner, home_test=test, side=side, done_at=MONDAY - 28 * ONE_DAY,
            local_date=runner.today(), method="counted",
        )  # fmt: skip
        TestValue.objects.create(result=row, measure=test.measures.get(key="seconds"), value=value, unit="s")
    assert [card.last for card in page(runner).notes] == ["Last time: left 21\xa0s, right 28\xa0s."]


def test_day_page_changed_routine_is_news_for_a_week(runner, routine, time_machine):
    routine.revision, routine.words = 2, "Lower box."
    routine.save()
    [news] = page(runner).news
    assert (news.title, news.words) == ("Tessa Therapist changed your plan on Monday 23 November.", "Lower box.")
    time_machine.move_to(MONDAY + 7 * ONE_DAY, tick=False)
    assert page(runner).news == []


def test_day_page_first_routine_is_news_only_with_words(runner, routine):
    assert page(runner).news == []
    routine.words = "Start slowly."
    routine.save()
    assert [news.title for news in page(runner).news] == ["Tessa Therapist gave you this plan."]


def test_day_page_just_finds_the_entry_of_today(runner, hop):
    log = LogFactory(prescribed_exercise=hop)
    assert page(runner, str(log.uuid)).just.name == "Box hop"
    assert page(runner, str(uuid.uuid4())).just is None
    assert page(runner, "nonsense").just is None


def test_day_page_asks_how_it_felt_until_that_is_said(runner, hop):
    log = LogFactory(prescribed_exercise=hop, pain=None)
    assert [row.feel and row.feel.uuid for row in page(runner).due] == [None, log.uuid]
    log.pain = 2
    log.save()
    assert [row.feel for row in page(runner).due] == [None, None]


def test_line_sends_to_a_due_test_before_the_exercises(runner, routine, episode):
    retest(episode, 0)
    assert headings(runner)[1] == "First the hop test, while you are fresh."


def test_line_after_the_first_exercise_no_longer_sends_to_the_test(runner, hop, episode):
    retest(episode, 0)
    LogFactory(prescribed_exercise=hop)
    assert headings(runner)[1] == "1 done, 1 to go. Next: wall lean."


def test_day_that_waits_for_the_start_check_is_no_rest_day(runner, hop, lean):
    lean.delete()
    runner.start_gates.all().delete()
    assert headings(runner) == ("First the start check", "Your exercises begin when your leg is ready.")


def test_row_says_the_pain_that_was_saved_and_leads_to_changing_it(runner, hop):
    log = LogFactory(prescribed_exercise=hop, pain=3)
    row = next(row for row in day_page(today_of(runner)).due if row.one.name == "Box hop")
    assert (row.feel, row.said and (row.said.uuid, row.said.pain)) == (None, (log.uuid, 3))


def test_title_counts_only_the_times_that_are_left(runner, hop, lean):
    lean.delete()
    hop.dosage = Dosage(reps_min=10, times_per_day=3)
    hop.save()
    once = hop.dosage.minutes()
    assert headings(runner)[0] == f"1 exercise, about {3 * once} min"
    LogFactory(prescribed_exercise=hop)
    assert headings(runner)[0] == f"1 exercise to go, about {2 * once} min"
