import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from clinic.actions.screenings import lift_lock, record_screening
from clinic.models import Alert, AuditEvent, Lock, Notification, Screening
from clinic.permissions import NotAllowed
from clinic.policies import NotNow
from clinic.validators.answers import read_screening
from tests.clinic.bodies import questions_for, screened, screening_body


@pytest.mark.parametrize(
    ("slug", "answer", "level", "extents", "alerts"),
    [
        ("cold_pale_numb_foot", "yes", "emergency", ["all"], ["red_flag"]),
        ("snap_or_no_tiptoe", "unsure", "same_day", ["all"], ["red_flag"]),
        ("bone_spot_or_night_pain", "yes", "hold", ["impact"], ["red_flag"]),
        ("walking_cramp", "yes", "review", [], ["screening_note"]),
        ("walking_cramp", "unsure", "note", [], ["screening_note"]),
        ("walking_cramp", "no", "clear", [], []),
    ],
)
def test_record_screening_locks_and_alerts_by_level(runner, therapist, slug, answer, level, extents, alerts):
    row = screened(runner, short=False, **{slug: answer}).row
    assert (row.level, row.kind) == (level, "full")
    assert [lock.extent for lock in Lock.objects.filter(runner=runner, screening=row)] == extents
    assert [alert.kind for alert in Alert.objects.filter(runner=runner)] == alerts
    assert Notification.objects.count() == len(extents)


def test_record_screening_keeps_the_short_words(runner):
    row = screened(runner, swollen_warm_calf="yes").row
    words = {question.slug: question.reason for question in questions_for(runner)}["swollen-warm-calf"]
    assert row.reasons == [words]
    facts = {"level": "same_day", "reasons": [words], "screening": str(row.uuid)}
    assert Alert.objects.get().facts == facts


def test_record_screening_tells_every_therapist_of_the_clinic(runner, therapist, therapist2, other_therapist, owner):
    screened(runner, swollen_warm_calf="yes")
    told = Notification.objects.values_list("recipient", "kind")
    assert sorted(told) == sorted([(therapist.pk, "red_flag"), (therapist2.pk, "red_flag")])


def test_record_screening_by_a_therapist_of_the_clinic(runner, therapist):
    assert screened(runner, by=therapist).row.recorded_by == therapist


def test_record_screening_by_strangers_is_refused(runner, runner2, other_therapist, staff):
    for person in (runner2.user, other_therapist, staff):
        with pytest.raises(NotAllowed):
            screened(runner, by=person)
    assert Screening.objects.count() == 0


def test_record_screening_twice_locks_once(runner):
    body = read_screening(screening_body(runner, swollen_warm_calf="yes"), questions=questions_for(runner))
    created = [record_screening(runner=runner, body=body, by=runner.user).created for _ in range(2)]
    assert created == [True, False]
    assert (Lock.objects.count(), Alert.objects.count()) == (1, 1)


def test_lock_begins_with_the_answers_but_never_in_the_future(runner):
    late = timezone.now() - datetime.timedelta(hours=3)
    assert screened(runner, swollen_warm_calf="yes", done_at=late.isoformat()).row.locks.get().locked_at == late
    fast = timezone.now() + datetime.timedelta(minutes=9)
    assert screened(runner, swollen_warm_calf="yes", done_at=fast.isoformat()).row.locks.get().locked_at < fast


def test_clear_screening_lifts_nothing(runner):
    screened(runner, swollen_warm_calf="yes")
    screened(runner)
    assert Lock.objects.standing().count() == 1


def test_lift_lock_wants_a_therapist_and_a_reason(runner, therapist, other_therapist, owner, staff):
    lock = screened(runner, swollen_warm_calf="yes").row.locks.get()
    for person in (runner.user, other_therapist, owner, staff):
        with pytest.raises(NotAllowed):
            lift_lock(lock=lock, reason="Seen today.", by=person)
    for reason in ("", "  ", "x" * 501, "\x00"):
        with pytest.raises(ValidationError) as error:
            lift_lock(lock=lock, reason=reason, by=therapist)
        assert list(error.value.message_dict) == ["reason"]
    assert Lock.objects.standing().count() == 1


def test_lift_lock_is_audited_and_once(runner, therapist):
    lock = screened(runner, swollen_warm_calf="yes").row.locks.get()
    lift_lock(lock=lock, reason=" Ultrasound was clear. ", by=therapist)
    lock.refresh_from_db()
    assert (lock.lifted_by, lock.lift_reason) == (therapist, "Ultrasound was clear.")
    assert AuditEvent.objects.filter(verb="lock.lifted", actor=therapist, target_uuid=lock.uuid).count() == 1
    with pytest.raises(NotNow) as refused:
        lift_lock(lock=lock, reason="Again.", by=therapist)
    assert refused.value.conflict_code == "not_locked"


def test_lift_lock_takes_older_ones_that_it_covers_and_leaves_newer_ones(runner, therapist):
    full, impact, newer = (
        screened(runner, **{slug: "yes"}).row.locks.get()
        for slug in ("swollen_warm_calf", "bone_spot_or_night_pain", "swollen_warm_calf")
    )
    lift_lock(lock=impact, reason="Seen.", by=therapist)
    assert set(Lock.objects.standing()) == {full, newer}
    lift_lock(lock=newer, reason="Seen.", by=therapist)
    assert set(Lock.objects.standing()) == set()
