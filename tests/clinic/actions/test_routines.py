"""Giving a routine."""

import datetime
import threading

import pytest
from django.db import connection

from clinic.actions.routines import Overtaken, assign
from clinic.models import (
    AuditEvent,
    Finding,
    Notification,
    PrescribedExercise,
    Retest,
    Routine,
    RoutineDraft,
    StartGate,
)
from clinic.permissions import NotAllowed
from clinic.policies import NotNow
from clinic.validators.prescription import PlanLine, PlanTest, RoutinePlan
from exercises.dosage import Dosage
from exercises.models import Cause, Exercise, HomeTest

TEN = Dosage(sets=1, reps_min=10)


@pytest.fixture
def shelf(clinic):
    return clinic.shelf


def _exercise(shelf, slug):
    return Exercise.objects.get(shelf=shelf, slug=slug)


def _plan(shelf, *slugs, **changes):
    lines = tuple(PlanLine(exercise_id=_exercise(shelf, slug).pk, dosage=TEN) for slug in slugs)
    return RoutinePlan(**({"lines": lines, "starts_on": datetime.date(2026, 12, 1)} | changes))


def _given(routine):
    return list(routine.prescribed.order_by("position").values_list("exercise__slug", flat=True))


def test_assign_gives_the_first_routine(episode, therapist, shelf):
    cause = Cause.objects.get(shelf=shelf, slug="ankle-mobility")
    test = HomeTest.objects.get(shelf=shelf, slug="wall-lean")
    line = PlanLine(
        exercise_id=_exercise(shelf, "wall-lean").pk, dosage=TEN, cause_id=cause.pk, usual=TEN, note="Slowly."
    )
    due = datetime.date(2026, 12, 29)
    plan = _plan(shelf, lines=(line,), tests=(PlanTest(test.pk, due),), words="Off you go.")

    routine = assign(episode=episode, plan=plan, base_revision=0, by=therapist)

    assert (routine.revision, routine.words, routine.assigned_by, routine.ended_at) == (
        1,
        "Off you go.",
        therapist,
        None,
    )
    row = routine.prescribed.get()
    assert (row.exercise.slug, row.dosage, row.usual, row.note, row.position) == ("wall-lean", TEN, TEN, "Slowly.", 1)
    assert list(routine.causes.all()) == [cause]
    assert list(Retest.objects.values_list("routine", "home_test", "due_on")) == [(routine.pk, test.pk, due)]
    assert list(Finding.objects.values_list("cause", "state")) == [(cause.pk, "suspected")]
    assert list(AuditEvent.objects.values_list("verb", "target_uuid")) == [("routine.given", routine.uuid)]
    assert list(Notification.objects.values_list("kind", "recipient")) == [("routine", episode.runner.user_id)]


def test_assign_ends_the_former_revision_and_continues_its_exercises(routine, therapist, shelf):
    first = routine.prescribed.get(exercise__slug="wall-lean")
    second = assign(
        episode=routine.episode,
        plan=_plan(shelf, "wall-lean", "dumbbell-deadlift"),
        base_revision=1,
        by=therapist,
    )
    third = assign(episode=routine.episode, plan=_plan(shelf, "wall-lean"), base_revision=2, by=therapist)

    routine.refresh_from_db()
    second.refresh_from_db()
    assert (routine.ended_at, second.ended_at) == (second.assigned_at, third.assigned_at)
    assert _given(second) == ["wall-lean", "dumbbell-deadlift"]
    links = PrescribedExercise.objects.filter(continues__isnull=False).values_list("routine", "continues")
    assert sorted(links) == [(second.pk, first.pk), (third.pk, first.pk)]


def test_assign_overtaken_writes_nothing(routine, therapist, therapist2, shelf):
    RoutineDraft.objects.create(episode=routine.episode, therapist=therapist2, base_revision=1)
    second = assign(episode=routine.episode, plan=_plan(shelf, "wall-lean"), base_revision=1, by=therapist)

    with pytest.raises(Overtaken) as caught:
        assign(episode=routine.episode, plan=_plan(shelf, "dumbbell-deadlift"), base_revision=1, by=therapist2)

    assert caught.value.revision == 2
    assert Routine.objects.current().get() == second
    assert RoutineDraft.objects.count() == 1


def test_assign_cancels_waiting_tests_and_keeps_done_ones(routine, therapist, shelf):
    hop, lean = (HomeTest.objects.get(shelf=shelf, slug=slug) for slug in ("hop-test", "wall-lean"))
    day = datetime.date(2026, 12, 29)
    done = Retest.objects.create(episode=routine.episode, home_test=lean, due_on=day, done_at=routine.assigned_at)
    waiting = Retest.objects.create(episode=routine.episode, home_test=hop, due_on=day)
    plan = _plan(shelf, "wall-lean", tests=(PlanTest(hop.pk, day + datetime.timedelta(days=7)),))

    second = assign(episode=routine.episode, plan=plan, base_revision=1, by=therapist)

    waiting.refresh_from_db()
    done.refresh_from_db()
    assert waiting.cancelled_at is not None
    assert done.cancelled_at is None
    assert Retest.objects.waiting().get().routine == second


def test_assign_keeps_a_finding_that_stands(episode, therapist, shelf):
    cause = Cause.objects.get(shelf=shelf, slug="ankle-mobility")
    Finding.objects.create(episode=episode, cause=cause, state="confirmed")
    line = PlanLine(exercise_id=_exercise(shelf, "wall-lean").pk, dosage=TEN, cause_id=cause.pk)
    assign(episode=episode, plan=_plan(shelf, lines=(line,)), base_revision=0, by=therapist)
    assert list(Finding.objects.values_list("state", flat=True)) == ["confirmed"]


def test_assign_of_impact_waits_for_the_start_check(episode, therapist, shelf):
    with pytest.raises(NotNow) as caught:
        assign(episode=episode, plan=_plan(shelf, "box-hop"), base_revision=0, by=therapist)
    assert caught.value.conflict_code == "gate_closed"
    assert Routine.objects.count() == 0


def test_assign_of_impact_with_a_reason_opens_the_gate(episode, therapist, shelf):
    plan = _plan(shelf, "box-hop", gate_reason="Jumps daily at work.")
    assign(episode=episode, plan=plan, base_revision=0, by=therapist)
    gate = StartGate.objects.get()
    assert (gate.is_open, gate.override_reason, gate.recorded_by) == (True, "Jumps daily at work.", therapist)


def test_assign_without_impact_leaves_the_gate_alone(episode, therapist, shelf):
    plan = _plan(shelf, "wall-lean", gate_reason="Not needed.")
    assign(episode=episode, plan=plan, base_revision=0, by=therapist)
    assert StartGate.objects.count() == 0


def test_assign_takes_only_the_clinics_own_shelf(episode, therapist, other_clinic):
    with pytest.raises(NotNow) as caught:
        assign(episode=episode, plan=_plan(other_clinic.shelf, "wall-lean"), base_revision=0, by=therapist)
    assert caught.value.conflict_code == "not_on_shelf"


def test_assign_deletes_only_the_own_draft(episode, therapist, therapist2, shelf):
    for person in (therapist, therapist2):
        RoutineDraft.objects.create(episode=episode, therapist=person)
    assign(episode=episode, plan=_plan(shelf, "wall-lean"), base_revision=0, by=therapist)
    assert list(RoutineDraft.objects.values_list("therapist", flat=True)) == [therapist2.pk]


def test_assign_by_the_wrong_people(episode, owner, staff, other_therapist, shelf):
    for person in (owner, staff, other_therapist, episode.runner.user):
        with pytest.raises(NotAllowed):
            assign(episode=episode, plan=_plan(shelf, "wall-lean"), base_revision=0, by=person)
    assert Routine.objects.count() == 0


def test_assign_after_discharge(episode, therapist, shelf):
    episode.discharged_at, episode.outcome = episode.opened_at, "better"
    episode.save()
    with pytest.raises(NotNow) as caught:
        assign(episode=episode, plan=_plan(shelf, "wall-lean"), base_revision=0, by=therapist)
    assert caught.value.conflict_code == "discharged"


@pytest.mark.parametrize("slugs", [["wall-lean"], ["wall-lean", "dumbbell-deadlift", "bridge-double"]])
def test_assign_costs_the_same_for_one_and_three(routine, therapist, shelf, slugs, django_assert_num_queries):
    plan = _plan(shelf, *slugs)
    with django_assert_num_queries(13):
        assign(episode=routine.episode, plan=plan, base_revision=1, by=therapist)


@pytest.mark.django_db(transaction=True)
def test_assign_many_at_once_gives_one(episode, therapist, shelf):
    plan, at_once, ends = _plan(shelf, "wall-lean"), threading.Barrier(8), []

    def give():
        at_once.wait()
        try:
            ends.append(assign(episode=episode, plan=plan, base_revision=0, by=therapist).revision)
        except Overtaken as told:
            ends.append(f"overtaken by {told.revision}")
        finally:
            connection.close()

    threads = [threading.Thread(target=give) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends, key=str) == [1] + ["overtaken by 1"] * 7
    assert Routine.objects.get().prescribed.count() == 1
