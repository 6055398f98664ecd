"""Differences between two routines, as a therapist reads them."""

import datetime

import pytest

from clinic.queries.revisions import Content, Difference, Entry, Kind, content_of, differences, revision
from exercises.dosage import Dosage

TEN, EIGHT = Dosage(sets=1, reps_min=10), Dosage(sets=1, reps_min=8)
HOP, LEAN, LIFT = Entry("1", "Box hop", TEN), Entry("2", "Wall lean", TEN), Entry("3", "Deadlift", TEN)
DAY = datetime.date(2026, 12, 29)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ((HOP, LEAN), (HOP, LEAN), []),
        ((HOP,), (HOP, LEAN), [Difference(Kind.ADDED, "Wall lean", ("1 set of 10, every day",))]),
        ((HOP, LEAN), (LEAN,), [Difference(Kind.REMOVED, "Box hop")]),
        ((), (Entry("1", "Box hop", None),), [Difference(Kind.ADDED, "Box hop")]),
        (
            (HOP,),
            (Entry("1", "Box hop", EIGHT),),
            [Difference(Kind.CHANGED, "Box hop", ("Reps: 8, was 10",))],
        ),
        (
            (HOP,),
            (Entry("1", "Box hop", TEN, "Softly."),),
            [Difference(Kind.CHANGED, "Box hop", ("Note: Softly.",))],
        ),
        (
            (HOP,),
            (Entry("1", "Box hop", None),),
            [Difference(Kind.CHANGED, "Box hop", ("The dosage cannot be read yet",))],
        ),
    ],
)
def test_differences_of_exercises(before, after, changes):
    assert differences(Content(before), Content(after)) == changes


def test_a_move_is_told_of_as_few_exercises_as_possible():
    assert differences(Content((HOP, LEAN, LIFT)), Content((LIFT, HOP, LEAN))) == [
        Difference(Kind.MOVED, "Deadlift", ("now number 1",))
    ]


def test_differences_of_tests_and_words():
    before = Content(tests={"Hop test": DAY, "Knee to wall": DAY}, words="Begin.")
    after = Content(tests={"Hop test": DAY + datetime.timedelta(days=7), "Bridge": None}, words="Go on.")
    assert differences(before, after) == [
        Difference(Kind.CHANGED, "Hop test", ("Repeat on: 5 Jan 2027, was 29 Dec 2026",)),
        Difference(Kind.ADDED, "Bridge", ("due on no day yet",)),
        Difference(Kind.REMOVED, "Knee to wall"),
        Difference(Kind.CHANGED, "Words to the runner", ("Go on.",)),
    ]


def test_a_revision_without_words_takes_none_away():
    assert differences(Content(words="Begin."), Content()) == []


def test_revision_comes_with_its_content(routine, django_assert_num_queries):
    with django_assert_num_queries(3):
        found = content_of(revision(routine.episode, 1))
    assert [entry.name for entry in found.entries] == ["Box hop", "Wall lean"]


def test_revision_that_is_not_there(routine):
    assert revision(routine.episode, 7) is None
