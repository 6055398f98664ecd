"""`Authorization: Token ...`, at an address that everybody signed in may read."""

import pytest
from django.test import Client

from portal.accounts.models import ApiToken

PATH = "/api/v1/exercises/"
NOT_VALID = "This token is not valid."
HOW = "Send the header as: Authorization: Token <token>."


def ask(header):
    return Client().get(PATH, headers={"Authorization": header} if header is not None else {})


def test_a_token_opens_the_api(runner):
    token = ApiToken.issue(runner.user)
    assert [ask(f"{scheme} {token}").status_code for scheme in ("Token", "token")] == [200, 200]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (None, "Authentication credentials were not provided."),
        ("", "Authentication credentials were not provided."),
        ("Bearer {token}", "Authentication credentials were not provided."),
        ("Token", HOW),
        ("Token {token} more", HOW),
        ("Token \xfc", HOW),
        ("Token {token}x", NOT_VALID),
        ("Token {digest}", NOT_VALID),
        ("Token \x00", NOT_VALID),
    ],
)
def test_what_is_no_token_is_answered_with_how_to_send_one(runner, header, said):
    token = ApiToken.issue(runner.user)
    digest = ApiToken.objects.get().digest
    answer = ask(header if header is None else header.format(token=token, digest=digest))
    assert (answer.status_code, answer.json(), answer["WWW-Authenticate"]) == (401, {"detail": said}, "Token")


def test_a_new_token_ends_the_former_one(runner):
    tokens = [ApiToken.issue(runner.user) for _time in range(2)]
    assert [ask(f"Token {token}").status_code for token in tokens] == [401, 200]


def test_a_closed_account_has_no_token(runner):
    token = ApiToken.issue(runner.user)
    runner.user.is_active = False
    runner.user.save()
    assert ask(f"Token {token}").status_code == 401


def test_a_token_is_its_persons_only(runner, runner2, routine):
    headers = [{"Authorization": f"Token {ApiToken.issue(one.user)}"} for one in (runner, runner2)]
    found = [Client().get("/api/v1/routines/", headers=one).json()["count"] for one in headers]
    assert found == [1, 0]


def test_a_token_opens_no_page(runner):
    answer = Client().get("/today/", headers={"Authorization": f"Token {ApiToken.issue(runner.user)}"})
    assert answer.url == "/accounts/login/?next=/today/"
