"""Addresses: joining by an invitation, and a person's own page."""

from django.urls import URLPattern, path

from clinic.views.joining import join, profile

urlpatterns: list[URLPattern] = [
    path("start/", join.start, name="start"),
    path("join/<str:token>/", join.join, name="join"),
    path("join/<str:token>/settings/", join.join_settings, name="join-settings"),
    path("join/<str:token>/account/", join.join_account, name="join-account"),
    path("welcome/", join.welcome, name="welcome"),
    path("me/", profile.profile, name="profile"),
    path("me/look/", profile.choose_look, name="choose-look"),
    path("me/consent/", profile.consent, name="consent"),
    path("me/consent/withdraw/", profile.withdraw_consent, name="consent-withdraw"),
    path("me/clinics/<uuid:uuid>/choose/", profile.choose_runner, name="choose-runner"),
]
