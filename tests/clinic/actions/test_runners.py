import datetime

import pytest

from clinic.actions import runners
from clinic.actions.runners import Settings
from clinic.models import AuditEvent
from clinic.permissions import NotAllowed
from clinic.policies import NotNow

DENVER = Settings(zone="America/Denver", language="en", units="imperial")


def test_add_runner_takes_the_zone_of_the_clinic(clinic, therapist):
    runner = runners.add_runner(clinic=clinic, name="Rena", email="Rena@demo.example", by=therapist)
    assert (runner.zone, runner.email, runner.user, AuditEvent.objects.get().runner) == (
        "Europe/Vienna",
        "rena@demo.example",
        None,
        runner,
    )


def test_add_runner_with_a_known_address_is_refused(clinic, therapist, runner):
    with pytest.raises(NotNow) as refusal:
        runners.add_runner(clinic=clinic, name="Rita again", email=runner.email.upper(), by=therapist)
    assert refusal.value.conflict_code == "runner_exists"


def test_same_address_in_another_clinic_is_fine(other_clinic, other_therapist, runner):
    added = runners.add_runner(clinic=other_clinic, name="Rita", email=runner.email, by=other_therapist)
    assert added.clinic == other_clinic


def test_runners_without_an_address_may_be_many(clinic, therapist):
    names = [runners.add_runner(clinic=clinic, name=name, by=therapist).name for name in ("A", "B")]
    assert names == ["A", "B"]


@pytest.mark.parametrize("who", ["staff", "other_therapist", "runner"])
def test_add_runner_is_for_therapists_and_owners_of_the_clinic(clinic, who, request):
    person = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        runners.add_runner(clinic=clinic, name="Rena", by=getattr(person, "user", person))


def test_correct_changes_who_the_runner_is(runner, therapist):
    born = datetime.date(1988, 1, 2)
    runners.correct(runner=runner, name="Rita R.", email="rr@demo.example", birth_date=born, sex="female", by=therapist)
    runner.refresh_from_db()
    assert (runner.name, runner.email, runner.birth_date, runner.sex) == ("Rita R.", "rr@demo.example", born, "female")


def test_correct_is_not_for_the_runner(runner):
    with pytest.raises(NotAllowed):
        runners.correct(runner=runner, name="X", email="", birth_date=None, sex="", by=runner.user)


def test_change_settings_changes_runner_and_account(runner):
    runners.change_settings(runner=runner, name="Rita New", settings=DENVER, by=runner.user)
    runner.refresh_from_db()
    assert (runner.name, runner.zone, runner.units, runner.user.name) == (
        "Rita New",
        "America/Denver",
        "imperial",
        "Rita New",
    )


@pytest.mark.parametrize("who", ["therapist", "runner2"])
def test_change_settings_is_the_runners_own(runner, who, request):
    person = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        runners.change_settings(runner=runner, name="X", settings=DENVER, by=getattr(person, "user", person))


def test_rename_is_ones_own(therapist, therapist2):
    with pytest.raises(NotAllowed):
        runners.rename(user=therapist, name="X", by=therapist2)


def test_choose_look_is_ones_own(therapist, therapist2):
    with pytest.raises(NotAllowed):
        runners.choose_look(user=therapist, look=2, by=therapist2)
    runners.choose_look(user=therapist, look=2, by=therapist)
    therapist.refresh_from_db()
    assert (therapist.look, therapist.shown_look) == (2, 2)
