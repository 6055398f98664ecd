import datetime
import uuid

import pytest

from clinic.actions.mornings import record_morning
from clinic.models import Alert, AuditEvent, MorningCheck, Notification
from clinic.permissions import NotAllowed
from clinic.policies import NotNow
from clinic.validators.mornings import read_morning


def morning(runner, pain, *, days_ago=0, key=None, by=None, **signs):
    on = runner.today() - datetime.timedelta(days=days_ago)
    body = read_morning({"id": key or str(uuid.uuid4()), "on": on, "pain": pain, **signs}, runner=runner)
    return record_morning(runner=runner, body=body, by=by or runner.user)


def test_record_morning_keeps_it(runner):
    found = morning(runner, 3)
    assert (found.created, found.row.on, found.row.pain) == (True, runner.today(), 3)
    assert AuditEvent.objects.get().verb == "morning.recorded"


def test_record_morning_twice_is_harmless_and_another_body_a_conflict(runner):
    key = str(uuid.uuid4())
    assert [morning(runner, 3, key=key).created for _ in range(2)] == [True, False]
    with pytest.raises(NotNow) as refused:
        morning(runner, 4, key=key)
    assert refused.value.conflict_code == "id_conflict"


def test_record_morning_under_another_id_corrects_it(runner):
    first, second = str(uuid.uuid4()), str(uuid.uuid4())
    morning(runner, 3, key=first)
    assert morning(runner, 1, key=second).created
    assert [row.pain for row in MorningCheck.objects.all()] == [1]
    assert morning(runner, 3, key=first).created is False
    assert morning(runner, 1, key=second).created is False
    assert [row.pain for row in MorningCheck.objects.all()] == [1]
    with pytest.raises(NotNow):
        morning(runner, 9, key=first)


@pytest.mark.parametrize(("usual", "now", "alerts"), [(2, 4, 1), (2, 3, 0), (None, 5, 0), (None, 6, 1)])
def test_record_morning_clearly_worse_than_usual_alerts(runner, usual, now, alerts):
    if usual is not None:
        for days in (1, 2, 3):
            morning(runner, usual, days_ago=days)
    row = morning(runner, now).row
    facts = {"pain": now, "usual": usual, "on": runner.today().isoformat(), "morning": str(row.uuid)}
    assert [(one.kind, one.facts) for one in Alert.objects.all()] == [("morning", facts)] * alerts


def test_record_morning_by_others_is_refused(runner, therapist, runner2):
    for person in (therapist, runner2.user):
        with pytest.raises(NotAllowed):
            morning(runner, 3, by=person)
    assert MorningCheck.objects.count() == 0


@pytest.mark.parametrize(
    ("limp", "swelling", "signs"),
    [(True, False, ["limp"]), (False, True, ["swelling"]), (True, True, ["limp", "swelling"])],
)
def test_record_morning_with_a_new_sign_alerts_however_low_the_pain(runner, therapist, limp, swelling, signs):
    row = morning(runner, 0, new_limp=limp, new_swelling=swelling).row
    facts = {"pain": 0, "usual": None, "on": row.on.isoformat(), "morning": str(row.uuid), "signs": signs}
    assert [(alert.kind, alert.facts) for alert in Alert.objects.all()] == [("morning", facts)]
    assert [(one.recipient, one.kind) for one in Notification.objects.all()] == [(therapist, "look")]


def test_record_morning_without_signs_alerts_nobody(runner, therapist):
    row = morning(runner, 1, new_limp=False, new_swelling=False).row
    assert (row.new_limp, row.new_swelling, Alert.objects.count()) == (False, False, 0)


def test_record_morning_corrects_a_sign(runner):
    morning(runner, 1, new_limp=True, new_swelling=False)
    morning(runner, 1, new_limp=False, new_swelling=False)
    assert MorningCheck.objects.get().signs == []
