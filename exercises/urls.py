"""Addresses of the library."""

from django.urls import path

from exercises import views

urlpatterns = [
    path("library/", views.library, name="library"),
    path("library/exercises/<uuid:uuid>/", views.exercise, name="exercise"),
    path("library/causes/<uuid:uuid>/", views.cause, name="cause"),
    path("library/protocols/<uuid:uuid>/", views.protocol, name="protocol"),
    path("library/tests/<uuid:uuid>/", views.home_test, name="home-test"),
    path("library/pictures/<path:name>", views.picture, name="picture"),
]
