"""What a therapist finds: a cause suspected, confirmed or ruled out, on evidence."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from clinic.actions import audit
from clinic.models import EpisodeOfCare, Finding
from clinic.permissions import check_can_treat
from clinic.policies import check_running
from exercises.models import Cause


@transaction.atomic
def find_cause(*, episode: EpisodeOfCare, cause: Cause, state: str, by: Any, evidence: str | None = "") -> Finding:
    """Records a finding; the one before on the same cause is superseded and stays for the timeline.

    The same state with the same evidence again changes nothing and gives the standing finding. No evidence (None)
    leaves what is written to a state that stays; a new state then stands without.
    """
    check_can_treat(by, episode.runner)
    check_running(EpisodeOfCare.objects.select_for_update().get(pk=episode.pk))
    standing = Finding.objects.filter(episode=episode, cause=cause).current()
    former = standing.first()
    if former is not None and former.state == state and evidence in (None, former.evidence):
        return former
    standing.update(superseded_at=timezone.now())
    finding = Finding.objects.create(episode=episode, cause=cause, state=state, evidence=evidence or "", found_by=by)
    audit.record("cause.found", by=by, runner=episode.runner, target=finding, facts={"state": state})
    return finding


def suspect_cause(*, episode: EpisodeOfCare, cause: Cause, by: Any, evidence: str = "") -> Finding:
    return find_cause(episode=episode, cause=cause, state=Finding.State.SUSPECTED, evidence=evidence, by=by)


def confirm_cause(*, episode: EpisodeOfCare, cause: Cause, by: Any, evidence: str = "") -> Finding:
    return find_cause(episode=episode, cause=cause, state=Finding.State.CONFIRMED, evidence=evidence, by=by)


def rule_out_cause(*, episode: EpisodeOfCare, cause: Cause, by: Any, evidence: str = "") -> Finding:
    return find_cause(episode=episode, cause=cause, state=Finding.State.RULED_OUT, evidence=evidence, by=by)
