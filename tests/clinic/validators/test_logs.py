import datetime
import uuid

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from clinic.validators.logs import changed, read_log
from tests.clinic.bodies import log_body, logged
from tests.factories import PrescribedFactory, RoutineFactory


@pytest.fixture
def hop(routine):
    return routine.prescribed.get(position=1)


def faults(prescribed, **changes):
    with pytest.raises(ValidationError) as error:
        read_log(log_body(prescribed, **changes), prescribed=prescribed)
    return sorted(error.value.message_dict)


def test_read_log_takes_a_whole_body(hop):
    body = log_body(hop, note=" Felt light.\r\n")
    read = read_log(body, prescribed=hop)
    assert (read.uuid, read.prescribed_exercise) == (uuid.UUID(body["id"]), hop)
    assert (read.sets_done, read.reps_done, read.pain, read.effort, read.note) == (2, 10, 2, 4, "Felt light.")


def test_read_log_takes_a_bare_tick(hop):
    bare = {"id": str(uuid.uuid4()), "prescribed_exercise": str(hop.uuid), "done_at": timezone.now().isoformat()}
    read = read_log(bare, prescribed=hop)
    assert (read.sets_done, read.reps_done, read.pain, read.effort, read.note) == (None, None, None, None, "")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", None),
        ("id", "1"),
        ("done_at", None),
        ("done_at", "2026-01-01T00:00"),
        ("sets_done", -1),
        ("sets_done", 51),
        ("reps_done", 2**63),
        ("reps_done", 1.5),
        ("pain", 11),
        ("pain", True),
        ("effort", -1),
        ("note", "x" * 1001),
        ("note", "\x00"),
        ("replaces", "x"),
        ("side", "left"),
    ],
)
def test_read_log_names_the_field(hop, field, value):
    assert faults(hop, **{field: value}) == [field]


def test_read_log_names_every_field_at_once(hop):
    assert faults(hop, pain=11, effort=11, id=None) == ["effort", "id", "pain"]


def test_read_log_refuses_a_day_before_the_routine(hop):
    hop.routine.assigned_at = timezone.now() - datetime.timedelta(days=28)
    early = timezone.now() - datetime.timedelta(days=30)
    assert faults(hop, done_at=early.isoformat()) == ["done_at"]
    late = timezone.now() - datetime.timedelta(days=28)
    assert read_log(log_body(hop, done_at=late.isoformat()), prescribed=hop).done_at == late


def test_read_log_counts_from_the_first_revision_that_held_it(hop, episode):
    hop.routine.ended_at = timezone.now()
    hop.routine.save()
    newer = PrescribedFactory(
        routine=RoutineFactory(episode=episode, revision=2), slug="box-hop", position=1, continues=hop
    )
    assert read_log(
        log_body(newer, done_at=(timezone.now() - datetime.timedelta(days=20)).isoformat()), prescribed=newer
    )


def test_normalised_is_the_same_however_it_was_written(hop):
    body = log_body(hop, done_at="2026-11-01T18:30:00+01:00")
    other = body | {"done_at": "2026-11-01T17:30:00Z", "note": "Felt light.  ", "replaces": None}
    hop.routine.starts_on = datetime.date(2026, 10, 1)
    now = datetime.datetime(2026, 11, 2, tzinfo=datetime.UTC)
    with time_machine.travel(now, tick=False):
        first, second = (read_log(one, prescribed=hop).normalised() for one in (body, other))
    assert first == second


def test_changed_corrects_what_was_said(hop):
    row = logged(hop, pain=2).row
    new_id = uuid.uuid4()
    read = read_log(changed(row, {"pain": 6}, new_id=new_id), prescribed=hop)
    assert (read.uuid, read.replaces, read.pain, read.reps_done) == (new_id, row.uuid, 6, 10)
    assert read.done_at == row.done_at
