"""The routine that a decision suggests."""

import pytest

from clinic.queries.builder import bench_for
from clinic.queries.next_routine import next_draft
from exercises.models import Cause, HomeTest


@pytest.fixture
def bench(routine, therapist, clinic):
    """Box hop for calf strength and wall lean for the ankle; nothing else is known."""
    for slug, cause in (("box-hop", "calf-strength"), ("wall-lean", "ankle-mobility")):
        row = Cause.objects.get(shelf=clinic.shelf, slug=cause)
        routine.prescribed.filter(exercise__slug=slug).update(cause=row)
    return bench_for(routine.episode, therapist)


def _test_pk(clinic, slug):
    return HomeTest.objects.get(shelf=clinic.shelf, slug=slug).pk


def _names(bench, draft):
    return [bench.choices.name(line.exercise) for line in draft.lines]


def test_progress_takes_the_next_stage_with_its_dosage(bench, clinic):
    draft = next_draft(bench, "progress", {_test_pk(clinic, "hop-test")})
    assert _names(bench, draft) == ["Single-leg box hop", "Wall lean"]
    boxes = draft.lines[0].boxes
    assert (boxes["reps"], boxes["days"], boxes["when"], boxes["sides"]) == ("10", "3-4", "warm_up", "each")


def test_progress_asks_for_the_stages_test_again(bench, clinic):
    draft = next_draft(bench, "progress", {_test_pk(clinic, "hop-test")})
    assert [bench.choices.name(test.home_test) for test in draft.tests] == ["Hop test"]


@pytest.mark.parametrize("decision", ["progress", "ease"])
def test_a_step_out_of_the_protocol_keeps_its_test(bench, clinic, decision):
    draft = next_draft(bench, decision, {_test_pk(clinic, "wall-lean")})
    assert [bench.choices.name(test.home_test) for test in draft.tests] == ["Knee-to-wall test (wall lean)"]


def test_ease_takes_the_easier_neighbour_in_its_usual_dosage(bench, clinic):
    draft = next_draft(bench, "ease", {_test_pk(clinic, "hop-test")})
    eased = bench.choices.exercises[draft.lines[0].exercise]
    assert (eased.name, draft.lines[0].usual) == ("Single-leg calf raise", eased.dosage.to_dict())


def test_only_what_the_measured_tests_speak_to_takes_the_step(bench, clinic):
    draft = next_draft(bench, "ease", {_test_pk(clinic, "wall-lean")})
    assert _names(bench, draft)[0] == "Box hop"
    assert _names(bench, draft)[1] != "Wall lean"


def test_without_results_everything_takes_the_step(bench):
    assert not {"Box hop", "Wall lean"} & set(_names(bench, next_draft(bench, "progress", set())))


@pytest.mark.parametrize("decision", ["keep", "discharge"])
def test_other_decisions_prepare_nothing(bench, decision):
    assert next_draft(bench, decision, set()) is None


def test_without_a_routine_there_is_nothing_to_step_from(episode, therapist):
    assert next_draft(bench_for(episode, therapist), "progress", set()) is None
