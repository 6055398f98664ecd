"""Addresses: runner."""

from django.urls import URLPattern, path

from clinic.views.runner import (
    exercise,
    export,
    handout,
    home_tests,
    messages,
    morning,
    problem_reports,
    progress,
    results,
    screening,
    shoes,
    today,
    traces,
)

urlpatterns: list[URLPattern] = [
    path("today/", today.today, name="today"),
    path("today/handout/", handout.my_handout, name="today-handout"),
    path("today/handout.pdf", handout.my_handout_pdf, name="today-handout-pdf"),
    path("today/<uuid:uuid>/", exercise.prescribed, name="prescribed"),
    path("today/<uuid:uuid>/done/", today.log_done, name="log-exercise"),
    path("today/logs/<uuid:uuid>/", exercise.log_feel, name="log-feel"),
    path("today/logs/<uuid:uuid>/undo/", today.undo_done, name="undo-log"),
    path("today/logs/<uuid:uuid>/advice/", exercise.log_advice, name="log-advice"),
    path("morning/", morning.morning_check, name="morning-check"),
    path("morning/advice/", morning.morning_advice, name="morning-advice"),
    path("tests/", home_tests.tests, name="tests"),
    path("tests/results/<uuid:uuid>/", results.test_result, name="test-result"),
    path("tests/results/<uuid:uuid>/correct/", results.correct_test, name="test-correct"),
    path("tests/results/<uuid:uuid>/undo/", results.undo_test, name="test-undo"),
    path("tests/<slug:slug>/", home_tests.test_guide, name="test-guide"),
    path("tests/<slug:slug>/trace/", traces.test_trace, name="test-trace"),
    path("messages/", messages.my_messages, name="my-messages"),
    path("progress/", progress.progress, name="progress"),
    path("shoes/<uuid:uuid>/", shoes.my_shoes, name="my-shoes"),
    path("screening/", screening.my_screening, name="my-screening"),
    path("screening/<uuid:uuid>/", screening.my_screening_result, name="my-screening-result"),
    path("start-check/", screening.my_gate, name="my-gate"),
    path("start-check/result/", screening.my_gate_result, name="my-gate-result"),
    path("me/export/", export.my_export, name="my-export"),
    path("reports/", problem_reports.my_reports, name="my-reports"),
    path("reports/<uuid:uuid>/screenshot/", problem_reports.problem_screenshot, name="problem-screenshot"),
    path("library/exercises/<uuid:uuid>/report/", problem_reports.problem_report_new, name="problem-report-new"),
]
