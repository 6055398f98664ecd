"""Whatever is sent to a write of the API is answered with a status of 4xx, never with a fault of ours."""

import json
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clinic.models import ExerciseLog, Screening, TestResult
from tests.clinic.bodies import hop_body, lean_body, log_body, screening_body

WRITES = ["exercise-logs", "screenings", "test-results"]
DEEP = 100_000


@pytest.fixture
def sound(hop, runner):
    """A body that would be taken, for each write."""
    return {
        "exercise-logs": log_body(hop),
        "screenings": screening_body(runner),
        "test-results": lean_body(),
    }


def rows():
    return ExerciseLog.objects.count() + Screening.objects.count() + TestResult.objects.count()


def with_value(body, field, raw):
    """The body as JSON text, with raw text in the place of one value."""
    return json.dumps(body | {field: "@@"}).replace('"@@"', raw)


ODD_BODIES = [
    "",
    "null",
    "[]",
    '"text"',
    "5",
    "true",
    "{",
    "{}",
    "[" * DEEP + "]" * DEEP,
    '{"a":' * DEEP + "1" + "}" * DEEP,
    '{"id": "' + "x" * 1_100_000 + '"}',
    '{"\\u0000": 1}',
    '{"a": "\\ud800"}',
    b"\xff\xfe{}",
    b"\x00",
    '{"a": NaN}',
    '{"a": -Infinity}',
    '{"a": 1e999}',
    '{"a": ' + "9" * 5000 + "}",
]


@pytest.mark.parametrize("path", WRITES)
def test_odd_body_is_400(post, runner, path):
    statuses = {text[:20]: post(runner, path, text).status_code for text in ODD_BODIES}
    assert statuses == {text[:20]: 400 for text in ODD_BODIES}
    assert rows() == 0


ODD_VALUES = [
    "NaN",
    "Infinity",
    "1e999",
    str(2**63),
    str(-(2**63) - 1),
    "9" * 5000,
    '"\\u0000"',
    '"\\ud800"',
    '"\\udfff\\ud800"',
    "{}",
    "[]",
    "[[[]]]",
    '{"a": {"b": []}}',
    "true",
    "-1",
    '"0001-01-01T00:00:00+14:00"',
    '"9999-12-31T23:59:59-14:00"',
    '"2026-11-24T10:00:00+99:99"',
    '"00000000-0000-0000-0000-00000000000g"',
]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("exercise-logs", "id"),
        ("exercise-logs", "prescribed_exercise"),
        ("exercise-logs", "done_at"),
        ("exercise-logs", "pain"),
        ("exercise-logs", "replaces"),
        ("screenings", "id"),
        ("screenings", "done_at"),
        ("screenings", "answers"),
        ("test-results", "id"),
        ("test-results", "home_test"),
        ("test-results", "side"),
        ("test-results", "done_at"),
        ("test-results", "distance_cm"),
        ("test-results", "tries"),
        ("test-results", "method"),
    ],
)
def test_odd_value_is_400(post, runner, sound, path, field):
    # An empty list of tries says only that there are none; the mean then speaks for itself.
    odd = [raw for raw in ODD_VALUES if (field, raw) != ("tries", "[]")]
    statuses = {raw: post(runner, path, with_value(sound[path], field, raw)).status_code for raw in odd}
    assert statuses == dict.fromkeys(odd, 400)
    assert rows() == 0


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "a/b"])
def test_other_content_type_is_415(post, runner, sound, path, kind):
    answer = post(runner, path, json.dumps(sound[path]), content_type=kind)
    assert (answer.status_code, rows()) == (415, 0)


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize(("charset", "raw"), [("utf-7", "+AFs-" * DEEP), ("cp037", ("[" * DEEP).encode("cp037"))])
def test_depth_hidden_in_another_charset_is_400(post, runner, path, charset, raw):
    answer = post(runner, path, raw, content_type=f"application/json; charset={charset}")
    assert (answer.status_code, answer.json()) == (400, {"detail": "Send the body as UTF-8."})


@pytest.mark.parametrize("path", ["exercise-logs", "test-results"])
@pytest.mark.parametrize("key", ["x", "%00", "1" * 300, str(uuid.UUID(int=9))])
def test_delete_of_an_odd_id_is_404(api_of, runner, path, key):
    assert api_of(runner).delete(f"/api/v1/{path}/{key}/").status_code == 404


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_json_is_answered(post, runner, sound, data):
    path = data.draw(st.sampled_from(WRITES))
    body = dict(sound[path] if path != "test-results" else data.draw(st.sampled_from([lean_body(), hop_body()])))
    changes = data.draw(st.dictionaries(st.sampled_from(sorted(body)) | st.text(), values, max_size=3))
    answer = post(runner, path, body | changes | {"id": str(uuid.uuid4())})
    assert answer.status_code in {201, 400, 404, 409}
