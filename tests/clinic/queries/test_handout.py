"""What stands on a handout."""

import datetime
import uuid

import pytest
from django.utils import timezone

from clinic.models import EpisodeOfCare, Lock, Retest, Routine, Screening, StartGate
from clinic.queries.handout import handout_of, handout_of_today
from exercises.models import Exercise, HomeTest
from tests.factories import EpisodeFactory, PrescribedFactory, RoutineFactory

pytestmark = pytest.mark.django_db
DUE = datetime.date(2026, 12, 29)


@pytest.fixture
def retest(routine):
    test = HomeTest.objects.get(shelf=routine.episode.runner.clinic.shelf, slug="hop-test")
    return Retest.objects.create(episode=routine.episode, routine=routine, home_test=test, due_on=DUE)


def names(handout):
    return [one.exercise.name for one in handout.exercises]


def lock(runner, therapist, extent):
    today = timezone.now(), runner.today()
    own = {"runner": runner, "uuid": uuid.uuid4(), "done_at": today[0], "local_date": today[1]}
    answers = Screening.objects.create(**own, answers={}, level="hold")
    return Lock.objects.create(runner=runner, screening=answers, extent=extent)


def test_handout_begins_with_the_warm_up(routine):
    assert names(handout_of(routine)) == ["Wall lean", "Box hop"]


def test_handout_keeps_the_dosage_and_takes_the_words_of_today(routine):
    given = routine.prescribed.get(exercise__slug="box-hop").dosage
    Exercise.objects.filter(slug="box-hop").update(steps="Softly.", dosage={"sets": 9, "reps_min": 9}, status="retired")
    hop = handout_of(routine).exercises[1]
    assert (hop.dosage, hop.exercise.steps) == (given, "Softly.")


def test_handout_tells_of_the_tests_to_come(routine, retest):
    assert handout_of(routine).tests == [("Hop test", DUE)]


def test_handout_of_a_replaced_routine_says_so_and_tells_of_no_test(routine, retest):
    Routine.objects.filter(pk=routine.pk).update(ended_at=timezone.now())
    handout = handout_of(Routine.objects.get(pk=routine.pk))
    assert (handout.ended_on, handout.tests) == (routine.episode.runner.today(), [])


def test_handout_of_an_ended_episode_says_so(routine):
    EpisodeOfCare.objects.filter(pk=routine.episode_id).update(
        discharged_at=timezone.now(), outcome="better", discharge_reason="Well."
    )
    handout = handout_of(Routine.objects.select_related("episode__runner__clinic").get(pk=routine.pk))
    assert handout.ended_on == routine.episode.runner.today()


def test_handout_names_the_therapist_and_nobody_who_is_gone(routine):
    assert handout_of(routine).therapist == "Tessa Therapist"
    routine.assigned_by = None
    assert handout_of(routine).therapist == ""


def test_today_on_paper_takes_the_routines_of_all_running_episodes(routine, therapist):
    other = RoutineFactory(episode=EpisodeFactory(runner=routine.episode.runner, side="right"), assigned_by=therapist)
    PrescribedFactory(routine=other, slug="dumbbell-deadlift")
    handout = handout_of_today(routine.episode.runner)
    assert names(handout) == ["Wall lean", "Box hop", "Dumbbell deadlift"]
    assert handout.starts_on == other.starts_on


def test_today_on_paper_leaves_out_what_is_replaced_or_over(routine):
    Routine.objects.filter(pk=routine.pk).update(ended_at=timezone.now())
    assert handout_of_today(routine.episode.runner) is None


def test_today_on_paper_needs_a_routine(runner):
    assert handout_of_today(runner) is None


def test_today_on_paper_leaves_out_hops_before_the_start_check(routine):
    StartGate.objects.all().delete()
    handout = handout_of_today(routine.episode.runner)
    assert (names(handout), handout.left_out) == (["Wall lean"], ["Box hop"])


@pytest.mark.parametrize("extent", ["impact", "all"])
def test_today_on_paper_leaves_out_hops_while_they_are_locked(routine, therapist, extent):
    standing = lock(routine.episode.runner, therapist, extent)
    handout = handout_of_today(routine.episode.runner)
    assert (names(handout), handout.left_out) == (["Wall lean"], ["Box hop"])
    assert (handout.lock.locked_at, handout.lock.everything) == (standing.locked_at, extent == "all")


def test_therapists_print_all_and_learn_of_a_lock(routine, therapist):
    lock(routine.episode.runner, therapist, "impact")
    handout = handout_of(routine)
    assert (names(handout), handout.lock.everything) == (["Wall lean", "Box hop"], False)


@pytest.mark.parametrize("more", [0, 2])
def test_a_handout_is_read_in_as_many_queries_however_long_it_is(routine, django_assert_num_queries, more):
    for slug in ("dumbbell-deadlift", "bridge-single")[:more]:
        PrescribedFactory(routine=routine, slug=slug)
    with django_assert_num_queries(3):
        handout_of(routine)
    with django_assert_num_queries(4):
        handout_of_today(routine.episode.runner)
