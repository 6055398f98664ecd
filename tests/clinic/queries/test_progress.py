import datetime
import uuid

import pytest
from django.utils import timezone

from clinic.models import Pause, TestResult
from clinic.queries.progress import courses_of, progress_of
from clinic.rules.pain import PainWeek
from exercises.models import HomeTest
from tests.factories import EpisodeFactory, LogFactory, PrescribedFactory, RoutineFactory

MONDAY = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)
ONE_DAY = datetime.timedelta(days=1)
QUERIES = 6


@pytest.fixture(autouse=True)
def monday(time_machine):
    """A Monday: the routine of the cast began on Monday 26 October, four weeks before."""
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def hop(routine):
    routine.prescribed.filter(position=2).delete()
    return routine.prescribed.get()


def log(prescribed, days, **kwargs):
    return LogFactory(prescribed_exercise=prescribed, done_at=timezone.now() - days * ONE_DAY, **kwargs)


def test_progress_of_counts_weeks_from_the_start_of_the_routine(runner, hop):
    weeks = progress_of(runner).weeks
    assert [week.start for week in weeks] == [datetime.date(2026, 10, 26) + week * 7 * ONE_DAY for week in range(5)]
    assert [(week.sessions_done, week.sessions_due, week.kept) for week in weeks[:4]] == [(0, 7, False)] * 4


def test_progress_of_whole_week_done_is_kept(runner, hop):
    for days in range(1, 8):
        log(hop, days)
    seen = progress_of(runner)
    assert [week.kept for week in seen.weeks[:4]] == [False, False, False, True]
    assert seen.weeks_kept == 1


def test_progress_of_twelve_weeks_at_most(runner, hop, routine):
    routine.starts_on = datetime.date(2026, 1, 5)
    routine.save()
    assert len(progress_of(runner).weeks) == 12


def test_progress_of_runner_without_routine_is_empty(runner):
    seen = progress_of(runner)
    assert (list(seen.weeks), list(seen.pain_weeks), list(seen.routines), seen.weeks_kept) == ([], [], [], 0)


def test_progress_of_routine_that_has_not_begun_has_no_weeks(runner, hop, routine):
    routine.starts_on = datetime.date(2026, 12, 1)
    routine.save()
    assert list(progress_of(runner).weeks) == []


def test_progress_of_takes_the_worst_pain_of_each_week(runner, hop, therapist):
    log(hop, 8, pain=6)
    log(hop, 9, pain=2)
    log(hop, 1, pain=1)
    log(hop, 2, pain=9, voided_at=timezone.now(), voided_by=therapist)
    assert list(progress_of(runner).pain_weeks) == [
        PainWeek(datetime.date(2026, 11, 9), 6),
        PainWeek(datetime.date(2026, 11, 16), 1),
    ]


def test_progress_of_lists_routines_newest_first(runner, hop, routine, episode, therapist):
    routine.ended_at, routine.assigned_at = timezone.now(), timezone.now() - 28 * ONE_DAY
    routine.save()
    newer = RoutineFactory(episode=episode, revision=2, assigned_by=therapist, words="Well done.")
    PrescribedFactory(routine=newer, slug="wall-lean", position=1)
    PrescribedFactory(routine=newer, slug="box-hop", position=2)
    seen = progress_of(runner).routines
    assert [(one.revision, [name for name, _dosage in one.lines]) for one in seen] == [
        (2, ["Wall lean", "Box hop"]),
        (1, ["Box hop"]),
    ]
    assert (seen[0].ended_on, seen[0].words, seen[0].therapist) == (None, "Well done.", "Tessa Therapist")
    assert seen[1].ended_on == datetime.date(2026, 11, 23)


def test_progress_of_names_each_test_once(runner, hop, episode):
    test = HomeTest.objects.get(shelf=runner.clinic.shelf, slug="hop-test")
    for side in ("left", "right"):
        TestResult.objects.create(
            uuid=uuid.uuid4(), runner=runner, home_test=test, side=side, done_at=timezone.now(),
            local_date=runner.today(), method="counted",
        )  # fmt: skip
    assert list(progress_of(runner).tests_done) == [("hop-test", "Hop test")]


def test_courses_of_ends_a_revision_the_day_before_the_next(runner, hop, routine):
    routine.ended_at = timezone.now()
    routine.save()
    [(plan, _done)] = courses_of(runner, since=datetime.date(2026, 10, 1))
    assert (plan.starts_on, plan.ends_on) == (datetime.date(2026, 10, 26), datetime.date(2026, 11, 22))


def test_courses_of_leaves_out_a_revision_replaced_on_its_first_day(runner, hop, routine):
    routine.starts_on, routine.ended_at = runner.today(), timezone.now()
    routine.save()
    assert courses_of(runner, since=datetime.date(2026, 10, 1)) == []


def _replace(routine, therapist, slug):
    """The next revision, given now; an exercise that was in the former one goes on."""
    routine.ended_at = timezone.now()
    routine.save()
    newer = RoutineFactory(
        episode=routine.episode, revision=2, assigned_by=therapist, starts_on=routine.episode.runner.today()
    )
    former = routine.prescribed.filter(exercise__slug=slug).first()
    return PrescribedFactory(routine=newer, slug=slug, position=1, continues=former)


@pytest.mark.parametrize(("slug", "courses"), [("wall-lean", 2), ("box-hop", 2)])
def test_what_was_done_before_the_change_of_the_day_still_counts(runner, hop, routine, therapist, slug, courses):
    log(hop, 0)
    _replace(routine, therapist, slug)
    assert len(courses_of(runner, since=datetime.date(2026, 10, 1))) == courses
    assert progress_of(runner).weeks[-1].sessions_done == 1


def test_an_exercise_that_goes_on_is_asked_for_once_on_the_day_of_the_change(runner, hop, routine, therapist):
    log(hop, 0)
    _replace(routine, therapist, "box-hop")
    week = progress_of(runner).weeks[-1]
    assert (week.sessions_counted, week.sessions_due) == (1, 1)


def test_what_was_done_on_the_only_day_of_a_revision_counts(runner, hop, routine, therapist):
    routine.starts_on = runner.today()
    log(hop, 0)
    _replace(routine, therapist, "wall-lean")
    assert [week.sessions_done for week in progress_of(runner).weeks] == [1]


def test_courses_of_ends_at_the_runners_midnight(runner, hop, routine):
    routine.ended_at = datetime.datetime(2026, 11, 20, 23, 30, tzinfo=datetime.UTC)
    routine.save()
    [(plan, _done)] = courses_of(runner, since=datetime.date(2026, 10, 1))
    assert plan.ends_on == datetime.date(2026, 11, 20)


def test_courses_of_ends_with_the_discharge(runner, hop, episode, therapist):
    episode.discharged_at, episode.discharged_by, episode.outcome = timezone.now(), therapist, "better"
    episode.save()
    [(plan, _done)] = courses_of(runner, since=datetime.date(2026, 10, 1))
    assert plan.ends_on == datetime.date(2026, 11, 22)


def test_courses_of_knows_pauses_and_what_was_done(runner, hop, episode):
    Pause.objects.create(episode=episode, from_on=datetime.date(2026, 11, 2), reason="Holiday")
    log(hop, 1)
    log(hop, 1)
    [(plan, done)] = courses_of(runner, since=datetime.date(2026, 10, 1))
    assert plan.is_paused(datetime.date(2026, 11, 10)) is True
    assert done == {datetime.date(2026, 11, 22): 2}


def test_progress_of_shows_nothing_of_another_runner(runner, hop, runner2):
    log(hop, 1, pain=7)
    seen = progress_of(runner2)
    assert (list(seen.weeks), list(seen.pain_weeks), list(seen.routines)) == ([], [], [])


@pytest.mark.parametrize("episodes", [1, 3])
def test_progress_of_costs_the_same_for_any_number(runner, episodes, django_assert_num_queries):
    for _number in range(episodes):
        routine = RoutineFactory(episode=EpisodeFactory(runner=runner), starts_on=runner.today() - 20 * ONE_DAY)
        log(PrescribedFactory(routine=routine, slug="wall-lean"), 1)
    with django_assert_num_queries(QUERIES):
        assert len(progress_of(runner).routines) == episodes
