"""Recordings kept with their results, and read again by another version of the algorithm."""

import uuid

import pytest

from clinic.actions.results import undo_result
from clinic.actions.traces import analyse_again
from clinic.measurement import hop, reading
from clinic.measurement.packing import unpack
from clinic.models import AuditEvent, MotionTrace, TestResult, TraceAnalysis
from clinic.policies import NotNow
from tests.clinic.bodies import hop_body, may_hop, measured, motion_body, phone_body
from tests.clinic.recordings import hopping

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(runner, therapist, episode):
    return may_hop(runner, therapist)


def kept():
    """Of each recording: its place, its samples, and what the versions said of it, the newest first."""
    return [
        (row.place, row.sample_count, [(one.algorithm, one.facts.get("hops")) for one in row.analyses.all()])
        for row in MotionTrace.objects.order_by("pk")
    ]


def test_recording_is_kept_with_its_analysis_and_the_number_of_the_runner(runner, ready):
    row = measured(runner, motion_body(hops=63)).row
    assert kept() == [(1, 1800, [(hop.ALGORITHM, 65)])]
    assert {value.measure.key: int(value.value) for value in row.values.all()} == {"seconds": 30, "hops": 63}
    trace = row.traces.get()
    assert (unpack(bytes(trace.samples)).count, trace.interval_ms, trace.zero) == (1800, 16.7, None)
    assert trace.analyses.get().accepted is True


def test_each_try_keeps_its_recording(runner, episode):
    row = measured(runner, phone_body(38, 40)).row
    found = [(one.place, one.analyses.get().facts["angle_deg"]) for one in row.traces.all()]
    assert found == [(1, pytest.approx(38, abs=0.1)), (2, pytest.approx(40, abs=0.1))]


def test_same_body_twice_is_kept_once_and_another_recording_is_a_conflict(runner, ready):
    body = motion_body()
    assert [measured(runner, body).created for _ in range(2)] == [True, False]
    with pytest.raises(NotNow, match="used before"):
        measured(runner, body | {"traces": [hopping(29.5)]})
    assert (TestResult.objects.count(), MotionTrace.objects.count()) == (1, 1)


def test_audit_holds_no_samples(runner, ready):
    measured(runner, motion_body())
    assert AuditEvent.objects.get(verb="result.recorded").facts == {"test": "hop-test", "side": "left"}


def test_correction_of_the_count_takes_the_recording_over(runner, ready):
    old = measured(runner, motion_body()).row
    row = measured(runner, motion_body(traces=None, hops=60, replaces=str(old.uuid))).row
    assert (row.traces.count(), old.traces.count()) == (1, 0)
    assert kept() == [(1, 1800, [(hop.ALGORITHM, 65)])]


@pytest.mark.parametrize(
    "change", [{"method": "counted"}, {"side": "right"}, {"traces": [hopping(29)]}], ids=["counted", "side", "again"]
)
def test_correction_of_something_else_leaves_the_recording_where_it_was(runner, ready, change):
    old = measured(runner, motion_body()).row
    measured(runner, motion_body(**{"traces": None, "replaces": str(old.uuid)} | change))
    assert old.traces.count() == 1


def test_counted_correction_takes_over_nothing(runner, ready):
    old = measured(runner, hop_body()).row
    measured(runner, hop_body(hops=60, replaces=str(old.uuid)))
    assert MotionTrace.objects.count() == 0


def test_undone_result_keeps_its_recording(runner, ready):
    row = measured(runner, motion_body()).row
    undo_result(result=row, by=runner.user)
    assert row.traces.count() == 1


@pytest.fixture
def recorded(runner, ready):
    """Three recordings of results."""
    return [measured(runner, motion_body(id=str(uuid.uuid4()), practice=True)).row for _ in range(3)]


def ran(**asked):
    *_, last = analyse_again(**asked)
    return last.total, last.read, last.changed, last.broken


def newer(monkeypatch, hops):
    """From now on another version of the algorithm, which counts otherwise."""
    monkeypatch.setattr(hop, "ALGORITHM", "hop-new")
    facts = {"accepted": True, "reasons": [], "hops": hops, "algorithm": "hop-new"}
    monkeypatch.setattr(reading, "read", lambda *_: facts)


def test_what_this_version_read_is_not_read_again(recorded):
    assert ran() == (0, 0, 0, 0)


def test_another_version_reads_again_and_changes_no_result(recorded, monkeypatch):
    old = hop.ALGORITHM
    newer(monkeypatch, hops=64)
    assert ran() == (3, 3, 3, 0)
    assert kept() == [(1, 1800, [("hop-new", 64), (old, 65)])] * 3
    assert {int(row.values.get(measure__key="hops").value) for row in recorded} == {65}
    assert ran() == (0, 0, 0, 0)


def test_another_version_that_counts_the_same_changes_nothing(recorded, monkeypatch):
    newer(monkeypatch, hops=65)
    assert ran() == (3, 3, 0, 0)


def test_going_back_to_an_older_version_makes_it_the_newest_again(recorded, monkeypatch):
    old = hop.ALGORITHM
    with monkeypatch.context() as patch:
        newer(patch, hops=64)
        ran()
    assert ran() == (3, 3, 3, 0)
    assert kept() == [(1, 1800, [(old, 65), ("hop-new", 64)])] * 3


def test_all_reads_again_what_this_version_read(recorded):
    assert ran(every=True) == (3, 3, 0, 0)
    assert TraceAnalysis.objects.count() == 3


def test_broken_recording_is_counted_and_left(recorded):
    MotionTrace.objects.filter(result=recorded[1]).update(samples=b"\x01broken")
    assert ran(every=True) == (3, 3, 0, 1)


def test_many_are_read_in_batches(recorded, monkeypatch):
    monkeypatch.setattr("clinic.actions.traces.BATCH", 2)
    assert [(course.read, course.total) for course in analyse_again(every=True)] == [(0, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("number", [1, 3])
def test_a_batch_takes_the_same_statements(recorded, number, django_assert_num_queries):
    MotionTrace.objects.filter(result__in=recorded[number:]).delete()
    with django_assert_num_queries(7):
        ran(every=True)
