import datetime
import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from clinic.actions.results import undo_result
from clinic.models import Alert, AuditEvent, MorningCheck, Retest, TestResult
from clinic.permissions import NotAllowed
from clinic.policies import NotNow
from exercises.models import HomeTest
from tests.clinic.bodies import hop_body, lean_body, may_hop, measured, screened


@pytest.fixture(autouse=True)
def _noon(time_machine):
    """Far from the midnight of Vienna, so that minutes ago is today."""
    time_machine.move_to(datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC))


@pytest.fixture
def ready(runner, therapist):
    return may_hop(runner, therapist)


def ago(**parts):
    return (timezone.now() - datetime.timedelta(**parts)).isoformat()


def retest_of(episode, slug, *, due_in=0, asked_before=28):
    test = HomeTest.objects.get(shelf=episode.runner.clinic.shelf, slug=slug)
    due = episode.runner.today() + datetime.timedelta(days=due_in)
    asked = timezone.now() - datetime.timedelta(days=asked_before)
    return Retest.objects.create(episode=episode, home_test=test, due_on=due, created_at=asked)


def refusal(runner, body):
    with pytest.raises(NotNow) as refused:
        measured(runner, body)
    return refused.value.conflict_code


def test_record_test_keeps_the_result_with_its_values(runner, episode, ready):
    row = measured(runner, hop_body(seconds=21.4, hops=44, stop_reason="tired")).row
    assert (row.side, row.method, row.rhythm, row.stop_reason) == ("left", "counted", "own", "tired")
    assert (row.episode, row.retest, row.local_date) == (episode, None, runner.today())
    assert {one.measure.key: (one.value, one.unit) for one in row.values.all()} == {
        "seconds": (Decimal("21.4"), "s"),
        "hops": (Decimal(44), "hops"),
    }
    assert AuditEvent.objects.filter(verb="result.recorded", target_uuid=row.uuid).count() == 1


def test_record_test_by_a_therapist_of_the_clinic(runner, therapist):
    assert measured(runner, lean_body(), by=therapist).created


def test_record_test_by_strangers_is_refused(runner, runner2, other_therapist, staff):
    for person in (runner2.user, other_therapist, staff):
        with pytest.raises(NotAllowed):
            measured(runner, lean_body(), by=person)
    assert TestResult.objects.count() == 0


def test_record_test_twice_gives_the_same_row_and_another_body_a_conflict(runner, ready):
    body = hop_body()
    assert [measured(runner, body).created for _ in range(2)] == [True, False]
    assert refusal(runner, body | {"hops": 60}) == "id_conflict"
    assert TestResult.objects.get().values.count() == 2


def test_hop_test_wants_an_open_gate(runner):
    screened(runner)
    assert refusal(runner, hop_body()) == "gate_closed"


def test_hop_test_wants_a_screening_of_the_same_day(runner, therapist):
    may_hop(runner, therapist)
    assert refusal(runner, hop_body(done_at=ago(days=1))) == "not_screened"


def test_hop_test_wants_a_clear_screening(runner, therapist):
    may_hop(runner, therapist)
    screened(runner, short=False, walking_cramp="yes")
    assert refusal(runner, hop_body()) == "not_clear"


def test_hop_test_done_before_a_bad_answer_is_taken(runner, therapist, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 24, 8, tzinfo=datetime.UTC), tick=False)
    may_hop(runner, therapist)
    done_at = timezone.now().isoformat()
    time_machine.shift(datetime.timedelta(hours=8))
    screened(runner, swollen_warm_calf="yes")
    assert measured(runner, hop_body(done_at=done_at)).created
    assert refusal(runner, hop_body(side="right")) == "locked"


@pytest.mark.parametrize(
    "bad",
    [{"pain": 6}, {"pain": 1, "new_limp": True}, {"pain": 1, "new_swelling": True}],
    ids=["pain", "limp", "swelling"],
)
def test_bad_morning_asks_for_new_answers_before_a_hop_test(runner, therapist, time_machine, bad):
    time_machine.move_to(datetime.datetime(2026, 11, 24, 8, tzinfo=datetime.UTC), tick=False)
    may_hop(runner, therapist)
    before = timezone.now().isoformat()
    time_machine.shift(datetime.timedelta(minutes=5))
    MorningCheck.objects.create(uuid=uuid.uuid4(), runner=runner, on=runner.today(), **bad)
    time_machine.shift(datetime.timedelta(minutes=5))
    assert refusal(runner, hop_body()) == "not_screened"
    assert measured(runner, hop_body(done_at=before)).created
    screened(runner)
    assert measured(runner, hop_body(side="right")).created


def test_fair_morning_asks_for_nothing_more(runner, therapist, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 24, 8, tzinfo=datetime.UTC), tick=False)
    may_hop(runner, therapist)
    time_machine.shift(datetime.timedelta(minutes=5))
    MorningCheck.objects.create(uuid=uuid.uuid4(), runner=runner, on=runner.today(), pain=5, new_limp=False)
    assert measured(runner, hop_body()).created


def test_wall_lean_wants_neither_gate_nor_screening(runner):
    assert measured(runner, lean_body()).created


@pytest.mark.parametrize("slug", ["swollen_warm_calf", "bone_spot_or_night_pain"])
def test_every_lock_stops_every_test(runner, slug):
    screened(runner, **{slug: "yes"})
    assert refusal(runner, lean_body()) == "locked"


def test_discharge_stops_what_was_done_after_it(runner, episode):
    episode.discharged_at, episode.outcome = timezone.now() - datetime.timedelta(hours=1), "better"
    episode.save()
    assert refusal(runner, lean_body()) == "discharged"
    assert measured(runner, lean_body(done_at=ago(hours=2))).row.episode == episode


def test_both_sides_finish_the_retest_and_alert_once(runner, episode, ready):
    retest = retest_of(episode, "hop-test")
    left = measured(runner, hop_body(side="left")).row
    retest.refresh_from_db()
    assert (left.retest, retest.done_at, Alert.objects.count()) == (retest, None, 0)
    right = measured(runner, hop_body(side="right")).row
    retest.refresh_from_db()
    assert (right.retest, right.episode, retest.done_at) == (retest, episode, right.done_at)
    facts = {"test": "Hop test", "retest": str(retest.uuid), "result": str(right.uuid)}
    assert [(alert.kind, alert.facts) for alert in Alert.objects.all()] == [("result", facts)]
    assert measured(runner, hop_body(side="left")).row.retest is None
    assert Alert.objects.count() == 1


def test_practice_finishes_nothing(runner, episode, ready):
    retest_of(episode, "hop-test")
    rows = [measured(runner, hop_body(side=side, practice=True)).row for side in ("left", "right")]
    assert [row.retest for row in rows] == [None, None]
    assert Retest.objects.waiting().count() == 1


@pytest.mark.parametrize(
    ("due_in", "asked_before", "counts"), [(28, 0, False), (8, 20, False), (7, 21, True), (4, 0, 0)]
)
def test_first_test_is_not_the_retest_of_a_month_later(runner, episode, due_in, asked_before, counts):
    retest = retest_of(episode, "wall-lean", due_in=due_in, asked_before=asked_before)
    assert measured(runner, lean_body()).row.retest == (retest if counts else None)


def test_overdue_retest_of_a_discharged_episode_is_left_alone(runner, episode):
    retest = retest_of(episode, "wall-lean", due_in=-3)
    Retest.objects.update(cancelled_at=timezone.now())
    assert measured(runner, lean_body()).row.retest is None
    retest.refresh_from_db()
    assert retest.done_at is None


def test_undo_result_makes_the_retest_wait_again(runner, episode):
    retest = retest_of(episode, "wall-lean")
    rows = [measured(runner, lean_body(side=side)).row for side in ("left", "right")]
    undo_result(result=rows[1], by=runner.user)
    retest.refresh_from_db()
    assert (retest.done_at, Alert.objects.standing().count(), TestResult.objects.count()) == (None, 0, 2)
    measured(runner, lean_body(side="right"))
    retest.refresh_from_db()
    assert (retest.done_at is None, Alert.objects.standing().count()) == (False, 1)


def test_undo_result_by_strangers_is_refused(runner, runner2, other_therapist):
    row = measured(runner, lean_body()).row
    for person in (runner2.user, other_therapist):
        with pytest.raises(NotAllowed):
            undo_result(result=row, by=person)
    assert TestResult.objects.standing().count() == 1


def test_replaces_keeps_the_retest_and_the_history(runner, episode):
    retest = retest_of(episode, "wall-lean")
    old = measured(runner, lean_body()).row
    measured(runner, lean_body(side="right"))
    new = measured(runner, lean_body(tries=None, distance_cm=10, replaces=str(old.uuid))).row
    old.refresh_from_db()
    assert (new.replaces, new.retest, old.voided_by) == (old, retest, runner.user)
    assert refusal(runner, lean_body(replaces=str(old.uuid))) == "already_undone"


def test_replaces_what_is_not_there_is_refused(runner):
    with pytest.raises(ValidationError) as error:
        measured(runner, lean_body(replaces=str(uuid.uuid4())))
    assert list(error.value.message_dict) == ["replaces"]


def test_pain_above_five_alerts(runner, episode, ready):
    row = measured(runner, hop_body(pain=6)).row
    facts = {"pain": 6, "test": "Hop test", "result": str(row.uuid)}
    assert [(alert.kind, alert.facts) for alert in Alert.objects.all()] == [("pain", facts)]
