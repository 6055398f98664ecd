"""The clinic's details and its own margins."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clinic.actions import clinics
from clinic.forms.clinic import DetailsForm, MarginForm
from clinic.permissions import can_own, check_can_own
from clinic.queries.people import Margin, margins_of
from clinic.views.staff.where import WorkRequest, in_clinic

FAULTY = 422


@require_http_methods(["GET", "POST"])
@in_clinic
def clinic(request: WorkRequest) -> HttpResponse:
    """Everybody who works here reads; the owner changes."""
    form = DetailsForm(request.POST if request.method == "POST" else None, instance=request.clinic)
    if request.method == "POST":
        check_can_own(request.user, request.clinic)
    if form.is_valid():
        clinics.change_details(clinic=request.clinic, details=form.details, by=request.user)
        messages.success(request, _("The details are saved."))
        return redirect("clinic")
    return _page(request, form)


@require_POST
@in_clinic
def margin(request: WorkRequest, pk: int) -> HttpResponse:
    """Sets or, left empty, removes the clinic's own margin for one measure."""
    row = next((row for row in margins_of(request.clinic) if row.measure.pk == pk), None)
    if row is None:
        raise Http404
    form = MarginForm(request.POST, prefix=f"m{pk}")
    if not form.is_valid():
        return _page(request, DetailsForm(instance=request.clinic), faulty=form)
    clinics.set_margin(clinic=request.clinic, measure=row.measure, value=form.cleaned_data["value"], by=request.user)
    messages.success(request, _("The margin is saved."))
    return redirect("clinic")


def _page(request: WorkRequest, form: DetailsForm, faulty: MarginForm | None = None) -> HttpResponse:
    margins = [(row, _margin_form(row, faulty)) for row in margins_of(request.clinic)]
    context = {"form": form, "margins": margins, "owns": can_own(request.user, request.clinic), "faulty": faulty}
    is_faulty = bool(form.errors or faulty)
    return render(request, "clinic/staff/clinic.html", context, status=FAULTY if is_faulty else 200)


def _margin_form(row: Margin, faulty: MarginForm | None) -> MarginForm:
    prefix = f"m{row.measure.pk}"
    if faulty is not None and faulty.prefix == prefix:
        return faulty
    form = MarginForm(prefix=prefix, initial={"value": row.value})
    form.fields["value"].label = f"{row.measure.home_test.name}: {row.measure.name}, {row.measure.unit}"
    return form
