import uuid

import pytest
from django.utils import timezone

from clinic.actions.alerts import settle, settle_unlocked
from clinic.models import Alert, AuditEvent, Lock, Screening
from clinic.permissions import NotAllowed


@pytest.fixture
def alert(runner):
    return Alert.objects.create(runner=runner, kind=Alert.Kind.RED_FLAG)


def lock(runner, **lifted):
    now = timezone.now()
    screening = Screening.objects.create(
        uuid=uuid.uuid4(), runner=runner, done_at=now, local_date=now.date(), answers={}, level="same_day"
    )
    return Lock.objects.create(runner=runner, screening=screening, extent=Lock.Extent.ALL, **lifted)


def test_settle_says_who_and_when(alert, therapist):
    settle(alert=alert, note="Called her.", by=therapist)
    alert.refresh_from_db()
    assert (alert.settled_by, alert.settle_note, alert.settled_at is not None) == (therapist, "Called her.", True)
    assert list(AuditEvent.objects.values_list("verb", "facts")) == [("alert.settled", {"kind": "red_flag"})]


def test_settle_again_changes_nothing(alert, therapist, therapist2):
    settle(alert=alert, note="Called her.", by=therapist)
    settle(alert=alert, note="Me too.", by=therapist2)
    alert.refresh_from_db()
    assert (alert.settled_by, alert.settle_note, AuditEvent.objects.count()) == (therapist, "Called her.", 1)


@pytest.mark.parametrize("who", ["owner", "other_therapist"])
def test_settle_is_for_therapists_of_the_clinic(who, request, alert):
    with pytest.raises(NotAllowed):
        settle(alert=alert, by=request.getfixturevalue(who))
    alert.refresh_from_db()
    assert alert.settled_at is None


def test_settle_unlocked_leaves_other_kinds(runner, alert, therapist):
    Alert.objects.create(runner=runner, kind=Alert.Kind.PAIN)
    lock(runner, lifted_at=timezone.now(), lift_reason="Seen.")
    assert settle_unlocked(runner=runner, note="The lock was lifted.", by=therapist) == 1
    assert list(Alert.objects.standing().values_list("kind", flat=True)) == ["pain"]


def test_settle_unlocked_waits_while_a_lock_stands(runner, alert, therapist):
    lock(runner)
    assert settle_unlocked(runner=runner, by=therapist) == 0
    assert list(Alert.objects.standing()) == [alert]
