"""Opening, pausing, ending and reopening care."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.actions import audit
from clinic.models import CareAssignment, EpisodeOfCare, Pause, Retest, Runner
from clinic.permissions import NotAllowed, check_can_treat
from clinic.policies import NotNow, check_discharged, check_not_in_care, check_running
from clinic.scoping import access_of
from exercises.models import Complaint

STATE = ["discharged_at", "discharged_by", "outcome", "discharge_reason", "story"]


@transaction.atomic
def open_episode(
    *,
    runner: Runner,
    complaint: Complaint,
    side: str,
    by: Any,
    onset_on: datetime.date | None = None,
    story: str = "",
) -> EpisodeOfCare:
    """Care for one complaint begins; whoever opens it leads it. Errors: NotAllowed; NotNow("open_already")."""
    check_can_treat(by, runner)
    Runner.objects.select_for_update().get(pk=runner.pk)
    check_not_in_care(runner, complaint, side)
    episode = EpisodeOfCare.objects.create(
        runner=runner, complaint=complaint, side=side, onset_on=onset_on, story=story, opened_by=by
    )
    CareAssignment.objects.create(episode=episode, therapist=by, from_on=runner.today())
    audit.record("episode.opened", by=by, runner=runner, target=episode)
    return episode


@transaction.atomic
def hand_over(*, episode: EpisodeOfCare, to: Any, by: Any) -> CareAssignment:
    """Another therapist of the clinic leads from today."""
    check_can_treat(by, episode.runner)
    _check_therapist(to, episode)
    _hold(episode)
    check_running(episode)
    if _leads(episode).filter(therapist=to).exists():
        raise NotNow("leads_already", _("This therapist leads the care already."))
    _leads(episode).update(to_on=episode.runner.today())
    assignment = CareAssignment.objects.create(episode=episode, therapist=to, from_on=episode.runner.today())
    audit.record("episode.handed_over", by=by, runner=episode.runner, target=episode)
    return assignment


@transaction.atomic
def cover(*, episode: EpisodeOfCare, therapist: Any, by: Any, to_on: datetime.date | None = None) -> CareAssignment:
    """A second therapist looks after the episode too, perhaps until a day; the lead stays.

    Who covers already goes on, until the new day.
    """
    check_can_treat(by, episode.runner)
    _check_therapist(therapist, episode)
    _hold(episode)
    check_running(episode)
    if _leads(episode).filter(therapist=therapist).exists():
        raise NotNow("leads_already", _("This therapist leads the care already."))
    today = episode.runner.today()
    standing = CareAssignment.objects.on(today).filter(episode=episode, therapist=therapist).first()
    assignment = standing or CareAssignment(
        episode=episode, therapist=therapist, part=CareAssignment.Part.COVER, from_on=today
    )
    assignment.to_on = to_on
    assignment.save()
    audit.record("episode.covered", by=by, runner=episode.runner, target=episode)
    return assignment


def _check_therapist(user: Any, episode: EpisodeOfCare) -> None:
    if episode.runner.clinic_id not in access_of(user).therapist_in:
        raise NotAllowed(_("Choose a therapist of this clinic."))


def _leads(episode: EpisodeOfCare) -> QuerySet[CareAssignment]:
    return CareAssignment.objects.filter(episode=episode, part=CareAssignment.Part.LEAD, to_on__isnull=True)


def _hold(episode: EpisodeOfCare) -> None:
    """Reads the state again and holds it: of two who decide at once, the second is told."""
    episode.refresh_from_db(fields=STATE, from_queryset=EpisodeOfCare.objects.select_for_update())


@transaction.atomic
def pause(
    *, episode: EpisodeOfCare, from_on: datetime.date, reason: str, by: Any, to_on: datetime.date | None = None
) -> Pause:
    """Nothing is due from a day on, until a day or until care is resumed."""
    check_can_treat(by, episode.runner)
    _hold(episode)
    check_running(episode)
    if _overlapping(episode, from_on, to_on).exists():
        raise NotNow("paused", _("There is already a pause in these days. Resume first."))
    row = Pause.objects.create(episode=episode, from_on=from_on, to_on=to_on, reason=reason, created_by=by)
    audit.record("episode.paused", by=by, runner=episode.runner, target=episode)
    return row


def _overlapping(episode: EpisodeOfCare, from_on: datetime.date, to_on: datetime.date | None) -> Any:
    rows = Pause.objects.filter(episode=episode).exclude(to_on__lt=from_on)
    return rows if to_on is None else rows.exclude(from_on__gt=to_on)


@transaction.atomic
def resume(*, episode: EpisodeOfCare, by: Any) -> None:
    """The pause that is on ends with yesterday; where none is on, the next that is planned is taken back."""
    check_can_treat(by, episode.runner)
    check_running(episode)
    today = episode.runner.today()
    pause = Pause.objects.filter(episode=episode).exclude(to_on__lt=today).order_by("from_on").first()
    if pause is None:
        raise NotNow("not_paused", _("This episode of care is not paused."))
    if pause.from_on >= today:
        pause.delete()
    else:
        pause.to_on = today - datetime.timedelta(days=1)
        pause.save(update_fields=["to_on"])
    audit.record("episode.resumed", by=by, runner=episode.runner, target=episode)


@transaction.atomic
def discharge(*, episode: EpisodeOfCare, outcome: str, reason: str, by: Any) -> EpisodeOfCare:
    """Care ends: nothing is due any more, waiting home tests are cancelled, the record stays."""
    check_can_treat(by, episode.runner)
    _hold(episode)
    check_running(episode)
    now = timezone.now()
    episode.discharged_at, episode.discharged_by = now, by
    episode.outcome, episode.discharge_reason = outcome, reason
    episode.save(update_fields=["discharged_at", "discharged_by", "outcome", "discharge_reason"])
    Retest.objects.filter(episode=episode).waiting().update(cancelled_at=now)
    audit.record("episode.discharged", by=by, runner=episode.runner, target=episode, facts={"outcome": outcome})
    return episode


@transaction.atomic
def reopen(*, episode: EpisodeOfCare, reason: str, by: Any) -> EpisodeOfCare:
    """Care goes on with the routine as it was; the therapist sets home tests anew.

    The days in between become a pause: nothing was due, so nothing was missed. Errors: NotAllowed; NotNow("running"),
    and NotNow("open_already") when another episode took the complaint up meanwhile.
    """
    check_can_treat(by, episode.runner)
    Runner.objects.select_for_update().get(pk=episode.runner_id)
    _hold(episode)
    check_discharged(episode)
    check_not_in_care(episode.runner, episode.complaint, episode.side)
    _bridge(episode, by)
    episode.discharged_at, episode.discharged_by = None, None
    episode.outcome, episode.discharge_reason = "", ""
    episode.story = "\n".join(filter(None, [episode.story, _("Reopened: %(reason)s") % {"reason": reason}]))
    episode.save(update_fields=["discharged_at", "discharged_by", "outcome", "discharge_reason", "story"])
    audit.record("episode.reopened", by=by, runner=episode.runner, target=episode)
    return episode


def _bridge(episode: EpisodeOfCare, by: Any) -> None:
    first = episode.runner.today(episode.discharged_at)
    last = episode.runner.today() - datetime.timedelta(days=1)
    if first <= last:
        Pause.objects.create(episode=episode, from_on=first, to_on=last, reason=_("Discharged"), created_by=by)
