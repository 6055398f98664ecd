import pytest

from clinic.actions import consents
from clinic.models import Alert, AuditEvent, Consent, Notification
from clinic.permissions import NotAllowed
from clinic.policies import NotNow


def standing(runner):
    return runner.consents.filter(withdrawn_at__isnull=True).count()


def test_withdraw_ends_consent_and_tells_the_therapists(runner, therapist):
    consents.withdraw(runner=runner, by=runner.user)
    assert (standing(runner), Alert.objects.get().kind, Notification.objects.get().recipient) == (
        0,
        "consent",
        therapist,
    )
    assert AuditEvent.objects.get().verb == "consent.withdrawn"


def test_withdraw_twice_is_not_possible(runner):
    consents.withdraw(runner=runner, by=runner.user)
    with pytest.raises(NotNow):
        consents.withdraw(runner=runner, by=runner.user)


def test_give_again_after_withdrawing(runner):
    consents.withdraw(runner=runner, by=runner.user)
    consents.give(runner=runner, given_by="Rita Runner", as_guardian=False, by=runner.user)
    assert (standing(runner), Consent.objects.filter(runner=runner).count()) == (1, 2)


def test_give_replaces_the_standing_one(runner):
    consents.give(runner=runner, given_by="Rita Runner", as_guardian=False, by=runner.user)
    assert standing(runner) == 1


@pytest.mark.parametrize("who", ["therapist", "runner2"])
def test_nobody_consents_or_withdraws_for_the_runner(runner, who, request):
    person = request.getfixturevalue(who)
    person = getattr(person, "user", person)
    with pytest.raises(NotAllowed):
        consents.withdraw(runner=runner, by=person)
    with pytest.raises(NotAllowed):
        consents.give(runner=runner, given_by="x", as_guardian=False, by=person)
