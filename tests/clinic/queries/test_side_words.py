"""Left beside right: what may be set side by side, and what is said of it. No database."""

import datetime
from decimal import Decimal

import pytest

from clinic.models import TestResult
from clinic.queries.result_words import angles_apart, meaning_of
from clinic.queries.results import Reading, compare_readings
from clinic.queries.side_words import sides_of, words_of_sides
from exercises.models import HomeTest, Measure

MOMENT = datetime.datetime(2026, 11, 2, 18, 0, tzinfo=datetime.UTC)
HOP, LEAN = HomeTest(pk=1, name="Hop test"), HomeTest(pk=2, name="Wall lean")
SECONDS = Measure(pk=1, key="seconds", name="Time", unit="s", maximum=30, primary=True)
HOPS = Measure(pk=4, key="hops", name="Hops", unit="hops", maximum=150, primary=False)
CM = Measure(pk=2, key="distance_cm", name="Distance", unit="cm", maximum=30, smallest_real_change=Decimal("1.9"))
ANGLE = Measure(pk=3, key="angle_deg", name="Angle", unit="°", maximum=70, smallest_real_change=Decimal("4.7"))
COUNTED = {"home_test": HOP, "method": "counted", "rhythm": "own"}
TAPE, PHONE = {"home_test": LEAN, "method": "tape"}, {"home_test": LEAN, "method": "phone"}
PACED = COUNTED | {"rhythm": "metronome"}
WAYS = {
    "counted": (COUNTED, SECONDS),
    "hops": (COUNTED, HOPS),
    "paced": (PACED, HOPS),
    "tape": (TAPE, CM),
    "phone": (PHONE, ANGLE),
}


def reading(side, value, day, way="counted", **changed):
    fields, measure = WAYS[way]
    done_at = MOMENT + datetime.timedelta(days=day)
    result = TestResult(done_at=done_at, local_date=done_at.date(), side=side, **fields | changed)
    return Reading(result, measure, Decimal(value))


def compared(*pairs, way="counted"):
    """Each pair is the left and right value of one day."""
    found = [
        reading(side, value, day, way)
        for day, pair in enumerate(pairs)
        for side, value in zip(("left", "right"), pair, strict=True)
        if value is not None
    ]
    return compare_readings(found)


def said(comparisons, sore=""):
    return words_of_sides(comparisons, sore).replace("\xa0", " ")


TRUST = "No cut-off: even in a better studied hop test 91 to 109 % is noise, and two weak legs look even."


@pytest.mark.parametrize(
    ("sore", "index"),
    [
        ("left", "Symmetry index 75.0 % (left, the sore side, over right)."),
        ("right", "Symmetry index 133.3 % (right, the sore side, over left)."),
        ("both", "Symmetry index 75.0 % (lower side over the higher)."),
        ("", "Symmetry index 75.0 % (lower side over the higher)."),
    ],
)
def test_the_index_of_a_hop_test_stands_beside_both_values(sore, index):
    both = "2 Nov: left 21 s, right 28 s; right 7 s more."
    assert said(compared(("21", "28")), sore) == f"{both} {index} {TRUST}"


def test_the_latest_day_with_both_sides_counts():
    sides = sides_of(compared(("21", "28"), ("24", "28"), ("26", None)))
    assert (sides.left.value, sides.right.value, sides.left.result.local_date.day) == (24, 28, 3)


def test_sides_of_different_days_are_never_set_side_by_side():
    found = compared(("21", None), (None, "28"))
    assert (sides_of(found), said(found)) == (None, "")


@pytest.mark.parametrize("other", [{"method": "motion"}, {"rhythm": "metronome"}])
def test_sides_taken_in_another_way_are_never_set_side_by_side(other):
    found = compare_readings([reading("left", "21", 0), reading("right", "28", 0, **other)])
    assert (len(found), sides_of(found), said(found)) == (2, None, "")


def test_hops_have_an_index_to_the_beat_only():
    both = "2 Nov: left 45 hops, right 60 hops; right 15 hops more."
    rhythm = "In an own rhythm a count mostly shows the rhythm, so it has no symmetry index."
    assert said(compared(("45", "60"), way="hops")) == f"{both} {rhythm}"
    index = "Symmetry index 75.0 % (lower side over the higher)."
    assert said(compared(("45", "60"), way="paced")) == f"{both} {index} {TRUST}"


def test_the_full_time_on_both_sides_has_no_index():
    both = "2 Nov: left and right the same, 30 s."
    assert said(compared(("30", "30"))) == f"{both} Both sides reached the end of the test, so an index says little."


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([("8", "9.5")], "right 1.5 cm more. Up to 1.5 cm lies within the error of measurement."),
        ([("8", "9.6")], "right 1.6 cm more. More than 1.5 cm apart: repeat on another day."),
        ([("8", "10.1"), ("8", "10.1")], "right 2.1 cm more. More than 2 cm apart on two test days in a row."),
    ],
)
def test_centimetres_have_a_limit_and_no_index(pairs, words):
    assert said(compared(*pairs, way="tape")).split("; ")[1] == words


def test_degrees_have_the_plain_difference_only():
    found = compared(("30", "38"), ("30", "38"), way="phone")
    assert said(found) == (
        "3 Nov: left 30°, right 38°; right 8° more. "
        "No limit for a difference between the sides is published for this angle."
    )
    assert angles_apart(found).replace("\xa0", " ") == "Your legs differ by 8°. No study says how much is usual."
    assert meaning_of(found).replace("\xa0", " ").endswith("Your legs differ by 8°. No study says how much is usual.")


@pytest.mark.parametrize("way", ["counted", "tape"])
def test_only_angles_are_said_to_be_without_a_limit(way):
    assert angles_apart(compared(("8", "11"), way=way)) == ""
