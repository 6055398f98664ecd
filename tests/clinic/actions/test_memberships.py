import pytest

from clinic.actions import memberships
from clinic.models import AuditEvent, Membership, Role
from clinic.permissions import NotAllowed
from clinic.policies import NotNow
from clinic.scoping import access_of
from tests.factories import UserFactory


@pytest.fixture
def member(therapist, clinic):
    return Membership.objects.get(user=therapist, clinic=clinic)


def owner_row(owner, clinic):
    return Membership.objects.get(user=owner, clinic=clinic)


def test_grant_opens_the_admin_as_library_editor_only(clinic):
    user = UserFactory()
    memberships.grant(user=user, clinic=clinic, role=Role.STAFF, by=user)
    user = type(user).objects.get(pk=user.pk)
    assert (user.is_staff, list(user.groups.values_list("name", flat=True))) == (True, ["Library editors"])
    assert {permission.split(".")[0] for permission in user.get_all_permissions()} == {"exercises"}
    assert (user.has_perm("exercises.change_exercise"), user.has_perm("exercises.delete_shelf")) == (True, False)


def test_grant_twice_keeps_one_membership_with_both_roles(clinic):
    user = UserFactory()
    for role in (Role.STAFF, Role.THERAPIST):
        memberships.grant(user=user, clinic=clinic, role=role, by=user)
    assert Membership.objects.get(user=user).roles == {Role.STAFF, Role.THERAPIST}


def test_grant_is_seen_at_once(clinic):
    user = UserFactory()
    assert access_of(user).works_in == frozenset()
    memberships.grant(user=user, clinic=clinic, role=Role.OWNER, by=user)
    assert access_of(user).owner_of == {clinic.pk}


def test_change_roles_sets_exactly_these(owner, member):
    memberships.change_roles(membership=member, roles=["staff"], by=owner)
    member.refresh_from_db()
    assert (member.roles, AuditEvent.objects.get().facts) == ({Role.STAFF}, {"roles": ["staff"]})


@pytest.mark.parametrize("who", ["therapist", "staff", "other_therapist", "runner"])
def test_only_the_owner_changes_or_removes(member, who, request):
    person = request.getfixturevalue(who)
    person = getattr(person, "user", person)
    with pytest.raises(NotAllowed):
        memberships.change_roles(membership=member, roles=["owner"], by=person)
    with pytest.raises(NotAllowed):
        memberships.remove(membership=member, by=person)


def test_last_owner_stays_owner(owner, clinic):
    with pytest.raises(NotNow):
        memberships.change_roles(membership=owner_row(owner, clinic), roles=["staff"], by=owner)
    with pytest.raises(NotNow):
        memberships.remove(membership=owner_row(owner, clinic), by=owner)
    assert owner_row(owner, clinic).roles == {Role.OWNER}


def test_one_of_two_owners_may_go(owner, member, clinic):
    memberships.change_roles(membership=member, roles=["owner", "therapist"], by=owner)
    memberships.remove(membership=owner_row(owner, clinic), by=owner)
    assert list(Membership.objects.filter(clinic=clinic)) == [member]


def test_no_role_at_all_is_refused(owner, member):
    with pytest.raises(NotNow):
        memberships.change_roles(membership=member, roles=[], by=owner)


def test_removed_from_the_last_clinic_closes_the_admin(owner, clinic):
    user = UserFactory()
    row = memberships.grant(user=user, clinic=clinic, role=Role.STAFF, by=owner)
    memberships.remove(membership=row, by=owner)
    user.refresh_from_db()
    assert (user.is_staff, user.groups.count()) == (False, 0)


def test_removed_from_one_of_two_clinics_keeps_the_admin(owner, clinic, other_clinic):
    user = UserFactory()
    row = memberships.grant(user=user, clinic=clinic, role=Role.STAFF, by=owner)
    memberships.grant(user=user, clinic=other_clinic, role=Role.STAFF, by=owner)
    memberships.remove(membership=row, by=owner)
    user.refresh_from_db()
    assert (user.is_staff, user.groups.count()) == (True, 1)


def test_superuser_stays_in_the_admin(owner, clinic):
    user = UserFactory(is_superuser=True, is_staff=True)
    row = memberships.grant(user=user, clinic=clinic, role=Role.STAFF, by=owner)
    memberships.remove(membership=row, by=owner)
    user.refresh_from_db()
    assert user.is_staff is True


def test_editors_hold_no_permission_outside_the_library(library):
    held = memberships.editors().permissions.values_list("content_type__app_label", flat=True)
    assert set(held) == {"exercises"}
