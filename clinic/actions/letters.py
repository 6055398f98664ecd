"""What a mail says: that something waits, and never a word about health."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from clinic.actions.invitation_tokens import link_of
from clinic.models import Invitation, Notification

SITE_PAGE = "home"


def letter_of(row: Notification) -> tuple[str, str, str] | None:
    """Address, subject and text; None when there is nobody to tell any more."""
    if row.kind == Notification.Kind.INVITATION:
        return _invitation_letter(row)
    if row.recipient is None or not row.recipient.is_active:
        return None
    return row.recipient.email, *_words(row.kind)


def _words(kind: str) -> tuple[str, str]:
    if kind == Notification.Kind.RED_FLAG:
        subject = _("Please look at Toe-off soon")
        first = _("Something in Toe-off waits for you and should not wait long. Sign in to read it.")
    elif kind == Notification.Kind.LOOK:
        subject = _("Somebody needs a look in Toe-off")
        first = _("Somebody in Toe-off needs a look from you. Sign in to see who and why.")
    else:
        subject = _("Something new in Toe-off")
        first = _("There is something new for you in Toe-off. Sign in to read it.")
    return subject, "\n\n".join((first, settings.SITE_URL + reverse(SITE_PAGE), _foot()))


def _invitation_letter(row: Notification) -> tuple[str, str, str] | None:
    uuid = row.key.split(":")[1]
    invitation = Invitation.objects.select_related("clinic").filter(uuid=uuid).first()
    if invitation is None or not invitation.email or not invitation.is_open():
        return None
    first = _("%(clinic)s invites you to Toe-off. Open this link to join:") % {"clinic": invitation.clinic.name}
    last = _("The link works once, until %(day)s.") % {"day": f"{invitation.expires_at:%Y-%m-%d}"}
    return invitation.email, _("Your invitation to Toe-off"), "\n\n".join((first, link_of(invitation), last, _foot()))


def _foot() -> str:
    return _("Toe-off sends no health details by e-mail. Nobody reads answers to this address.")
