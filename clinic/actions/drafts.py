"""A therapist's unfinished next routine, saved at every step."""

from typing import Any

from clinic.actions.routines import Overtaken
from clinic.models import EpisodeOfCare, Routine, RoutineDraft
from clinic.permissions import check_can_treat
from clinic.policies import check_running
from clinic.rules.draft import Draft


def save_draft(*, episode: EpisodeOfCare, draft: Draft, base_revision: int, by: Any) -> None:
    """Keeps the draft as it was typed, with the revision that it was started from.

    Raises Overtaken when this therapist has given a newer revision since: a late saving, sent before giving and
    arriving after it, must not bring the draft back. What others gave meanwhile is a conflict to be shown instead.
    """
    check_can_treat(by, episode.runner)
    check_running(episode)
    given = Routine.objects.filter(episode=episode, assigned_by=by, revision__gt=base_revision)
    newest = given.order_by("-revision").values_list("revision", flat=True).first()
    if newest is not None:
        raise Overtaken(newest)
    row = RoutineDraft(episode=episode, therapist=by, content=draft.to_dict(), base_revision=base_revision)
    RoutineDraft.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["episode", "therapist"],
        update_fields=["content", "base_revision", "saved_at"],
    )


def discard_draft(*, episode: EpisodeOfCare, by: Any) -> None:
    """Throws the therapist's own draft away."""
    check_can_treat(by, episode.runner)
    RoutineDraft.objects.filter(episode=episode, therapist=by).delete()
