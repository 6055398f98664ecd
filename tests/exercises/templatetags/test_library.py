"""Words of the library's pages."""

import pytest

from exercises.dosage import Dosage
from exercises.models import EvidenceLevel
from exercises.templatetags.library import dosage_facts, evidence_marks, norm_table, plain_evidence


@pytest.mark.parametrize(("level", "filled"), [("A", 4), ("B", 3), ("C", 2), ("D", 1)])
def test_evidence_marks_fill_with_the_level(level, filled):
    assert evidence_marks(level) == [True] * filled + [False] * (4 - filled)


@pytest.mark.parametrize("level", EvidenceLevel.values)
def test_plain_evidence_is_short_for_every_level(level):
    assert all(len(sentence.split()) <= 15 for sentence in plain_evidence(level).split("."))


def test_dosage_facts_say_only_what_is_prescribed():
    dosage = Dosage(sets=3, reps_min=10, hold_seconds=5, days_min=3, days_max=4, weeks=4)
    assert dosage_facts(dosage) == [("Hold", "5 seconds"), ("How often", "3 or 4 times a week"), ("Weeks", "4")]


def test_dosage_facts_always_say_how_often():
    assert dosage_facts(Dosage(reps_min=10)) == [("How often", "every day")]


def test_norm_table_has_a_column_for_each_sex_and_a_dash_for_what_is_unknown():
    table = norm_table("male 30-39: 32 to 33\nfemale 30-39: 27\nmale 80+: 10")
    assert [str(sex) for sex in table["sexes"]] == ["Women", "Men"]
    assert table["rows"] == [("30–39", ["27", "32–33"]), ("80+", ["–", "10"])]


def test_norm_table_of_nothing_is_empty():
    assert norm_table("") == {}
