"""A therapist's unfinished next routine, saved at every step."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from clinic.models import EpisodeOfCare, RoutineDraft
from clinic.permissions import check_can_treat
from clinic.policies import check_running
from clinic.rules.draft import Draft


@transaction.atomic
def save_draft(*, episode: EpisodeOfCare, draft: Draft, base_revision: int, by: Any) -> None:
    """Keeps the draft as it was typed, with the revision that it was started from."""
    check_can_treat(by, episode.runner)
    check_running(episode)
    values = {"content": draft.to_dict(), "base_revision": base_revision}
    mine = RoutineDraft.objects.filter(episode=episode, therapist=by)
    if not mine.update(**values, saved_at=timezone.now()):
        RoutineDraft.objects.create(episode=episode, therapist=by, **values)


def discard_draft(*, episode: EpisodeOfCare, by: Any) -> None:
    """Throws the therapist's own draft away."""
    check_can_treat(by, episode.runner)
    RoutineDraft.objects.filter(episode=episode, therapist=by).delete()
