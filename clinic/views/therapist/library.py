"""From an exercise of the library into somebody's routine."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from clinic.permissions import check_treats
from clinic.queries.prescribable import prescribable
from clinic.views.access import therapists
from exercises.models import Exercise
from exercises.registry import shelves_of


@require_safe
@therapists
def exercise_prescribe(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Whose routine? Choosing leads to the builder, where nothing is kept until the therapist goes on."""
    exercise = get_object_or_404(Exercise.objects.on_shelves(shelves_of(request)).published(), uuid=uuid)
    check_treats(request.user)
    words = request.GET.get("q", "").replace("\x00", "").strip()
    page, rows = prescribable(exercise, request.user, words, request.GET.get("page", ""))
    context = {"exercise": exercise, "page": page, "rows": rows, "words": words}
    return render(request, "clinic/therapist/exercise_prescribe.html", context)
