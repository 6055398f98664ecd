"""Episodes of care: opened, handed over, paused, resumed, ended, reopened."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clinic.actions import audit, episodes
from clinic.forms.episode import CareForm, DischargeForm, EpisodeForm, PauseForm, ReopenForm
from clinic.models import EpisodeOfCare, Runner
from clinic.permissions import check_can_treat
from clinic.policies import NotNow, check_discharged, check_running
from clinic.queries.care import carers_of, complaints_of, running_pause, therapists_of
from clinic.queries.way import way_of
from clinic.views.access import load, therapists

FAULTY = 422
GET_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_POST)
@therapists
@load(Runner, "clinic", name="runner")
def episode_open(request: HttpRequest, runner: Runner) -> HttpResponse:
    """What hurts; whoever opens the episode leads it."""
    check_can_treat(request.user, runner)
    form = EpisodeForm(_posted(request), complaints=list(complaints_of(runner.clinic)), runner=runner)
    if form.is_valid():
        episode = episodes.open_episode(runner=runner, by=request.user, **form.opening)
        messages.success(request, _("The episode is open, and you lead it."))
        following = way_of(runner, episode).following
        return redirect(following.url if following else "caseload")
    audit.opened(runner=runner, by=request.user)
    context = {"form": form, "runner": runner, "way": way_of(runner), "here": "episode"}
    return _page(request, "clinic/therapist/episode_open.html", context, form)


@require_http_methods(GET_POST)
@therapists
@load(EpisodeOfCare, "runner__clinic", "complaint", name="episode")
def episode_care(request: HttpRequest, episode: EpisodeOfCare) -> HttpResponse:
    """Another therapist takes over, or covers."""
    check_can_treat(request.user, episode.runner)
    check_running(episode)
    members = list(therapists_of(episode.runner.clinic_id))
    form = CareForm(_posted(request), members=members, today=episode.runner.today())
    if form.is_valid():
        _assign(episode, form, request.user)
        messages.success(request, _("%(name)s looks after this episode.") % {"name": form.therapist})
        return redirect("runner", uuid=episode.runner.uuid)
    context = {"form": form, "episode": episode, "carers": carers_of(episode)}
    return _page(request, "clinic/therapist/episode_care.html", context, form)


@require_http_methods(GET_POST)
@therapists
@load(EpisodeOfCare, "runner__clinic", "complaint", name="episode")
def episode_pause(request: HttpRequest, episode: EpisodeOfCare) -> HttpResponse:
    """Nothing is due for some days; the page also shows a pause that is on, to resume."""
    check_can_treat(request.user, episode.runner)
    check_running(episode)
    form = PauseForm(_posted(request), today=episode.runner.today())
    if form.is_valid() and _pause(episode, form, request.user):
        messages.success(request, _("Care is paused. Rest days count as kept."))
        return redirect("runner", uuid=episode.runner.uuid)
    context = {"form": form, "episode": episode, "pause": running_pause(episode)}
    return _page(request, "clinic/therapist/episode_pause.html", context, form)


def _pause(episode: EpisodeOfCare, form: PauseForm, by: Any) -> bool:
    """Days that lie in another pause are a fault of the form: what was typed stays."""
    try:
        episodes.pause(episode=episode, by=by, **form.cleaned_data)
    except NotNow as reason:
        form.add_error("from_on", str(reason))
        return False
    return True


@require_POST
@therapists
@load(EpisodeOfCare, "runner__clinic", name="episode")
def episode_resume(request: HttpRequest, episode: EpisodeOfCare) -> HttpResponse:
    episodes.resume(episode=episode, by=request.user)
    messages.success(request, _("Care goes on today."))
    return redirect("runner", uuid=episode.runner.uuid)


@require_http_methods(GET_POST)
@therapists
@load(EpisodeOfCare, "runner__clinic", "complaint", name="episode")
def episode_discharge(request: HttpRequest, episode: EpisodeOfCare) -> HttpResponse:
    """Care ends, with outcome and reason."""
    check_can_treat(request.user, episode.runner)
    check_running(episode)
    form = DischargeForm(_posted(request))
    if form.is_valid():
        episodes.discharge(episode=episode, by=request.user, **form.cleaned_data)
        messages.success(request, _("This episode of care has ended. You can reopen it any time."))
        return redirect("runner", uuid=episode.runner.uuid)
    return _page(request, "clinic/therapist/episode_discharge.html", {"form": form, "episode": episode}, form)


@require_http_methods(GET_POST)
@therapists
@load(EpisodeOfCare, "runner__clinic", "complaint", name="episode")
def episode_reopen(request: HttpRequest, episode: EpisodeOfCare) -> HttpResponse:
    """Care goes on with the routine as it was."""
    check_can_treat(request.user, episode.runner)
    check_discharged(episode)
    form = ReopenForm(_posted(request))
    if form.is_valid():
        episodes.reopen(episode=episode, by=request.user, **form.cleaned_data)
        messages.success(request, _("Care goes on. Set the next home test with the routine."))
        return redirect("runner", uuid=episode.runner.uuid)
    return _page(request, "clinic/therapist/episode_reopen.html", {"form": form, "episode": episode}, form)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(request: HttpRequest, template: str, context: dict[str, Any], form: Any) -> HttpResponse:
    return render(request, template, context, status=FAULTY if form.errors else 200)


def _assign(episode: EpisodeOfCare, form: CareForm, user: Any) -> None:
    if form.takes_over:
        episodes.hand_over(episode=episode, to=form.therapist, by=user)
    else:
        episodes.cover(episode=episode, therapist=form.therapist, to_on=form.cleaned_data["to_on"], by=user)
