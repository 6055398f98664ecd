import datetime
import uuid

import pytest
from django.utils import timezone

from clinic.models import Lock, MorningCheck, Pause, Retest, Screening, StartGate, TestResult, TestValue
from clinic.queries.today import Barrier, today_of
from clinic.queries.today_rows import LastValue
from clinic.rules.retest import RetestState
from clinic.rules.schedule import DayState
from clinic.rules.screening import Level
from exercises.dosage import Dosage
from exercises.models import Exercise, HomeTest
from tests.factories import EpisodeFactory, LogFactory, PrescribedFactory, RoutineFactory

QUERIES = 6
MONDAY = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)
ONE_DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def monday(time_machine):
    """Monday morning in Vienna, before anything else is made."""
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def hop(routine):
    return routine.prescribed.get(position=1)


@pytest.fixture
def lean(routine):
    return routine.prescribed.get(position=2)


def states(runner):
    return {one.name: one.state for one in today_of(runner).exercises}


def lock(runner, level, extent):
    row = Screening.objects.create(
        uuid=uuid.uuid4(), runner=runner, done_at=timezone.now(), local_date=runner.today(), answers={}, level=level
    )
    return Lock.objects.create(runner=runner, screening=row, extent=extent)


def result(episode, slug, side, value, *, days=28, **kwargs):
    test = HomeTest.objects.get(shelf=episode.runner.clinic.shelf, slug=slug)
    measure = test.measures.filter(primary=True).first()
    at = timezone.now() - datetime.timedelta(days=days)
    row = TestResult.objects.create(
        uuid=uuid.uuid4(),
        runner=episode.runner,
        episode=episode,
        home_test=test,
        side=side,
        done_at=at,
        local_date=episode.runner.today(at),
        method="counted",
        **kwargs,
    )
    TestValue.objects.create(result=row, measure=measure, value=value, unit=measure.unit)
    return row


def retest(episode, slug, days):
    test = HomeTest.objects.get(shelf=episode.runner.clinic.shelf, slug=slug)
    due = episode.runner.today() + datetime.timedelta(days=days)
    return Retest.objects.create(episode=episode, home_test=test, due_on=due)


def test_today_of_lists_the_warm_up_first(runner, routine):
    assert [one.name for one in today_of(runner).exercises] == ["Wall lean", "Box hop"]


def test_today_of_says_date_and_zone_of_the_runner(runner, routine):
    day = today_of(runner)
    assert (day.date, day.zone) == (datetime.date(2026, 11, 23), "Europe/Vienna")


def test_today_of_without_logs_has_everything_due(runner, routine):
    assert states(runner) == {"Wall lean": DayState.DUE, "Box hop": DayState.DUE}


def test_today_of_counts_what_was_done_today(runner, hop):
    log = LogFactory(prescribed_exercise=hop, pain=None)
    done = next(one for one in today_of(runner).exercises if one.name == "Box hop")
    assert (done.state, done.done_today, done.is_done, done.is_due) == (DayState.DONE, 1, True, False)
    assert [entry.uuid for entry in done.logs_today] == [log.uuid]


def test_today_of_does_not_count_what_was_undone(runner, hop, therapist):
    LogFactory(prescribed_exercise=hop, voided_at=timezone.now(), voided_by=therapist)
    assert states(runner)["Box hop"] == DayState.DUE


def test_today_of_exercise_twice_a_day_is_partly_done_after_one(runner, hop):
    hop.dosage = Dosage(reps_min=10, times_per_day=2)
    hop.save()
    LogFactory(prescribed_exercise=hop)
    one = next(one for one in today_of(runner).exercises if one.name == "Box hop")
    assert (one.state, one.is_due, one.done_today, one.minutes) == (DayState.PARTLY, True, 1, 2)


def test_today_of_flexible_exercise_done_yesterday_is_free(runner, lean, time_machine):
    LogFactory(prescribed_exercise=lean)
    time_machine.move_to(MONDAY + ONE_DAY, tick=False)
    one = next(one for one in today_of(runner).exercises if one.name == "Wall lean")
    assert (one.state, one.is_open, one.is_due) == (DayState.OPEN, True, False)


def test_today_of_takes_pain_from_the_latest_entry_that_has_one(runner, hop):
    LogFactory(prescribed_exercise=hop, pain=4, done_at=timezone.now() - 3 * ONE_DAY)
    LogFactory(prescribed_exercise=hop, pain=1, done_at=timezone.now() - 2 * ONE_DAY)
    LogFactory(prescribed_exercise=hop, pain=None, done_at=timezone.now() - ONE_DAY)
    assert [one.last_pain for one in today_of(runner).exercises] == [None, 1]


def test_today_of_changes_the_day_at_the_runners_midnight(runner, routine, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 24, 22, 59, tzinfo=datetime.UTC), tick=False)
    assert today_of(runner).date == datetime.date(2026, 11, 24)
    time_machine.move_to(datetime.datetime(2026, 11, 24, 23, 0, tzinfo=datetime.UTC), tick=False)
    assert today_of(runner).date == datetime.date(2026, 11, 25)


def test_today_of_follows_the_runner_into_another_zone(runner, routine):
    late = datetime.datetime(2026, 11, 25, 3, tzinfo=datetime.UTC)
    runner.zone = "America/Denver"
    assert today_of(runner, late).date == datetime.date(2026, 11, 24)
    runner.zone = "Pacific/Auckland"
    assert today_of(runner, late).date == datetime.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        # Vienna changes its clocks on 28 March and 31 October 2027: midnight moves from 23:00 to 22:00 UTC and back.
        ("2027-03-27T22:59:00+00:00", 27),
        ("2027-03-27T23:00:00+00:00", 28),
        ("2027-03-28T21:59:00+00:00", 28),
        ("2027-03-28T22:00:00+00:00", 29),
        ("2027-10-30T22:00:00+00:00", 31),
        ("2027-10-31T22:59:00+00:00", 31),
    ],
)
def test_today_of_changes_the_day_at_midnight_when_clocks_change(runner, routine, moment, day):
    assert today_of(runner, datetime.datetime.fromisoformat(moment)).date.day == day


def test_today_of_entry_before_midnight_does_not_count_for_the_next_day(runner, hop, time_machine):
    LogFactory(prescribed_exercise=hop, done_at=datetime.datetime(2026, 11, 23, 22, 59, tzinfo=datetime.UTC))
    time_machine.move_to(datetime.datetime(2026, 11, 23, 23, 1, tzinfo=datetime.UTC), tick=False)
    day = today_of(runner)
    assert day.date == datetime.date(2026, 11, 24)
    assert [one.done_today for one in day.exercises] == [0, 0]
    assert [item.state for item in day.exercises[1].days[:2]] == [DayState.DONE, DayState.DUE]


def test_today_of_full_lock_bars_everything(runner, routine):
    lock(runner, "emergency", Lock.Extent.ALL)
    day = today_of(runner)
    assert (day.locked, day.lock.level) == (True, Level.EMERGENCY)
    assert day.lock.advice.startswith("Some of your answers need help right now.")
    assert [(one.barrier, one.is_due) for one in day.exercises] == [(Barrier.LOCK, False), (Barrier.LOCK, False)]


def test_today_of_impact_lock_bars_hops_only(runner, routine):
    lock(runner, "hold", Lock.Extent.IMPACT)
    day = today_of(runner)
    assert day.locked is False
    assert [(one.name, one.barrier) for one in day.exercises] == [("Wall lean", None), ("Box hop", Barrier.LOCK)]
    assert {item.state for item in day.exercises[1].days} == {DayState.REST}


@pytest.mark.parametrize("kind", ["gait_retraining", "load_management"])
def test_today_of_impact_lock_bars_runs_too_but_the_start_check_does_not(runner, routine, kind):
    Exercise.objects.filter(shelf=runner.clinic.shelf, slug="wall-lean").update(load_kind=kind)
    assert today_of(runner).exercises[0].barrier is None
    lock(runner, "hold", Lock.Extent.IMPACT)
    assert [one.barrier for one in today_of(runner).exercises] == [Barrier.LOCK, Barrier.LOCK]


def test_today_of_two_locks_shows_the_one_that_locks_everything(runner, routine):
    lock(runner, "same_day", Lock.Extent.ALL)
    lock(runner, "hold", Lock.Extent.IMPACT)
    assert today_of(runner).lock.level == Level.SAME_DAY


def test_today_of_lifted_lock_is_gone(runner, routine, therapist):
    row = lock(runner, "emergency", Lock.Extent.ALL)
    row.lifted_at, row.lifted_by, row.lift_reason = timezone.now(), therapist, "Seen by a doctor."
    row.save()
    assert (today_of(runner).lock, today_of(runner).locked) == (None, False)


def test_today_of_lock_of_another_runner_locks_nobody_else(runner, routine, runner2):
    lock(runner2, "emergency", Lock.Extent.ALL)
    assert today_of(runner).locked is False


def test_today_of_closed_gate_bars_impact(runner, routine):
    StartGate.objects.create(runner=runner, passed=False, done_at=timezone.now() + ONE_DAY)
    assert [one.barrier for one in today_of(runner).exercises] == [None, Barrier.GATE]


def test_today_of_gate_that_a_therapist_opened_bars_nothing(runner, routine):
    StartGate.objects.create(runner=runner, passed=False, override_reason="Tested in the clinic.", done_at=MONDAY)
    assert [one.barrier for one in today_of(runner).exercises] == [None, None]


def test_today_of_pause_asks_for_nothing(runner, routine, episode):
    Pause.objects.create(episode=episode, from_on=runner.today(), reason="Holiday")
    day = today_of(runner)
    assert day.is_paused is True
    assert {one.state for one in day.exercises} == {DayState.PAUSED}


def test_today_of_discharged_runner_has_no_exercises(runner, routine, episode, therapist):
    episode.discharged_at, episode.discharged_by, episode.outcome = timezone.now(), therapist, "better"
    episode.save()
    day = today_of(runner)
    assert (day.exercises, day.tests, day.episodes, day.was_discharged) == ((), (), (), True)


def test_today_of_runner_without_episode_is_empty(runner):
    day = today_of(runner)
    assert (day.exercises, day.week, day.was_discharged, day.morning_wanted) == ((), (), False, False)


def test_today_of_ended_revision_is_not_listed(runner, routine, episode):
    routine.ended_at = timezone.now()
    routine.save()
    assert today_of(runner).exercises == ()


def test_today_of_merges_running_episodes(runner, routine):
    second = RoutineFactory(episode=EpisodeFactory(runner=runner, side="right", opened_at=timezone.now() + ONE_DAY))
    PrescribedFactory(routine=second, slug="dumbbell-deadlift", position=1)
    found = [(one.name, one.body_side) for one in today_of(runner).exercises]
    assert found == [("Wall lean", "left"), ("Box hop", "left"), ("Dumbbell deadlift", "right")]


def test_today_of_new_revision_keeps_the_week_of_an_exercise_that_goes_on(runner, episode, routine, hop, time_machine):
    LogFactory(prescribed_exercise=hop)
    time_machine.move_to(MONDAY + 2 * ONE_DAY, tick=False)
    routine.ended_at = timezone.now()
    routine.save()
    newer = RoutineFactory(episode=episode, revision=2)
    PrescribedFactory(routine=newer, slug="box-hop", position=1, continues=hop)
    days = today_of(runner).exercises[0].days
    assert [day.state for day in days[:3]] == [DayState.DONE, DayState.MISSED, DayState.DUE]


def test_today_of_new_rhythm_has_missed_nothing_before_it(runner, episode, routine, hop, time_machine):
    time_machine.move_to(MONDAY + 2 * ONE_DAY, tick=False)
    routine.ended_at = timezone.now()
    routine.save()
    newer = RoutineFactory(episode=episode, revision=2)
    PrescribedFactory(routine=newer, position=1, continues=hop, dosage=Dosage(reps_min=10, days_min=3, days_max=4))
    days = today_of(runner).exercises[0].days
    assert [day.state for day in days[:3]] == [DayState.OUTSIDE, DayState.OUTSIDE, DayState.DUE]


def test_today_of_new_rhythm_keeps_what_was_done_before_it(runner, episode, routine, hop, time_machine):
    LogFactory(prescribed_exercise=hop)
    time_machine.move_to(MONDAY + 2 * ONE_DAY, tick=False)
    routine.ended_at = timezone.now()
    routine.save()
    newer = RoutineFactory(episode=episode, revision=2)
    PrescribedFactory(routine=newer, position=1, continues=hop, dosage=Dosage(reps_min=10, times_per_day=2))
    days = today_of(runner).exercises[0].days
    assert [day.state for day in days[:3]] == [DayState.DONE, DayState.OUTSIDE, DayState.DUE]


def test_today_of_week_keeps_what_was_done_of_a_replaced_exercise(runner, episode, routine, hop, lean, time_machine):
    LogFactory(prescribed_exercise=hop)
    LogFactory(prescribed_exercise=lean)
    time_machine.move_to(MONDAY + 2 * ONE_DAY, tick=False)
    routine.ended_at = timezone.now()
    routine.save()
    newer = RoutineFactory(episode=episode, revision=2)
    PrescribedFactory(routine=newer, slug="dumbbell-deadlift", position=1)
    LogFactory(prescribed_exercise=hop)
    week = today_of(runner).week
    assert [(day.state, day.done) for day in week[:3]] == [
        (DayState.DONE, 2),
        (DayState.OUTSIDE, 0),
        (DayState.PARTLY, 1),
    ]


def test_today_of_week_knows_how_often_a_replaced_exercise_was_asked(runner, episode, routine, hop, time_machine):
    hop.dosage = Dosage(reps_min=10, times_per_day=2)
    hop.save()
    LogFactory(prescribed_exercise=hop)
    time_machine.move_to(MONDAY + ONE_DAY, tick=False)
    routine.ended_at = timezone.now()
    routine.save()
    PrescribedFactory(routine=RoutineFactory(episode=episode, revision=2), slug="dumbbell-deadlift", position=1)
    first = today_of(runner).week[0]
    assert (first.state, first.done, first.wanted) == (DayState.PARTLY, 1, 2)


@pytest.mark.parametrize(
    ("days", "state", "due"),
    [
        (4, RetestState.UPCOMING, False),
        (0, RetestState.DUE, True),
        (-3, RetestState.DUE, True),
        (-4, RetestState.OVERDUE, True),
    ],
)
def test_today_of_says_where_a_retest_stands(runner, episode, routine, days, state, due):
    retest(episode, "hop-test", days)
    [test] = today_of(runner).tests
    assert (test.slug, test.state, test.is_due, test.days_until) == ("hop-test", state, due, days)


def test_today_of_retest_shows_the_last_values_without_practice_and_undone(runner, episode, routine, therapist):
    retest(episode, "hop-test", 4)
    result(episode, "hop-test", "left", 18, days=56)
    result(episode, "hop-test", "left", 21)
    result(episode, "hop-test", "left", 30, days=1, practice=True)
    result(episode, "hop-test", "right", 28)
    result(episode, "hop-test", "right", 5, days=1, voided_at=timezone.now(), voided_by=therapist)
    [test] = today_of(runner).tests
    assert test.last == (LastValue("left", 21, "s"), LastValue("right", 28, "s"))


def test_today_of_tests_due_leaves_out_what_is_still_to_come(runner, episode, routine):
    retest(episode, "hop-test", 0)
    retest(episode, "wall-lean", 9)
    day = today_of(runner)
    assert [test.slug for test in day.tests] == ["hop-test", "wall-lean"]
    assert [test.slug for test in day.tests_due] == ["hop-test"]


def test_today_of_asks_for_the_morning_after_an_exercise(runner, hop):
    LogFactory(prescribed_exercise=hop, done_at=timezone.now() - ONE_DAY)
    assert today_of(runner).morning_wanted is True


def test_today_of_asks_for_the_morning_after_a_hop_test(runner, episode, routine):
    result(episode, "hop-test", "left", 21, days=1)
    assert today_of(runner).morning_wanted is True


def test_today_of_does_not_ask_for_the_morning_twice(runner, hop):
    LogFactory(prescribed_exercise=hop, done_at=timezone.now() - ONE_DAY)
    MorningCheck.objects.create(uuid=uuid.uuid4(), runner=runner, on=runner.today(), pain=2)
    assert today_of(runner).morning_wanted is False


def test_today_of_does_not_ask_for_the_morning_after_a_rest_day(runner, hop):
    LogFactory(prescribed_exercise=hop, done_at=timezone.now() - 2 * ONE_DAY)
    assert today_of(runner).morning_wanted is False


def test_today_of_shows_nothing_of_another_runner(runner, routine, runner2):
    other = RoutineFactory(episode=EpisodeFactory(runner=runner2))
    LogFactory(prescribed_exercise=PrescribedFactory(routine=other, slug="box-hop"))
    assert [one.done_today for one in today_of(runner).exercises] == [0, 0]
    assert [one.done_today for one in today_of(runner2).exercises] == [1]


def test_today_of_costs_the_same_for_one_exercise(runner, django_assert_num_queries):
    episode = EpisodeFactory(runner=runner)
    PrescribedFactory(routine=RoutineFactory(episode=episode), slug="box-hop")
    retest(episode, "hop-test", 0)
    with django_assert_num_queries(QUERIES):
        assert len(today_of(runner).exercises) == 1


def test_today_of_costs_the_same_for_three_of_everything(runner, django_assert_num_queries):
    for _number in range(3):
        episode = EpisodeFactory(runner=runner)
        prescribed = PrescribedFactory(routine=RoutineFactory(episode=episode), slug="wall-lean")
        retest(episode, "hop-test", 0)
        result(episode, "hop-test", "left", 21)
        LogFactory(prescribed_exercise=prescribed)
        lock(runner, "hold", Lock.Extent.IMPACT)
        Pause.objects.create(episode=episode, from_on=runner.today(), reason="Holiday")
    with django_assert_num_queries(QUERIES):
        assert len(today_of(runner).exercises) == 3
