"""Addresses of the library."""

from django.urls import path

from exercises import media, views

urlpatterns = [
    path("library/", views.library, name="library"),
    path("library/exercises/<uuid:uuid>/", views.exercise, name="exercise"),
    path("library/causes/<uuid:uuid>/", views.cause, name="cause"),
    path("library/protocols/<uuid:uuid>/", views.protocol, name="protocol"),
    path("library/tests/<uuid:uuid>/", views.home_test, name="home-test"),
    path("library/pictures/<path:name>", media.picture, name="picture"),
    path("library/videos/<str:name>", media.video, name="video"),
    path("library/captions/<str:name>", media.captions, name="captions"),
]
