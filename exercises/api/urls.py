"""Addresses of the library's API, below /api/v1/."""

from django.urls import path

from exercises.api import views

urlpatterns = [
    path("exercises/", views.Exercises.as_view(), name="api-exercises"),
    path("exercises/<uuid:uuid>/", views.OneExercise.as_view(), name="api-exercise"),
    path("causes/", views.Causes.as_view(), name="api-causes"),
    path("home-tests/", views.HomeTests.as_view(), name="api-home-tests"),
]
