"""Deciding on results."""

import datetime
import re
import uuid

import pytest
from django.urls import reverse

from clinic.models import Alert, EpisodeOfCare, MorningCheck, Retest, Review, Routine, RoutineDraft
from exercises.models import Cause, Exercise, HomeTest
from tests.factories import LogFactory


@pytest.fixture
def address(routine):
    for slug, cause in (("box-hop", "calf-strength"), ("wall-lean", "ankle-mobility")):
        row = Cause.objects.get(shelf=routine.episode.runner.clinic.shelf, slug=cause)
        routine.prescribed.filter(exercise__slug=slug).update(cause=row)
    return reverse("review", args=[routine.episode.uuid])


@pytest.fixture
def hop_due(routine):
    test = HomeTest.objects.get(shelf=routine.episode.runner.clinic.shelf, slug="hop-test")
    return Retest.objects.create(
        episode=routine.episode, routine=routine, home_test=test, due_on=routine.episode.runner.today()
    )


def _drafted(clinic, draft):
    names = dict(Exercise.objects.filter(shelf=clinic.shelf).values_list("uuid", "slug"))
    slugs = {str(uuid): slug for uuid, slug in names.items()}
    return [slugs[line["exercise"]] for line in draft.content["lines"]]


def test_the_page_leaves_the_decision_open(address, therapist, client_of):
    response = client_of(therapist).get(address)
    assert response.status_code == 200
    assert response.context["form"]["decision"].value() is None


@pytest.mark.parametrize(
    ("pains", "said"), [((), "none answered"), ((1,), "none of 1 worse"), ((1, 1, 6), "one was worse")]
)
def test_the_page_says_whether_mornings_were_answered(address, routine, therapist, client_of, pains, said):
    runner = routine.episode.runner
    for days, pain in enumerate(reversed(pains), start=1):
        on = runner.today() - datetime.timedelta(days=days)
        MorningCheck.objects.create(runner=runner, uuid=uuid.uuid4(), on=on, pain=pain)
    page = client_of(therapist).get(address).content.decode()
    assert re.findall(r"Mornings after, last two weeks</dt><dd>(.*?)</dd>", page) == [said]


@pytest.mark.parametrize("name", ["review", "runner"])
def test_on_day_one_review_and_overview_say_the_same(address, routine, therapist, client_of, name):
    routine.starts_on = routine.episode.runner.today()
    routine.save()
    LogFactory(prescribed_exercise=routine.prescribed.get(position=1))
    page = client_of(therapist).get(
        {"review": address, "runner": reverse("runner", args=[routine.episode.runner.uuid])}[name]
    )
    assert re.findall(r"one, last four weeks</dt><dd>(?:<small>)?([^<]*)<", page.content.decode()) == ["none due"]


def test_the_page_takes_a_choice_from_the_link(address, therapist, client_of):
    response = client_of(therapist).get(address, {"decision": "ease"})
    assert response.context["form"]["decision"].value() == "ease"
    assert client_of(therapist).get(address, {"decision": "x"}).context["form"]["decision"].value() is None


def test_progress_prepares_the_next_routine_from_the_chain(address, routine, clinic, therapist, client_of):
    response = client_of(therapist).post(address, {"decision": "progress", "words": "Well done."})
    assert (response.status_code, response.url) == (302, reverse("prescribe", args=[routine.episode.uuid]))
    review = Review.objects.get()
    assert (review.decision, review.words, review.decided_by, review.routine) == (
        "progress",
        "Well done.",
        therapist,
        routine,
    )
    assert review.proposal["decision"] == "keep"
    draft = RoutineDraft.objects.get()
    assert draft.base_revision == 1
    assert _drafted(clinic, draft) == ["single-leg-box-hop", "banded-ankle-glide"]
    assert Routine.objects.count() == 1


def test_ease_steps_back(address, clinic, therapist, client_of):
    client_of(therapist).post(address, {"decision": "ease"})
    assert _drafted(clinic, RoutineDraft.objects.get()) == ["calf-raise-single", "stretch-soleus"]


def test_keep_sets_the_next_test(address, routine, hop_due, therapist, client_of):
    day = routine.episode.runner.today() + datetime.timedelta(days=14)
    response = client_of(therapist).post(address, {"decision": "keep", "test_again_on": day.isoformat()})
    assert (response.status_code, response.url) == (302, reverse("runner", args=[routine.episode.runner.uuid]))
    assert [(row.home_test, row.due_on) for row in Retest.objects.waiting()] == [(hop_due.home_test, day)]
    assert RoutineDraft.objects.count() == 0


def test_discharge_ends_the_episode(address, routine, therapist, client_of):
    data = {"decision": "discharge", "outcome": "goal_reached", "reason": "Runs 10 km without pain."}
    assert client_of(therapist).post(address, data).status_code == 302
    episode = EpisodeOfCare.objects.get()
    assert (episode.outcome, episode.discharge_reason) == ("goal_reached", "Runs 10 km without pain.")


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({}, ["decision"]),
        ({"decision": "x"}, ["decision"]),
        ({"decision": "keep", "test_again_on": ""}, ["test_again_on"]),
        ({"decision": "keep", "test_again_on": "2020-01-01"}, ["test_again_on"]),
        ({"decision": "keep", "test_again_on": "9999-12-31"}, ["test_again_on"]),
        ({"decision": "discharge"}, ["outcome", "reason"]),
        ({"decision": "progress", "words": "x" * 1001}, ["words"]),
        ({"decision": "progress", "words": "a\x00b"}, ["words"]),
    ],
)
def test_what_is_missing_is_named(address, hop_due, therapist, client_of, data, fields):
    response = client_of(therapist).post(address, data)
    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == fields
    assert Review.objects.count() == 0


def test_a_decision_settles_new_results_of_this_episode_only(address, routine, therapist, client_of):
    other = EpisodeOfCare.objects.create(
        runner=routine.episode.runner, complaint=routine.episode.complaint, side="right"
    )
    rows = [
        Alert.objects.create(runner=routine.episode.runner, episode=episode, kind=kind)
        for episode, kind in ((routine.episode, "result"), (None, "result"), (other, "result"), (None, "pain"))
    ]
    client_of(therapist).post(address, {"decision": "progress"})
    assert list(Alert.objects.standing().order_by("pk")) == rows[2:]


def test_who_is_refused(address, routine, client, staff, owner, other_therapist, client_of):
    data = {"decision": "progress"}
    assert client.post(address, data).url == f"{reverse('account_login')}?next={address}"
    answers = {
        "staff": client_of(staff).post(address, data).status_code,
        "owner": client_of(owner).post(address, data).status_code,
        "runner": client_of(routine.episode.runner).post(address, data).status_code,
        "stranger": client_of(other_therapist).post(address, data).status_code,
    }
    assert answers == {"staff": 403, "owner": 403, "runner": 403, "stranger": 404}
    assert Review.objects.count() == 0
