import pytest
from django.urls import reverse

from clinic.models import AuditEvent, Runner

STRANGERS = [("other_therapist", 404), ("therapist", 403), ("staff", 403), ("runner", 403), ("runner2", 403)]


@pytest.fixture
def export_url(runner):
    return reverse("runner-export", args=[runner.uuid])


@pytest.fixture
def erase_url(runner):
    return reverse("runner-erase", args=[runner.uuid])


def test_anonymous_is_asked_to_sign_in(client, export_url, erase_url):
    assert [client.post(url).status_code for url in (export_url, erase_url)] == [302, 302]


@pytest.mark.parametrize(("who", "status"), STRANGERS)
def test_only_the_owner_exports(client_of, request, export_url, who, status):
    browser = client_of(request.getfixturevalue(who))
    assert [browser.get(export_url).status_code, browser.post(export_url).status_code] == [status, status]
    assert AuditEvent.objects.filter(verb="record.exported").count() == 0


def test_owner_exports(client_of, owner, runner, export_url):
    response = client_of(owner).post(export_url)
    assert b"".join(response.streaming_content)[:2] == b"PK"
    (event,) = AuditEvent.objects.filter(verb="record.exported")
    assert (event.actor, event.runner) == (owner, runner)


@pytest.mark.parametrize(("who", "status"), STRANGERS)
def test_only_the_owner_erases(client_of, request, runner, erase_url, who, status):
    browser = client_of(request.getfixturevalue(who))
    assert browser.post(erase_url, {"typed_name": runner.name}).status_code == status
    assert Runner.objects.get(pk=runner.pk).erased_at is None


def test_owner_erases_after_typing_the_name(client_of, owner, runner, erase_url):
    browser = client_of(owner)
    response = browser.post(erase_url, {"typed_name": "rita runner"})
    assert (response.status_code, Runner.objects.get(pk=runner.pk).name) == (302, "Erased")
    assert browser.get(erase_url).status_code == 404


@pytest.mark.parametrize("typed", ["", "Rita", "yes"])
def test_other_name_erases_nothing(client_of, owner, runner, erase_url, typed):
    response = client_of(owner).post(erase_url, {"typed_name": typed})
    assert (response.status_code, Runner.objects.get(pk=runner.pk).name) == (422, "Rita Runner")


def test_page_says_what_goes_and_has_one_heading(client_of, owner, erase_url):
    response = client_of(owner).get(erase_url)
    assert (response.status_code, response.text.count("<h1")) == (200, 1)
    assert "<title>" in response.text
    assert "Rita" not in response.text.split("<title>")[1].split("</title>")[0]
