"""The builder: one form, whose buttons move the draft; giving it and throwing it away are addresses of their own."""

import uuid as uuids
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from clinic.actions import audit
from clinic.actions.drafts import discard_draft, save_draft
from clinic.actions.findings import find_cause
from clinic.actions.routines import Overtaken, assign
from clinic.forms.builder import apply, base_revision, parse, plan_to_give, start_from
from clinic.forms.finding import StateForm
from clinic.models import EpisodeOfCare
from clinic.permissions import check_can_treat
from clinic.policies import check_running
from clinic.queries.builder import Bench, bench_for
from clinic.queries.builder_page import BuilderPage
from clinic.queries.care import possible_causes
from clinic.rules.draft import Draft
from clinic.views.access import load, therapists

# What a press changes on the page: a part for typing and searching, the whole builder for the rest.
PARTS = {"refresh": "clinic/therapist/prescribe_says.html", "find": "clinic/therapist/prescribe_found.html"}
JUDGED = "clinic/therapist/prescribe_judge.html"
REGION = "clinic/therapist/prescribe_builder.html"
PAGE = "clinic/therapist/prescribe.html"


@require_http_methods(["GET", "HEAD", "POST"])
@therapists
@load(EpisodeOfCare, "runner__clinic", "complaint", name="episode")
def prescribe(request: HttpRequest, episode: EpisodeOfCare) -> HttpResponse:
    check_can_treat(request.user, episode.runner)
    check_running(episode)
    bench = bench_for(episode, request.user)
    if request.method == "POST":
        return _move(request, bench)
    audit.opened(runner=episode.runner, by=request.user)
    draft = bench.saved_draft or start_from(bench)
    base = bench.saved.base_revision if bench.saved else bench.revision
    if "add" in request.GET:
        return _render(request, _with_added(request, bench, draft, base))
    saved_at = bench.saved.saved_at if bench.saved else None
    return _render(request, BuilderPage(bench, draft, base, request.GET.get("q", ""), saved_at=saved_at))


@require_POST
@therapists
@load(EpisodeOfCare, "runner__clinic", "complaint", name="episode")
def give(request: HttpRequest, episode: EpisodeOfCare) -> HttpResponse:
    bench, base = bench_for(episode, request.user), base_revision(request.POST)
    draft = parse(request.POST)
    plan, faults = plan_to_give(draft, bench)
    if plan is None:
        page = BuilderPage(bench, draft, base, faults=faults)
        return _kept(request, page, status=422)
    try:
        routine = assign(episode=episode, plan=plan, base_revision=base, by=request.user)
    except Overtaken:
        return _kept(request, BuilderPage(bench_for(episode, request.user), draft, base), status=409)
    messages.success(request, _("Routine %d is given. It is on the runner's phone now.") % routine.revision)
    return redirect("runner-routine", uuid=episode.runner.uuid)


@require_POST
@therapists
@load(EpisodeOfCare, "runner__clinic", name="episode")
def discard(request: HttpRequest, episode: EpisodeOfCare) -> HttpResponse:
    discard_draft(episode=episode, by=request.user)
    messages.info(request, _("Your draft is thrown away."))
    return redirect("prescribe", uuid=episode.uuid)


@require_POST
@therapists
@load(EpisodeOfCare, "runner__clinic", name="episode")
def judge(request: HttpRequest, episode: EpisodeOfCare, cause: uuids.UUID) -> HttpResponse:
    """What is found about a cause, said without leaving the builder; evidence is written on the findings page."""
    check_can_treat(request.user, episode.runner)
    row = get_object_or_404(possible_causes(episode), uuid=cause)
    form = StateForm(request.POST)
    if not form.is_valid():
        return HttpResponse(_("Choose suspected, confirmed or ruled out."), status=422, content_type="text/plain")
    find_cause(episode=episode, cause=row, evidence=None, by=request.user, **form.cleaned_data)
    if getattr(request, "htmx", False):
        return render(request, JUDGED, {"episode": episode, "cause": row, **form.cleaned_data, "is_new": True})
    if "base_revision" in request.POST:
        draft, base = parse(request.POST), base_revision(request.POST)
        save_draft(episode=episode, draft=draft, base_revision=base, by=request.user)
    return redirect("prescribe", uuid=episode.uuid)


def _move(request: HttpRequest, bench: Bench) -> HttpResponse:
    """Applies the pressed button, keeps the draft, and shows what changed."""
    op, query = request.POST.get("op", "refresh"), request.POST.get("q", "")
    removed = bench.saved_draft.removed if bench.saved_draft else None
    moved = apply(replace(parse(request.POST), removed=removed), op, bench)
    base = base_revision(request.POST)
    page = BuilderPage(bench, moved.draft, base, query, moved.sentence, moved.focus, saved_at=timezone.now())
    try:
        save_draft(episode=bench.episode, draft=moved.draft, base_revision=base, by=request.user)
    except Overtaken:
        return _unkept(request, page)
    if not getattr(request, "htmx", False):
        return _again(request, bench, moved.sentence, query)
    return render(request, PARTS.get(op, REGION), {"page": page, "episode": bench.episode})


def _with_added(request: HttpRequest, bench: Bench, draft: Draft, base: int) -> BuilderPage:
    """From the library: the draft with that exercise in it, kept once the therapist goes on."""
    moved = apply(draft, f"add:{request.GET['add']}", bench)
    messages.info(request, moved.sentence)
    return BuilderPage(bench, moved.draft, base, focus=moved.focus)


def _again(request: HttpRequest, bench: Bench, sentence: str, query: str) -> HttpResponse:
    """Without scripts: the same page anew, so that loading it again moves nothing twice."""
    if sentence:
        messages.info(request, sentence)
    address = reverse("prescribe", args=[bench.episode.uuid])
    return redirect(f"{address}?{urlencode({'q': query})}" if query else address)


def _kept(request: HttpRequest, page: BuilderPage, *, status: int) -> HttpResponse:
    """Nothing was given; the draft is kept as it was typed."""
    try:
        save_draft(episode=page.bench.episode, draft=page.draft, base_revision=page.base_revision, by=request.user)
    except Overtaken:
        return _unkept(request, page)
    return _render(request, replace(page, saved_at=timezone.now()), status=status)


def _unkept(request: HttpRequest, page: BuilderPage) -> HttpResponse:
    """Typed before this therapist gave a newer routine: shown as typed, to be decided on, but not brought back."""
    template = REGION if getattr(request, "htmx", False) else PAGE
    context = {"page": replace(page, saved_at=None), "episode": page.bench.episode}
    return reswap(retarget(render(request, template, context, status=409), "#builder"), "outerHTML")


def _render(request: HttpRequest, page: BuilderPage, *, status: int = 200) -> HttpResponse:
    context = {"page": page, "episode": page.bench.episode, "has_problems": bool(page.faults)}
    return render(request, PAGE, context, status=status)
