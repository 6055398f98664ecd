"""Addresses: therapist."""

from django.urls import URLPattern, path

from clinic.views.therapist import prescribe

prescribing: list[URLPattern] = [
    path("episodes/<uuid:uuid>/prescribe/", prescribe.prescribe, name="prescribe"),
    path("episodes/<uuid:uuid>/prescribe/give/", prescribe.give, name="prescribe-give"),
    path("episodes/<uuid:uuid>/prescribe/discard/", prescribe.discard, name="prescribe-discard"),
]

urlpatterns: list[URLPattern] = [*prescribing]
