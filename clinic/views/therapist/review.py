"""The review of results: what was measured, what speaks for what, and the therapist's decision."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic.actions import audit
from clinic.actions.reviews import review as decide
from clinic.forms.review import ReviewForm, first_form
from clinic.models import EpisodeOfCare, Review
from clinic.policies import check_running
from clinic.queries.builder import bench_for
from clinic.queries.next_routine import next_draft
from clinic.queries.review import ReviewFacts, facts_for
from clinic.views.access import load, therapists


@require_http_methods(["GET", "HEAD", "POST"])
@therapists
@load(EpisodeOfCare, "runner__clinic", "runner__user", name="episode")
def review(request: HttpRequest, episode: EpisodeOfCare) -> HttpResponse:
    check_running(episode)
    facts = facts_for(episode)
    if request.method == "POST":
        form = ReviewForm(request.POST, facts=facts)
        return _decide(request, episode, form) if form.is_valid() else _page(request, facts, form, status=422)
    audit.opened(runner=episode.runner, by=request.user)
    return _page(request, facts, first_form(facts, request.GET.get("decision", "")))


def _decide(request: HttpRequest, episode: EpisodeOfCare, form: ReviewForm) -> HttpResponse:
    verdict = form.verdict()
    steps = verdict.decision in {Review.Decision.PROGRESS, Review.Decision.EASE}
    measured = {one.home_test.pk for one in form.facts.comparisons}
    draft = next_draft(bench_for(episode, request.user), verdict.decision, measured) if steps else None
    decide(episode=episode, verdict=verdict, next_draft=draft, by=request.user)
    messages.success(request, _said(verdict.decision))
    return redirect("prescribe", uuid=episode.uuid) if steps else redirect("runner", uuid=episode.runner.uuid)


def _said(decision: str) -> str:
    if decision in {Review.Decision.PROGRESS, Review.Decision.EASE}:
        return _("Your decision is kept. Here is the next routine; change it and give it.")
    if decision == Review.Decision.KEEP:
        return _("Your decision is kept. The routine stays, and the home test comes again.")
    return _("Your decision is kept. This episode of care has ended.")


def _page(request: HttpRequest, facts: ReviewFacts, form: ReviewForm, *, status: int = 200) -> HttpResponse:
    context = {"facts": facts, "form": form, "episode": facts.episode}
    return render(request, "clinic/therapist/review.html", context, status=status)
