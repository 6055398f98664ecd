"""Each door of an episode: who may knock, what it does, and what it says about faults."""

import datetime

import pytest
from django.test import Client

from clinic.actions import episodes
from clinic.models import CareAssignment, EpisodeOfCare, Pause
from exercises.models import Complaint

DAY = datetime.timedelta(days=1)


@pytest.fixture
def discharged(episode, therapist):
    return episodes.discharge(episode=episode, outcome="better", reason="Well.", by=therapist)


@pytest.fixture
def opening(clinic):
    return {
        "complaint": Complaint.objects.get(shelf=clinic.shelf, slug="calf-pain-running").uuid,
        "side": "left",
        "story": "Since spring.",
    }


def today(episode):
    return episode.runner.today()


def strangers(path, data, request, client_of):
    """By POST: nobody, another clinic's therapist, another runner, the runner, staff, an owner who treats nobody."""
    people = [request.getfixturevalue(who) for who in ("other_therapist", "runner2", "runner", "staff", "owner")]
    return [Client().post(path, data).status_code, *[client_of(one).post(path, data).status_code for one in people]]


REFUSED = [302, 404, 403, 403, 403, 403]


def test_open_is_refused_to_strangers(runner, opening, request, client_of):
    assert strangers(f"/runners/{runner.uuid}/episodes/open/", opening, request, client_of) == REFUSED
    assert EpisodeOfCare.objects.count() == 0


def test_open_leads_on_to_the_screening(runner, therapist, opening, client_of):
    answer = client_of(therapist).post(f"/runners/{runner.uuid}/episodes/open/", opening)
    assert answer.url == f"/runners/{runner.uuid}/screening/"
    episode = EpisodeOfCare.objects.get()
    assert (episode.side, episode.story, episode.opened_by) == ("left", "Since spring.", therapist)


def test_open_keeps_what_was_typed(runner, therapist, opening, client_of):
    faulty = {**opening, "side": "up", "onset_on": (runner.today() + DAY).isoformat()}
    answer = client_of(therapist).post(f"/runners/{runner.uuid}/episodes/open/", faulty)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"side", "onset_on"})
    assert "Since spring." in answer.content.decode()


def test_open_twice_says_that_it_is_open(runner, therapist, opening, client_of):
    door = f"/runners/{runner.uuid}/episodes/open/"
    client_of(therapist).post(door, opening)
    answer = client_of(therapist).post(door, opening)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"side"})
    assert EpisodeOfCare.objects.count() == 1


def test_open_offers_only_complaints_of_the_own_clinic(runner, therapist, other_clinic, opening, client_of):
    foreign = {**opening, "complaint": Complaint.objects.get(shelf=other_clinic.shelf, slug="calf-pain-running").uuid}
    answer = client_of(therapist).post(f"/runners/{runner.uuid}/episodes/open/", foreign)
    assert set(answer.context["form"].errors) == {"complaint"}


def test_care_is_refused_to_strangers(episode, therapist2, request, client_of):
    data = {"therapist": therapist2.uuid, "part": "lead"}
    assert strangers(f"/episodes/{episode.uuid}/care/", data, request, client_of) == REFUSED
    assert CareAssignment.objects.count() == 1


def test_care_hands_over(episode, therapist, therapist2, client_of):
    data = {"therapist": therapist2.uuid, "part": "lead"}
    answer = client_of(therapist).post(f"/episodes/{episode.uuid}/care/", data)
    assert answer.url == f"/runners/{episode.runner.uuid}/"
    assert CareAssignment.objects.get(to_on=None).therapist == therapist2


def test_care_offers_only_therapists_of_the_clinic(episode, therapist, other_therapist, owner, client_of):
    for stranger in (other_therapist, owner):
        data = {"therapist": stranger.uuid, "part": "cover"}
        answer = client_of(therapist).post(f"/episodes/{episode.uuid}/care/", data)
        assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"therapist"})


def test_pause_is_refused_to_strangers(episode, request, client_of):
    data = {"from_on": today(episode), "reason": "Ill"}
    assert strangers(f"/episodes/{episode.uuid}/pause/", data, request, client_of) == REFUSED
    assert Pause.objects.count() == 0


def test_pause_and_resume(episode, therapist, client_of):
    client, path = client_of(therapist), f"/episodes/{episode.uuid}"
    client.post(f"{path}/pause/", {"from_on": today(episode) - 2 * DAY, "reason": "Ill"})
    assert list(Pause.objects.values_list("from_on", "to_on", "reason")) == [(today(episode) - 2 * DAY, None, "Ill")]
    assert "Resume today" in client.get(f"{path}/pause/").content.decode()
    assert client.post(f"{path}/resume/").status_code == 302
    assert Pause.objects.get().to_on == today(episode) - DAY
    assert client.post(f"{path}/resume/").status_code == 409


def test_pause_says_which_day_is_wrong(episode, therapist, client_of):
    first = today(episode)
    data = {"from_on": first, "to_on": first - DAY, "reason": "Ill"}
    answer = client_of(therapist).post(f"/episodes/{episode.uuid}/pause/", data)
    assert answer.context["form"].errors == {"to_on": ["The last day comes before the first. Choose a later one."]}


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_pause_of_a_day_far_away_is_refused(episode, therapist, day, client_of):
    answer = client_of(therapist).post(f"/episodes/{episode.uuid}/pause/", {"from_on": day, "reason": "Ill"})
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"from_on"})


def test_resume_is_refused_to_strangers(episode, request, client_of):
    Pause.objects.create(episode=episode, from_on=today(episode) - DAY, reason="Ill")
    assert strangers(f"/episodes/{episode.uuid}/resume/", {}, request, client_of) == REFUSED
    assert Pause.objects.get().to_on is None


def test_discharge_is_refused_to_strangers(episode, request, client_of):
    data = {"outcome": "better", "reason": "Well."}
    assert strangers(f"/episodes/{episode.uuid}/discharge/", data, request, client_of) == REFUSED
    episode.refresh_from_db()
    assert episode.is_running


def test_discharge_needs_outcome_and_reason(episode, therapist, client_of):
    client, path = client_of(therapist), f"/episodes/{episode.uuid}/discharge/"
    answer = client.post(path, {"outcome": "", "reason": " "})
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"outcome", "reason"})
    assert client.post(path, {"outcome": "better", "reason": "Well."}).url == f"/runners/{episode.runner.uuid}/"
    episode.refresh_from_db()
    assert (episode.outcome, episode.discharge_reason, episode.is_running) == ("better", "Well.", False)


def test_discharge_twice_is_told(discharged, therapist, client_of):
    assert client_of(therapist).get(f"/episodes/{discharged.uuid}/discharge/").status_code == 409


def test_reopen_is_refused_to_strangers(discharged, request, client_of):
    path = f"/episodes/{discharged.uuid}/reopen/"
    assert strangers(path, {"reason": "Sore."}, request, client_of) == REFUSED
    discharged.refresh_from_db()
    assert not discharged.is_running


def test_reopen_goes_on(discharged, therapist, client_of):
    client, path = client_of(therapist), f"/episodes/{discharged.uuid}/reopen/"
    assert client.post(path, {"reason": ""}).status_code == 422
    assert client.post(path, {"reason": "Sore."}).url == f"/runners/{discharged.runner.uuid}/"
    discharged.refresh_from_db()
    assert discharged.is_running
    assert client.get(path).status_code == 409


def test_pause_in_another_pause_keeps_what_was_typed(episode, therapist, client_of):
    client, path = client_of(therapist), f"/episodes/{episode.uuid}/pause/"
    client.post(path, {"from_on": today(episode), "reason": "Ill"})
    answer = client.post(path, {"from_on": today(episode) + DAY, "reason": "On holiday"})
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"from_on"})
    assert ("On holiday" in answer.content.decode(), Pause.objects.count()) == (True, 1)


@pytest.mark.parametrize("name", ["care", "pause", "discharge"])
def test_pages_query_count(name, episode, therapist, therapist2, client_of, django_assert_max_num_queries):
    client = client_of(therapist)
    with django_assert_max_num_queries(11):
        answer = client.get(f"/episodes/{episode.uuid}/{name}/")
    assert answer.status_code == 200
