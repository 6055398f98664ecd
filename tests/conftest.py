"""The cast: the same people in every test, so that a reader knows who should be refused before reading on."""

import datetime

import pytest
from django.test import Client
from hypothesis import HealthCheck, settings
from pytest_django.plugin import blocking_manager_key
from rest_framework.test import APIClient

from clinic.models import CareAssignment, Clinic, Membership, StartGate
from tests import world
from tests.factories import EpisodeFactory, PrescribedFactory, RoutineFactory, RunnerFactory, UserFactory

# How long an example takes says how busy the machine is, and nothing of the rule.
settings.register_profile("toeoff", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("toeoff")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        world.ensure()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item, nextitem):
    """A test with real transactions empties the database: the world is put back for good, not in every test anew."""
    marker = item.get_closest_marker("django_db")
    if nextitem and marker and marker.kwargs.get("transaction"):
        with item.config.stash[blocking_manager_key].unblock():
            world.ensure()


@pytest.fixture
def library(db):
    """The shipped library on the shared shelf and on the shelves of both clinics."""
    world.ensure()


@pytest.fixture
def clinic(library):
    return Clinic.objects.get(name="Riverbend Running Clinic")


@pytest.fixture
def other_clinic(library):
    return Clinic.objects.get(name="Hilltop Physiotherapy")


def _works(clinic, email, name, **roles):
    user = UserFactory(email=email, name=name, is_staff=True)
    Membership.objects.create(user=user, clinic=clinic, **roles)
    return user


@pytest.fixture
def owner(clinic):
    return _works(clinic, "owner@demo.example", "Olga Owner", is_owner=True)


@pytest.fixture
def therapist(clinic):
    return _works(clinic, "therapist@demo.example", "Tessa Therapist", is_therapist=True)


@pytest.fixture
def therapist2(clinic):
    return _works(clinic, "therapist2@demo.example", "Tom Therapist", is_therapist=True)


@pytest.fixture
def staff(clinic):
    return _works(clinic, "staff@demo.example", "Stan Staff", is_staff=True)


@pytest.fixture
def other_therapist(other_clinic):
    return _works(other_clinic, "other-therapist@demo.example", "Odd Therapist", is_therapist=True)


@pytest.fixture
def runner(clinic):
    """The runner of most tests: a Runner row; the person who signs in is `runner.user`."""
    return RunnerFactory(clinic=clinic, name="Rita Runner", user__email="runner@demo.example")


@pytest.fixture
def runner2(clinic):
    """Another runner of the same clinic: the stranger among runners."""
    return RunnerFactory(clinic=clinic, name="Rob Runner", user__email="runner2@demo.example")


@pytest.fixture
def other_runner(other_clinic):
    """A runner of the other clinic."""
    return RunnerFactory(
        clinic=other_clinic, name="Ora Runner", user__email="other-runner@demo.example", zone="America/Denver"
    )


@pytest.fixture
def episode(runner, therapist):
    """Calf pain, left, led by the therapist."""
    row = EpisodeFactory(runner=runner, opened_by=therapist)
    CareAssignment.objects.create(episode=row, therapist=therapist, from_on=runner.today())
    return row


@pytest.fixture
def routine(episode, therapist):
    """Box hop every day and wall lean three or four times a week, since four weeks; the start gate is open."""
    row = RoutineFactory(
        episode=episode, assigned_by=therapist, starts_on=episode.runner.today() - datetime.timedelta(days=28)
    )
    PrescribedFactory(routine=row, slug="box-hop", position=1)
    PrescribedFactory(routine=row, slug="wall-lean", position=2)
    StartGate.objects.create(runner=episode.runner, passed=True, recorded_by=therapist)
    return row


@pytest.fixture
def client_of():
    """A browser signed in as this person."""

    def signed_in(person):
        client = Client()
        client.force_login(
            getattr(person, "user", None) or person, backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return signed_in


@pytest.fixture
def api_of():
    """An API client signed in as this person; None is nobody."""

    def signed_in(person=None):
        client = APIClient()
        if person is not None:
            client.force_authenticate(getattr(person, "user", None) or person)
        return client

    return signed_in


def pytest_terminal_summary(terminalreporter):
    """What the crawl saw and pressed, so that a smaller number does not go by unread."""
    for report in terminalreporter.getreports("passed"):
        for name, words in report.user_properties:
            if name == "seen":
                terminalreporter.write_line(words)
