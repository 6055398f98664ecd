"""Addresses of the clinic's API, below /api/v1/."""

from django.urls import path

from clinic.api import views

urlpatterns = [
    path("today/", views.TodayView.as_view(), name="api-today"),
    path("exercise-logs/", views.ExerciseLogs.as_view(), name="api-exercise-logs"),
    path("exercise-logs/<uuid:uuid>/", views.ExerciseLogUndo.as_view(), name="api-exercise-log"),
    path("screenings/", views.Screenings.as_view(), name="api-screenings"),
    path("test-results/", views.TestResults.as_view(), name="api-test-results"),
    path("test-results/<uuid:uuid>/", views.TestResultUndo.as_view(), name="api-test-result"),
    path("runners/", views.Runners.as_view(), name="api-runners"),
    path("episodes/", views.Episodes.as_view(), name="api-episodes"),
    path("routines/", views.Routines.as_view(), name="api-routines"),
]
