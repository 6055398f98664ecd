"""The therapist's decision on results."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clinic.actions import audit
from clinic.actions.drafts import save_draft
from clinic.actions.episodes import discharge
from clinic.actions.messages import send_message
from clinic.actions.retests import plan_retests
from clinic.models import Alert, EpisodeOfCare, Review, Routine
from clinic.permissions import check_can_treat
from clinic.policies import check_running
from clinic.rules.draft import Draft
from clinic.validators.prescription import PlanTest


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a therapist decided, and what comes with it: home tests to repeat, or how the episode ends."""

    decision: str
    words: str = ""
    tests: tuple[PlanTest, ...] = ()
    outcome: str = ""
    reason: str = ""
    proposal: Mapping[str, Any] = field(default_factory=dict)
    result_ids: Iterable[int] = ()


@transaction.atomic
def review(*, episode: EpisodeOfCare, verdict: Verdict, by: Any, next_draft: Draft | None = None) -> Review:
    """Records the decision with what was proposed then, settles the alerts on results, and does what follows.

    Keep sets the next home tests; progress and ease leave `next_draft` for the builder; discharge ends the episode.
    The words reach the runner as a message.
    """
    check_can_treat(by, episode.runner)
    check_running(episode)
    routine = Routine.objects.filter(episode=episode).current().first()
    row = Review.objects.create(
        episode=episode,
        routine=routine,
        decision=verdict.decision,
        words=verdict.words,
        proposal=dict(verdict.proposal),
        decided_by=by,
    )
    links = Review.results.through
    links.objects.bulk_create(links(review_id=row.pk, testresult_id=result) for result in verdict.result_ids)
    _settle(episode, by)
    audit.record("review.decided", by=by, runner=episode.runner, target=row, facts={"decision": verdict.decision})
    _follow(episode, routine, verdict, next_draft, by)
    if verdict.words:
        send_message(runner=episode.runner, text=verdict.words, by=by)
    return row


def _settle(episode: EpisodeOfCare, by: Any) -> None:
    """What was looked at needs no more looking: new results of this episode, or of none."""
    here = Q(episode=episode) | Q(episode__isnull=True)
    alerts = Alert.objects.filter(here, runner=episode.runner, kind=Alert.Kind.RESULT).standing()
    alerts.update(settled_at=timezone.now(), settled_by=by)


def _follow(
    episode: EpisodeOfCare, routine: Routine | None, verdict: Verdict, next_draft: Draft | None, by: Any
) -> None:
    if verdict.decision == Review.Decision.DISCHARGE:
        discharge(episode=episode, outcome=verdict.outcome, reason=verdict.reason, by=by)
    elif verdict.decision == Review.Decision.KEEP:
        plan_retests(episode=episode, routine=routine, tests=verdict.tests, by=by)
    elif next_draft is not None:
        revision = routine.revision if routine else 0
        save_draft(episode=episode, draft=next_draft, base_revision=revision, by=by)
