"""Usual values by sex and age, from their lines."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from exercises.norms import OLDEST, Norm, norm_for, norms_of

LINES = "female 20-29: 30 to 31\nmale 20-29: 37\n male 30-39: 32 to 33 \n\nmale 80+: 10"


def test_norms_of_reads_each_line():
    assert norms_of(LINES) == [
        Norm("female", 20, 29, Decimal(30), Decimal(31)),
        Norm("male", 20, 29, Decimal(37), Decimal(37)),
        Norm("male", 30, 39, Decimal(32), Decimal(33)),
        Norm("male", 80, OLDEST, Decimal(10), Decimal(10)),
    ]


@pytest.mark.parametrize(
    ("sex", "age", "low"),
    [
        ("male", 19, None),
        ("male", 20, 37),
        ("male", 29, 37),
        ("male", 30, 32),
        ("male", 40, None),
        ("male", 80, 10),
        ("male", 101, 10),
        ("female", 29, 30),
        ("female", 30, None),
        ("", 25, None),
        ("male", None, None),
    ],
)
def test_norm_for_goes_by_sex_and_whole_years(sex, age, low):
    found = norm_for(norms_of(LINES), sex=sex, age=age)
    assert (found and found.low) == low


def test_norm_for_any_needs_no_sex():
    assert norm_for(norms_of("any 18+: 4.5"), sex="", age=18) == Norm("any", 18, OLDEST, Decimal("4.5"), Decimal("4.5"))


@pytest.mark.parametrize(
    "line",
    ["men 20-29: 30", "male 20: 30", "male 29-20: 30", "male 20-29: 31 to 30", "male 20-29 30", "male 20-29: -3", "٣"],
)
def test_line_that_is_no_norm_is_named(line):
    with pytest.raises(ValidationError) as refused:
        norms_of(f"male 30-39: 30\n{line}")
    assert [message.startswith(f"“{line}”: write it as") for message in refused.value.messages] == [True]


@pytest.mark.parametrize("line", ["male 25-34: 30", "any 80+: 9", "male 29-29: 1"])
def test_people_have_one_norm_only(line):
    with pytest.raises(ValidationError, match="holds for these people already"):
        norms_of(f"{LINES}\n{line}")
