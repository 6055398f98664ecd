"""What the portal answers itself around signing in."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


@login_not_required
def no_signup(request: HttpRequest) -> HttpResponse:
    """Every account begins with an invitation."""
    raise Http404(_("There is no sign-up. Your clinic invites you."))


@login_not_required
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Stands before the admin's own sign-in page, which knows no limits and no codes."""
    if request.user.is_authenticated:
        raise PermissionDenied(_("The library is edited by people who work in a clinic."))
    return redirect_to_login(request.GET.get("next", "/admin/"), settings.LOGIN_URL)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """The page of every limit: allauth calls it by the name handler429 of the root addresses."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = "300"
    return response
