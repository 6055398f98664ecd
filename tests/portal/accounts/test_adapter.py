import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from portal.accounts.models import User
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
CODE = "/accounts/login/code/"
RESET = "/accounts/password/reset/"


@pytest.fixture
def person():
    return User.objects.create_user("known@demo.example", PASSWORD, name="Known")


WRONG = "wrong-password-1"


def try_password(email, typed=WRONG, address="10.0.0.1"):
    return Client().post(LOGIN, {"login": email, "password": typed}, REMOTE_ADDR=address)


def plain(response):
    """The page without what differs by chance: the csrf token and the address typed."""
    text = re.sub(r'value="[A-Za-z0-9]{64}"|"X-CSRFToken": "[^"]+"', "", response.content.decode())
    return text.replace("unknown@demo.example", "EMAIL").replace("known@demo.example", "EMAIL")


def test_sign_in_by_password(person):
    response = try_password("Known@Demo.example", PASSWORD)
    assert (response.status_code, response["Location"]) == (302, "/")


def test_sign_in_page_goes_on_to_where_the_person_wanted(person):
    response = Client().post(f"{LOGIN}?next=/me/", {"login": person.email, "password": PASSWORD, "next": "/me/"})
    assert response["Location"] == "/me/"


def test_sign_in_never_goes_to_another_host(person):
    data = {"login": person.email, "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert Client().post(LOGIN, data)["Location"] == "/"


def test_sixth_wrong_password_is_limited_from_any_address(person):
    answers = [try_password(person.email, address=f"10.0.0.{n}").status_code for n in range(1, 7)]
    assert answers == [200, 200, 200, 200, 200, 429]


def test_limit_of_an_account_holds_for_the_right_password_too(person):
    for n in range(5):
        try_password(person.email, address=f"10.0.1.{n}")
    assert try_password(person.email, PASSWORD, address="10.0.2.1").status_code == 429


def test_limit_of_an_account_is_not_got_round_by_other_host_names(person):
    for n in range(5):
        try_password(person.email, address=f"10.0.1.{n}")
    response = Client().post(
        LOGIN, {"login": person.email, "password": "wrong"}, REMOTE_ADDR="10.0.9.9", HTTP_HOST="localhost"
    )
    assert response.status_code == 429


def test_eleventh_failure_from_one_address_is_limited(person):
    answers = [try_password(f"n{n}@demo.example", address="10.0.0.7").status_code for n in range(11)]
    assert answers == [200] * 10 + [429]


def test_unknown_address_is_limited_like_a_known_one():
    answers = [try_password("unknown@demo.example", address=f"10.0.0.{n}").status_code for n in range(1, 7)]
    assert answers == [200, 200, 200, 200, 200, 429]


def test_limit_page_has_words_and_a_time(person):
    for n in range(5):
        try_password(person.email, address=f"10.0.1.{n}")
    response = try_password(person.email)
    assert (response["Retry-After"], "Tried too often" in response.content.decode()) == ("300", True)


def test_wrong_password_looks_the_same_for_known_and_unknown(person):
    known, unknown = try_password(person.email), try_password("unknown@demo.example", address="10.0.0.2")
    assert (known.status_code, plain(known)) == (unknown.status_code, plain(unknown))


def test_unknown_address_costs_a_hash_as_well(monkeypatch):
    hashed = []
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda _self, typed, _salt: hashed.append(typed) or "md5$a$b")
    try_password("unknown@demo.example", "some-password-1")
    assert hashed == ["some-password-1"]


@pytest.mark.parametrize("email", ["known@demo.example", "unknown@demo.example"])
def test_code_page_leads_on_for_everybody(person, email):
    response = Client().post(CODE, {"email": email})
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/code/confirm/")


def test_code_confirm_page_looks_the_same_for_known_and_unknown(person):
    people = ("known@demo.example", "unknown@demo.example")
    known, unknown = (Client().post(CODE, {"email": email}, follow=True) for email in people)
    assert plain(known) == plain(unknown)


def test_code_from_the_mail_signs_in(person):
    client = Client()
    client.post(CODE, {"email": person.email})
    code = re.search(r"^ +(\S+)$", mail.outbox[0].body, re.MULTILINE).group(1)
    response = client.post("/accounts/login/code/confirm/", {"code": code})
    assert (response.status_code, int(client.session["_auth_user_id"])) == (302, person.pk)


def test_wrong_code_does_not_sign_in(person):
    client = Client()
    client.post(CODE, {"email": person.email})
    response = client.post("/accounts/login/code/confirm/", {"code": "AAAA-AAAA"})
    assert (response.status_code, "_auth_user_id" in client.session) == (200, False)


@pytest.mark.parametrize("email", ["known@demo.example", "unknown@demo.example"])
def test_fourth_code_within_a_minute_is_limited(person, email):
    answers = [Client().post(CODE, {"email": email}, REMOTE_ADDR=f"10.1.0.{n}").status_code for n in range(4)]
    assert answers == [302, 302, 302, 429]


@pytest.mark.parametrize("email", ["known@demo.example", "unknown@demo.example"])
def test_reset_answers_everybody_alike(person, email):
    response = Client().post(RESET, {"email": email})
    assert (response.status_code, response["Location"]) == (302, "/accounts/password/reset/done/")


def test_reset_link_names_our_own_address_whatever_the_request_says(person, settings):
    settings.SITE_URL = "https://portal.example"
    Client().post(RESET, {"email": person.email}, HTTP_HOST="evil.example")
    assert re.findall(r"https?://[^/]+", mail.outbox[0].body) == ["https://portal.example"]


def test_reset_link_changes_the_password_once_and_signs_in(person):
    client = Client()
    client.post(RESET, {"email": person.email})
    path = re.search(r"(/accounts/password/reset/key/\S+)", mail.outbox[0].body).group(1)
    page = client.get(path, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "three-odd-words-9"})
    person.refresh_from_db()
    assert (person.check_password("three-odd-words-9"), int(client.session["_auth_user_id"])) == (True, person.pk)
    assert "This link has ended" in Client().get(path, follow=True).content.decode()


def test_mails_hold_no_name(person):
    for path in (CODE, RESET):
        Client().post(path, {"email": person.email})
    assert [("Known" in letter.subject + letter.body) for letter in mail.outbox] == [False, False]


def test_password_change_keeps_this_session(person, client_of):
    client = client_of(person)
    data = {"oldpassword": PASSWORD, "password1": "three-odd-words-9"}
    response = client.post("/accounts/password/change/", data)
    assert (response.status_code, response["Location"], client.get("/me/").status_code) == (302, "/me/", 200)


def test_sign_out_needs_a_post(person, client_of):
    client = client_of(person)
    assert (client.get("/accounts/logout/").status_code, "_auth_user_id" in client.session) == (200, True)
    response = client.post("/accounts/logout/")
    assert (response["Location"], "_auth_user_id" in client.session) == (LOGIN, False)


def test_closed_account_is_told_only_after_the_right_password(person):
    person.is_active = False
    person.save()
    assert try_password(person.email).status_code == 200
    assert try_password(person.email, PASSWORD)["Location"] == "/accounts/inactive/"


@pytest.mark.parametrize("path", ["signup/", "email/", "confirm-email/", "3rdparty/", "social/connections/", "2fa/"])
def test_what_is_not_offered_is_not_there(path):
    response = Client().get(f"/accounts/{path}")
    assert response.status_code in ({404} if path == "signup/" else {404, 302})
    if response.status_code == 302:
        assert response["Location"].startswith(LOGIN)


@pytest.mark.parametrize("name", ["account_email", "account_email_verification_sent", "account_confirm_email"])
def test_what_is_not_offered_has_no_name(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_admin_sign_in_is_ours():
    response = Client().get("/admin/login/?next=/admin/")
    assert (response.status_code, response["Location"]) == (302, f"{LOGIN}?next=/admin/")


def test_admin_is_refused_to_a_runner(runner, client_of):
    assert client_of(runner).get("/admin/", follow=True).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        LOGIN,
        CODE,
        RESET,
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/done/",
        "/accounts/password/reset/key/1-nothing/",
        "/accounts/inactive/",
        "/start/",
    ],
)
def test_signed_out_pages_wear_our_look(path):
    text = Client().get(path).content.decode()
    assert ('class="door"' in text, text.count("<h1")) == (True, 1)
    assert [word for word in ("style=", "placeholder", "onclick") if word in text] == []


@pytest.mark.parametrize("path", ["/accounts/password/change/", "/accounts/reauthenticate/", "/accounts/logout/"])
def test_signed_in_account_pages_have_one_heading(person, client_of, path):
    text = client_of(person).get(path).content.decode()
    assert (text.count("<h1"), "style=" in text) == (1, False)


def test_reauthentication_takes_the_password(person, client_of):
    client = client_of(person)
    wrong = client.post("/accounts/reauthenticate/", {"password": "wrong-password-1"})
    right = client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert (wrong.status_code, right.status_code) == (200, 302)


def test_trusted_proxy_separates_the_people_behind_it(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    answers = [
        Client()
        .post(LOGIN, {"login": f"n{n}@demo.example", "password": "x"}, HTTP_X_FORWARDED_FOR=f"192.0.2.{n}")
        .status_code
        for n in range(12)
    ]
    assert answers == [200] * 12


def test_addresses_that_a_client_invents_do_not_help(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    answers = [
        Client()
        .post(LOGIN, {"login": f"n{n}@demo.example", "password": "x"}, HTTP_X_FORWARDED_FOR=f"192.0.2.{n}")
        .status_code
        for n in range(11)
    ]
    assert answers == [200] * 10 + [429]


@pytest.mark.parametrize("page", [CODE, LOGIN])
def test_awaited_code_can_be_left_for_another_way_to_sign_in(person, page):
    client = Client()
    client.post(CODE, {"email": person.email})
    assert client.get(page).status_code == 302
    assert client.post("/accounts/logout/", {"next": page})["Location"] == page
    assert client.get(page).status_code == 200
