"""What changed from one revision of a routine to another."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from clinic.models import Routine
from clinic.queries.revisions import content_of, differences, revision
from clinic.views.access import load, therapists


@require_GET
@therapists
@load(Routine, "episode__runner__clinic", name="routine")
def compare(request: HttpRequest, routine: Routine) -> HttpResponse:
    """This revision beside the one before it, or beside `?with=` another of the same episode."""
    wanted = request.GET.get("with", str(routine.revision - 1))
    before = revision(routine.episode, int(wanted)) if wanted.isdecimal() and len(wanted) < 6 else None
    if before is None and "with" in request.GET:
        raise Http404
    after = revision(routine.episode, routine.revision)
    changes = differences(content_of(before), content_of(after)) if before and after else []
    context = {"before": before, "after": after, "changes": changes, "runner": routine.episode.runner}
    return render(request, "clinic/therapist/revision.html", context)
