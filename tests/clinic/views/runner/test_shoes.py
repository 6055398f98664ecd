import pytest
from django.test import Client

from clinic.models import ShoeReview


@pytest.fixture
def review(episode, therapist):
    return ShoeReview.objects.create(
        episode=episode,
        shoes="Brook Glide 4",
        comfort_now=4,
        comfort_other=8,
        advice="change",
        words="Try the soft pair.",
        observations=["overstride", "gone"],
        note="Only for therapists",
        reviewed_by=therapist,
    )


def test_my_shoes_is_the_runners_own(review, runner, runner2, other_runner, therapist, client_of):
    path = f"/shoes/{review.uuid}/"
    people = (runner, runner2, other_runner, therapist)
    assert [Client().get(path).status_code, *[client_of(one).get(path).status_code for one in people]] == [
        302, 200, 404, 404, 403,
    ]  # fmt: skip


def test_my_shoes_shows_the_words_and_not_the_note(review, runner, client_of):
    page = client_of(runner).get(f"/shoes/{review.uuid}/")
    text = page.content.decode()
    assert ("Try the soft pair." in text, "Only for therapists" in text) == (True, False)
    assert page.context["seen"] == ["Lands with the foot far in front"]


def test_my_shoes_is_found_on_the_progress_page(review, runner, runner2, client_of):
    link = f'href="/shoes/{review.uuid}/"'
    assert [link in client_of(one).get("/progress/").content.decode() for one in (runner, runner2)] == [True, False]
