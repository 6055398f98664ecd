import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from portal import views


def page_of(handler, *args):
    return handler(RequestFactory().get("/somewhere/"), *args)


@pytest.mark.parametrize(
    ("handler", "args", "status"),
    [
        (views.bad_request, (Exception(),), 400),
        (views.forbidden, (Exception("Not yours."),), 403),
        (views.not_found, (Exception(),), 404),
        (views.broken, (), 500),
        (views.unavailable, (), 503),
    ],
)
def test_error_page_wears_our_look_without_a_person(handler, args, status):
    response = page_of(handler, *args)
    text = response.content.decode()
    assert (response.status_code, text.count("<h1"), "style=" in text) == (status, 1, False)


def test_database_away_is_said_with_a_time_to_come_back():
    try:
        raise OperationalError("gone")
    except OperationalError:
        response = page_of(views.broken)
    assert (response.status_code, response["Retry-After"]) == (503, "10")


@pytest.mark.parametrize("who", ["runner", "therapist", "staff"])
def test_unknown_page_keeps_the_way_home(who, request, client_of):
    response = client_of(request.getfixturevalue(who)).get("/no-such-page/")
    assert (response.status_code, 'href="/"' in response.content.decode()) == (404, True)


def test_unknown_page_of_nobody_is_not_found():
    assert Client().get("/no-such-page/").status_code == 404
