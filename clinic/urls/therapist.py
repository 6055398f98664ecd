"""Addresses: therapist."""

from django.urls import URLPattern, path

from clinic.views.therapist import inbox, prescribe, review, revisions

prescribing: list[URLPattern] = [
    path("episodes/<uuid:uuid>/prescribe/", prescribe.prescribe, name="prescribe"),
    path("episodes/<uuid:uuid>/prescribe/give/", prescribe.give, name="prescribe-give"),
    path("episodes/<uuid:uuid>/prescribe/discard/", prescribe.discard, name="prescribe-discard"),
    path("episodes/<uuid:uuid>/review/", review.review, name="review"),
    path("routines/<uuid:uuid>/changes/", revisions.compare, name="routine-compare"),
]

talking: list[URLPattern] = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("runners/<uuid:uuid>/messages/", inbox.runner_messages, name="runner-messages"),
]

urlpatterns: list[URLPattern] = [*talking, *prescribing]
