"""Addresses of the library."""

from django.urls import path

from exercises import media, views, views_figures

urlpatterns = [
    path("library/", views.library, name="library"),
    path("library/exercises/<uuid:uuid>/", views.exercise, name="exercise"),
    path("library/causes/<uuid:uuid>/", views.cause, name="cause"),
    path("library/protocols/<uuid:uuid>/", views.protocol, name="protocol"),
    path("library/tests/<uuid:uuid>/", views.home_test, name="home-test"),
    path("library/figures/<uuid:uuid>/<slug:digest>/<int:number>.svg", views_figures.still, name="figure-still"),
    path("library/figures/<uuid:uuid>/<slug:digest>/motion.json", views_figures.motion, name="figure-motion"),
    path("library/pictures/<path:name>", media.picture, name="picture"),
    path("library/videos/<str:name>", media.video, name="video"),
    path("library/captions/<str:name>", media.captions, name="captions"),
]
