"""What each person may load, where the page in front would refuse them anyway."""

import pytest

from clinic.actions.audit import record
from clinic.models import Alert, AuditEvent, MotionTrace, RoutineDraft, TraceAnalysis
from tests.whole_record import fill_record

# runner, another runner, therapist, staff, owner, therapist of another clinic
PEOPLE = ("runner", "runner2", "therapist", "staff", "owner", "other_therapist")


@pytest.fixture
def rows(episode, therapist):
    record("record.opened", by=therapist, runner=episode.runner)
    Alert.objects.create(runner=episode.runner, kind="pain", facts={"pain": 7})
    RoutineDraft.objects.create(episode=episode, therapist=therapist)


@pytest.mark.parametrize("model", [MotionTrace, TraceAnalysis])
def test_traces_are_visible_to_the_runner_and_who_cares(runner, routine, therapist, request, model):
    fill_record(runner, routine, therapist)
    people = [request.getfixturevalue(name) for name in PEOPLE]
    found = [model.objects.visible_to(getattr(one, "user", one)).count() for one in people]
    assert found == [1, 0, 1, 0, 1, 0]


@pytest.mark.parametrize(
    ("model", "seen"), [(AuditEvent, "0 0 0 0 1 0"), (Alert, "0 0 1 0 1 0"), (RoutineDraft, "0 0 1 0 1 0")]
)
def test_rows_are_visible_to(rows, request, model, seen):
    people = [request.getfixturevalue(name) for name in PEOPLE]
    found = [model.objects.visible_to(getattr(one, "user", one)).count() for one in people]
    assert found == [int(number) for number in seen.split()]
