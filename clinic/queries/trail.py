"""The audit trail in words."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clinic.models import AuditEvent, Clinic

VERBS: dict[str, str | Promise] = {
    "alert.settled": _("settled an alert"),
    "cause.found": _("recorded a finding"),
    "clinic.changed": _("changed the clinic's details"),
    "clinic.made": _("made the clinic"),
    "consent.given": _("gave consent"),
    "consent.withdrawn": _("withdrew consent"),
    "episode.covered": _("arranged cover for an episode of care"),
    "episode.discharged": _("discharged an episode of care"),
    "episode.handed_over": _("handed an episode of care over"),
    "episode.opened": _("opened an episode of care"),
    "episode.paused": _("paused an episode of care"),
    "episode.reopened": _("reopened an episode of care"),
    "episode.resumed": _("resumed an episode of care"),
    "gate.overridden": _("opened the start gate with a reason"),
    "gate.recorded": _("recorded the start gate"),
    "invitation.accepted": _("accepted an invitation"),
    "invitation.made": _("invited somebody"),
    "invitation.renewed": _("renewed an invitation"),
    "invitation.revoked": _("took an invitation back"),
    "lock.lifted": _("lifted a lock"),
    "log.corrected": _("corrected a logged exercise"),
    "log.recorded": _("logged an exercise"),
    "log.undone": _("undid a logged exercise"),
    "margin.set": _("set the clinic's own margin"),
    "member.added": _("joined the people who work here"),
    "member.changed": _("changed somebody's roles"),
    "member.removed": _("removed somebody from the clinic"),
    "message.sent": _("sent a message"),
    "morning.corrected": _("corrected a morning check"),
    "morning.recorded": _("recorded a morning check"),
    "record.exported": _("exported the record"),
    "record.opened": _("opened the record"),
    "report.answered": _("answered a problem report"),
    "report.made": _("reported a problem"),
    "result.corrected": _("corrected a test result"),
    "result.recorded": _("recorded a test result"),
    "result.undone": _("undid a test result"),
    "retest.planned": _("planned a retest"),
    "review.decided": _("decided a review"),
    "routine.given": _("gave a routine"),
    "runner.added": _("added a runner"),
    "runner.corrected": _("corrected a runner's details"),
    "runner.erased": _("erased a runner"),
    "runner.joined": _("joined"),
    "runner.settings": _("changed their settings"),
    "screening.recorded": _("recorded a screening"),
    "shoes.reviewed": _("reviewed the shoes"),
}


def words_of(verb: str) -> str | Promise:
    """What somebody did, to stand after their name; for a verb that is new here, the verb itself."""
    return VERBS.get(verb) or verb.replace(".", ": ").replace("_", " ")


def trail_of(clinic: Clinic, *, user: Any, person: str = "", runner: str = "") -> QuerySet[AuditEvent]:
    """The clinic's events, the newest first; `person` and `runner` are UUIDs of whose doing and whose record."""
    rows = AuditEvent.objects.visible_to(user).filter(clinic=clinic).select_related("actor", "runner")
    if person:
        rows = rows.filter(actor__uuid=person)
    if runner:
        rows = rows.filter(runner__uuid=runner)
    return rows
