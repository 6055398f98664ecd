"""What may be prescribed: read from the shipped library."""

import pytest
from django.utils import timezone

from clinic.models import Finding, Retest
from clinic.queries.choices import Waiting, choices_for
from exercises.models import Cause, Exercise, HomeTest


@pytest.fixture
def choices(episode):
    return choices_for(episode)


def _named(choices, name):
    return next(one for one in choices.exercises.values() if one.name == name)


def test_causes_come_in_their_order_with_their_findings(episode, clinic):
    cause = Cause.objects.get(shelf=clinic.shelf, slug="ankle-mobility")
    Finding.objects.create(episode=episode, cause=cause, state="ruled_out", superseded_at=episode.opened_at)
    Finding.objects.create(episode=episode, cause=cause, state="confirmed")
    assert [(one.name, one.state) for one in choices_for(episode).causes][:4] == [
        ("Insufficient calf strength", ""),
        ("Poor ankle mobility", "confirmed"),
        ("Weak glutes and hamstrings", ""),
        ("Wrong shoes", ""),
    ]


def test_a_cause_has_its_stages_with_dosage_and_test(choices):
    strength, _mobility, _glutes, shoes, *_further = choices.causes
    first, second = strength.all_stages
    assert [step.exercise for step in first.steps] == [_named(choices, "Box hop").uuid]
    assert (first.steps[0].dosage.reps_min, first.retest_days) == (10, 28)
    assert choices.tests[first.test].name == "Hop test"
    assert [step.exercise for step in second.steps] == [_named(choices, "Single-leg box hop").uuid]
    assert (shoes.shoe_review, [stage.steps for stage in shoes.all_stages]) == (True, [()])


def test_the_chain_goes_both_ways(choices):
    hop, single = _named(choices, "Box hop"), _named(choices, "Single-leg box hop")
    assert hop.harder[0] == single.uuid
    assert single.easier[0] == hop.uuid


def test_calmer_than_a_box_hop_has_no_impact(choices):
    hop = _named(choices, "Box hop")
    assert (hop.is_impact, choices.calmer(hop.uuid).is_impact) == (True, False)


def test_other_clinics_exercises_are_not_there(choices, other_clinic):
    theirs = {str(uuid) for uuid in Exercise.objects.filter(shelf=other_clinic.shelf).values_list("uuid", flat=True)}
    assert theirs
    assert not theirs & choices.exercises.keys()


def test_a_retired_exercise_is_there_only_while_in_use(episode, clinic):
    row = Exercise.objects.get(shelf=clinic.shelf, slug="wall-lean")
    Exercise.objects.filter(pk=row.pk).update(status="retired")
    assert str(row.uuid) not in choices_for(episode).exercises
    kept = choices_for(episode, [str(row.uuid)])
    assert kept.exercises[str(row.uuid)].is_published is False
    assert kept.find("wall lean") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("box hop", ["Box hop", "Single-leg box hop"]),
        ("LEAN", ["Wall lean"]),
        ("", []),
        ("nothing like it", []),
    ],
)
def test_find_looks_for_all_words(choices, words, found):
    assert [one.name for one in choices.find(words)] == found


def test_choices_cost_three_queries(episode, django_assert_num_queries):
    with django_assert_num_queries(3):
        choices_for(episode)


def test_a_test_that_waits_is_known_when_it_is_retired(episode):
    today = episode.runner.today()
    hop, lean = (
        HomeTest.objects.get(shelf=episode.runner.clinic.shelf, slug=slug) for slug in ("hop-test", "wall-lean")
    )
    Retest.objects.create(episode=episode, home_test=lean, due_on=today)
    Retest.objects.create(episode=episode, home_test=hop, due_on=today, cancelled_at=timezone.now())
    HomeTest.objects.filter(pk=lean.pk).update(status="retired")
    found = choices_for(episode)
    offered = {test.name for test in found.tests.values()}
    assert (hop.name in offered, lean.name in offered) == (True, False)
    assert found.waiting == (Waiting(str(lean.uuid), lean.name, today),)
