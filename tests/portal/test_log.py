"""What a log line may tell an operator: where something went wrong, never who, and no address that lets somebody in."""

import io
import json
import logging

import pytest

from portal import log


@pytest.fixture
def lines():
    """Logs one warning through our handler and gives back the JSON line."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(log.json_formatter())
    handler.addFilter(log.Impersonal())
    logger = logging.Logger("toeoff.tests")
    logger.addHandler(handler)

    def warn(message, *args, **extra):
        logger.warning(message, *args, extra=extra)
        line = written.getvalue().splitlines()[-1]
        return json.loads(line)

    return warn


def test_line_has_time_level_and_words(lines):
    found = lines("Not Found: %s", "/library/")
    assert (found["event"], found["level"], found["logger"]) == ("Not Found: /library/", "warning", "toeoff.tests")
    assert found["timestamp"].endswith("Z")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/join/1ppk-ftcg-fbrh-2q1q/", "/join/.../"),
        ("/join/1ppk-ftcg-fbrh-2q1q/account/", "/join/.../account/"),
        ("/accounts/password/reset/key/3-cx7x1d-ab12/", "/accounts/password/reset/key/.../"),
        ("/accounts/password/reset/key/done/", "/accounts/password/reset/key/done/"),
        ("/today/", "/today/"),
    ],
)
def test_secret_of_an_address_stays_out(lines, path, told):
    assert lines("Forbidden: %s", path)["event"] == f"Forbidden: {told}"
    assert lines(f"Forbidden: {path}")["event"] == f"Forbidden: {told}"


def test_request_stays_out(lines):
    assert "request" not in lines("Bad Request", request="cookies and form fields")


def test_arguments_that_are_no_text_stay_as_they_are(lines):
    assert lines("%d of %s", 3, 4)["event"] == "3 of 4"


def test_unknown_invitation_is_logged_without_its_code(client, db, caplog):
    caplog.handler.addFilter(log.Impersonal())
    client.get("/join/1ppk-ftcg-fbrh-2q1q/")
    assert [record.getMessage() for record in caplog.records] == ["Not Found: /join/.../"]
