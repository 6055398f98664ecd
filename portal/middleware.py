"""Signing in, refusals of the domain as pages, each person's own clock, and headers that keep health data private."""

import time
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from clinic.scoping import access_of

HEARD_PIECE = 256 * 1024
HEARD_SECONDS = 3.0

GetResponse = Callable[[HttpRequest], HttpResponse]


class SignInMiddleware(LoginRequiredMiddleware):
    """Who somebody is, is asked only where a page needs it: `/healthz` answers while the database is away."""

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        if not getattr(view, "login_required", True):
            return None
        return super().process_view(request, view, args, kwargs)


class RefusalMiddleware:
    """'Not now' (the state does not allow it) becomes a page with status 409 that says why and what to do."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        code = getattr(error, "conflict_code", None)
        if code is None:
            return None
        return render(request, "409.html", {"reason": str(error), "code": code}, status=409)


class OwnClockMiddleware:
    """Pages show moments on the clock of the clinic that the person works in, or else of the runner that they are.

    The runner's own pages are on the runner's clock in any case (clinic/views/access.py).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Pages that need no sign-in ask nothing of the database."""
        if getattr(view, "login_required", True):
            zone = access_of(request.user).zone
            timezone.activate(ZoneInfo(zone) if zone else timezone.get_default_timezone())


class HearOutMiddleware:
    """Whoever sends too much is let finish before they are answered, within reason.

    Browsers and libraries that find the connection closed while they still send tell of a broken line, and never read
    why they were refused. What comes is not looked at.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in {400, 413} and _size_of(request) > HEARD_PIECE:
            _hear_out(request)
        return response


def _size_of(request: HttpRequest) -> int:
    """As it is told; a length that is none was refused by the server."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdecimal() else 0


def _hear_out(request: HttpRequest) -> None:
    until = time.monotonic() + HEARD_SECONDS
    while time.monotonic() < until:
        try:
            if not request.read(HEARD_PIECE):
                return
        except UnreadablePostError:
            return


class PrivateResponseMiddleware:
    """Pages of signed-in people are never kept by a cache between them and us."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response
