from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.accounts.models import ApiToken
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def issue(email):
    out = StringIO()
    call_command("issue_token", email, stdout=out)
    return out.getvalue()


def test_issue_token_prints_only_the_token():
    user = UserFactory(email="a@demo.example")
    printed = issue("A@demo.example")
    assert (printed.count("\n"), ApiToken.digest_of(printed.strip())) == (1, user.api_token.digest)


def test_issue_token_replaces_the_former_one():
    UserFactory(email="a@demo.example")
    first, second = issue("a@demo.example").strip(), issue("a@demo.example").strip()
    assert list(ApiToken.objects.values_list("digest", flat=True)) == [ApiToken.digest_of(second)]
    assert first != second


def test_issue_token_for_nobody_fails():
    with pytest.raises(CommandError) as error:
        issue("nobody@demo.example")
    assert error.value.returncode == 1


def test_issue_token_for_a_closed_account_fails():
    UserFactory(email="a@demo.example", is_active=False)
    with pytest.raises(CommandError):
        issue("a@demo.example")
