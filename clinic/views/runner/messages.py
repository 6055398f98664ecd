"""A runner's words with their therapist."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic.actions.messages import read_messages, send_message
from clinic.forms.message import MessageForm
from clinic.queries.messages import conversation, folded
from clinic.views.access import runners


@require_http_methods(["GET", "HEAD", "POST"])
@runners
def my_messages(request: Any) -> HttpResponse:
    form = MessageForm(request.POST or None)
    if form.is_valid():
        send_message(runner=request.runner, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("Your message is sent."))
        return redirect("my-messages")
    said = conversation(request.runner)
    if any(one.read_at is None and not one.from_runner for one in said):
        read_messages(runner=request.runner, by=request.user)
    earlier, latest = folded(said)
    context = {"form": form, "earlier": earlier, "latest": latest}
    context |= {"clinic": request.runner.clinic, "zone": request.runner.zone}
    return render(request, "clinic/runner/messages.html", context, status=422 if form.errors else 200)
