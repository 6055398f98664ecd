"""The shoe review of an episode."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic.actions import audit
from clinic.actions.shoe_reviews import review_shoes
from clinic.forms.shoes import ShoeForm
from clinic.models import EpisodeOfCare
from clinic.permissions import check_can_treat
from clinic.policies import check_running
from clinic.queries.care import shoe_reviews_of
from clinic.views.access import load, therapists

FAULTY = 422


@require_http_methods(["GET", "HEAD", "POST"])
@therapists
@load(EpisodeOfCare, "runner__clinic", "runner__user", "complaint", name="episode")
def shoe_review(request: HttpRequest, episode: EpisodeOfCare) -> HttpResponse:
    """Comfort first; the runner sees the recommendation."""
    check_can_treat(request.user, episode.runner)
    check_running(episode)
    form = ShoeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        review_shoes(episode=episode, by=request.user, **form.observed)
        messages.success(request, _("The shoe review is kept. The runner can read it now."))
        return redirect("findings", uuid=episode.uuid)
    audit.opened(runner=episode.runner, by=request.user)
    context = {"form": form, "episode": episode, "runner": episode.runner, "reviews": shoe_reviews_of(episode)}
    return render(request, "clinic/therapist/shoes.html", context, status=FAULTY if form.errors else 200)
