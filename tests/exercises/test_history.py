"""What changed between two versions, in words."""

import pytest

from exercises.history import changes
from exercises.models import Exercise, HomeTest, Protocol
from exercises.packs.kinds import KIND_OF


def words(model, old, new):
    return [str(change) for change in changes(KIND_OF[model], old, new)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({"name": "A"}, {"name": "B"}, ["Name: “B”, was “A”"]),
        ({"name": "A"}, {"name": "A"}, []),
        ({}, {"summary": "Short"}, ["In one sentence: added “Short”"]),
        ({"summary": "Short"}, {}, ["In one sentence: removed “Short”"]),
        ({"therapist_only": True}, {}, ["Only a therapist assigns it: “no”, was “yes”"]),
        ({"sides": "both"}, {"sides": "each"}, ["Sides: “Each side”, was “Both together”"]),
        ({"steps": ["A", "B"]}, {"steps": ["A", "C"]}, ["Steps, line 2: “C”, was “B”"]),
        ({"steps": ["A", "B"]}, {"steps": ["A", "New", "B"]}, ["Steps, line 2: added “New”"]),
        ({"steps": ["A", "B"]}, {"steps": ["B"]}, ["Steps, line 1: removed “A”"]),
        (
            {"dosage": {"sets": 1, "reps_min": 8, "reps_max": 8}},
            {"dosage": {"sets": 1, "reps_min": 10, "reps_max": 10, "per_side": True}},
            ["Usual dosage, Reps: “10”, was “8”", "Usual dosage, Each side: “yes”, was “no”"],
        ),
        (
            {"equipment": ["box", "wall"]},
            {"equipment": ["mat", "wall"]},
            ["Equipment: added “mat”", "Equipment: removed “box”"],
        ),
        ({"easier": ["a", "b"]}, {"easier": ["b"]}, ["Progression, line 1: removed “a”"]),
    ],
)
def test_changes_of_an_exercise_name_the_field_and_both_values(old, new, said):
    assert words(Exercise, old, new) == said


def test_changes_of_a_long_text_show_only_the_words_that_changed():
    text = " ".join(f"word{number}" for number in range(40))
    said = words(Exercise, {"evidence_note": text}, {"evidence_note": text.replace("word20", "other")})
    before, after = "… word18 word19 word20 word21 word22 …", "… word18 word19 other word21 word22 …"
    assert said == [f"What the evidence says: “{after}”, was “{before}”"]


def test_changes_of_a_measure_are_said_under_its_key():
    old, new = ({"measures": [{"key": "hops", "name": "Hops", "maximum": most}]} for most in (150, 200))
    assert words(HomeTest, old, new) == ["Measure hops, Most: “200”, was “150”"]


def test_changes_of_a_protocol_reach_into_its_stages():
    stage = {"name": "One", "exercises": [{"exercise": "rise", "dosage": {"reps_min": 5, "reps_max": 5}}]}
    more = {"name": "One", "exercises": [*stage["exercises"], {"exercise": "hop", "dosage": {"reps_min": 5}}]}
    assert words(Protocol, {"stages": [stage]}, {"stages": [more, {"name": "Two"}]}) == [
        "Stage 1, Exercise in a stage 2: added “hop”",
        "Stage 2: added “Two”",
    ]


def test_changes_of_a_dosage_that_can_no_longer_be_show_it_as_it_was():
    said = words(Exercise, {"dosage": {"gone": 1}}, {"dosage": {"reps_min": 1, "reps_max": 1}})
    assert said == ["Usual dosage: “{'reps_min': 1, 'reps_max': 1}”, was “{'gone': 1}”"]
