"""Reads about the people of a clinic: who works there, who is invited, whose margins count."""

from dataclasses import dataclass
from typing import Any

import segno
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from clinic.actions.invitation_tokens import link_of, token_of
from clinic.models import Clinic, Consent, Invitation, Membership, OwnMargin, Runner
from clinic.scoping import access_of
from exercises.models import Measure


def workplaces(user: Any) -> list[Clinic]:
    """The clinics in which this person works, the oldest first."""
    rows = Clinic.objects.visible_to(user).filter(pk__in=access_of(user).works_in)
    return list(rows.order_by("pk"))


def members_of(clinic: Clinic, *, user: Any) -> QuerySet[Membership]:
    """Who works in the clinic, by name."""
    rows = Membership.objects.visible_to(user).filter(clinic=clinic)
    return rows.select_related("user").order_by("user__name", "user__email")


def waiting_invitations(clinic: Clinic, *, user: Any) -> QuerySet[Invitation]:
    """Invitations that nobody has accepted yet, as far as this person may see them; the newest first."""
    rows = Invitation.objects.visible_to(user).filter(clinic=clinic, accepted_at=None, revoked_at=None)
    return rows.select_related("runner", "created_by").order_by("-created_at")


@dataclass(frozen=True, slots=True)
class Margin:
    """A measure without a published smallest real change, and the clinic's own margin for it if it has one."""

    measure: Measure
    value: Any = None


def margins_of(clinic: Clinic) -> list[Margin]:
    """Every measure of the clinic's home tests for which nothing is published."""
    measures = Measure.objects.filter(home_test__shelf=clinic.shelf_id, smallest_real_change=None)
    own = dict(OwnMargin.objects.filter(clinic=clinic).values_list("measure_id", "value"))
    rows = measures.select_related("home_test").order_by("home_test__name", "-primary", "pk")
    return [Margin(measure, own.get(measure.pk)) for measure in rows]


@dataclass(frozen=True, slots=True)
class Card:
    """What the inviter hands over, shown once: the link, the code to type, and both as a square code."""

    invitation: Invitation
    link: str
    code: str
    square: SafeString

    @property
    def start(self) -> str:
        """The page on which the code is typed."""
        return settings.SITE_URL + reverse("start")

    @property
    def days(self) -> int:
        """Whole days that the link will still work."""
        return (self.invitation.expires_at - timezone.now()).days + 1


def card_of(invitation: Invitation) -> Card:
    """The card of an invitation that was made or renewed just now."""
    link = link_of(invitation)
    return Card(invitation, link, token_of(invitation), square_of(link))


def square_of(text: str) -> SafeString:
    """A QR code as inline SVG without any style, black on the white of its box."""
    drawing = segno.make(text, error="m").svg_inline(svgclass=None, lineclass=None, omitsize=True, border=2)
    return mark_safe(drawing)  # drawn by segno from our own link: nothing a person typed


def runner_rows_of(user: Any) -> list[Runner]:
    """The person's own runner rows, one for each clinic that treats them."""
    rows = Runner.objects.visible_to(user).filter(pk__in=access_of(user).runner_ids)
    return list(rows.select_related("clinic").order_by("-joined_at"))


def consent_of(runner: Runner | None) -> Consent | None:
    """The latest consent, standing or withdrawn."""
    return None if runner is None else runner.consents.order_by("-given_at", "-pk").first()
