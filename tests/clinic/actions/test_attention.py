import datetime

import pytest

from clinic.actions.attention import raise_alert, tell_carers, tell_therapists
from clinic.models import Alert, CareAssignment, Membership, Notification
from tests.factories import UserFactory


@pytest.fixture
def alert(runner):
    return raise_alert("pain", runner=runner, facts={"pain": 7})


def told():
    return sorted(Notification.objects.values_list("recipient__email", flat=True))


def test_tell_carers_tells_lead_and_cover_of_today(alert, runner, episode, therapist, therapist2):
    yesterday = runner.today() - datetime.timedelta(days=1)
    CareAssignment.objects.create(episode=episode, therapist=therapist2, part="cover", from_on=yesterday)
    tell_carers(alert, runner=runner)
    assert told() == sorted([therapist.email, therapist2.email])


def test_tell_carers_tells_a_carer_of_two_episodes_once(alert, runner, episode, therapist):
    CareAssignment.objects.create(episode=episode, therapist=therapist, part="cover", from_on=runner.today())
    tell_carers(alert, runner=runner)
    assert told() == [therapist.email]


@pytest.mark.parametrize("away", [{"from_in": 1}, {"to_in": -1}, {"discharged": True}])
def test_tell_carers_tells_all_therapists_when_nobody_cares_today(alert, runner, episode, therapist, therapist2, away):
    part = CareAssignment.objects.get()
    part.from_on = runner.today() + datetime.timedelta(days=away.get("from_in", -9))
    part.to_on = runner.today() + datetime.timedelta(days=away["to_in"]) if "to_in" in away else None
    part.save()
    if "discharged" in away:
        episode.discharged_at, episode.outcome = alert.raised_at, "better"
        episode.save()
    tell_carers(alert, runner=runner)
    assert told() == sorted([therapist.email, therapist2.email])


@pytest.mark.parametrize(("part", "days", "cares"), [("cover", 0, True), ("cover", -1, False), ("lead", 0, False)])
def test_a_cover_ends_after_its_last_day_and_a_lead_with_the_handing_over(
    alert, runner, episode, therapist, therapist2, part, days, cares
):
    first, last = (runner.today() + datetime.timedelta(days=number) for number in (-9, days))
    CareAssignment.objects.create(episode=episode, therapist=therapist2, part=part, from_on=first, to_on=last)
    tell_carers(alert, runner=runner)
    assert told() == sorted([therapist.email, *([therapist2.email] if cares else [])])


@pytest.mark.parametrize("change", ["left", "no therapist", "no account"])
def test_tell_carers_tells_the_others_when_who_led_the_care_is_gone(
    alert, runner, episode, therapist, therapist2, change
):
    membership = Membership.objects.get(user=therapist)
    if change == "left":
        membership.delete()
    elif change == "no therapist":
        membership.is_therapist, membership.is_staff = False, True
        membership.save()
    else:
        therapist.is_active = False
        therapist.save()
    tell_carers(alert, runner=runner)
    assert told() == [therapist2.email]


def test_tell_therapists_stays_inside_the_clinic(alert, runner, therapist, therapist2, other_therapist, owner, staff):
    therapist2.is_active = False
    therapist2.save()
    tell_therapists(alert, runner=runner)
    assert told() == [therapist.email]


@pytest.mark.parametrize("number", [1, 3])
def test_tell_therapists_costs_the_same_for_one_and_for_three(alert, runner, clinic, number, django_assert_num_queries):
    for _ in range(number):
        Membership.objects.create(user=UserFactory(), clinic=clinic, is_therapist=True)
    with django_assert_num_queries(2):
        tell_therapists(alert, runner=runner)
    assert len(told()) == number


@pytest.mark.parametrize("kind", Alert.Kind)
def test_only_a_red_flag_is_told_as_one(kind, runner, therapist):
    tell_therapists(raise_alert(kind, runner=runner, facts={}), runner=runner)
    wanted = Notification.Kind.RED_FLAG if kind == Alert.Kind.RED_FLAG else Notification.Kind.LOOK
    assert Notification.objects.get().kind == wanted
