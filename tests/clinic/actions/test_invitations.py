import datetime
import threading

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from clinic.actions import invitations
from clinic.actions.invitation_tokens import digest_of, token_of
from clinic.actions.invitations import AddressInUse, NewAccount, NoSuchInvitation
from clinic.actions.runners import Joining, Settings
from clinic.models import AuditEvent, Consent, Invitation, Membership, Notification, Role, Runner
from clinic.permissions import NotAllowed
from clinic.policies import NotNow
from portal.accounts.models import User
from tests.factories import RunnerFactory, UserFactory

NEW = NewAccount(name="New Person", email="new@demo.example", password="three-odd-words-9")
JOINING = Joining(name="Rena Newby", settings=Settings(zone="Europe/Vienna", language="en", units="metric"))


def invited_runner(clinic, **fields):
    return Runner.objects.create(clinic=clinic, name="Rena", email="new@demo.example", **fields)


def invite_runner(clinic, therapist, runner=None):
    runner = runner or invited_runner(clinic)
    return invitations.invite(clinic=clinic, role=Role.RUNNER, email=runner.email, runner=runner, by=therapist)


def test_invite_keeps_the_digest_and_not_the_token(clinic, owner):
    invitation, token = invitations.invite(clinic=clinic, role=Role.THERAPIST, email="New@demo.example", by=owner)
    stored = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert token not in " ".join(map(str, stored.values()))
    assert (stored["digest"], stored["email"]) == (digest_of(token), "new@demo.example")


def test_invite_expires_after_the_days_of_the_settings(clinic, owner, settings):
    settings.INVITATION_DAYS = 3
    invitation, _token = invitations.invite(clinic=clinic, role=Role.STAFF, email="a@demo.example", by=owner)
    assert invitation.expires_at - invitation.created_at == datetime.timedelta(days=3)


def test_invite_tells_by_mail_and_writes_the_audit(clinic, owner):
    invitation, _token = invitations.invite(clinic=clinic, role=Role.STAFF, email="a@demo.example", by=owner)
    told = Notification.objects.get(kind="invitation")
    assert told.key.split(":")[1] == str(invitation.uuid)
    assert list(AuditEvent.objects.values_list("verb", "actor", "target_uuid")) == [
        ("invitation.made", owner.pk, invitation.uuid)
    ]


def test_invite_again_ends_the_earlier_link(clinic, owner):
    _first, old = invitations.invite(clinic=clinic, role=Role.STAFF, email="a@demo.example", by=owner)
    _second, new = invitations.invite(clinic=clinic, role=Role.STAFF, email="a@demo.example", by=owner)
    assert invitations.find_open(token=new).email == "a@demo.example"
    with pytest.raises(NoSuchInvitation):
        invitations.find_open(token=old)


@pytest.mark.parametrize("who", ["therapist", "staff", "other_therapist", "runner"])
def test_only_the_owner_invites_people_who_work_here(clinic, who, request):
    person = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        invitations.invite(clinic=clinic, role=Role.OWNER, email="a@demo.example", by=getattr(person, "user", person))


@pytest.mark.parametrize("who", ["staff", "other_therapist", "runner2"])
def test_only_therapists_and_owners_invite_runners(clinic, who, request):
    person = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        invite_runner(clinic, getattr(person, "user", person))


def test_runner_of_another_clinic_is_not_invited(clinic, other_clinic, therapist):
    stranger = invited_runner(other_clinic)
    with pytest.raises(NotAllowed):
        invite_runner(clinic, therapist, stranger)


def test_invitation_as_runner_is_never_made_without_a_runner(clinic, owner):
    with pytest.raises(NotNow):
        invitations.invite(clinic=clinic, role=Role.RUNNER, email="a@demo.example", by=owner)


def test_runner_with_an_account_is_not_invited_again(clinic, therapist, runner):
    with pytest.raises(NotNow):
        invite_runner(clinic, therapist, runner)


def test_renew_gives_another_link_and_mails_again(clinic, therapist):
    invitation, old = invite_runner(clinic, therapist)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=20), tick=False):
        renewed, new = invitations.renew(invitation=invitation, by=therapist)
        assert (new != old, renewed.is_open(), Notification.objects.count()) == (True, True, 2)
        with pytest.raises(NoSuchInvitation):
            invitations.find_open(token=old)


def test_revoke_ends_the_link(clinic, therapist):
    invitation, token = invite_runner(clinic, therapist)
    invitations.revoke(invitation=invitation, by=therapist)
    with pytest.raises(NoSuchInvitation):
        invitations.find_open(token=token)


@pytest.mark.parametrize("action", [invitations.renew, invitations.revoke])
def test_strangers_neither_renew_nor_revoke(clinic, therapist, other_therapist, action):
    invitation, _token = invite_runner(clinic, therapist)
    with pytest.raises(NotAllowed):
        action(invitation=invitation, by=other_therapist)


@pytest.mark.parametrize("action", [invitations.renew, invitations.revoke])
def test_accepted_invitation_is_neither_renewed_nor_revoked(clinic, therapist, action):
    invitation, _token = invite_runner(clinic, therapist)
    invitations.accept(invitation=invitation, account=NEW, joining=JOINING)
    invitation.refresh_from_db()
    with pytest.raises(NotNow):
        action(invitation=invitation, by=therapist)


def test_expired_invitation_does_not_open(clinic, therapist):
    _invitation, token = invite_runner(clinic, therapist)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=15)), pytest.raises(NoSuchInvitation):
        invitations.find_open(token=token)


def test_token_may_be_typed_in_capitals_without_dashes(clinic, therapist):
    invitation, token = invite_runner(clinic, therapist)
    assert invitations.find_open(token=token.upper().replace("-", " ")) == invitation


def test_accept_as_somebody_new_makes_a_runner(clinic, therapist):
    invitation, _token = invite_runner(clinic, therapist)
    user = invitations.accept(invitation=invitation, account=NEW, joining=JOINING)
    runner = Runner.objects.get(user=user)
    assert (user.email, user.name, user.check_password(NEW.password)) == (NEW.email, NEW.name, True)
    assert (runner.pk, runner.name, runner.zone) == (invitation.runner_id, "Rena Newby", "Europe/Vienna")
    assert list(Consent.objects.values_list("runner", "given_by", "as_guardian")) == [(runner.pk, "Rena Newby", False)]


def test_accept_by_a_guardian_is_kept(clinic, therapist):
    invitation, _token = invite_runner(clinic, therapist)
    joining = Joining(name="Rena", settings=JOINING.settings, guardian="Gerda Guardian")
    user = invitations.accept(invitation=invitation, account=NEW, joining=joining)
    assert Runner.objects.get(user=user).guardian == "Gerda Guardian"
    assert list(Consent.objects.values_list("given_by", "as_guardian")) == [("Gerda Guardian", True)]


@pytest.mark.parametrize("role", [Role.OWNER, Role.THERAPIST, Role.STAFF])
def test_accept_as_somebody_who_works_here(clinic, owner, role):
    invitation, _token = invitations.invite(clinic=clinic, role=role, email=NEW.email, by=owner)
    user = invitations.accept(invitation=invitation, account=NEW)
    assert (Membership.objects.get(user=user).roles, user.is_staff) == ({role}, True)


def test_accept_while_signed_in_adds_the_role_to_the_account(clinic, owner, therapist):
    invitation, _token = invitations.invite(clinic=clinic, role=Role.OWNER, email=therapist.email, by=owner)
    assert invitations.accept(invitation=invitation, by=therapist) == therapist
    assert Membership.objects.get(user=therapist, clinic=clinic).roles == {Role.OWNER, Role.THERAPIST}


def test_accept_as_new_with_a_known_address_changes_nothing(clinic, owner):
    holder = UserFactory(email=NEW.email, password="the-holders-own-1")
    invitation, token = invitations.invite(clinic=clinic, role=Role.THERAPIST, email=NEW.email, by=owner)
    with pytest.raises(AddressInUse):
        invitations.accept(invitation=invitation, account=NEW)
    holder.refresh_from_db()
    assert (holder.check_password("the-holders-own-1"), Membership.objects.filter(user=holder).count()) == (True, 0)
    assert invitations.find_open(token=token) == invitation


def test_accept_twice_is_refused(clinic, therapist):
    invitation, _token = invite_runner(clinic, therapist)
    invitations.accept(invitation=invitation, account=NEW, joining=JOINING)
    again = NewAccount(name="Thief", email="thief@demo.example", password="three-odd-words-9")
    with pytest.raises(NoSuchInvitation):
        invitations.accept(invitation=invitation, account=again, joining=JOINING)
    assert User.objects.filter(email="thief@demo.example").count() == 0


def test_runner_of_the_clinic_does_not_become_a_second_runner_there(clinic, therapist, runner):
    invitation, _token = invite_runner(clinic, therapist)
    with pytest.raises(NotNow):
        invitations.accept(invitation=invitation, by=runner.user, joining=JOINING)


def test_runner_of_another_clinic_keeps_one_account(clinic, therapist, other_runner):
    invitation, _token = invite_runner(clinic, therapist)
    invitations.accept(invitation=invitation, by=other_runner.user, joining=JOINING)
    assert Runner.objects.filter(user=other_runner.user).count() == 2


@pytest.mark.django_db(transaction=True)
def test_twenty_accepts_at_once_give_one_account(clinic, therapist):
    invitation, _token = invite_runner(clinic, therapist, RunnerFactory(clinic=clinic, user=None, consent=False))
    at_once, outcomes = threading.Barrier(20), []

    def accept(number):
        account = NewAccount(name=f"P{number}", email=f"p{number}@demo.example", password="three-odd-words-9")
        at_once.wait()
        try:
            outcomes.append(invitations.accept(invitation=invitation, account=account, joining=JOINING).email)
        except NoSuchInvitation:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winners = [outcome for outcome in outcomes if outcome != "refused"]
    assert (len(outcomes), len(winners)) == (20, 1)
    made = User.objects.filter(email__in=[f"p{number}@demo.example" for number in range(20)])
    assert list(made.values_list("email", flat=True)) == winners
    assert Runner.objects.get(pk=invitation.runner_id).user.email == winners[0]


def test_token_is_the_same_when_it_is_worked_out_again(clinic, therapist):
    invitation, token = invite_runner(clinic, therapist)
    assert token_of(Invitation.objects.get(pk=invitation.pk)) == token


def test_token_depends_on_the_secret_key(clinic, therapist, settings):
    invitation, token = invite_runner(clinic, therapist)
    settings.SECRET_KEY = "another-" * 8
    assert token_of(invitation) != token
