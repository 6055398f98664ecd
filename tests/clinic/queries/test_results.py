"""What is compared with what, from readings at hand."""

import datetime
from decimal import Decimal

import pytest

from clinic.models import TestResult
from clinic.queries.results import Reading, compare_readings
from clinic.rules.change import Verdict
from exercises.models import HomeTest, Measure

MOMENT = datetime.datetime(2026, 11, 2, 18, 0, tzinfo=datetime.UTC)
HOP, LEAN = HomeTest(pk=1, name="Hop test"), HomeTest(pk=2, name="Wall lean")
SECONDS = Measure(pk=1, name="Time", unit="s", maximum=30, benchmark=30, primary=True)
HOPS = Measure(pk=2, name="Hops", unit="hops", maximum=200)


def reading(value, days, *, measure=SECONDS, **changed):
    way = {"home_test": HOP, "side": "left", "method": "counted", "rhythm": "own"} | changed
    done_at = MOMENT + datetime.timedelta(days=days)
    return Reading(TestResult(pk=days + 1, done_at=done_at, **way), measure, Decimal(value))


def test_the_latest_stands_beside_the_first_and_the_one_before_whatever_their_order():
    (one,) = compare_readings([reading(28, 28), reading(20, 0), reading(24, 14)], {SECONDS.pk: Decimal(5)})
    assert [one.first.value, one.previous.value, one.latest.value] == [20, 24, 28]
    assert (one.change.difference, one.change.verdict) == (8, Verdict.IMPROVED)
    assert (one.step.difference, one.step.verdict) == (4, Verdict.NO_CLEAR_CHANGE)


@pytest.mark.parametrize(
    "other",
    [{"side": "right"}, {"home_test": LEAN}, {"measure": HOPS}, {"method": "motion"}, {"rhythm": "metronome"}],
)
def test_what_was_taken_in_another_way_is_not_compared(other):
    found = compare_readings([reading(20, 0, **other), reading(28, 28)])
    assert [(one.change, len(one.readings)) for one in found] == [(None, 1), (None, 1)]


def test_a_first_result_has_nothing_beside_it():
    (one,) = compare_readings([reading(20, 0)])
    assert (one.change, one.step, one.previous, one.verdict) == (None, None, None, "First result")


@pytest.mark.parametrize(("value", "complete"), [(30, True), (29, False)])
def test_a_time_is_complete_when_it_reaches_the_end(value, complete):
    one = reading(value, 0)
    assert (one.is_timed, one.is_complete) == (True, complete)
    assert reading(60, 0, measure=HOPS).is_timed is False
