import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from clinic.actions.logs import log_exercise, undo_log
from clinic.actions.mailing import send_due
from clinic.models import Alert, AuditEvent, ExerciseLog, Lock, Notification
from clinic.permissions import NotAllowed
from clinic.policies import NotNow
from clinic.validators.logs import read_log
from tests.clinic.bodies import log_body, logged, screened
from tests.factories import PrescribedFactory, RoutineFactory


@pytest.fixture
def hop(routine):
    return routine.prescribed.get(position=1)


@pytest.fixture
def lean(routine):
    return routine.prescribed.get(position=2)


def ago(**parts):
    return (timezone.now() - datetime.timedelta(**parts)).isoformat()


def refusal(prescribed, **changes):
    with pytest.raises(NotNow) as refused:
        logged(prescribed, **changes)
    return refused.value.conflict_code


def test_log_exercise_keeps_the_row_with_the_local_date(hop, runner, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 24, 23, 30, tzinfo=datetime.UTC), tick=False)
    hop.routine.starts_on = hop.routine.assigned_at = timezone.now()
    hop.routine.starts_on = datetime.date(2026, 11, 1)
    found = logged(hop)
    assert (found.created, found.row.local_date, found.row.runner) == (True, datetime.date(2026, 11, 25), runner)
    events = AuditEvent.objects.filter(runner=runner).values_list("verb", "actor", "target_uuid")
    assert list(events) == [("log.recorded", runner.user.pk, found.row.uuid)]


def test_log_exercise_by_others_is_refused(hop, therapist, runner2, runner):
    body = read_log(log_body(hop), prescribed=hop)
    for person in (therapist, runner2.user):
        with pytest.raises(NotAllowed):
            log_exercise(runner=runner, body=body, by=person)
    with pytest.raises(NotAllowed):
        log_exercise(runner=runner2, body=body, by=runner2.user)
    assert ExerciseLog.objects.count() == 0


def test_log_exercise_twice_gives_the_same_row(hop):
    key, when = str(uuid.uuid4()), ago(minutes=5)
    first, second = (logged(hop, id=key, done_at=when) for _ in range(2))
    assert (first.created, second.created, first.row) == (True, False, second.row)
    assert AuditEvent.objects.count() == 1


def test_log_exercise_with_a_used_id_and_another_body_is_a_conflict(hop):
    key, when = str(uuid.uuid4()), ago(minutes=5)
    logged(hop, id=key, done_at=when, pain=2)
    assert refusal(hop, id=key, done_at=when, pain=3) == "id_conflict"
    assert ExerciseLog.objects.get().pain == 2


def test_log_exercise_leaves_the_same_id_to_another_runner(hop, runner2):
    other = PrescribedFactory(routine=RoutineFactory(episode__runner=runner2))
    key = str(uuid.uuid4())
    assert logged(hop, id=key).created
    assert logged(other, id=key).created


def test_log_exercise_above_pain_five_alerts_and_tells(hop, therapist, mailoutbox):
    log = logged(hop, pain=6).row
    send_due()
    alert = Alert.objects.get()
    facts = {"pain": 6, "exercise": "Box hop", "log": str(log.uuid)}
    assert (alert.kind, alert.facts, alert.episode) == ("pain", facts, hop.routine.episode)
    assert list(Notification.objects.values_list("recipient", flat=True)) == [therapist.pk]
    assert [mail.to for mail in mailoutbox] == [[therapist.email]]
    assert "6" not in mailoutbox[0].body.split("http")[0]


def test_log_exercise_at_pain_five_alerts_nobody(hop):
    logged(hop, pain=5)
    assert (Alert.objects.count(), Notification.objects.count()) == (0, 0)


@pytest.mark.parametrize(("before", "now", "asks"), [(2, 5, True), (2, 4, False), (0, 3, True), (None, 9, False)])
def test_log_exercise_asks_for_a_screening_after_a_sharp_rise(hop, before, now, asks):
    logged(hop, pain=before, done_at=ago(days=1))
    assert logged(hop, pain=now).ask_screening is asks


def test_log_exercise_compares_pain_within_one_exercise(hop, lean):
    logged(lean, pain=0, done_at=ago(days=1))
    assert logged(hop, pain=5).ask_screening is False


def test_log_exercise_asks_again_when_sent_again(hop):
    logged(hop, pain=0, done_at=ago(days=1))
    key, when = str(uuid.uuid4()), ago(minutes=1)
    assert [logged(hop, id=key, pain=4, done_at=when).ask_screening for _ in range(2)] == [True, True]


def test_full_lock_stops_every_exercise_from_then_on(hop, lean, runner):
    screened(runner, swollen_warm_calf="yes", done_at=ago(hours=1))
    assert [refusal(hop), refusal(lean), refusal(lean, done_at=ago(minutes=59))] == ["locked"] * 3
    assert logged(hop, done_at=ago(hours=2)).created


def test_impact_lock_stops_hops_only(hop, lean, runner):
    screened(runner, bone_spot_or_night_pain="yes")
    assert refusal(hop) == "locked"
    assert logged(lean).created


def test_impact_lock_stops_runs_too(lean, runner):
    lean.exercise.load_kind = "load_management"
    lean.exercise.save()
    screened(runner, bone_spot_or_night_pain="yes")
    assert refusal(lean) == "locked"


def test_lifted_lock_stops_nothing(hop, runner, therapist):
    screened(runner, swollen_warm_calf="yes")
    Lock.objects.update(lifted_at=timezone.now(), lifted_by=therapist, lift_reason="Seen.")
    assert logged(hop).created


def test_sent_again_after_a_lock_is_harmless(hop, runner):
    key, when = str(uuid.uuid4()), ago(minutes=1)
    logged(hop, id=key, done_at=when)
    screened(runner, swollen_warm_calf="yes", done_at=ago(minutes=30))
    assert logged(hop, id=key, done_at=when).created is False


def test_discharge_stops_what_was_done_after_it(hop, episode):
    episode.discharged_at, episode.outcome = timezone.now() - datetime.timedelta(hours=1), "better"
    episode.save()
    hop.refresh_from_db()
    assert refusal(hop) == "discharged"
    assert logged(hop, done_at=ago(hours=2)).created


def test_replaces_corrects_and_keeps_the_history(hop, runner):
    old = logged(hop, pain=7).row
    new = logged(hop, pain=3, replaces=str(old.uuid)).row
    old.refresh_from_db()
    assert (old.voided_by, new.replaces) == (runner.user, old)
    assert list(ExerciseLog.objects.standing()) == [new]


def test_replaces_what_was_corrected_before_is_refused(hop):
    old = logged(hop).row
    logged(hop, replaces=str(old.uuid))
    assert refusal(hop, replaces=str(old.uuid)) == "already_undone"
    assert ExerciseLog.objects.count() == 2


def test_replaces_of_another_runner_is_unknown(hop, runner2):
    theirs = logged(PrescribedFactory(routine=RoutineFactory(episode__runner=runner2))).row
    with pytest.raises(ValidationError) as error:
        logged(hop, replaces=str(theirs.uuid))
    assert list(error.value.message_dict) == ["replaces"]


def test_undo_log_keeps_the_row_and_is_harmless_twice(hop, runner):
    log = logged(hop).row
    for _ in range(2):
        undo_log(log=log, by=runner.user)
    assert ExerciseLog.objects.standing().count() == 0
    assert ExerciseLog.objects.get().voided_by == runner.user
    assert AuditEvent.objects.filter(verb="log.undone").count() == 1


def test_undo_log_by_others_is_refused(hop, therapist, runner2):
    log = logged(hop).row
    for person in (therapist, runner2.user):
        with pytest.raises(NotAllowed):
            undo_log(log=log, by=person)
    assert ExerciseLog.objects.standing().count() == 1
