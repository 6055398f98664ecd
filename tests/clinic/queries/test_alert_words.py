"""Every kind of alert has its sentence: on the runner's page and in the caseload."""

import datetime

import pytest
import time_machine

from clinic.models import Alert
from clinic.queries.alert_words import words_of_alert
from clinic.queries.caseload import caseload_of
from clinic.queries.caseload_faces import Wanted
from tests.factories import LogFactory

NOON = datetime.datetime(2026, 11, 23, 11, tzinfo=datetime.UTC)
Kind = Alert.Kind
# Kind and facts; the sentence on the runner's page; chip, first and second sentence in the caseload.
TABLE = [
    (
        Kind.RED_FLAG,
        {"level": "same_day", "reasons": ["Sudden snap"]},
        "Not answered with no: “Sudden snap”.",
        ("Red flag", "Yes to “Sudden snap”, today 12:00.", "Nothing is locked."),
    ),
    (
        Kind.SCREENING_NOTE,
        {"level": "review", "reasons": ["Antibiotic"]},
        "Not answered with no: “Antibiotic”.",
        ("Screening", "Yes to “Antibiotic”, today 12:00.", "Nothing is locked."),
    ),
    (
        Kind.PAIN,
        {"pain": 7, "exercise": "Box hop"},
        "Pain 7 of 10 in Box hop.",
        ("Pain up", "Box hop: pain 7 of 10.", "Today 12:00."),
    ),
    (
        Kind.PAIN,
        {"pain": 2, "exercise": "Box hop", "sharp": True},
        "Sharp or sudden pain in Box hop.",
        ("Pain up", "Box hop: sharp pain, 2 of 10.", "Today 12:00."),
    ),
    (
        Kind.PAIN,
        {"pain": None, "exercise": "Box hop", "sharp": True},
        "Sharp or sudden pain in Box hop.",
        ("Pain up", "Box hop: sharp or sudden pain.", "Today 12:00."),
    ),
    (
        Kind.MORNING,
        {"pain": 6, "usual": 2},
        "Pain 6 of 10 the morning after; usually 2.",
        ("Morning", "Pain 6 the morning after.", "Usually 2."),
    ),
    (
        Kind.MORNING,
        {"pain": 1, "usual": 1, "signs": ["swelling"]},
        "New swelling the morning after. Pain 1 of 10; usually 1.",
        ("Morning", "New swelling the morning after.", "Pain 1 of 10."),
    ),
    (
        Kind.MORNING,
        {"pain": 0, "usual": None, "signs": ["limp", "swelling"]},
        "A new limp and new swelling the morning after. Pain 0 of 10.",
        ("Morning", "A new limp and new swelling the morning after.", "Pain 0 of 10."),
    ),
    (
        Kind.MORNING,
        {"pain": 2, "usual": 1, "signs": ["limp"]},
        "A new limp the morning after. Pain 2 of 10; usually 1.",
        ("Morning", "A new limp the morning after.", "Pain 2 of 10."),
    ),
    (
        Kind.RESULT,
        {"test": "Hop test"},
        "New result: Hop test. Look at it and decide.",
        ("New result", "Hop test: a new result.", ""),
    ),
    (
        Kind.SIDE_DIFFERENCE,
        {"left": "8.0", "right": "11.5", "unit": "cm"},
        "Left 8, right 11.5 cm, on two test days.",
        ("Sides differ", "Left 8, right 11.5 cm.", "The second test day with this difference."),
    ),
    (
        Kind.CONSENT,
        {"version": "2026-11"},
        "Consent was withdrawn. Talk about what happens to the record.",
        ("Consent", "Consent was withdrawn.", "Talk about what happens to the record."),
    ),
]


def test_the_table_holds_every_kind():
    assert {kind for kind, *_rest in TABLE} == set(Kind)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.mark.parametrize(("kind", "facts", "sentence", "seen"), TABLE)
def test_each_kind_has_its_words(kind, facts, sentence, seen, routine, runner, therapist):
    LogFactory(prescribed_exercise=routine.prescribed.get(position=2))
    alert = Alert.objects.create(runner=runner, kind=kind, facts=facts, raised_at=NOON)
    (row,) = caseload_of(therapist, Wanted.of({}, therapist)).needs
    assert words_of_alert(alert) == sentence
    assert (row.chip[0] if isinstance(row.chip, tuple) else row.chip, row.first, row.rest) == seen
