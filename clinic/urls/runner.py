"""Addresses: runner."""

from django.urls import URLPattern, path

from clinic.views.runner import exercise, messages, morning, progress, screening, today

urlpatterns: list[URLPattern] = [
    path("today/", today.today, name="today"),
    path("today/<uuid:uuid>/", exercise.prescribed, name="prescribed"),
    path("today/<uuid:uuid>/done/", today.log_done, name="log-exercise"),
    path("today/logs/<uuid:uuid>/", exercise.log_feel, name="log-feel"),
    path("today/logs/<uuid:uuid>/undo/", today.undo_done, name="undo-log"),
    path("today/logs/<uuid:uuid>/advice/", exercise.log_advice, name="log-advice"),
    path("morning/", morning.morning_check, name="morning-check"),
    path("messages/", messages.my_messages, name="my-messages"),
    path("progress/", progress.progress, name="progress"),
    path("screening/", screening.my_screening, name="my-screening"),
    path("screening/<uuid:uuid>/", screening.my_screening_result, name="my-screening-result"),
    path("start-check/", screening.my_gate, name="my-gate"),
    path("start-check/result/", screening.my_gate_result, name="my-gate-result"),
]
