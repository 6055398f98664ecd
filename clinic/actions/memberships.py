"""Who works in a clinic and as what. Whoever works in one may open the admin to edit its library."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _

from clinic.actions.audit import record
from clinic.models import Clinic, Membership, Role
from clinic.permissions import check_can_own
from clinic.policies import NotNow
from clinic.scoping import forget_access
from portal.accounts.models import User

EDITORS = "Library editors"
FLAGS = {Role.OWNER: "is_owner", Role.THERAPIST: "is_therapist", Role.STAFF: "is_staff"}
# History is read, never written; a shelf comes and goes with its clinic.
READ_ONLY = ("shelf", "contentversion")


@transaction.atomic
def grant(*, user: User, clinic: Clinic, role: Role, by: Any) -> Membership:
    """Adds a role to those that the person has in the clinic. Who may hand roles out is the invitation's matter."""
    rows = Membership.objects.select_for_update()
    membership = rows.filter(user=user, clinic=clinic).first() or Membership(user=user, clinic=clinic)
    setattr(membership, FLAGS[role], True)
    membership.save()
    _settle_admin(user)
    record("member.added", by=by, clinic=clinic, target=membership, facts={"role": str(role)})
    return membership


@transaction.atomic
def change_roles(*, membership: Membership, roles: Collection[str], by: Any) -> None:
    """Sets exactly these roles. The last owner stays owner."""
    check_can_own(by, membership.clinic)
    wanted = {Role(role) for role in roles}
    if not wanted:
        raise NotNow("no_role", _("Choose at least one role, or remove the person."))
    _check_owner_left(membership, stays=Role.OWNER in wanted)
    for role, flag in FLAGS.items():
        setattr(membership, flag, role in wanted)
    membership.save()
    _settle_admin(membership.user)
    facts = {"roles": sorted(str(role) for role in wanted)}
    record("member.changed", by=by, clinic=membership.clinic, target=membership, facts=facts)


@transaction.atomic
def remove(*, membership: Membership, by: Any) -> None:
    """The person no longer works here; what they wrote stays. The last owner cannot be removed."""
    check_can_own(by, membership.clinic)
    _check_owner_left(membership, stays=False)
    record("member.removed", by=by, clinic=membership.clinic, target=membership)
    membership.delete()
    _settle_admin(membership.user)


def _check_owner_left(membership: Membership, *, stays: bool) -> None:
    """The clinic's row is locked, so that two owners cannot remove each other at once."""
    Clinic.objects.select_for_update().get(pk=membership.clinic_id)
    others = Membership.objects.filter(clinic=membership.clinic_id, is_owner=True).exclude(pk=membership.pk)
    if not stays and not others.exists():
        raise NotNow("last_owner", _("A clinic needs an owner. Make somebody else owner first."))


def _settle_admin(user: User) -> None:
    """May open the admin while they work anywhere, as an editor of the library and nothing more."""
    forget_access(user)
    works = Membership.objects.filter(user=user).exists()
    if user.is_superuser:
        return
    if user.is_staff != works:
        user.is_staff = works
        user.save(update_fields=["is_staff"])
    if works:
        user.groups.add(editors())
    else:
        user.groups.remove(*Group.objects.filter(name=EDITORS))


def editors() -> Group:
    """The group whose permissions open the library in the admin; brought up to date with the library's models."""
    group, _made = Group.objects.get_or_create(name=EDITORS)
    group.permissions.set(editing_permissions())
    return group


def editing_permissions() -> list[Permission]:
    """Everything on the library's content, reading only on its shelves and history."""
    rows = Permission.objects.filter(content_type__app_label="exercises").select_related("content_type")
    return [row for row in rows if row.content_type.model not in READ_ONLY or row.codename.startswith("view_")]
