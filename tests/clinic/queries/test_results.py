"""What is compared with what, from readings at hand."""

import datetime
import random
from decimal import Decimal

import pytest
from django.conf import settings

from clinic.models import TestResult
from clinic.queries.result_words import leg_of
from clinic.queries.results import Reading, compare_readings
from clinic.rules.change import Verdict
from clinic.rules.trend import trend
from exercises.models import HomeTest, Measure

MOMENT = datetime.datetime(2026, 11, 2, 18, 0, tzinfo=datetime.UTC)
HOP, LEAN = HomeTest(pk=1, name="Hop test"), HomeTest(pk=2, name="Wall lean")
SECONDS = Measure(pk=1, name="Time", unit="s", maximum=30, benchmark=30, primary=True)
HOPS = Measure(pk=2, name="Hops", unit="hops", maximum=200)


def reading(value, days, *, measure=SECONDS, **changed):
    way = {"home_test": HOP, "side": "left", "method": "counted", "rhythm": "own"} | changed
    done_at = MOMENT + datetime.timedelta(days=days)
    result = TestResult(pk=way.pop("pk", days + 1), done_at=done_at, local_date=done_at.date(), **way)
    return Reading(result, measure, Decimal(value))


def test_the_latest_stands_beside_the_first_and_the_one_before_whatever_their_order():
    (one,) = compare_readings([reading(28, 28), reading(20, 0), reading(24, 14)], {SECONDS.pk: Decimal(5)})
    assert [one.first.value, one.previous.value, one.latest.value] == [20, 24, 28]
    assert (one.change.difference, one.change.verdict) == (8, Verdict.IMPROVED)
    assert (one.step.difference, one.step.verdict) == (4, Verdict.NO_CLEAR_CHANGE)


@pytest.mark.parametrize(
    ("days", "words", "why"),
    [
        ([0], "First result", ""),
        ([0, 28], "Perhaps improved", "1 of 2 test days: repeat"),
        ([0, 14, 28], "Improved", "2 test days in a row"),
        ([0, 0, 28], "Perhaps improved", "1 of 2 test days: repeat"),
        ([0, 28, 28], "Perhaps improved", "1 of 2 test days: repeat"),
    ],
)
def test_a_change_is_said_only_when_test_days_in_a_row_show_it(days, words, why):
    values = [20, *[28] * (len(days) - 1)] if days[1:2] != [0] else [28, 20, 28]
    found = [reading(value, day, pk=place) for place, (value, day) in enumerate(zip(values, days, strict=True))]
    (one,) = compare_readings(found, {SECONDS.pk: Decimal(5)})
    assert (one.verdict, one.why) == (words, why)


def test_the_pages_say_of_noise_what_the_rule_says():
    """tests/clinic/rules/test_noise.py counts how often the rule is wrong; the pages add nothing to it."""
    chips = {"improved": "Improved", "worse": "Worse"}
    legs = {"improved": "Improved", "worse": "Less than at first"}
    draw, said = random.Random(7), set()
    for _course in range(60):
        values = [Decimal(f"{draw.gauss(20, 4):.1f}") for _day in range(13)]
        found = [reading(value, day) for day, value in enumerate(values)]
        for end in range(2, 14):
            (one,) = compare_readings(found[:end], {SECONDS.pk: Decimal(5)})
            word = trend(values[:end], None, True, clinic_margin=Decimal(5)).word
            assert (one.verdict in chips.values(), leg_of(one).word in legs.values()) == (word in chips, word in legs)
            assert one.verdict == chips.get(word, one.verdict)
            said.add(word)
    assert said >= {"improved", "worse", "perhaps_improved", "perhaps_worse", "no_clear_change"}


def test_a_change_that_is_not_there_any_more_is_said_so():
    found = [reading(value, day) for value, day in ((20, 0), (28, 7), (28, 14), (20, 21))]
    (one,) = compare_readings(found, {SECONDS.pk: Decimal(5)})
    assert one.verdict == "No clear change"
    assert one.why == "change not held: repeat"


def test_the_last_result_of_each_day_counts():
    found = [reading(value, day, pk=pk) for pk, (value, day) in enumerate([(20, 0), (22, 0), (26, 9), (25, 9)])]
    (one,) = compare_readings(found)
    assert [each.value for each in one.days] == [22, 25]
    assert (one.first.value, one.previous.value, one.latest.value, len(one.readings)) == (22, 22, 25, 4)


def test_no_page_reads_what_a_single_comparison_says():
    """Over a course single comparisons are wrong far more often than 5 times in 100; `trend` is not."""
    pages = {page.name: page.read_text() for page in (settings.BASE_DIR / "templates").rglob("*.html")}
    assert len(pages) > 100
    assert [name for name, text in pages.items() if "change.verdict" in text or "step.verdict" in text] == []


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
