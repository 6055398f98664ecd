"""Raising an alert, and telling those who should look."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from clinic.actions import notifications
from clinic.models import Alert, CareAssignment, EpisodeOfCare, Membership, Notification, Runner


def raise_alert(kind: str, *, runner: Runner, facts: dict[str, Any], episode: EpisodeOfCare | None = None) -> Alert:
    """Puts a runner in front of their therapists. `facts` are codes and numbers; sentences are made on the page."""
    return Alert.objects.create(runner=runner, episode=episode, kind=kind, facts=facts)


def raise_alerts(alerts: Iterable[Alert]) -> None:
    """Several at once, in one statement."""
    Alert.objects.bulk_create(alerts)


def tell_carers(alert: Alert, *, runner: Runner) -> None:
    """To those who lead or cover this runner's care today; to every therapist of the clinic when nobody does."""
    _tell(alert, carers_of(runner))


def tell_therapists(alert: Alert, *, runner: Runner) -> None:
    """To every therapist of the clinic: somebody has to see it, whoever is away."""
    _tell(alert, [row.user for row in _therapists(runner)])


def _tell(alert: Alert, people: Iterable[Any]) -> None:
    """The mail says only that somebody needs a look, and for a red flag that it should not wait."""
    kind = Notification.Kind.RED_FLAG if alert.kind == Alert.Kind.RED_FLAG else Notification.Kind.LOOK
    notifications.tell_all(recipients=people, kind=kind, key=f"{alert.kind}:{alert.uuid}")


def carers_of(runner: Runner) -> list[Any]:
    """The users who lead or cover this runner's care today; every therapist of the clinic when nobody does.

    Who left the clinic, or treats nobody there any more, cares no longer, even where the care was not handed over.
    """
    parts = CareAssignment.objects.on(runner.today()).filter(
        therapist=OuterRef("user"), episode__runner=runner, episode__discharged_at__isnull=True
    )
    rows = list(_therapists(runner).annotate(cares=Exists(parts)))
    return [row.user for row in rows if row.cares] or [row.user for row in rows]


def _therapists(runner: Runner) -> QuerySet[Membership]:
    rows = Membership.objects.filter(clinic_id=runner.clinic_id, is_therapist=True, user__is_active=True)
    return rows.select_related("user")
