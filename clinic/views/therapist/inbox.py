"""A therapist's messages: who wrote, and the words with one runner."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clinic.actions import audit
from clinic.actions.messages import read_messages, send_message
from clinic.forms.message import MessageForm
from clinic.models import Runner
from clinic.permissions import can_treat
from clinic.queries.messages import conversation, inbox_of
from clinic.views.access import load, therapists
from clinic.views.therapist.record import frame

PER_PAGE = 25


@require_safe
@therapists
def inbox(request: HttpRequest) -> HttpResponse:
    page = Paginator(inbox_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "clinic/therapist/inbox.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@therapists
@load(Runner, "clinic", "user")
def runner_messages(request: HttpRequest, runner: Runner) -> HttpResponse:
    form = MessageForm(request.POST or None)
    if form.is_valid():
        send_message(runner=runner, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("Your message is sent."))
        return redirect("runner-messages", uuid=runner.uuid)
    audit.opened(runner=runner, by=request.user)
    said = conversation(runner)
    may_write = can_treat(request.user, runner)
    if may_write and any(one.read_at is None and one.from_runner for one in said):
        read_messages(runner=runner, by=request.user)
    context = frame(request, runner, "messages") | {"form": form, "said": said, "may_write": may_write}
    return render(request, "clinic/therapist/runner_messages.html", context, status=422 if form.errors else 200)
