"""What a therapist said about the shoes."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clinic.models import Observation, ShoeReview
from clinic.views.access import runners
from clinic.views.runner.own import mine


@require_safe
@runners
@mine(ShoeReview, "reviewed_by", runner="episode__runner", name="review")
def my_shoes(request: Any, review: ShoeReview) -> HttpResponse:
    seen = [Observation(key).label for key in review.observations if key in Observation.values]
    return render(request, "clinic/runner/shoes.html", {"review": review, "seen": seen})
