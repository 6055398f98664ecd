"""The OpenAPI schema is complete, and what it promises holds for bodies made from it."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from portal.accounts.models import ApiToken
from portal.wsgi import application
from tests.clinic.bodies import lean_body, measured
from tests.factories import LogFactory

PROMISES = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def test_schema_is_valid_without_a_warning(db):
    GENERATOR_STATS.reset()
    validate_schema(SchemaGenerator().get_schema(request=None, public=True))
    assert dict(GENERATOR_STATS._warn_cache) == {}
    assert dict(GENERATOR_STATS._error_cache) == {}


@pytest.fixture
def _one_connection():
    """The WSGI application ends each request by closing what the test still needs."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def api_schema(routine, _one_connection):
    LogFactory(prescribed_exercise=routine.prescribed.first())
    measured(routine.episode.runner, lean_body())
    return schemathesis.openapi.from_wsgi("/api/v1/schema/", application)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "today"),
        ("GET", "exercise-logs"),
        ("POST", "exercise-logs"),
        ("DELETE", "exercise-logs/{uuid}"),
        ("POST", "screenings"),
        ("GET", "test-results"),
        ("POST", "test-results"),
        ("DELETE", "test-results/{uuid}"),
        ("GET", "runners"),
        ("GET", "episodes"),
        ("GET", "routines"),
    ],
)
def test_promises_hold(api_schema, runner, method, path):
    headers = {"Authorization": f"Token {ApiToken.issue(runner.user)}"}

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(api_schema[f"/api/v1/{path}/"][method].as_strategy())
    def keeps_them(case):
        case.call_and_validate(checks=PROMISES, headers=headers)

    keeps_them()
