import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group

from clinic.actions.memberships import editors
from portal.accounts.models import User

HELD = {
    *("exercises.exercise", "exercises.cause", "exercises.complaint", "exercises.protocol", "exercises.hometest"),
    *("exercises.reference", "exercises.bodypart", "exercises.equipment", "accounts.user", "auth.group"),
}
ACCOUNTS = ["/admin/accounts/user/", "/admin/accounts/user/add/", "/admin/auth/group/", "/admin/auth/group/add/"]


def test_admin_holds_content_and_accounts_and_nothing_else():
    assert {model._meta.label_lower for model in admin.site._registry} == HELD


def test_admin_holds_no_clinical_model():
    assert [model for model in apps.get_app_config("clinic").get_models() if admin.site.is_registered(model)] == []


@pytest.fixture
def superuser(library):
    return User.objects.create_superuser("root@demo.example", "soft-landing-42", name="Root")


@pytest.mark.parametrize("address", ACCOUNTS)
@pytest.mark.parametrize("who", ["therapist", "staff", "owner"])
def test_accounts_are_closed_to_editors(client_of, request, who, address):
    person = request.getfixturevalue(who)
    person.groups.add(editors())

    assert client_of(person).get(address).status_code == 403


@pytest.mark.parametrize("address", ACCOUNTS)
def test_accounts_open_for_superusers(client_of, superuser, address):
    assert client_of(superuser).get(address).status_code == 200


def test_person_is_made_and_may_sign_in(client_of, superuser, client):
    words = {"password1": "early-miles-77", "password2": "early-miles-77", "usable_password": "true"}

    client_of(superuser).post("/admin/accounts/user/add/", {"email": "new@demo.example", "name": "New", **words})

    assert User.objects.get(email="new@demo.example").check_password("early-miles-77")


def test_password_of_a_person_is_set(client_of, superuser, therapist):
    words = {"password1": "early-miles-77", "password2": "early-miles-77", "usable_password": "true"}

    response = client_of(superuser).post(f"/admin/accounts/user/{therapist.pk}/password/", words)

    therapist.refresh_from_db()
    assert (response.status_code, therapist.check_password("early-miles-77")) == (302, True)


def test_group_permissions_do_not_open_accounts(client_of, therapist):
    from django.contrib.auth.models import Permission

    group = Group.objects.create(name="Too much")
    group.permissions.set(Permission.objects.all())
    therapist.groups.add(group)

    assert client_of(therapist).get("/admin/accounts/user/").status_code == 403


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [("/admin/password_change/", "/accounts/password/change/"), ("/admin/logout/", "/accounts/logout/")],
)
def test_own_pages_stand_in_for_the_admins(client_of, superuser, address, leads_to):
    assert client_of(superuser).get(address)["Location"] == leads_to


def test_index_lists_the_library_in_the_order_of_work(client_of, therapist):
    therapist.groups.add(editors())

    response = client_of(therapist).get("/admin/")

    names = [model["object_name"] for app in response.context["app_list"] for model in app["models"]]
    assert names == ["Exercise", "Cause", "Complaint", "Protocol", "HomeTest", "Reference", "BodyPart", "Equipment"]


def test_history_of_a_person_names_nobody_in_its_title(client_of, superuser, therapist):
    page = client_of(superuser).get(f"/admin/accounts/user/{therapist.pk}/history/").text
    assert page.split("<title>")[1].split("</title>")[0].strip() == "History · Toe-off admin · Toe-off"


@pytest.mark.parametrize("address", ["add/", "{}/password/"])
def test_no_box_of_an_account_takes_the_focus_by_itself(client_of, superuser, therapist, address):
    page = client_of(superuser).get("/admin/accounts/user/" + address.format(therapist.pk)).text
    assert page.count("autofocus") == 0
