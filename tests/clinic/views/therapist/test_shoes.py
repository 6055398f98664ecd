import pytest
from django.test import Client

from clinic.models import ShoeReview

REFUSED = [302, 404, 403, 403, 403, 403]
SEEN = {
    "shoes": "Brook Glide 4", "comfort_now": "4", "comfort_other": "8", "age_months": "14", "distance_km": "700",
    "runs_a_week": "3", "run_kind": "road", "observations": ["overstride", "knee_in"], "advice": "change",
    "words": "Try the soft pair.",
}  # fmt: skip


@pytest.fixture
def path(episode):
    return f"/episodes/{episode.uuid}/shoe-review/"


def test_shoe_review_is_refused_to_strangers(path, request, client_of):
    people = [request.getfixturevalue(who) for who in ("other_therapist", "runner2", "runner", "staff", "owner")]
    statuses = [client_of(one).post(path, SEEN).status_code for one in people]
    assert [Client().post(path, SEEN).status_code, *statuses] == REFUSED
    assert ShoeReview.objects.count() == 0


def test_shoe_review_is_kept(path, episode, therapist, client_of):
    assert client_of(therapist).post(path, SEEN).url == f"/episodes/{episode.uuid}/findings/"
    kept = ShoeReview.objects.values(*SEEN).get()
    numbers = {"comfort_now": 4, "comfort_other": 8, "age_months": 14, "distance_km": 700, "runs_a_week": 3}
    assert kept == SEEN | numbers


def test_shoe_review_needs_little(path, therapist, client_of):
    client_of(therapist).post(path, {"shoes": "Brook Glide 4", "comfort_now": "7", "advice": "keep"})
    row = ShoeReview.objects.get()
    assert (row.comfort_other, row.age_months, row.observations, row.run_kind) == (None, None, [], "")


@pytest.mark.parametrize(
    "fault",
    [
        {"comfort_now": "11"},
        {"comfort_now": ""},
        {"age_months": "-1"},
        {"distance_km": "9223372036854775808"},
        {"runs_a_week": "some"},
        {"observations": ["unremarkable", "knee_in"]},
        {"observations": ["flies"]},
        {"advice": "burn"},
        {"shoes": "x" * 121},
        {"words": "a\x00b"},
    ],
)
def test_shoe_review_names_the_fault(path, therapist, fault, client_of):
    answer = client_of(therapist).post(path, SEEN | fault)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, set(fault))
    assert ShoeReview.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_shoe_review_query_count(path, episode, therapist, count, client_of, django_assert_num_queries):
    for _time in range(count):
        ShoeReview.objects.create(episode=episode, shoes="Old", comfort_now=3, advice="keep", reviewed_by=therapist)
    client = client_of(therapist)
    client.get(path)
    with django_assert_num_queries(7):
        client.get(path)
