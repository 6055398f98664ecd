"""Opening, handing over, pausing, ending and reopening care."""

import datetime

import pytest
import time_machine

from clinic.actions import episodes
from clinic.models import AuditEvent, CareAssignment, EpisodeOfCare, Pause, Retest
from clinic.permissions import NotAllowed
from clinic.policies import NotNow
from exercises.models import Complaint, HomeTest

TODAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
NOON = "2026-11-23T12:00:00+01:00"
Part = CareAssignment.Part


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def complaint(clinic):
    return Complaint.objects.get(shelf=clinic.shelf, slug="calf-pain-running")


def parts(episode):
    rows = CareAssignment.objects.filter(episode=episode).order_by("pk")
    return list(rows.values_list("therapist__name", "part", "from_on", "to_on"))


def verbs():
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


def waiting_test(episode):
    test = HomeTest.objects.get(shelf=episode.runner.clinic.shelf, slug="hop-test")
    return Retest.objects.create(episode=episode, home_test=test, due_on=TODAY)


def test_open_episode_makes_the_opener_its_lead(runner, therapist, complaint):
    episode = episodes.open_episode(
        runner=runner, complaint=complaint, side="left", story="Since spring.", by=therapist
    )
    assert (episode.runner, episode.complaint, episode.side, episode.opened_by) == (
        runner,
        complaint,
        "left",
        therapist,
    )
    assert parts(episode) == [("Tessa Therapist", Part.LEAD, TODAY, None)]
    assert verbs() == ["episode.opened"]


@pytest.mark.parametrize("who", ["owner", "staff", "other_therapist"])
def test_open_episode_is_for_therapists_of_the_clinic(who, request, runner, complaint):
    with pytest.raises(NotAllowed):
        episodes.open_episode(runner=runner, complaint=complaint, side="left", by=request.getfixturevalue(who))
    assert EpisodeOfCare.objects.count() == 0


def test_open_episode_sent_twice_opens_one(runner, therapist, complaint):
    first = episodes.open_episode(runner=runner, complaint=complaint, side="left", by=therapist)
    with pytest.raises(NotNow, match="in care on this side already"):
        episodes.open_episode(runner=runner, complaint=complaint, side="left", by=therapist)
    assert list(EpisodeOfCare.objects.all()) == [first]


def test_open_episode_of_the_other_side_or_after_discharge_is_another(runner, therapist, complaint):
    first = episodes.open_episode(runner=runner, complaint=complaint, side="left", by=therapist)
    episodes.open_episode(runner=runner, complaint=complaint, side="right", by=therapist)
    episodes.discharge(episode=first, outcome="better", reason="Well.", by=therapist)
    episodes.open_episode(runner=runner, complaint=complaint, side="left", by=therapist)
    assert EpisodeOfCare.objects.count() == 3


def test_hand_over_ends_the_former_lead(episode, therapist, therapist2):
    episodes.hand_over(episode=episode, to=therapist2, by=therapist)
    assert parts(episode) == [
        ("Tessa Therapist", Part.LEAD, TODAY, TODAY),
        ("Tom Therapist", Part.LEAD, TODAY, None),
    ]


def test_hand_over_to_the_lead_changes_nothing(episode, therapist):
    with pytest.raises(NotNow, match="leads the care already"):
        episodes.hand_over(episode=episode, to=therapist, by=therapist)
    assert parts(episode) == [("Tessa Therapist", Part.LEAD, TODAY, None)]


def test_hand_over_to_another_clinic_is_refused(episode, therapist, other_therapist):
    with pytest.raises(NotAllowed):
        episodes.hand_over(episode=episode, to=other_therapist, by=therapist)
    assert parts(episode) == [("Tessa Therapist", Part.LEAD, TODAY, None)]


def test_who_covers_already_goes_on_until_the_new_day(episode, therapist, therapist2):
    for days in (7, 14):
        episodes.cover(episode=episode, therapist=therapist2, to_on=TODAY + days * DAY, by=therapist)
    (row,) = CareAssignment.objects.filter(episode=episode, therapist=therapist2)
    assert (row.part, row.to_on) == (Part.COVER, TODAY + 14 * DAY)


def test_who_leads_does_not_cover_as_well(episode, therapist):
    with pytest.raises(NotNow):
        episodes.cover(episode=episode, therapist=therapist, by=therapist)
    assert CareAssignment.objects.get(episode=episode).part == Part.LEAD


def test_cover_leaves_the_lead(episode, therapist, therapist2):
    episodes.cover(episode=episode, therapist=therapist2, to_on=TODAY + 7 * DAY, by=therapist)
    assert parts(episode) == [
        ("Tessa Therapist", Part.LEAD, TODAY, None),
        ("Tom Therapist", Part.COVER, TODAY, TODAY + 7 * DAY),
    ]


def test_pause_and_resume_keep_the_days_until_yesterday(episode, therapist):
    episodes.pause(episode=episode, from_on=TODAY - 3 * DAY, reason="Travelling", by=therapist)
    episodes.resume(episode=episode, by=therapist)
    assert list(Pause.objects.values_list("from_on", "to_on")) == [(TODAY - 3 * DAY, TODAY - DAY)]
    assert verbs() == ["episode.paused", "episode.resumed"]


def test_resume_takes_back_a_pause_that_has_not_begun(episode, therapist):
    episodes.pause(episode=episode, from_on=TODAY + DAY, reason="Travelling", by=therapist)
    episodes.resume(episode=episode, by=therapist)
    assert list(Pause.objects.all()) == []


def test_resume_leaves_a_later_pause_as_it_is_planned(episode, therapist):
    episodes.pause(episode=episode, from_on=TODAY - DAY, to_on=TODAY + DAY, reason="Ill", by=therapist)
    episodes.pause(episode=episode, from_on=TODAY + 30 * DAY, reason="On holiday", by=therapist)
    episodes.resume(episode=episode, by=therapist)
    kept = Pause.objects.order_by("from_on").values_list("from_on", "to_on")
    assert list(kept) == [(TODAY - DAY, TODAY - DAY), (TODAY + 30 * DAY, None)]
    episodes.resume(episode=episode, by=therapist)
    assert list(Pause.objects.values_list("reason", flat=True)) == ["Ill"]


def test_resume_without_a_pause_is_refused(episode, therapist):
    with pytest.raises(NotNow, match="not paused"):
        episodes.resume(episode=episode, by=therapist)


@pytest.mark.parametrize(
    ("first", "last", "overlaps"),
    [(0, None, True), (4, 5, True), (5, None, True), (-9, 3, True), (-9, None, True), (6, 9, False), (-9, -1, False)],
)
def test_pause_does_not_overlap_another(episode, therapist, first, last, overlaps):
    episodes.pause(episode=episode, from_on=TODAY, to_on=TODAY + 5 * DAY, reason="Ill", by=therapist)
    until = None if last is None else TODAY + last * DAY
    if overlaps:
        with pytest.raises(NotNow, match="already a pause"):
            episodes.pause(episode=episode, from_on=TODAY + first * DAY, to_on=until, reason="Ill", by=therapist)
    else:
        episodes.pause(episode=episode, from_on=TODAY + first * DAY, to_on=until, reason="Ill", by=therapist)
    assert Pause.objects.count() == (1 if overlaps else 2)


def test_discharge_ends_care_and_cancels_what_waits(episode, therapist):
    waiting_test(episode)
    episodes.discharge(episode=episode, outcome="goal_reached", reason="Runs 10 km.", by=therapist)
    episode.refresh_from_db()
    assert (episode.is_running, episode.outcome, episode.discharged_by) == (False, "goal_reached", therapist)
    assert list(Retest.objects.values_list("done_at", "cancelled_at")) == [(None, episode.discharged_at)]
    assert list(AuditEvent.objects.values_list("verb", "facts")) == [
        ("episode.discharged", {"outcome": "goal_reached"})
    ]


def test_discharge_by_a_second_therapist_at_once_is_told(episode, therapist, therapist2):
    as_read_before = EpisodeOfCare.objects.select_related("runner").get(pk=episode.pk)
    episodes.discharge(episode=episode, outcome="better", reason="Well.", by=therapist)
    with pytest.raises(NotNow, match="has ended"):
        episodes.discharge(episode=as_read_before, outcome="referred", reason="Bone.", by=therapist2)
    episode.refresh_from_db()
    assert (episode.outcome, episode.discharged_by) == ("better", therapist)


@pytest.mark.parametrize("what", ["pause", "discharge", "hand_over", "cover"])
def test_what_has_ended_is_left_alone(what, episode, therapist, therapist2):
    episodes.discharge(episode=episode, outcome="better", reason="Well.", by=therapist)
    calls = {
        "pause": lambda: episodes.pause(episode=episode, from_on=TODAY, reason="Ill", by=therapist),
        "discharge": lambda: episodes.discharge(episode=episode, outcome="better", reason="Well.", by=therapist),
        "hand_over": lambda: episodes.hand_over(episode=episode, to=therapist2, by=therapist),
        "cover": lambda: episodes.cover(episode=episode, therapist=therapist2, by=therapist),
    }
    with pytest.raises(NotNow) as refused:
        calls[what]()
    assert refused.value.conflict_code == "discharged"


def test_reopen_makes_the_days_between_a_pause(episode, therapist):
    with time_machine.travel(datetime.datetime(2026, 11, 13, 12, tzinfo=datetime.UTC)):
        episodes.discharge(episode=episode, outcome="better", reason="Well.", by=therapist)
    episodes.reopen(episode=episode, reason="Sore again.", by=therapist)
    episode.refresh_from_db()
    assert (episode.is_running, episode.outcome, episode.discharge_reason) == (True, "", "")
    assert episode.story.splitlines()[-1] == "Reopened: Sore again."
    assert list(Pause.objects.values_list("from_on", "to_on")) == [(TODAY - 10 * DAY, TODAY - DAY)]


def test_reopen_on_the_same_day_needs_no_pause(episode, therapist):
    episodes.discharge(episode=episode, outcome="better", reason="Well.", by=therapist)
    episodes.reopen(episode=episode, reason="Too early.", by=therapist)
    assert list(Pause.objects.all()) == []


def test_reopen_is_refused_when_the_complaint_is_in_care_again(episode, therapist):
    episodes.discharge(episode=episode, outcome="better", reason="Well.", by=therapist)
    again = {"runner": episode.runner, "complaint": episode.complaint, "by": therapist}
    episodes.open_episode(side="right", **again)
    other = episodes.open_episode(side=episode.side, **again)
    with pytest.raises(NotNow) as refused:
        episodes.reopen(episode=episode, reason="Sore again.", by=therapist)
    assert refused.value.conflict_code == "open_already"
    episode.refresh_from_db()
    assert (episode.is_running, other.is_running) == (False, True)


def test_reopen_of_a_running_episode_is_refused(episode, therapist):
    with pytest.raises(NotNow, match="still running"):
        episodes.reopen(episode=episode, reason="Sore again.", by=therapist)


@pytest.mark.parametrize("who", ["owner", "other_therapist"])
def test_only_therapists_of_the_clinic_decide(who, request, episode):
    user = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        episodes.pause(episode=episode, from_on=TODAY, reason="Ill", by=user)
    with pytest.raises(NotAllowed):
        episodes.discharge(episode=episode, outcome="better", reason="Well.", by=user)
    assert verbs() == []
