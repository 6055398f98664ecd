"""Taking one person's data out."""

from typing import Any

from django.utils.translation import gettext as _

from clinic.actions.audit import record
from clinic.models import Runner
from clinic.permissions import NotAllowed, can_act_as, can_own


def note_export(*, runner: Runner, by: Any) -> None:
    """Checks that this person may take the data out, and keeps that they did. Errors: NotAllowed."""
    if not (can_act_as(by, runner) or can_own(by, runner.clinic)):
        raise NotAllowed(_("Only the runner and the owner of the clinic can take the data out."))
    record("record.exported", by=by, runner=runner, target=runner)
