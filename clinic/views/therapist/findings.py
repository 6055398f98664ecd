"""Findings: which cause, on what evidence."""

import uuid as uuids
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clinic.actions import audit
from clinic.actions.findings import find_cause
from clinic.forms.finding import FindingForm
from clinic.models import EpisodeOfCare
from clinic.permissions import check_can_treat
from clinic.policies import check_running
from clinic.queries.care import causes_found, possible_causes
from clinic.queries.way import way_of
from clinic.views.access import load, therapists
from exercises.models import Cause

FAULTY = 422


@require_safe
@therapists
@load(EpisodeOfCare, "runner__clinic", "complaint", name="episode")
def findings(request: HttpRequest, episode: EpisodeOfCare) -> HttpResponse:
    """The possible causes in order, with what speaks for them."""
    check_can_treat(request.user, episode.runner)
    audit.opened(runner=episode.runner, by=request.user)
    return _page(request, episode)


@require_POST
@therapists
@load(EpisodeOfCare, "runner__clinic", "complaint", name="episode")
def finding(request: HttpRequest, episode: EpisodeOfCare, cause: uuids.UUID) -> HttpResponse:
    """Records what was found about one cause; what was found before stays in the record."""
    check_can_treat(request.user, episode.runner)
    check_running(episode)
    row = get_object_or_404(possible_causes(episode), uuid=cause)
    form = FindingForm(request.POST, prefix=_prefix(row.uuid))
    if not form.is_valid():
        return _page(request, episode, faulty=form)
    find_cause(episode=episode, cause=row, by=request.user, **form.cleaned_data)
    messages.success(request, _("Kept: %(cause)s.") % {"cause": row.name})
    return redirect(_onward(request, episode, row))


def _onward(request: HttpRequest, episode: EpisodeOfCare, cause: Cause) -> str:
    """To the routine, where that was pressed; else back to the same cause."""
    if "prescribe" in request.POST:
        return reverse("prescribe", args=[episode.uuid])
    return f"{reverse('findings', args=[episode.uuid])}#cause-{cause.uuid}"


def _page(request: HttpRequest, episode: EpisodeOfCare, faulty: FindingForm | None = None) -> HttpResponse:
    rows = [(found, _form(found, faulty)) for found in causes_found(episode)]
    context = {
        "episode": episode,
        "runner": episode.runner,
        "rows": rows,
        "faulty": faulty,
        "has_problems": faulty is not None,
        "way": way_of(episode.runner, episode),
        "here": "findings",
    }
    return render(request, "clinic/therapist/findings.html", context, status=FAULTY if faulty else 200)


def _form(found: Any, faulty: FindingForm | None) -> FindingForm:
    prefix = _prefix(found.cause.uuid)
    if faulty is not None and faulty.prefix == prefix:
        return faulty
    return FindingForm(prefix=prefix, current=found.current)


def _prefix(uuid: uuids.UUID) -> str:
    return f"c{uuid.hex[:8]}"
