import pytest

from clinic.actions import episodes
from clinic.actions.findings import confirm_cause, find_cause, rule_out_cause, suspect_cause
from clinic.models import AuditEvent, Finding
from clinic.permissions import NotAllowed
from clinic.policies import NotNow
from exercises.models import Cause


@pytest.fixture
def cause(clinic):
    return Cause.objects.get(shelf=clinic.shelf, slug="calf-strength")


def found(episode):
    return list(Finding.objects.filter(episode=episode).order_by("pk").values_list("state", "evidence"))


def test_a_change_of_mind_keeps_the_former_finding(episode, cause, therapist):
    suspect_cause(episode=episode, cause=cause, evidence="12 raises left.", by=therapist)
    confirmed = confirm_cause(episode=episode, cause=cause, evidence="Hop test 21 s.", by=therapist)
    assert found(episode) == [("suspected", "12 raises left."), ("confirmed", "Hop test 21 s.")]
    assert list(Finding.objects.current()) == [confirmed]
    assert list(AuditEvent.objects.order_by("pk").values_list("verb", "facts")) == [
        ("cause.found", {"state": "suspected"}),
        ("cause.found", {"state": "confirmed"}),
    ]


def test_the_same_finding_again_writes_nothing(episode, cause, therapist):
    first = rule_out_cause(episode=episode, cause=cause, evidence="30 raises.", by=therapist)
    assert rule_out_cause(episode=episode, cause=cause, evidence="30 raises.", by=therapist) == first
    assert (found(episode), AuditEvent.objects.count()) == ([("ruled_out", "30 raises.")], 1)


def test_other_evidence_for_the_same_state_is_a_new_finding(episode, cause, therapist):
    suspect_cause(episode=episode, cause=cause, by=therapist)
    suspect_cause(episode=episode, cause=cause, evidence="12 raises.", by=therapist)
    assert found(episode) == [("suspected", ""), ("suspected", "12 raises.")]


@pytest.mark.parametrize("who", ["owner", "other_therapist"])
def test_only_a_therapist_of_the_clinic_finds(who, request, episode, cause):
    with pytest.raises(NotAllowed):
        find_cause(episode=episode, cause=cause, state="suspected", by=request.getfixturevalue(who))
    assert found(episode) == []


def test_nothing_is_found_after_discharge(episode, cause, therapist):
    episodes.discharge(episode=episode, outcome="better", reason="Well.", by=therapist)
    with pytest.raises(NotNow):
        suspect_cause(episode=episode, cause=cause, by=therapist)
    assert found(episode) == []
