"""The demo for the crawl: people in every state, each signed in, and rows that are put back after every pressing."""

import datetime
import os
import sqlite3
import uuid
from unittest import mock

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from clinic.actions.invitations import invite
from clinic.models import Clinic, EpisodeOfCare, MorningCheck, Role, Runner, Screening, ShoeReview, TestResult
from exercises.models import HomeTest
from portal.accounts import demo as accounts
from tests.clinic.kept import keep
from tests.clinic.recordings import leaning

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD = "soft-landing-42"
ROOT = "root@demo.example"
CLINIC = "Riverbend Running Clinic"
BAD_MORNING = 7
LONG_AGO = datetime.timedelta(days=900)


class Demo:
    """People by name, their session keys, the tokens of open invitations, and the rows as they were."""

    def __init__(self) -> None:
        self.people = dict(_people())
        self.sessions = {name: _session(user) for name, user in self.people.items()}
        self.invitations = dict(_invitations(self.people["owner"]))
        self.rows = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(self.rows)

    def put_back(self) -> None:
        """The database as it was, the browsers' sessions with it, and no count of anybody's attempts."""
        connection.ensure_connection()
        self.rows.backup(connection.connection)
        cache.clear()

    def names_of_people(self) -> set[str]:
        """Every word of a person's name, which no title of a page may say."""
        names = [*Runner.objects.values_list("name", flat=True), *(user.name for user in self.people.values())]
        return {word for name in names for word in name.split() if len(word) > 2}


def seeded() -> Demo:
    """Fills the database anew. Only SQLite can put rows back between two pressings."""
    if connection.vendor != "sqlite":
        pytest.fail("The crawl puts rows back as only SQLite can. Unset DATABASE_URL.")
    call_command("flush", interactive=False, verbosity=0)
    with mock.patch.dict(os.environ, {"DEMO_PASSWORD": PASSWORD}):
        call_command("seed_demo", clinics=2, weeks=5, verbosity=0)
    _furnish()
    return Demo()


def _furnish() -> None:
    """What the demo has not: shoes reviewed, tests of today, recordings, somebody who runs for two clinics."""
    runners = [Runner.objects.get(user__email=accounts.email(name)) for name in ("runner", "runner2")]
    for runner in runners:
        _tested_today(runner)
    for runner in (runners[0], Runner.objects.get(user__email=accounts.email("other-runner"))):
        _measured_by_phone(runner, "hop-test", "motion", {"seconds": 30, "hops": 64})
        _measured_by_phone(runner, "wall-lean", "phone", {"angle_deg": 38})
    _elsewhere(runners[1])
    _woke_badly(_joined().filter(episodes__pauses__isnull=False).first())
    for episode in EpisodeOfCare.objects.filter(runner__in=runners, shoe_reviews=None):
        ShoeReview.objects.create(episode=episode, shoes="Old ones", comfort_now=5, advice="keep")


def _tested_today(runner) -> None:
    """Today's questions are answered, so the hop test opens; and a result of today can still be corrected."""
    now = timezone.now()
    mine = {"runner": runner, "done_at": now, "local_date": runner.today(now)}
    Screening.objects.create(uuid=uuid.uuid4(), kind="short", level="clear", answers={}, **mine)
    test = HomeTest.objects.get(shelf=runner.clinic.shelf, slug="wall-lean")
    result = TestResult.objects.create(
        uuid=uuid.uuid4(), episode=runner.episodes.first(), home_test=test, side="left", method="tape", **mine
    )
    result.values.create(measure=test.measures.get(primary=True), value=9, unit="cm")


def _measured_by_phone(runner, slug, method, values) -> None:
    """A result with its recordings, the count put right by the runner."""
    now = timezone.now()
    test = HomeTest.objects.get(shelf=runner.clinic.shelf, slug=slug)
    result = TestResult.objects.create(
        uuid=uuid.uuid4(), runner=runner, episode=runner.episodes.first(), home_test=test, side="left", method=method,
        rhythm="own" if method == "motion" else "", done_at=now, local_date=runner.today(now),
    )  # fmt: skip
    for key, value in values.items():
        measure = test.measures.get(key=key)
        result.values.create(measure=measure, value=value, unit=measure.unit)
    if method == "motion":
        keep(result, pauses=[[8.0, 10.5]], cadence_drop=0.12)
    for place, degrees in enumerate((37, 38, 39) if method == "phone" else (), start=1):
        said = {"algorithm": "tilt-1", "angle_deg": degrees, "stability_deg": 0.2}
        keep(result, leaning(degrees), place=place, zero=[0, 9.81, 0], **said)


def _woke_badly(runner) -> None:
    today = runner.today()
    made = {"uuid": uuid.uuid4(), "pain": BAD_MORNING}
    MorningCheck.objects.update_or_create(runner=runner, on=today, defaults=made)


def _joined():
    return Runner.objects.filter(user__isnull=False, clinic__name=CLINIC).order_by("pk")


def _elsewhere(runner) -> None:
    other, long_ago = Clinic.objects.exclude(pk=runner.clinic_id).first(), timezone.now() - LONG_AGO
    Runner.objects.create(clinic=other, user=runner.user, name=runner.name, zone=other.zone, joined_at=long_ago)


def _people():
    """The demo's own people, a superuser, and runners in the states that change their pages."""
    users = get_user_model().objects
    for name in accounts.PEOPLE:
        yield name, users.get(email=accounts.email(name))
    yield "editor", users.get(email=accounts.email("staff"))
    yield "superuser", users.create_superuser(ROOT, PASSWORD, name="Root")
    joined = _joined()
    yield "locked-runner", joined.filter(locks__lifted_at=None, locks__isnull=False).first().user
    yield "new-runner", joined.filter(episodes__routines=None, episodes__discharged_at=None).first().user
    yield "paused-runner", joined.filter(episodes__pauses__isnull=False).first().user
    discharged = EpisodeOfCare.objects.filter(discharged_at__isnull=False, runner__in=joined)
    yield "discharged-runner", discharged.order_by("pk").first().runner.user


def _session(user) -> str:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client.cookies["sessionid"].value


def _invitations(owner):
    """An invitation of each kind that leads to pages of its own: for a runner, and for one who works in a clinic."""
    runner = Runner.objects.filter(user=None, clinic__name=CLINIC).first()
    yield "runner", invite(clinic=runner.clinic, role=Role.RUNNER, email="", by=owner, runner=runner)[1]
    yield "staff", invite(clinic=runner.clinic, role=Role.STAFF, email="new@demo.example", by=owner)[1]
