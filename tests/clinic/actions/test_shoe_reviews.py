import pytest
from django.core.exceptions import ValidationError

from clinic.actions import episodes
from clinic.actions.shoe_reviews import review_shoes
from clinic.models import AuditEvent, Notification, ShoeReview
from clinic.permissions import NotAllowed
from clinic.policies import NotNow

SEEN = {
    "shoes": "Brook Glide 4",
    "comfort_now": 4,
    "comfort_other": 8,
    "advice": "change",
    "observations": ["overstride"],
}


def test_a_review_is_kept_and_the_runner_told(episode, therapist):
    review = review_shoes(episode=episode, by=therapist, **SEEN)
    assert ShoeReview.objects.values_list(*SEEN).get() == ("Brook Glide 4", 4, 8, "change", ["overstride"])
    assert list(AuditEvent.objects.values_list("verb", "target_uuid")) == [("shoes.reviewed", review.uuid)]
    assert list(Notification.objects.values_list("recipient", "key")) == [
        (episode.runner.user_id, f"shoes:{review.uuid}")
    ]


def test_a_runner_who_has_not_joined_is_told_nothing(episode, therapist):
    episode.runner.user = None
    episode.runner.save()
    review_shoes(episode=episode, by=therapist, **SEEN)
    assert Notification.objects.count() == 0


@pytest.mark.parametrize(
    ("fault", "named"),
    [({"comfort_now": 11}, "__all__"), ({"advice": "burn"}, "advice"), ({"shoes": ""}, "shoes")],
)
def test_what_is_impossible_is_refused(episode, therapist, fault, named):
    with pytest.raises(ValidationError) as refused:
        review_shoes(episode=episode, by=therapist, **SEEN | fault)
    assert list(refused.value.message_dict) == [named]
    assert ShoeReview.objects.count() == 0


@pytest.mark.parametrize("who", ["owner", "other_therapist"])
def test_only_a_therapist_of_the_clinic_reviews(who, request, episode):
    with pytest.raises(NotAllowed):
        review_shoes(episode=episode, by=request.getfixturevalue(who), **SEEN)
    assert ShoeReview.objects.count() == 0


def test_nothing_is_reviewed_after_discharge(episode, therapist):
    episodes.discharge(episode=episode, outcome="better", reason="Well.", by=therapist)
    with pytest.raises(NotNow):
        review_shoes(episode=episode, by=therapist, **SEEN)
