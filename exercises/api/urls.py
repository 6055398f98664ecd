"""Addresses of the library's API, below /api/v1/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
