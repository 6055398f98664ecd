"""From an exercise of the library into somebody's routine."""

import uuid

import pytest
from django.urls import reverse

from clinic.models import CareAssignment, Lock, RoutineDraft, Screening, StartGate
from exercises.models import Exercise, Status
from tests.factories import EpisodeFactory, RunnerFactory


@pytest.fixture
def exercise(clinic):
    def named(slug):
        return Exercise.objects.get(shelf=clinic.shelf, slug=slug)

    return named


def address(exercise):
    return reverse("exercise-prescribe", args=[exercise.uuid])


def rows(response):
    return [(one.episode.runner.name, one.is_mine, one.holds) for one in response.context["rows"]]


def test_exercise_prescribe_anonymous_is_sent_to_sign_in(client, exercise):
    response = client.get(address(exercise("sl-rdl")))
    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize(
    ("who", "status"),
    [("runner", 403), ("other_runner", 403), ("other_therapist", 404), ("staff", 403), ("owner", 403)],
)
def test_exercise_prescribe_is_for_therapists_of_the_clinic(request, client_of, exercise, who, status):
    assert client_of(request.getfixturevalue(who)).get(address(exercise("sl-rdl"))).status_code == status


def test_exercise_prescribe_lists_those_in_care_own_caseload_first(client_of, exercise, routine, clinic, therapist):
    EpisodeFactory(runner=RunnerFactory(clinic=clinic, name="Anna Runner"))
    RunnerFactory(clinic=clinic, name="Nobody in care")
    response = client_of(therapist).get(address(exercise("box-hop")))
    assert rows(response) == [("Rita Runner", True, True), ("Anna Runner", False, False)]


def test_exercise_prescribe_finds_by_words_of_the_name(client_of, exercise, routine, clinic, therapist):
    EpisodeFactory(runner=RunnerFactory(clinic=clinic, name="Anna Other"))
    client = client_of(therapist)
    found = client.get(address(exercise("sl-rdl")), {"q": "other ann"})
    assert rows(found) == [("Anna Other", False, False)]
    assert "Nobody in care has this name" in client.get(address(exercise("sl-rdl")), {"q": "x\x00y"}).content.decode()


def test_exercise_prescribe_leaves_out_other_clinics_and_ended_care(
    client_of, exercise, episode, other_runner, therapist, clinic
):
    EpisodeFactory(runner=other_runner)
    ended = EpisodeFactory(runner=RunnerFactory(clinic=clinic))
    ended.discharged_at, ended.outcome = ended.opened_at, "better"
    ended.save()
    assert [name for name, *_rest in rows(client_of(therapist).get(address(exercise("sl-rdl"))))] == ["Rita Runner"]


@pytest.mark.parametrize(("slug", "said"), [("box-hop", (True, True)), ("wall-lean", (False, False))])
def test_exercise_prescribe_says_what_stands_in_the_way(client_of, exercise, episode, therapist, slug, said):
    runner = episode.runner
    screening = Screening.objects.create(
        uuid=uuid.uuid4(), runner=runner, done_at=episode.opened_at, local_date=runner.today(), answers={}, level="hold"
    )
    Lock.objects.create(runner=episode.runner, screening=screening, extent="impact")
    StartGate.objects.create(runner=episode.runner, passed=False)
    (one,) = client_of(therapist).get(address(exercise(slug))).context["rows"]
    assert (one.is_locked, one.is_gated) == said


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETIRED])
def test_exercise_prescribe_only_what_is_published(client_of, exercise, therapist, status):
    row = exercise("sl-rdl")
    Exercise.objects.filter(pk=row.pk).update(status=status)
    client = client_of(therapist)
    assert client.get(address(row)).status_code == 404
    assert address(row) not in client.get(row.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("who", "offered"), [("therapist", True), ("staff", False), ("runner", False)])
def test_exercise_page_offers_it_to_who_may(request, client_of, exercise, who, offered):
    row = exercise("sl-rdl")
    html = client_of(request.getfixturevalue(who)).get(row.get_absolute_url()).content.decode()
    assert (address(row) in html) == offered


@pytest.mark.parametrize("runners", [1, 3])
def test_exercise_prescribe_costs_the_same(client_of, exercise, clinic, therapist, django_assert_num_queries, runners):
    for number in range(runners):
        row = EpisodeFactory(runner=RunnerFactory(clinic=clinic, name=f"Runner {number}"))
        CareAssignment.objects.create(episode=row, therapist=therapist, from_on=row.runner.today())
    client, url = client_of(therapist), address(exercise("box-hop"))
    with django_assert_num_queries(8):
        assert len(client.get(url).context["rows"]) == runners


# in the builder


def test_builder_opens_with_the_exercise_added_and_nothing_kept(client_of, exercise, routine, therapist):
    row = exercise("sl-rdl")
    url = reverse("prescribe", args=[routine.episode.uuid])
    response = client_of(therapist).get(url, {"add": str(row.uuid)})
    lines = response.context["page"].lines
    assert [line.name for line in lines] == ["Box hop", "Wall lean", row.name]
    assert "Added: Single-leg deadlift." in response.content.decode()
    assert RoutineDraft.objects.count() == 0


@pytest.mark.parametrize(
    ("slug", "said"),
    [("box-hop", "It is in the routine already."), (None, "This exercise is no longer in the library.")],
)
def test_builder_says_why_it_added_nothing(client_of, exercise, routine, therapist, slug, said):
    wanted = str(exercise(slug).uuid) if slug else "x\x00y"
    response = client_of(therapist).get(reverse("prescribe", args=[routine.episode.uuid]), {"add": wanted})
    assert len(response.context["page"].lines) == 2
    assert said in response.content.decode()
