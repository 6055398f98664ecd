"""The expert look at the shoes."""

from typing import Any

from django.db import transaction

from clinic.actions import audit
from clinic.actions.notifications import tell
from clinic.models import EpisodeOfCare, Notification, ShoeReview
from clinic.permissions import check_can_treat
from clinic.policies import check_running


@transaction.atomic
def review_shoes(*, episode: EpisodeOfCare, by: Any, **observed: Any) -> ShoeReview:
    """Keeps what was seen and recommended; the runner sees it. `observed` holds the fields of ShoeReview."""
    check_can_treat(by, episode.runner)
    check_running(episode)
    review = ShoeReview(episode=episode, reviewed_by=by, **observed)
    # Nothing seen is an answer too; to a model's check an empty list is a blank.
    blank = [] if review.observations else ["observations"]
    review.full_clean(exclude=["episode", "reviewed_by", *blank])
    review.save()
    audit.record("shoes.reviewed", by=by, runner=episode.runner, target=review, facts={"advice": review.advice})
    if episode.runner.user is not None:
        tell(recipient=episode.runner.user, kind=Notification.Kind.MESSAGE, key=f"shoes:{review.uuid}")
    return review
