"""Boxes read into dosages, drafts into plans: every fault is named, and nothing else passes."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.rules.draft import BOXES, Draft, Line, TestLine
from clinic.validators.prescription import (
    BoxErrors,
    Fault,
    PlanLine,
    PlanTest,
    RoutinePlan,
    boxes_of,
    dosage_of,
    plan_of,
)
from exercises.dosage import Dosage

TODAY = datetime.date(2026, 12, 1)
TEN = Dosage(sets=1, reps_min=10)


def faults_of(boxes):
    try:
        dosage_of(boxes)
    except BoxErrors as error:
        return error.errors
    return {}


class SmallShelf:
    ids = {"box-hop": 1, "wall-lean": 2, "strength": 7, "hop-test": 5}

    def exercise_id(self, uuid):
        return self.ids[uuid]

    cause_id = home_test_id = exercise_id

    def name(self, uuid):
        self.ids[uuid]
        return uuid


def _draft(**changes):
    line = Line("1", "box-hop", boxes_of(TEN), cause="strength", usual=TEN.to_dict(), note=" Land  softly. ")
    values = {"lines": (line,), "tests": (TestLine("hop-test", "2026-12-29"),), "starts_on": "2026-12-01"}
    return Draft(**(values | changes))


dosages = st.one_of(
    st.builds(
        Dosage,
        sets=st.none() | st.integers(1, 20),
        reps_min=st.integers(1, 50),
        reps_max=st.integers(50, 200),
        hold_seconds=st.none() | st.integers(0, 120),
        rest_seconds=st.none() | st.integers(0, 900),
        load=st.sampled_from(["", "2 x 8 kg"]),
        tempo=st.sampled_from(["", "3-1-3"]),
        per_side=st.booleans(),
        times_per_day=st.integers(1, 6),
        days_min=st.integers(1, 3),
        days_max=st.integers(3, 4),
        min_rest_days=st.integers(0, 1),
        when=st.sampled_from(["any_time", "warm_up", "after_run"]),
        weeks=st.none() | st.integers(1, 52),
    ),
    st.builds(Dosage, work_seconds=st.integers(1, 7200), sets=st.integers(1, 20)),
)


@given(dosages)
def test_boxes_read_back_as_the_same_dosage(dosage):
    assert dosage_of(boxes_of(dosage)) == dosage


@given(st.dictionaries(st.sampled_from(BOXES), st.text(max_size=20)))
def test_anything_typed_is_a_dosage_or_named_faults(boxes):
    assert all(faults_of(boxes).values())
    assert set(faults_of(boxes)) <= set(BOXES)


@pytest.mark.parametrize("text", ["8-12", "8–12", "8 to 12", " 8 - 12 "])
def test_a_range_is_read_in_several_ways(text):
    dosage = dosage_of({"reps": text})
    assert (dosage.reps_min, dosage.reps_max) == (8, 12)


@pytest.mark.parametrize(
    ("boxes", "errors"),
    [
        ({"reps": "ten"}, {"reps": "Reps must be a number like 10, or a range like 8 to 12"}),
        ({"reps": "201"}, {"reps": "Reps must be 200 or less"}),
        ({"reps": ""}, {"reps": "Reps or time is missing; give one of the two"}),
        ({"reps": "10", "hold": "121"}, {"hold": "Hold must be 120 seconds or less"}),
        ({"reps": "10", "hold": "1.5"}, {"hold": "Hold must be whole seconds"}),
        ({"reps": "10", "days": "8"}, {"days": "Most days a week must be 7 or less"}),
        ({"reps": "10", "rest": "NaN"}, {"rest": "Rest must be whole seconds"}),
        ({"reps": "10", "sets": str(2**63)}, {"sets": "Sets must be a whole number"}),
    ],
)
def test_a_wrong_box_is_named(boxes, errors):
    with pytest.raises(BoxErrors) as caught:
        dosage_of(boxes)
    assert caught.value.errors == errors


def test_all_wrong_boxes_are_named_at_once():
    with pytest.raises(BoxErrors) as caught:
        dosage_of({"sets": "x", "reps": "500", "hold": "-1"})
    assert set(caught.value.errors) == {"sets", "reps", "hold"}


def test_a_good_draft_is_a_plan():
    plan, faults = plan_of(_draft(words=" Well done. "), SmallShelf(), TODAY)
    assert faults == []
    assert plan == RoutinePlan(
        lines=(PlanLine(exercise_id=1, dosage=TEN, cause_id=7, usual=TEN, note="Land softly."),),
        tests=(PlanTest(5, datetime.date(2026, 12, 29)),),
        starts_on=TODAY,
        words="Well done.",
    )


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"lines": ()}, Fault("", "Add at least one exercise first.")),
        ({"starts_on": "soon"}, Fault("starts_on", "Give the first day of the routine.")),
        ({"starts_on": "2026-02-30"}, Fault("starts_on", "Give the first day of the routine.")),
        (
            {"starts_on": "2026-10-01"},
            Fault("starts_on", "The first day must lie within the last month or the next year."),
        ),
        ({"words": "x" * 1001}, Fault("words", "These words must be 1000 characters or fewer.")),
        (
            {"tests": (TestLine("hop-test", ""),)},
            Fault("due-hop-test", "Give the day on which to repeat the hop-test."),
        ),
        (
            {"tests": (TestLine("hop-test", "2026-11-30"),)},
            Fault("due-hop-test", "The home test must be repeated on or after the first day."),
        ),
        (
            {"tests": (TestLine("hop-test", "2028-11-30"),)},
            Fault("due-hop-test", "The home test must be repeated within a year."),
        ),
        (
            {"tests": (TestLine("gone", "2026-12-29"),)},
            Fault("due-gone", "This home test is no longer in the library. Take it out."),
        ),
        (
            {"lines": (Line("4", "gone", boxes_of(TEN)),)},
            Fault("line-4-out", "This exercise is no longer in the library. Take it out."),
        ),
        (
            {"lines": (Line("4", "box-hop", boxes_of(TEN), note="x" * 301),)},
            Fault("line-4-note", "Note must be 300 characters or fewer"),
        ),
        (
            {"lines": (Line("1", "box-hop", boxes_of(TEN)), Line("2", "box-hop", boxes_of(TEN)))},
            Fault("line-2-out", "box-hop is in the routine twice. Take one out."),
        ),
        ({"lines": (Line("4", "box-hop", {"reps": "0"}),)}, Fault("line-4-reps", "box-hop: Reps must be 1 or more")),
    ],
)
def test_a_wrong_draft_is_no_plan_and_says_where(changes, fault):
    assert plan_of(_draft(**changes), SmallShelf(), TODAY) == (None, [fault])


def test_the_last_day_there_is_does_not_break_it():
    plan, faults = plan_of(_draft(starts_on="9999-12-31"), SmallShelf(), TODAY)
    assert (plan, [fault.field for fault in faults]) == (None, ["starts_on"])
