"""The admin by model and role: the library for its editors, each on their own shelf; accounts for a superuser.

`in` is the way to the sign-in (then a refusal, for whoever is signed in already), 404 another clinic's content.
"""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.urls import reverse

from clinic.actions.memberships import editors
from exercises.models import BodyPart, Cause, Complaint, Equipment, Exercise, HomeTest, Protocol, Reference
from portal.accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PEOPLE = ("nobody", "runner", "former", "other_therapist", "therapist", "staff", "owner", "superuser")


NOT_IN = "in in in"
OUT = f"{NOT_IN} 403 403 403 403"
# Editors change their clinic's shelf. A superuser who works in no clinic edits the shared shelf, which is nobody's.
OWN_SHELF = f"{NOT_IN} 404 200 200 200 404"
ALL_EDITORS = f"{NOT_IN} 200 200 200 200 200"
NO_GET = f"{NOT_IN} 405 405 405 405 405"
LISTS = {"changelist": ALL_EDITORS, "add": ALL_EDITORS}
ONE = {"change": OWN_SHELF, "history": OWN_SHELF, "delete": OWN_SHELF}
CONTENT = LISTS | ONE | {"retire": OWN_SHELF, "publish": NO_GET, "revert": NO_GET, "duplicate": NO_GET}
FIGURE = {"figure": NO_GET}
# Words belong to no shelf: whoever edits may add one, but not take away what other clinics may use.
WORDS = LISTS | {"change": ALL_EDITORS, "history": ALL_EDITORS, "delete": f"{OUT} 200"}
ACCOUNTS = dict.fromkeys([*LISTS, *ONE], f"{OUT} 200")
PREVIEW = {"preview": OWN_SHELF, "preview_new": ALL_EDITORS}
ROWS = {
    Exercise: CONTENT | PREVIEW | FIGURE,
    Cause: CONTENT,
    Complaint: CONTENT,
    Protocol: CONTENT,
    HomeTest: CONTENT | FIGURE,
    Reference: LISTS | ONE,
    BodyPart: WORDS,
    Equipment: WORDS,
    User: ACCOUNTS | {"password_change": f"{OUT} 200"},
    Group: ACCOUNTS,
}
SITE = {
    "index": ALL_EDITORS,
    "jsi18n": ALL_EDITORS,
    "logout": "in 302 302 302 302 302 302 302",
    "password_change": f"{NOT_IN} 302 302 302 302 302",
    "password_change_done": ALL_EDITORS,
    "login": "in 403 403 403 403 403 403 403",
}
APPS = {"exercises": ALL_EDITORS, "accounts": f"{NOT_IN} 404 404 404 404 200", "auth": f"{NOT_IN} 404 404 404 404 200"}
# By POST: to one row of the clinic's shelf. Refused is in, 403 or 404; 302 is done, or a reason why not, in words.
DOES = f"{NOT_IN} 404 302 302 302 404"
STATES = {"publish": DOES, "retire": DOES, "revert": DOES, "duplicate": DOES}


@pytest.fixture
def people(runner, other_therapist, therapist, staff, owner):
    """The cast; those who work in a clinic hold what the portal gives them. One worked here once."""
    works = {"other_therapist": other_therapist, "therapist": therapist, "staff": staff, "owner": owner}
    for person in works.values():
        person.groups.add(editors())
    boss = User.objects.create_superuser("root@demo.example", "soft-landing-42", name="Root")
    return {"nobody": None, "runner": runner.user, "former": UserFactory(), **works, "superuser": boss}


def one_of(model, clinic):
    """A row of the clinic's own shelf, where the model has shelves."""
    rows = model.objects.filter(shelf=clinic.shelf) if hasattr(model, "shelf") else model.objects.all()
    return rows.order_by("pk").first() or model.objects.create(name="Empty")


def spoken(answer):
    return "in" if answer.status_code == 302 and "/login/" in answer.url else str(answer.status_code)


def answers(people, address, *, method="get", data=None):
    """Each in a world in which nobody else has knocked."""
    found = []
    for person in people.values():
        client = Client()
        if person is not None:
            client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        with transaction.atomic():
            found.append(spoken(getattr(client, method)(address, data)))
            transaction.set_rollback(True)
    return found


def url(model, page, *args):
    return reverse(f"admin:{name_of(model, page)}", args=args)


def name_of(model, page):
    name = f"{model._meta.app_label}_{model._meta.model_name}_{page}"
    return {"accounts_user_password_change": "auth_user_password_change"}.get(name, name)


def words_for(page, row):
    """What stands in the address of a page: nothing, the row, or the row and a version."""
    if page in {"changelist", "add", "preview_new", "figure"}:
        return []
    return [row.pk, 1] if page == "revert" else [row.pk]


def test_every_address_of_the_admin_has_a_row():
    listed = {name_of(model, page) for model, pages in ROWS.items() for page in pages}
    named = {entry.name for entry in resolved(admin.site.urls[0]) if entry.name}
    assert named == listed | SITE.keys() | {"app_list"}


def resolved(entries):
    for entry in entries:
        if hasattr(entry, "url_patterns"):
            yield from resolved(entry.url_patterns)
        else:
            yield entry


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model._meta.label_lower)
def test_pages_open_for_whom_they_should(model, people, clinic):
    row = one_of(model, clinic)
    found = {page: " ".join(answers(people, url(model, page, *words_for(page, row)))) for page in ROWS[model]}
    assert found == ROWS[model]


def test_pages_of_the_site_open_for_whom_they_should(people):
    assert {name: " ".join(answers(people, reverse(f"admin:{name}"))) for name in SITE} == SITE


def test_pages_of_the_apps_open_for_whom_they_should(people):
    assert {name: " ".join(answers(people, reverse("admin:app_list", args=[name]))) for name in APPS} == APPS


@pytest.mark.parametrize("model", [Exercise, Cause, Complaint, Protocol, HomeTest], ids=lambda model: model.__name__)
def test_states_change_only_at_the_hand_of_the_shelfs_editors(model, people, clinic):
    row = one_of(model, clinic)
    pages = [page for page in STATES if page != "revert" or model is not Complaint]
    found = {page: " ".join(answers(people, url(model, page, *words_for(page, row)), method="post")) for page in pages}
    assert found == {page: STATES[page] for page in pages}


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model._meta.label_lower)
def test_nobody_else_deletes_a_row(model, people, clinic):
    """By POST; what is in use stays whoever asks, so the rows are counted and not only the answers."""
    row, before = one_of(model, clinic), model.objects.count()
    strangers = {who: people[who] for who in ("nobody", "runner", "former", "other_therapist")}
    found = answers(strangers, url(model, "delete", row.pk), method="post", data={"post": "yes"})
    assert (found, model.objects.count()) == (ROWS[model]["delete"].split()[:4], before)


@pytest.mark.parametrize("who", ["therapist", "staff", "owner"])
def test_editors_hold_no_permission_outside_the_library(people, who):
    assert {name.split(".", 1)[0] for name in people[who].get_all_permissions()} == {"exercises"}
