import io
import zipfile

import pytest

from clinic.models import AuditEvent

PAGE = "/me/export/"


def test_anonymous_is_asked_to_sign_in(client):
    assert client.post(PAGE).status_code == 302


@pytest.mark.parametrize("who", ["therapist", "staff"])
def test_page_is_for_runners(client_of, request, who):
    assert client_of(request.getfixturevalue(who)).post(PAGE).status_code == 403


def test_runner_downloads_their_own_data_and_the_audit_keeps_it(client_of, runner, runner2):
    response = client_of(runner).post(PAGE)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert (response.status_code, response["Content-Type"]) == (200, "application/zip")
    assert '"name": "Rita Runner"' in archive.read("data.json").decode()
    (event,) = AuditEvent.objects.filter(verb="record.exported")
    assert (event.actor, event.runner) == (runner.user, runner)


def test_download_is_not_kept_by_caches(client_of, runner):
    assert "no-store" in client_of(runner).post(PAGE)["Cache-Control"]


def test_looking_at_the_page_exports_nothing(client_of, runner):
    response = client_of(runner).get(PAGE)
    assert (response.status_code, AuditEvent.objects.filter(verb="record.exported").count()) == (200, 0)
