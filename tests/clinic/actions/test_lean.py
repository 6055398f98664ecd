"""The side difference of the knee-to-wall test: who is told, when, and what puts it right again."""

import datetime

import pytest

from clinic.actions.alerts import settle
from clinic.actions.results import undo_result
from clinic.models import Alert
from tests.clinic.bodies import lean_body, measured

pytestmark = pytest.mark.django_db


@pytest.fixture
def on(time_machine):
    def moved(day, hour=9):
        time_machine.move_to(datetime.datetime(2026, 11, day, hour, tzinfo=datetime.UTC), tick=False)

    moved(2)
    return moved


def lean(runner, side, value, **changes):
    return measured(runner, lean_body(side=side, tries=[value], distance_cm=value, **changes)).row


def both(runner, left, right, **changes):
    return [lean(runner, side, value, **changes) for side, value in (("left", left), ("right", right))]


def phone(runner, left, right):
    for side, value in (("left", left), ("right", right)):
        body = lean_body(side=side, tries=[value], method="phone", angle_deg=value)
        del body["distance_cm"]
        measured(runner, body)


def standing():
    return [(alert.kind, alert.facts["left"], alert.facts["right"]) for alert in Alert.objects.standing()]


@pytest.fixture
def told(runner, routine, on):
    """2.5 cm apart on 2 November and 3 cm apart on 9 November."""
    both(runner, 8, 10.5)
    on(9)
    return both(runner, 8, 11)


def test_above_two_centimetres_on_two_days_tells_once(told, runner, on):
    assert standing() == [("side_difference", "8.00", "11.00")]
    on(16)
    both(runner, 8, 11)
    assert Alert.objects.count() == 1


@pytest.mark.parametrize(("first", "second"), [(2.5, 2), (2, 2.5), (1.6, 1.6), (2.5, 0)])
def test_less_than_that_on_either_day_tells_nobody(runner, routine, on, first, second):
    both(runner, 8, 8 + first)
    on(9)
    both(runner, 8, 8 + second)
    assert standing() == []


def test_one_day_alone_tells_nobody(runner, routine, on):
    both(runner, 8, 11)
    on(2, hour=18)
    both(runner, 8, 11)
    assert standing() == []


def test_practice_tells_nobody(runner, routine, on):
    both(runner, 8, 11, practice=True)
    on(9)
    both(runner, 8, 11)
    on(16)
    both(runner, 8, 11, practice=True)
    assert standing() == []


def test_degrees_tell_nobody(runner, routine, on):
    """No limit is published for the sides of an angle."""
    phone(runner, 30, 38)
    on(9)
    phone(runner, 30, 38)
    assert standing() == []


def test_degrees_and_centimetres_are_not_two_days_of_one_test(runner, routine, on):
    phone(runner, 30, 38)
    on(9)
    both(runner, 8, 11)
    assert standing() == []


def test_a_day_that_arrives_late_counts(runner, routine, on):
    both(runner, 8, 10.5)
    on(9)
    lean(runner, "left", 8)
    on(10)
    lean(runner, "right", 11, done_at="2026-11-09T18:00:00+01:00")
    assert standing() == [("side_difference", "8.00", "11.00")]


def test_a_result_taken_back_settles_it(told, runner):
    undo_result(result=told[1], by=runner.user)
    alert = Alert.objects.get()
    assert (standing(), alert.settled_by, alert.settle_note) == ([], runner.user, "The result was taken back.")


def test_a_result_taken_back_leaves_the_one_before_it_of_that_day(told, runner, on):
    on(9, hour=11)
    again = lean(runner, "right", 11.4)
    undo_result(result=again, by=runner.user)
    assert standing() == [("side_difference", "8.00", "11.00")]


def test_a_correction_settles_it(told, runner):
    lean(runner, "right", 9, replaces=str(told[1].uuid))
    assert (standing(), Alert.objects.get().settle_note) == ([], "The result was corrected.")


def test_a_correction_to_practice_settles_it(told, runner):
    lean(runner, "right", 11, replaces=str(told[1].uuid), practice=True)
    assert standing() == []


def test_a_correction_that_still_differs_says_the_new_numbers(told, runner):
    row = lean(runner, "right", 10.4, replaces=str(told[1].uuid))
    assert standing() == [("side_difference", "8.00", "10.40")]
    assert Alert.objects.get().facts["result"] == str(row.uuid)


def test_a_correction_can_tell(runner, routine, on):
    both(runner, 8, 10.5)
    on(9)
    wrong = both(runner, 8, 9)[1]
    lean(runner, "right", 11, replaces=str(wrong.uuid))
    assert standing() == [("side_difference", "8.00", "11.00")]


def test_a_later_day_settles_nothing(told, runner, on):
    """A therapist looks at it all the same; only what was wrong takes it back."""
    on(16)
    fine = both(runner, 10, 10)
    undo_result(result=fine[1], by=runner.user)
    assert standing() == [("side_difference", "8.00", "11.00")]


def test_after_a_therapist_settled_it_the_next_day_tells_again(told, runner, therapist, on):
    settle(alert=Alert.objects.get(), by=therapist, note="Seen.")
    on(16)
    both(runner, 8, 11)
    assert standing() == [("side_difference", "8.00", "11.00")]


def test_the_runner_reads_it_and_the_therapist_finds_it(told, runner, therapist, client_of):
    page = client_of(runner).get(f"/tests/results/{told[1].uuid}/").content.decode()
    assert "Your legs differed by more than 2\xa0cm on two days. Your therapist is told." in page
    desk = client_of(therapist).get("/caseload/?whose=clinic").content.decode()
    assert ("Sides differ" in desk, "Left 8, right 11 cm." in desk) == (True, True)


def test_nothing_of_another_runner_counts(told, runner2, on):
    on(16)
    both(runner2, 8, 11)
    assert Alert.objects.filter(runner=runner2).count() == 0
