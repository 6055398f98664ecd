"""Who works in the clinic, and who is invited."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic.actions import invitations, memberships
from clinic.forms.clinic import InviteForm, RolesForm
from clinic.models import Invitation, Membership, Role, Runner
from clinic.permissions import can_own, check_can_own
from clinic.queries.people import card_of, members_of, waiting_invitations
from clinic.views.access import clinic_people, load, therapists
from clinic.views.staff.where import WorkRequest, in_clinic

FAULTY = 422


@require_GET
@in_clinic
def people(request: WorkRequest) -> HttpResponse:
    """Members with their roles, and invitations that wait."""
    context = {
        "members": members_of(request.clinic, user=request.user),
        "invitations": waiting_invitations(request.clinic, user=request.user),
        "owns": can_own(request.user, request.clinic),
    }
    return render(request, "clinic/staff/people.html", context)


@require_http_methods(["GET", "POST"])
@in_clinic
def invite(request: WorkRequest) -> HttpResponse:
    """The owner invites somebody to work here; the link is shown once."""
    check_can_own(request.user, request.clinic)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "clinic/staff/invite.html", {"form": form}, status=FAULTY if form.errors else 200)
    invitation, _token = invitations.invite(clinic=request.clinic, by=request.user, **form.cleaned_data)
    return _card(request, invitation)


@require_http_methods(["GET", "POST"])
@therapists
@load(Runner, "clinic")
def invite_runner(request: HttpRequest, runner: Runner) -> HttpResponse:
    """Asks once, then invites a runner, by e-mail or by hand; an earlier link stops working."""
    if request.method == "GET":
        return render(request, "clinic/staff/invite_runner.html", {"runner": runner})
    email = "" if "by_hand" in request.POST else runner.email
    invitation, _token = invitations.invite(
        clinic=runner.clinic, role=Role.RUNNER, email=email, runner=runner, by=request.user
    )
    return _card(request, invitation)


@require_POST
@clinic_people
@load(Invitation, "clinic", "runner__clinic")
def renew(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    fresh, _token = invitations.renew(invitation=invitation, by=request.user)
    return _card(request, fresh)


@require_POST
@clinic_people
@load(Invitation, "clinic", "runner__clinic")
def revoke(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    invitations.revoke(invitation=invitation, by=request.user)
    messages.success(request, _("The link no longer works."))
    return redirect("people")


@require_http_methods(["GET", "POST"])
@clinic_people
@load(Membership, "user", "clinic")
def member(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The owner changes what somebody is here."""
    check_can_own(request.user, membership.clinic)
    form = RolesForm(request.POST if request.method == "POST" else None, membership=membership)
    if form.is_valid():
        memberships.change_roles(membership=membership, by=request.user, **form.cleaned_data)
        messages.success(request, _("The roles are saved."))
        return redirect("people")
    context = {"form": form, "membership": membership}
    return render(request, "clinic/staff/member.html", context, status=FAULTY if form.errors else 200)


@require_http_methods(["GET", "POST"])
@clinic_people
@load(Membership, "user", "clinic")
def member_remove(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Asks once, then removes."""
    check_can_own(request.user, membership.clinic)
    if request.method == "GET":
        return render(request, "clinic/staff/member_remove.html", {"membership": membership})
    memberships.remove(membership=membership, by=request.user)
    messages.success(request, _("Removed. What was written stays."))
    return redirect("people")


def _card(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    return render(request, "joining/card.html", {"card": card_of(invitation), "invitation": invitation})
