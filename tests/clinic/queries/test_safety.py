import datetime

import pytest

from clinic.models import StartGate
from clinic.queries.safety import advice_for, criteria_of, has_answered, kind_to_ask, latest_gate, questions_of
from tests.clinic.bodies import screened


def test_questions_of_are_those_of_the_clinic_in_order(runner, other_runner):
    rows = questions_of(runner)
    assert (len(rows), {row.shelf_id for row in rows}) == (15, {runner.clinic.shelf_id})
    assert [row.position for row in rows] == sorted(row.position for row in rows)


def test_criteria_of_are_those_of_the_clinic(runner, other_runner):
    rows = criteria_of(runner)
    assert (len(rows), {row.shelf_id for row in rows}) == (6, {runner.clinic.shelf_id})


@pytest.mark.parametrize(("wanted", "kind"), [("", "full"), ("short", "short"), ("full", "full"), ("other", "full")])
def test_kind_to_ask_is_full_until_it_was_answered(runner, wanted, kind):
    assert kind_to_ask(runner, wanted) == kind


def test_kind_to_ask_is_short_afterwards(runner):
    screened(runner, short=False)
    assert kind_to_ask(runner) == "short"


def test_has_answered_needs_the_full_set(runner):
    screened(runner)
    assert has_answered(runner) is False
    screened(runner, short=False)
    assert has_answered(runner) is True


def test_advice_for_a_clear_answer_is_empty(runner):
    assert advice_for(runner, "clear") == ""


def test_advice_for_a_level_is_the_clinics(runner):
    assert advice_for(runner, "note").startswith("Thank you. Your therapist will see your answers.")


def test_latest_gate_is_the_last_one(runner, runner2):
    assert latest_gate(runner) is None
    old = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    newer = StartGate.objects.create(runner=runner, passed=True)
    StartGate.objects.create(runner=runner, passed=False, done_at=old)
    StartGate.objects.create(runner=runner2, passed=False)
    assert latest_gate(runner) == newer
