"""What a result says: numbers first, and never more than is known."""

import dataclasses
import datetime
from decimal import Decimal

import pytest

from clinic.models import OwnMargin, TestResult
from clinic.queries.home_tests import comparisons_for, entries_of, lead_of
from clinic.queries.result_words import advice_on_sides, heading_of, leg_of, meaning_of, way_of
from exercises.models import HomeTest
from tests.clinic.bodies import hop_body, lean_body, may_hop, measured, phone_body
from tests.clinic.kept import keep

FAR = datetime.date(2100, 1, 1)


@pytest.fixture
def on(time_machine):
    def moved(month, day):
        time_machine.move_to(datetime.datetime(2026, month, day, 9, tzinfo=datetime.UTC), tick=False)

    moved(11, 2)
    return moved


def test_of(runner, slug):
    return HomeTest.objects.prefetch_related("measures").get(shelf=runner.clinic.shelf, slug=slug)


test_of.__test__ = False


def compared(runner, slug):
    return [one for one in comparisons_for(runner, test_of(runner, slug), until=FAR) if one.measure.primary]


@pytest.fixture
def hops(runner, therapist, routine, on):
    """21 s and 30 s on 2 November; 28 s and 30 s on 23 November."""
    for day, left in ((2, 21), (23, 28)):
        on(11, day)
        may_hop(runner, therapist)
        measured(runner, hop_body(side="left", seconds=left, stop_reason="tired"))
        measured(runner, hop_body(side="right", seconds=30))
    return compared(runner, "hop-test")


def lean(runner, left, right):
    for side, value in (("left", left), ("right", right)):
        measured(runner, lean_body(side=side, tries=[value], distance_cm=value))


def test_heading_names_the_leg_that_moved_most(hops):
    assert heading_of(hops) == "Left leg: 7 seconds longer"


def test_legs_of_a_hop_test_show_the_plain_difference(hops):
    left, right = (leg_of(one) for one in hops)
    assert (left.word, left.kind, right.word) == ("7\xa0s longer", "", "The same as before")
    assert left.text == "You stopped before the end. It was 21\xa0s on 2 November."
    assert right.text == "You completed it. It was 30\xa0s on 2 November."


def test_hop_test_says_that_no_study_knows(hops):
    assert meaning_of(hops) == "No study has measured how much this test varies. So we only show the difference."


def test_meaning_is_of_the_measure_that_changed(runner, routine, on):
    """Degrees measured once stand before centimetres measured twice: the threshold is in centimetres."""
    for day, value in ((2, 9), (23, 12)):
        on(11, day)
        lean(runner, value, value)
    twice = compared(runner, "wall-lean")
    once = dataclasses.replace(twice[0], change=None, step=None, measure=twice[0].home_test.measures.get(primary=False))
    assert meaning_of([once, *twice]) == "Up to 1.9\xa0cm more or less can be chance."


def test_margin_of_the_clinic_is_called_its_own(hops, runner):
    OwnMargin.objects.create(clinic=runner.clinic, measure=hops[0].measure, value=Decimal(5))
    again = compared(runner, "hop-test")
    assert meaning_of(again) == "Up to 5\xa0s can be chance. That is your clinic's margin; no study gives one."
    assert [leg_of(one).word for one in again] == ["Perhaps improved", "No clear change"]


@pytest.mark.parametrize(
    ("after", "words", "kinds"),
    [
        (9.9, ["No clear change", "No clear change"], ["", ""]),
        (10, ["Perhaps improved", "Improved"], ["", "good"]),
        (6.1, ["No clear change", "No clear change"], ["", ""]),
        (6, ["Perhaps less", "Less than at first"], ["", "warn"]),
    ],
)
def test_wall_lean_changes_beyond_the_published_threshold_on_two_days(runner, routine, on, after, words, kinds):
    lean(runner, 8, 8)
    found = []
    for day in (16, 23):
        on(11, day)
        lean(runner, after, 8)
        found.append(leg_of(compared(runner, "wall-lean")[0]))
    assert ([leg.word for leg in found], [leg.kind for leg in found]) == (words, kinds)


def test_a_leg_says_what_it_was_and_what_it_takes_to_be_sure(runner, routine, on):
    lean(runner, 8, 8)
    texts = []
    for day, value in ((9, 10.5), (16, 10.4)):
        on(11, day)
        lean(runner, value, 8)
        texts.append(leg_of(compared(runner, "wall-lean")[0]).text.replace("\xa0", " "))
    assert texts == [
        "It was 8 cm on 2 November. It takes 2 test days in a row to be sure.",
        "It was 10.5 cm on 9 November. At first it was 8 cm, on 2 November.",
    ]


def test_first_result_is_compared_with_nothing(runner, routine, on):
    lean(runner, 8, 8)
    found = compared(runner, "wall-lean")
    assert (heading_of(found), meaning_of(found)) == ("Your first result", "Next time we can compare.")


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        (8, 9.5, ""),
        (8, 9.6, "Your legs differ by more than 1.5 cm. Please do this test again on another day."),
    ],
)
def test_advice_on_sides_starts_above_the_error(runner, routine, on, left, right, words):
    lean(runner, left, right)
    assert advice_on_sides(compared(runner, "wall-lean")).replace("\xa0", " ") == words


def test_advice_on_sides_tells_after_the_second_day(runner, routine, on):
    lean(runner, 8, 10.5)
    on(11, 9)
    lean(runner, 8, 10.5)
    words = "Your legs differed by more than 2 cm on two days. Your therapist is told."
    assert advice_on_sides(compared(runner, "wall-lean")).replace("\xa0", " ") == words


def test_comparisons_end_with_the_day_asked_for(runner, routine, on):
    lean(runner, 8, 8)
    on(11, 23)
    lean(runner, 9, 9)
    found = comparisons_for(runner, test_of(runner, "wall-lean"), until=datetime.date(2026, 11, 2))
    assert [[reading.value for reading in one.readings] for one in found] == [[8], [8]]


def test_lead_is_who_looks_next(runner, routine, therapist, on):
    result = measured(runner, lean_body()).row
    assert lead_of(result) == "Tessa Therapist"
    result.episode_id = None
    assert lead_of(result) == ""


def test_entries_hold_what_was_done_without_being_asked(runner, routine, on):
    lean(runner, 8, 8.5)
    (entry,) = entries_of(runner)
    assert (entry.slug, entry.due, entry.last_on) == ("wall-lean", None, datetime.date(2026, 11, 2))
    assert [one.latest.value for one in entry.latest] == [Decimal("8.00"), Decimal("8.50")]


def test_leg_names_the_hops_beside_the_seconds_once(runner, hops):
    every = comparisons_for(runner, test_of(runner, "hop-test"), until=FAR)
    left = next(one for one in every if one.measure.primary and one.side == "left")
    beside = next(one for one in every if not one.measure.primary and one.side == "left")
    assert leg_of(left, every).text.startswith(f"{beside.latest.value:.0f}\xa0hops. You stopped before the end.")
    assert "28" not in leg_of(left, []).text


@pytest.mark.parametrize(
    ("counted", "words"),
    [(60, "60 hops. You completed it."), (58, "60 hops. The phone counted 58. Yours counts. You completed it.")],
)
def test_a_count_that_was_put_right_is_said_with_the_phones(runner, therapist, routine, on, counted, words):
    may_hop(runner, therapist)
    result = measured(runner, hop_body(side="left", seconds=30, hops=60, method="motion")).row
    keep(result, hops=counted)
    every = comparisons_for(runner, test_of(runner, "hop-test"), until=FAR)
    (seconds,) = [one for one in every if one.measure.primary]
    assert leg_of(seconds, every).text.replace("\xa0", " ") == words


@pytest.mark.parametrize(
    ("method", "rhythm", "words"),
    [
        ("motion", "own", "Counted by the phone, in your own rhythm"),
        ("motion", "metronome", "Counted by the phone, with the beat"),
        ("counted", "own", "Counted by yourself, in your own rhythm"),
        ("counted", "", "Counted by yourself"),
        ("tape", "", "Measured with the tape"),
        ("phone", "", "Measured by the phone on the shin"),
        ("timed", "", ""),
        ("rated", "", ""),
    ],
)
def test_the_runner_is_told_how_it_was_measured(method, rhythm, words):
    assert way_of(TestResult(method=method, rhythm=rhythm)) == words


def test_angles_say_what_they_cannot_tell_from_the_first_day_on(runner, routine, on):
    said = (
        "Measured by phone: differences under 4.7° mean nothing. "
        "Phones that people hold themselves have not been studied."
    )
    for day, later in ((2, " Next time we can compare."), (23, "")):
        on(11, day)
        measured(runner, phone_body(30, side="left"))
        found = [
            one for one in comparisons_for(runner, test_of(runner, "wall-lean"), until=FAR) if one.method == "phone"
        ]
        assert meaning_of(found) == said + later


def test_heading_says_so_when_nothing_changed_clearly(runner, routine, on):
    """What lies within the error of measurement is no news, whatever the number says."""
    lean(runner, 8, 8)
    on(11, 23)
    lean(runner, 9.9, 9)
    assert heading_of(compared(runner, "wall-lean")) == "No clear change"
    on(11, 30)
    lean(runner, 8, 10)
    assert heading_of(compared(runner, "wall-lean")) == "Right leg: 1\xa0cm more"
