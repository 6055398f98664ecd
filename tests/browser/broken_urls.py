"""The portal's addresses, and some that break: a test names this module in ROOT_URLCONF to see the error pages."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.db import OperationalError
from django.urls import path

from portal.accounts.views import too_many_requests
from portal.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
BREAKS = {400: BadRequest("odd"), 500: ValueError("a fault of ours"), 503: OperationalError("away")}


@login_not_required
def break_down(request, status):
    if status == 429:
        return too_many_requests(request)
    raise BREAKS[status]


urlpatterns = [path("break/<int:status>/", break_down), *urlpatterns]
