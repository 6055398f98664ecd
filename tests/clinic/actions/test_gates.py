import pytest
from django.core.exceptions import ValidationError

from clinic.actions.gates import override_gate, record_gate
from clinic.models import AuditEvent, StartGate
from clinic.permissions import NotAllowed
from clinic.policies import NotNow, check_gate_open
from tests.clinic.validators.test_answers import PASSING


def test_record_gate_opens_it(runner):
    gate = record_gate(runner=runner, answers=PASSING, by=runner.user)
    assert (gate.passed, gate.failed, gate.answers, gate.recorded_by) == (True, [], PASSING, runner.user)
    check_gate_open(runner)
    assert AuditEvent.objects.get().verb == "gate.recorded"


def test_record_gate_that_fails_closes_it_again(runner, therapist):
    record_gate(runner=runner, answers=PASSING, by=therapist)
    gate = record_gate(runner=runner, answers=PASSING | {"two-leg-hops": "no"}, by=runner.user)
    assert (gate.passed, gate.failed) == (False, ["two-leg-hops"])
    with pytest.raises(NotNow):
        check_gate_open(runner)


def test_record_gate_with_faults_writes_nothing(runner):
    with pytest.raises(ValidationError):
        record_gate(runner=runner, answers=PASSING | {"rest-pain": 11}, by=runner.user)
    assert (StartGate.objects.count(), AuditEvent.objects.count()) == (0, 0)


def test_record_gate_by_strangers_is_refused(runner, runner2, other_therapist, staff):
    for person in (runner2.user, other_therapist, staff):
        with pytest.raises(NotAllowed):
            record_gate(runner=runner, answers=PASSING, by=person)
    assert StartGate.objects.count() == 0


def test_override_gate_opens_it_with_a_reason(runner, therapist):
    gate = override_gate(runner=runner, reason=" Hops well here. ", by=therapist)
    assert (gate.passed, gate.override_reason, gate.is_open) == (False, "Hops well here.", True)
    check_gate_open(runner)


def test_override_gate_wants_a_therapist_and_a_reason(runner, therapist, other_therapist, owner):
    for person in (runner.user, other_therapist, owner):
        with pytest.raises(NotAllowed):
            override_gate(runner=runner, reason="Fine.", by=person)
    for reason in ("", " ", "x" * 501):
        with pytest.raises(ValidationError):
            override_gate(runner=runner, reason=reason, by=therapist)
    assert StartGate.objects.count() == 0
