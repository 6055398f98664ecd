"""Invitations: how every account begins. Made, sent, renewed, taken back and accepted once."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.actions import memberships, notifications, runners
from clinic.actions.audit import record
from clinic.actions.invitation_tokens import digest_of, token_of
from clinic.models import Clinic, Invitation, Notification, Role, Runner
from clinic.permissions import NotAllowed, can_own, check_can_own, check_can_treat
from clinic.policies import NotNow
from portal.accounts.models import User


class NoSuchInvitation(Exception):
    """No open invitation with this token: unknown, used, expired and taken back are the same to the outside."""


class AddressInUse(Exception):
    """Somebody has an account with this e-mail: they have to sign in before they can accept."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Who joins without an account yet."""

    name: str
    email: str
    password: str


@transaction.atomic
def invite(*, clinic: Clinic, role: str, email: str, by: Any, runner: Runner | None = None) -> tuple[Invitation, str]:
    """Makes an invitation and mails it where it has an address; returns it with its token, which is kept nowhere.

    Owners invite the people who work in the clinic, therapists and owners the runners; `by=None` is the command
    line. Earlier open invitations of the same person end.
    """
    if by is not None:
        _check_can_invite(by, clinic, role, runner)
    _check_fits(role, runner)
    _open_ones(clinic, role, email, runner).update(revoked_at=timezone.now())
    invitation = Invitation(clinic=clinic, role=role, runner=runner, email=email.strip().lower(), created_by=by)
    _give_token(invitation)
    record("invitation.made", by=by, runner=runner, clinic=clinic, target=invitation, facts={"role": role})
    return invitation, token_of(invitation)


@transaction.atomic
def renew(*, invitation: Invitation, by: Any) -> tuple[Invitation, str]:
    """A new link for the same invitation, mailed again; the former link stops working."""
    _check_can_invite(by, invitation.clinic, invitation.role, invitation.runner)
    _check_not_accepted(invitation)
    invitation.revoked_at = None
    _give_token(invitation)
    record("invitation.renewed", by=by, runner=invitation.runner, clinic=invitation.clinic, target=invitation)
    return invitation, token_of(invitation)


@transaction.atomic
def revoke(*, invitation: Invitation, by: Any) -> None:
    """The link stops working."""
    _check_can_invite(by, invitation.clinic, invitation.role, invitation.runner)
    _check_not_accepted(invitation)
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    record("invitation.revoked", by=by, runner=invitation.runner, clinic=invitation.clinic, target=invitation)


def find_open(*, token: str) -> Invitation:
    """The open invitation with this token. Raises NoSuchInvitation."""
    rows = Invitation.objects.select_related("clinic", "runner__clinic").filter(digest=digest_of(token))
    invitation = rows.first()
    if invitation is None or not invitation.is_open():
        raise NoSuchInvitation
    return invitation


@transaction.atomic
def accept(
    *,
    invitation: Invitation,
    by: User | None = None,
    account: NewAccount | None = None,
    joining: runners.Joining | None = None,
) -> User:
    """Uses the invitation up and gives the person their place; returns who has joined.

    Either `by`, somebody signed in, or `account`, somebody new. Runners bring `joining`: consent and settings.
    However many try at once, one of them gets it. Raises NoSuchInvitation, AddressInUse or NotNow.
    """
    _claim(invitation)
    user = by or _new_user(account)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=user)
    record("invitation.accepted", by=user, runner=invitation.runner, clinic=invitation.clinic, target=invitation)
    if invitation.runner is not None and joining is not None:
        runners.join(runner=invitation.runner, user=user, joining=joining)
    else:
        memberships.grant(user=user, clinic=invitation.clinic, role=Role(invitation.role), by=user)
    return user


def _claim(invitation: Invitation) -> None:
    now = timezone.now()
    still_open = Invitation.objects.filter(
        pk=invitation.pk,
        digest=invitation.digest,
        accepted_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=now,
    )
    if still_open.update(accepted_at=now) != 1:
        raise NoSuchInvitation


def _new_user(account: NewAccount | None) -> User:
    if account is None:
        raise ValueError("An invitation is accepted by somebody who is signed in, or by a new account.")
    try:
        with transaction.atomic():
            return User.objects.create_user(account.email, account.password, name=account.name)
    except IntegrityError:  # the address is the only thing about an account that can be taken
        raise AddressInUse from None


def _give_token(invitation: Invitation) -> None:
    invitation.created_at = timezone.now()
    invitation.expires_at = invitation.created_at + datetime.timedelta(days=settings.INVITATION_DAYS)
    invitation.digest = digest_of(token_of(invitation))
    invitation.save()
    if invitation.email:
        key = f"invitation:{invitation.uuid}:{int(invitation.created_at.timestamp() * 1000)}"
        notifications.tell(recipient=None, kind=Notification.Kind.INVITATION, key=key)


def _open_ones(clinic: Clinic, role: str, email: str, runner: Runner | None) -> Any:
    rows = Invitation.objects.filter(clinic=clinic, role=role, accepted_at__isnull=True, revoked_at__isnull=True)
    return rows.filter(runner=runner) if runner is not None else rows.filter(email=email.strip().lower())


def _check_can_invite(by: Any, clinic: Clinic, role: str, runner: Runner | None) -> None:
    if runner is None:
        check_can_own(by, clinic)
    elif role != Role.RUNNER or runner.clinic_id != clinic.pk:
        raise NotAllowed(_("This runner is not in your clinic."))
    elif not can_own(by, clinic):
        check_can_treat(by, runner)


def _check_fits(role: str, runner: Runner | None) -> None:
    if (role == Role.RUNNER) != (runner is not None):
        raise NotNow("no_runner", _("Add the runner to the caseload first, then invite them."))
    if runner is not None and runner.user_id is not None:
        raise NotNow("already_joined", _("This runner has an account already."))


def _check_not_accepted(invitation: Invitation) -> None:
    if invitation.accepted_at is not None:
        raise NotNow("already_joined", _("This invitation was accepted already."))
