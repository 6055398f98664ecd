"""What a recording says, asked by the page of a home test after each try. Nothing of it is kept."""

from typing import Any

from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clinic.forms.ways import sensor_of
from clinic.models import Method
from clinic.queries.own import home_test_of
from clinic.validators.trace_words import sentences
from clinic.validators.traces import read_text, record
from clinic.views.access import runners

ANSWERED = {
    Method.MOTION.value: ("accepted", "hops", "seconds", "stopped_at_s", "pauses", "cadence_hz", "confidence"),
    Method.PHONE.value: ("accepted", "angle_deg", "stability_deg"),
}


@require_POST
@runners
def test_trace(request: Any, slug: str) -> JsonResponse:
    """The body is one recording as in `traces` of a result. 400 with a sentence for what is none."""
    home_test = home_test_of(request.runner, slug)
    method = sensor_of(home_test) if home_test else ""
    if not method:
        raise Http404
    try:
        facts = record(read_text(request.body), method=method).facts
    except RequestDataTooBig:
        return JsonResponse({"error": _("This recording is too large.")}, status=400)
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=400)
    said = {name: facts[name] for name in ANSWERED[method]}
    return JsonResponse(said | {"reasons": sentences(method, facts["reasons"])})
