"""Every page of the admin, for an editor of a clinic and for a superuser, as tests/test_access_admin.py lists them."""

from django.urls import reverse

from clinic.scoping import shelves_to_edit
from exercises.models import Exercise
from tests.test_access_admin import APPS, PEOPLE, ROWS, SITE, name_of, words_for

Page = tuple[str, str]
# Names that answer 200 with something else than a page.
EXEMPT = {"jsi18n": "words for scripts"}
COLUMN = {"editor": "staff", "superuser": "superuser"}
# What a superuser, who works in no clinic, has outside the admin.
ELSEWHERE = ("library", "profile", "my-reports", "account_change_password", "account_reauthenticate", "account_logout")
WITH_QUERY = {"exercises_exercise_changelist": ["?q=hop", "?q=nothing-has-this-name"]}


def opens(answers: str, role: str) -> bool:
    return answers.split()[PEOPLE.index(COLUMN[role])] == "200"


def addresses_for(role: str, demo) -> list[Page]:
    """Every page of the admin for this role: the name of its address, and the address."""
    user = demo.people[role]
    return [*_of_the_site(role), *_of_the_models(role, user), *(_elsewhere() if role == "superuser" else ())]


def _of_the_site(role: str):
    for name, answers in SITE.items():
        if name not in EXEMPT and opens(answers, role):
            yield f"admin:{name}", reverse(f"admin:{name}")
    for label, answers in APPS.items():
        if opens(answers, role):
            yield "admin:app_list", reverse("admin:app_list", args=[label])


def _of_the_models(role: str, user):
    shelves = shelves_to_edit(user)
    for model, listed in ROWS.items():
        row = _row_of(model, shelves)
        # A superuser's shelf is the shared one, whose rows tests/test_access_admin.py leaves alone.
        for page in [page for page, answers in listed.items() if opens(answers, role) or _shared(answers, role)]:
            name = name_of(model, page)
            address = reverse(f"admin:{name}", args=words_for(page, row))
            yield f"admin:{name}", address
            yield from ((f"admin:{name}", address + query) for query in WITH_QUERY.get(name, ()))


def _shared(answers: str, role: str) -> bool:
    own = answers.split()[PEOPLE.index("staff")] == "200"
    return role == "superuser" and own


def _row_of(model, shelves):
    if model is Exercise:
        return model.objects.get(shelf=shelves[0], slug="box-hop")
    if hasattr(model, "shelf"):
        return model.objects.filter(shelf=shelves[0]).order_by("pk").first()
    return model.objects.order_by("pk").first()


def _elsewhere():
    return [(name, reverse(name)) for name in ELSEWHERE]
