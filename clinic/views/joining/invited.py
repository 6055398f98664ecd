"""What every page of joining shares: the invitation that the address names, and what was said on the pages before."""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clinic.actions.invitations import NoSuchInvitation, find_open
from clinic.actions.runners import Joining, Settings
from clinic.models import Invitation

SAID = "joining"
View = Callable[..., HttpResponse]


def invited(view: View) -> View:
    """Loads the open invitation of the token, or answers with one calm page whatever is wrong with it."""

    @wraps(view)
    def inner(request: HttpRequest, token: str) -> HttpResponse:
        try:
            return view(request, find_open(token=token), token)
        except NoSuchInvitation:
            return render(request, "joining/closed.html", status=404)

    return inner


def said(request: HttpRequest, invitation: Invitation) -> dict[str, Any]:
    """What this browser said on the pages before, for this invitation. Never a password."""
    kept = request.session.get(SAID, {})
    return kept if kept.get("invitation") == str(invitation.uuid) else {}


def remember(request: HttpRequest, invitation: Invitation, **answers: Any) -> None:
    """Keeps answers until the last page; those of another invitation go."""
    request.session[SAID] = {**said(request, invitation), **answers, "invitation": str(invitation.uuid)}


def forget(request: HttpRequest) -> None:
    request.session.pop(SAID, None)


def joining_of(request: HttpRequest, invitation: Invitation, name: str) -> Joining | None:
    """All that a runner said; None for those who do not join as runners."""
    if invitation.runner is None:
        return None
    answers = said(request, invitation)
    born = answers.get("birth_date")
    return Joining(
        name=name,
        settings=Settings(**answers["settings"]),
        birth_date=datetime.date.fromisoformat(born) if born else None,
        guardian=answers["guardian"],
    )
