import re

import pytest
from django.core import mail
from django.test import Client

from clinic.actions import invitations
from clinic.forms.joining import SettingsForm
from clinic.models import Consent, Invitation, Membership, Role, Runner
from portal.accounts.models import User
from tests.factories import PASSWORD, UserFactory

ACCOUNT = {"name": "Rena Newby", "email": "rena@demo.example", "password": "three-odd-words-9"}
CONSENT = {"birth_date": "1991-04-02", "guardian": "", "agree": "on"}
SETTINGS = {"zone": "Europe/Oslo", "language": "en", "units": "imperial"}


@pytest.fixture
def rena(clinic):
    return Runner.objects.create(clinic=clinic, name="Rena", email="rena@demo.example")


@pytest.fixture
def link(rena, clinic, therapist):
    _invitation, token = invitations.invite(
        clinic=clinic, role=Role.RUNNER, email=rena.email, runner=rena, by=therapist
    )
    return f"/join/{token}/"


@pytest.fixture
def staff_link(clinic, owner):
    _invitation, token = invitations.invite(clinic=clinic, role=Role.THERAPIST, email="tina@demo.example", by=owner)
    return f"/join/{token}/"


def walk(client, link, account=ACCOUNT, consent=CONSENT):
    client.post(link, consent)
    client.post(f"{link}settings/", SETTINGS)
    return client.post(f"{link}account/", account)


def given(runner):
    return list(Consent.objects.filter(runner=runner).values_list("given_by", "as_guardian"))


def test_runner_joins_in_three_pages(link, rena):
    client = Client()
    steps = [
        client.post(link, CONSENT)["Location"],
        client.post(f"{link}settings/", SETTINGS)["Location"],
        client.post(f"{link}account/", ACCOUNT)["Location"],
    ]
    assert steps == [f"{link}settings/", f"{link}account/", "/welcome/"]
    rena.refresh_from_db()
    assert (rena.user.email, rena.zone, rena.units, str(rena.birth_date)) == (
        "rena@demo.example",
        "Europe/Oslo",
        "imperial",
        "1991-04-02",
    )
    assert int(client.session["_auth_user_id"]) == rena.user.pk
    assert client.get("/welcome/").status_code == 200


def test_joining_leaves_nothing_said_in_the_session(link):
    client = Client()
    walk(client, link)
    assert "joining" not in client.session


def test_password_is_never_kept_in_the_session(link):
    client = Client()
    walk(client, link, account={**ACCOUNT, "email": "no address"})
    assert ACCOUNT["password"] not in str(dict(client.session.items()))


@pytest.mark.parametrize("part", ["", "settings/", "account/"])
def test_looking_uses_nothing_up(link, part):
    for _ in range(3):
        Client().get(link + part)
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.parametrize("part", ["settings/", "account/"])
def test_later_pages_lead_back_to_the_first(link, part):
    assert Client().get(link + part)["Location"] == link


def test_account_alone_is_not_enough(link, rena):
    assert Client().post(f"{link}account/", ACCOUNT)["Location"] == link
    assert (User.objects.filter(email=ACCOUNT["email"]).count(), Consent.objects.filter(runner=rena).count()) == (0, 0)


def test_what_was_said_to_one_invitation_does_not_count_for_another(link, clinic, therapist):
    other = Runner.objects.create(clinic=clinic, name="Other")
    _row, token = invitations.invite(clinic=clinic, role=Role.RUNNER, email="", runner=other, by=therapist)
    client = Client()
    client.post(link, CONSENT)
    assert client.get(f"/join/{token}/settings/")["Location"] == f"/join/{token}/"


def test_without_consent_nobody_goes_on(link):
    response = Client().post(link, {**CONSENT, "agree": ""})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["agree"])


def test_below_the_age_a_guardian_is_needed(link, rena):
    young = {**CONSENT, "birth_date": f"{rena.today().year - 12}-01-01"}
    response = Client().post(link, young)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["guardian"])
    client = Client()
    walk(client, link, consent={**young, "guardian": "Gerda Guardian"})
    assert given(rena) == [("Gerda Guardian", True)]


def test_guardian_named_by_an_adult_is_left_out(link, rena):
    walk(Client(), link, consent={**CONSENT, "guardian": "Somebody"})
    assert given(rena) == [("Rena Newby", False)]


def test_age_comes_from_the_record_where_the_clinic_knows_it(link, rena):
    Runner.objects.filter(pk=rena.pk).update(birth_date=f"{rena.today().year - 12}-01-01")
    response = Client().post(link, CONSENT)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["guardian"])


@pytest.mark.parametrize(("age", "hidden"), [(35, True), (12, False)])
def test_guardian_is_asked_only_of_who_is_known_to_be_young(link, rena, age, hidden):
    Runner.objects.filter(pk=rena.pk).update(birth_date=f"{rena.today().year - age}-01-01")
    form = Client().get(link).context["form"]
    assert (form["guardian"].is_hidden, form.hidden_fields() == [form["guardian"]]) == (hidden, hidden)


@pytest.mark.parametrize("birth_date", ["2999-01-01", "0001-01-01", "yesterday", "1991-02-31", "\x00"])
def test_impossible_birth_date_names_the_field(link, birth_date):
    response = Client().post(link, {**CONSENT, "birth_date": birth_date})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["birth_date"])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "no address"),
        ("email", ""),
        ("password", "short"),
        ("password", "rena@demo.example"),
        ("password", "password123"),
        ("name", ""),
        ("name", "a\x00b"),
        ("name", "x" * 121),
    ],
)
def test_faulty_account_names_the_field_and_keeps_the_rest(link, field, value):
    response = walk(Client(), link, account={**ACCOUNT, field: value})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert f'value="{ACCOUNT["password" if field != "password" else "email"]}"' in response.content.decode()


@pytest.mark.parametrize(("field", "value"), [("zone", "Mars/Crater"), ("units", "cubits")])
def test_faulty_setting_names_the_field(link, field, value):
    client = Client()
    client.post(link, CONSENT)
    response = client.post(f"{link}settings/", {**SETTINGS, field: value})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def closed(path, method="get"):
    return getattr(Client(), method)(path)


def test_every_closed_link_looks_the_same(link, rena, clinic, therapist):
    taken_back, token = invitations.renew(invitation=Invitation.objects.get(), by=therapist)
    invitations.revoke(invitation=taken_back, by=therapist)
    pages = [closed(path) for path in (link, f"/join/{token}/", "/join/never-was/", "/join/%00/")]
    assert [page.status_code for page in pages] == [404] * 4
    assert len({re.sub(rb'"X-CSRFToken": "[^"]+"', b"", page.content) for page in pages}) == 1


@pytest.mark.parametrize("part", ["", "settings/", "account/"])
def test_used_link_is_closed_on_every_page(link, part):
    walk(Client(), link)
    assert [closed(link + part, method).status_code for method in ("get", "post")] == [404, 404]


def test_known_address_is_neither_told_nor_touched(link):
    holder = UserFactory(email=ACCOUNT["email"], password="the-holders-own-1")
    client = Client()
    response = walk(client, link)
    holder.refresh_from_db()
    assert (response.status_code, "_auth_user_id" in client.session) == (200, False)
    assert (holder.check_password("the-holders-own-1"), Invitation.objects.get().accepted_at) == (True, None)
    text = response.content.decode().lower()
    assert [word for word in ("already", "exists", "taken", "in use") if word in text] == []


def test_holder_of_the_address_gets_a_mail_and_goes_on_signed_in(link, rena):
    holder = UserFactory(email=ACCOUNT["email"])
    client = Client()
    walk(client, link)
    path = next(line for line in mail.outbox[-1].body.splitlines() if "/accounts/login/" in line)
    page = client.get(path[path.index("/accounts/") :])
    data = {"login": holder.email, "password": PASSWORD, "next": page.context["redirect_field_value"]}
    assert client.post("/accounts/login/", data)["Location"] == link
    assert walk(client, link, account={"name": "Rena Newby"})["Location"] == "/welcome/"
    rena.refresh_from_db()
    assert rena.user == holder


def test_therapist_joins_on_one_page(staff_link, clinic):
    client = Client()
    response = client.post(staff_link, {**ACCOUNT, "email": "tina@demo.example"})
    user = User.objects.get(email="tina@demo.example")
    assert (response["Location"], Membership.objects.get(user=user).roles) == ("/", {Role.THERAPIST})
    assert int(client.session["_auth_user_id"]) == user.pk


def test_signed_in_person_is_asked_before_joining(staff_link, staff, client_of):
    client = client_of(staff)
    page = client.get(staff_link)
    assert (page.status_code, staff.email in page.content.decode()) == (200, True)
    assert Membership.objects.get(user=staff).roles == {Role.STAFF}
    client.post(staff_link)
    assert Membership.objects.get(user=staff).roles == {Role.STAFF, Role.THERAPIST}


def test_invitation_prefills_name_and_address(link):
    client = Client()
    client.post(link, CONSENT)
    client.post(f"{link}settings/", SETTINGS)
    form = client.get(f"{link}account/").context["form"]
    assert (form["name"].value(), form["email"].value()) == ("Rena", "rena@demo.example")


@pytest.mark.parametrize("typed", ["{code}", " {upper} ", "{bare}", "http://portal.example/join/{code}/"])
def test_code_may_be_typed_in_many_ways(link, typed):
    code = link.strip("/").split("/")[1]
    text = typed.format(code=code, upper=code.upper(), bare=code.replace("-", ""))
    response = Client().post("/start/", {"code": text}, follow=True)
    assert (response.status_code, response.templates[0].name) == (200, "joining/consent.html")


@pytest.mark.parametrize("typed", ["", "///", "a" * 301, "<script>", "%%%", "ä-ö", "\x00"])
def test_what_is_no_code_is_said(typed, db):
    response = Client().post("/start/", {"code": typed})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["code"])


def test_trying_accounts_on_one_invitation_is_limited(link):
    client = Client()
    UserFactory(email=ACCOUNT["email"])
    walk(client, link)
    answers = [client.post(f"{link}account/", ACCOUNT, REMOTE_ADDR=f"10.0.0.{n}").status_code for n in range(30)]
    assert answers == [200] * 29 + [429]


@pytest.mark.parametrize("who", ["therapist", "owner", "staff"])
def test_welcome_is_for_runners(who, request, client_of):
    assert client_of(request.getfixturevalue(who)).get("/welcome/").status_code == 403


def test_pages_of_joining_hold_no_inline_style_or_script(link):
    client = Client()
    pages = [client.get(link)]
    client.post(link, CONSENT)
    pages.append(client.get(f"{link}settings/"))
    client.post(f"{link}settings/", SETTINGS)
    pages.append(client.get(f"{link}account/"))
    found = [[word in page.content.decode() for word in ("style=", "<style", "onclick", "<script>")] for page in pages]
    assert found == [[False] * 4] * 3


@pytest.mark.parametrize(
    ("languages", "fields"),
    [
        ([("en", "English")], ["zone", "units"]),
        ([("en", "English"), ("de", "German")], ["zone", "language", "units"]),
    ],
)
def test_one_language_is_no_choice(link, settings, languages, fields):
    settings.LANGUAGES = languages
    client = Client()
    client.post(link, CONSENT)
    assert list(client.get(f"{link}settings/").context["form"].fields) == fields


def test_without_a_choice_the_language_is_the_only_one():
    form = SettingsForm({"zone": "Europe/Oslo", "units": "imperial", "language": "xx"})
    assert (form.is_valid(), form.cleaned_data) == (True, SETTINGS)
