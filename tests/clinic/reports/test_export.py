"""The export: one valid zip with everything of one person and nothing of anybody else."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from clinic.actions.erasure import DELETED
from clinic.models import ExerciseLog, Message
from clinic.queries.record import SECTIONS
from clinic.reports.export import download_of, export_of
from tests.factories import LogFactory
from tests.whole_record import WORDS, fill_record

DOCS = Path(django_settings.BASE_DIR) / "docs/export.md"
EXPORT_QUERIES = 34
# What an export holds inside other lists.
WITHIN = {"TestValue", "TraceAnalysis"}


@pytest.fixture
def filled(runner, routine, therapist, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    fill_record(runner, routine, therapist)
    return runner


def _opened(runner):
    return zipfile.ZipFile(io.BytesIO(b"".join(export_of(runner))))


def _data(runner):
    return json.loads(_opened(runner).read("data.json"))


def test_zip_holds_data_words_and_pictures(filled):
    archive = _opened(filled)
    report = filled.user and _data(filled)["problem_reports"][0]
    assert archive.testzip() is None
    assert archive.namelist() == ["README.txt", "data.json", report["screenshot"]]
    assert archive.read(report["screenshot"])[8:12] == b"WEBP"


def test_every_section_of_a_full_record_has_rows(filled):
    data = _data(filled)
    assert list(data) == ["about", *(section.name for section in SECTIONS)]
    assert [name for name, rows in data.items() if not rows] == ["api_tokens"]


def test_sections_cover_every_table_about_a_runner():
    held = {section.model.__name__ for section in SECTIONS} | WITHIN
    assert {model.__name__ for model, _path in DELETED} - held == set()


def test_log_is_written_with_plain_values(filled):
    log = ExerciseLog.objects.get()
    assert _data(filled)["exercise_logs"] == [
        {
            "uuid": str(log.uuid),
            "prescribed_exercise": str(log.prescribed_exercise.uuid),
            "done_at": log.done_at.isoformat(),
            "local_date": log.local_date.isoformat(),
            "sets_done": None,
            "reps_done": None,
            "pain": 2,
            "effort": None,
            "note": WORDS,
            "recorded_at": log.recorded_at.isoformat(),
            "replaces": None,
            "voided_at": None,
            "voided_by": None,
        }
    ]


def test_result_comes_with_its_values(filled):
    (result,) = _data(filled)["test_results"]
    assert result["home_test"] == {"slug": "hop-test", "name": "Hop test"}
    assert result["values"] == {"seconds": {"value": "21.50", "unit": "s"}}


def test_trace_comes_with_its_samples_and_analyses(filled):
    (trace,) = _data(filled)["motion_traces"]
    assert trace["samples"] == {"t_ms": [1.0, 2.0], "ax": [1.0, 2.0], "ay": [1.0, 2.0], "az": [1.0, 2.0]}
    assert [row["hops"] for row in trace["analyses"]] == [2]
    assert trace["result"] == _data(filled)["test_results"][0]["uuid"]


def test_no_secret_is_exported(filled):
    text = _opened(filled).read("data.json").decode()
    assert [word for word in ("argon2", "md5$", "digest", "password") if word in text] == []


def test_nobody_else_is_in_it(filled, runner2, other_runner):
    LogFactory(runner=runner2, prescribed_exercise__routine__episode__runner=runner2, note="Not mine")
    Message.objects.create(runner=other_runner, from_runner=True, text="Not mine either")
    text = _opened(filled).read("data.json").decode()
    assert [word for word in ("Not mine", runner2.name, other_runner.name) if word in text] == []


def test_runner_who_has_not_joined_can_be_exported(runner, therapist):
    runner.user = None
    runner.save()
    data = _data(runner)
    assert (data["account"], data["problem_reports"], data["person"][0]["name"]) == ([], [], "Rita Runner")


def test_missing_picture_spoils_nothing(filled):
    report = _data(filled)["problem_reports"][0]
    filled.user.refresh_from_db()
    for path in Path(django_settings.MEDIA_ROOT).rglob("*.webp"):
        path.unlink()
    assert _opened(filled).namelist() == ["README.txt", "data.json"]
    assert report["text"] == WORDS


def test_file_name_tells_nothing_about_the_person(filled, time_machine):
    time_machine.move_to("2026-11-24T12:00:00+00:00", tick=False)
    response = download_of(filled)
    assert response["Content-Disposition"] == 'attachment; filename="toe-off-2026-11-24.zip"'


def test_number_of_queries_does_not_grow_with_the_rows(filled, django_assert_num_queries):
    with django_assert_num_queries(EXPORT_QUERIES):
        _opened(filled)
    for _ in range(2):
        LogFactory(runner=filled, prescribed_exercise=ExerciseLog.objects.first().prescribed_exercise)
    with django_assert_num_queries(EXPORT_QUERIES):
        _opened(filled)


def test_docs_name_every_section_and_key():
    parts = dict(part.split("\n", 1) for part in DOCS.read_text().split("\n## ")[1:])
    documented = {
        name: [line.split("`")[1] for line in text.splitlines() if line.startswith("| `")]
        for name, text in parts.items()
    }
    assert documented == {section.name: section.keys() for section in SECTIONS}


def test_files_are_of_today(filled, time_machine):
    time_machine.move_to("2026-11-24T12:00:00+00:00", tick=False)
    assert {entry.date_time[:3] for entry in _opened(filled).infolist()} == {(2026, 11, 24)}
