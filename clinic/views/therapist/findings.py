"""Findings: which cause, on what evidence."""

import uuid as uuids

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clinic.actions import audit
from clinic.actions.findings import find_cause
from clinic.forms.finding import FindingForm
from clinic.models import EpisodeOfCare, Finding
from clinic.permissions import check_can_treat
from clinic.policies import check_running
from clinic.queries.care import causes_found, possible_causes
from clinic.queries.way import way_of
from clinic.views.access import load, therapists
from exercises.models import Cause

FAULTY = 422


@require_http_methods(["GET", "HEAD", "POST"])
@therapists
@load(EpisodeOfCare, "runner__clinic", "complaint", name="episode")
def findings(request: HttpRequest, episode: EpisodeOfCare) -> HttpResponse:
    """The possible causes in order, with what speaks for them; going on to the routine keeps what was changed."""
    check_can_treat(request.user, episode.runner)
    if request.method == "POST":
        return _keep(request, episode)
    audit.opened(runner=episode.runner, by=request.user)
    return _page(request, episode)


@require_POST
@therapists
@load(EpisodeOfCare, "runner__clinic", "complaint", name="episode")
def finding(request: HttpRequest, episode: EpisodeOfCare, cause: uuids.UUID) -> HttpResponse:
    """Records what was found about one cause, and what was changed at others on the same page."""
    check_can_treat(request.user, episode.runner)
    return _keep(request, episode, pressed=cause)


def _keep(request: HttpRequest, episode: EpisodeOfCare, pressed: uuids.UUID | None = None) -> HttpResponse:
    """Keeps all or nothing. What was found before stays in the record; a cause left alone needs no answer."""
    check_running(episode)
    rows = {cause: _form(cause, request.POST, pressed) for cause in possible_causes(episode)}
    if pressed is not None and pressed not in {cause.uuid for cause in rows}:
        raise Http404
    if not all(form.is_valid() for form in rows.values()):
        return _page(request, episode, said=request.POST, pressed=pressed)
    changed = {cause: form.cleaned_data for cause, form in rows.items() if form.cleaned_data}
    for cause, said in changed.items():
        find_cause(episode=episode, cause=cause, by=request.user, **said)
    if changed:
        messages.success(request, _("Kept: %(cause)s.") % {"cause": ", ".join(cause.name for cause in changed)})
    if pressed is None or "prescribe" in request.POST:
        return redirect("prescribe", uuid=episode.uuid)
    return redirect(f"{reverse('findings', args=[episode.uuid])}#cause-{pressed}")


def _page(
    request: HttpRequest,
    episode: EpisodeOfCare,
    said: QueryDict | None = None,
    pressed: uuids.UUID | None = None,
) -> HttpResponse:
    rows = [(found, _form(found.cause, said, pressed, found.current)) for found in causes_found(episode)]
    context = {
        "episode": episode,
        "runner": episode.runner,
        "rows": rows,
        "faulty": [form for _found, form in rows if form.errors],
        "way": way_of(episode.runner, episode),
        "here": "findings",
    }
    return render(request, "clinic/therapist/findings.html", context, status=200 if said is None else FAULTY)


def _form(
    cause: Cause, said: QueryDict | None, pressed: uuids.UUID | None, current: Finding | None = None
) -> FindingForm:
    """The form of one cause; an answer must be there only where its own button was pressed."""
    return FindingForm(
        said,
        prefix=f"c{cause.uuid.hex[:8]}",
        current=current,
        empty_permitted=cause.uuid != pressed,
        use_required_attribute=False,
    )
