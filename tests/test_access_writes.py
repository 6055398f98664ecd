"""Who may write where, with bodies that would be taken: only so does the last check, in the action, come to its turn.

Each row names what every person is answered: `in` is the way to the sign-in, `done` what was written, 404 outside the
scope, 403 inside it. Whoever is refused must have changed nothing.
"""

import datetime
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone

from clinic import models
from exercises.models import Cause, Complaint, Exercise, HomeTest, Measure
from tests.clinic.bodies import answers, lean_body, log_body, screening_body
from tests.factories import UserFactory
from tests.whole_record import fill_record

pytestmark = pytest.mark.django_db

# nobody, a runner and a therapist of another clinic, another runner of this one, then the clinic's own people.
PEOPLE = ("nobody", "other_runner", "other_therapist", "runner2", "runner", "therapist", "staff", "owner")
OURS = ("clinic_", "exercises_", "accounts_", "auth_")
GATE = {
    "no-bone-or-tear": "yes",
    "walk-30-minutes": "yes",
    "rest-pain": "1",
    "heel-raises.left": "18",
    "heel-raises.right": "20",
    "heel-raise-pain": "2",
    "two-leg-hops": "yes",
}
DETAILS = {
    "name": "Riverbend Running Clinic",
    "phone": "+43 1 555 0199",
    "emergency_number": "144",
    "reply_time": "a day",
    "zone": "Europe/Vienna",
    "age_of_consent": "14",
}

Words = Callable[[SimpleNamespace], Mapping[str, object]]


def nothing(world):
    return {}


def of(name):
    """The address of this row of the world."""
    return lambda world: {"uuid": getattr(world, name).uuid}


def fresh(**body):
    """A body with an id as the page or the phone makes it."""
    return lambda _world: {"id": str(uuid.uuid4()), **body}


def plain(**body):
    return lambda _world: body


@dataclass(frozen=True)
class Write:
    """One address that changes something: who is answered what, where it is, what is sent, and what came before."""

    answered: str
    at: Words = field(default=nothing)
    body: Words = field(default=nothing)
    before: Callable[[SimpleNamespace], object] = field(default=nothing)
    method: str = "post"


def no_pause(world):
    models.Pause.objects.filter(episode=world.episode).delete()


def pause_on(world):
    no_pause(world)
    models.Pause.objects.create(episode=world.episode, from_on=world.runner.today(), reason="Ill")


def end_care(world):
    models.EpisodeOfCare.objects.filter(pk=world.episode.pk).update(
        discharged_at=timezone.now(), outcome="better", discharge_reason="Well."
    )


def lock_again(world):
    models.Lock.objects.filter(pk=world.lock.pk).update(lifted_at=None, lifted_by=None, lift_reason="")


def withdraw_all(world):
    models.Consent.objects.update(withdrawn_at=timezone.now())


def routine_body(world):
    today = world.runner.today().isoformat()
    line = {"exercise": str(world.exercise.uuid), "reps": "10", "days": "7", "times": "1"}
    boxes = {f"line-1-{name}": value for name, value in line.items()}
    return {"starts_on": today, "words": "", "base_revision": str(world.routine.revision), "line": ["1"], **boxes}


def lean_form(world):
    tries = {f"left-try_{place}": "9" for place in (1, 2, 3)}
    return {"left-id": str(uuid.uuid4()), "right-id": str(uuid.uuid4()), "left-pain": "1", **tries}


def settings(world):
    return {"name": "New Name", "zone": "Europe/Vienna", "language": "en", "units": "metric"}


def finding_body(world):
    return {f"c{world.cause.uuid.hex[:8]}-state": "ruled_out"}


RUNNERS = "in done 403 done done 403 403 403"  # each runner for themselves, and nobody else
OWN_RUNNER = "in 404 403 404 done 403 403 403"
TREATS = "in 403 404 403 403 done 403 403"  # an owner who is no therapist decides nothing about care
OWNS = "in 403 404 403 403 403 403 done"

PAGES = {
    "log-exercise": Write(OWN_RUNNER, of("prescribed"), fresh()),
    "log-feel": Write(OWN_RUNNER, of("log"), fresh(pain="2")),
    "undo-log": Write(OWN_RUNNER, of("log")),
    "test-undo": Write(OWN_RUNNER, of("lean")),
    "test-correct": Write(OWN_RUNNER, of("lean"), lean_form),
    "test-guide": Write(RUNNERS, plain(slug="wall-lean"), lean_form),
    "morning-check": Write(RUNNERS, body=fresh(pain="2")),
    "my-messages": Write(RUNNERS, body=plain(text="Hello.")),
    "my-screening": Write(RUNNERS, body=lambda world: {**answers(world.runner, short=False), "id": str(uuid.uuid4())}),
    "my-gate": Write(RUNNERS, body=plain(**GATE)),
    "my-export": Write(RUNNERS),
    "consent": Write(RUNNERS, body=plain(agree="on"), before=withdraw_all),
    "consent-withdraw": Write(RUNNERS),
    "profile": Write("in done done done done done done done", body=settings),
    "choose-look": Write("in done done done done done done done", body=plain(look="3")),
    "choose-runner": Write("in 404 404 404 done 403 404 403", of("runner")),
    "problem-report-new": Write("in 404 404 done done done done done", of("exercise"), plain(text="A typo.")),
    "runner-add": Write("in 403 done 403 403 done 403 done", body=plain(name="Nina New")),
    "episode-open": Write(TREATS, of("runner"), lambda world: {"complaint": world.complaint.uuid, "side": "right"}),
    "runner-screening": Write(
        TREATS, of("runner"), lambda world: {**answers(world.runner, short=False), "id": str(uuid.uuid4())}
    ),
    "runner-gate": Write(TREATS, of("runner"), plain(**GATE)),
    "gate-override": Write(TREATS, of("runner"), plain(reason="Hops well.")),
    "lock-lift": Write(TREATS, of("lock"), plain(reason="Scan was clear."), lock_again),
    "alert-settle": Write(TREATS, of("alert"), plain(note="Seen.")),
    "findings": Write(TREATS, of("episode"), finding_body),
    "finding": Write(TREATS, lambda world: {"uuid": world.episode.uuid, "cause": world.cause.uuid}, finding_body),
    "shoe-review": Write(TREATS, of("episode"), plain(shoes="Any", comfort_now="5", advice="keep")),
    "episode-care": Write(TREATS, of("episode"), lambda world: {"part": "cover", "therapist": world.therapist2.uuid}),
    "episode-pause": Write(
        TREATS,
        of("episode"),
        lambda world: {"from_on": world.runner.today(), "reason": "Ill"},
        no_pause,
    ),
    "episode-resume": Write(TREATS, of("episode"), before=pause_on),
    "episode-discharge": Write(TREATS, of("episode"), plain(outcome="better", reason="Well.")),
    "episode-reopen": Write(TREATS, of("episode"), plain(reason="It hurts again."), end_care),
    "runner-messages": Write(TREATS, of("runner"), plain(text="Hello.")),
    "prescribe": Write(TREATS, of("episode"), lambda world: {**routine_body(world), "op": "refresh"}),
    "prescribe-give": Write(TREATS, of("episode"), routine_body),
    "prescribe-judge": Write(
        TREATS, lambda world: {"uuid": world.episode.uuid, "cause": world.cause.uuid}, plain(state="ruled_out")
    ),
    "prescribe-discard": Write(TREATS, of("episode")),
    "review": Write(TREATS, of("episode"), plain(decision="progress")),
    "runner-invite": Write("in 403 404 403 403 done 403 done", of("unjoined")),
    "clinic": Write("in 403 403 403 403 403 403 done", body=plain(**DETAILS)),
    "clinic-margin": Write(
        "in 403 404 403 403 403 403 done",
        lambda world: {"pk": world.seconds.pk},
        lambda world: {f"m{world.seconds.pk}-value": "5"},
    ),
    "invite": Write("in 403 403 403 403 403 403 done", body=plain(email="new@demo.example", role="staff")),
    "member": Write(OWNS, of("member"), plain(roles=["therapist"])),
    "member-remove": Write(OWNS, of("member")),
    "invitation-renew": Write("in 403 404 403 403 404 404 done", of("invitation")),
    "invitation-revoke": Write("in 403 404 403 403 404 404 done", of("invitation")),
    "problem-report": Write("in 403 404 403 403 done done done", of("report"), plain(answer="Fixed.")),
    "runner-export": Write(OWNS, of("runner")),
    "runner-erase": Write(OWNS, of("runner"), lambda world: {"typed_name": world.runner.name}),
}
API = {
    "api-exercise-logs": Write("401 404 404 404 done 403 404 403", body=lambda world: log_body(world.prescribed)),
    "api-exercise-log": Write("401 404 404 404 done 403 404 403", of("log"), method="delete"),
    "api-test-result": Write("401 404 404 404 done 403 404 403", of("lean"), method="delete"),
    "api-test-results": Write("401 done 403 done done 403 403 403", body=lambda _world: lean_body()),
    "api-screenings": Write(
        "401 done 403 done done 403 403 403", body=lambda world: screening_body(world.runner, short=False)
    ),
}
# Remembered for this browser only: no row of ours changes.
IN_THE_SESSION = {"choose-runner"}
# What is sent is answered and not kept.
KEEPS_NOTHING = {"test-trace"}
# Where nobody needs to be signed in, or where signing in itself is the matter: tests of their own.
DOORS = {"home", "healthz", "readyz", "start", "join", "join-settings", "join-account"}


@pytest.fixture
def world(routine, therapist, therapist2, staff, owner, runner2, other_runner, other_therapist):
    """A runner with a row in every table, so that something could leak and something could be changed."""
    runner, shelf = routine.episode.runner, routine.episode.runner.clinic.shelf
    fill_record(runner, routine, therapist)
    measured = models.TestResult.objects.create(
        uuid=uuid.uuid4(), runner=runner, episode=routine.episode, side="left", method="tape",
        home_test=HomeTest.objects.get(shelf=shelf, slug="wall-lean"),
        done_at=timezone.now(), local_date=runner.today(),
    )  # fmt: skip
    models.TestValue.objects.create(
        result=measured, measure=measured.home_test.measures.get(primary=True), value=9, unit="cm"
    )
    unjoined = models.Runner.objects.create(clinic=runner.clinic, name="Uma Unjoined", email="uma@demo.example")
    invitation = models.Invitation.objects.create(
        clinic=runner.clinic, role="staff", email="sue@demo.example", digest="x" * 64,
        expires_at=timezone.now() + datetime.timedelta(days=3),
    )  # fmt: skip
    return SimpleNamespace(
        runner=runner, routine=routine, episode=routine.episode, prescribed=routine.prescribed.first(),
        log=models.ExerciseLog.objects.get(), lean=measured, lock=models.Lock.objects.get(),
        alert=models.Alert.objects.get(), report=models.ProblemReport.objects.get(),
        member=models.Membership.objects.get(user=staff), invitation=invitation, unjoined=unjoined,
        therapist2=therapist2, exercise=Exercise.objects.get(shelf=shelf, slug="box-hop"),
        complaint=Complaint.objects.get(shelf=shelf, slug="calf-pain-running"),
        cause=Cause.objects.get(shelf=shelf, slug="shoes"),
        seconds=Measure.objects.get(home_test__shelf=shelf, home_test__slug="hop-test", key="seconds"),
    )  # fmt: skip


@pytest.fixture
def answers_of(world, request, client_of):
    """What each person is answered, each in a world in which nobody else has knocked."""

    def ask(name, write):
        found = []
        for person in PEOPLE:
            client = Client() if person == "nobody" else client_of(request.getfixturevalue(person))
            found.append(knock(client, name, write, world))
        return found

    return ask


def knock(client, name, write, world):
    cache.clear()
    with transaction.atomic():
        write.before(world)
        body, kind = write.body(world), {"content_type": "application/json"} if name.startswith("api-") else {}
        with CaptureQueriesContext(connection) as queries:
            answer = getattr(client, write.method)(reverse(name, kwargs=write.at(world)), body, **kind)
        transaction.set_rollback(True)
    said = spoken(answer)
    changed = [query["sql"] for query in queries if changes(query["sql"])]
    if said == "done":
        return said if changed or name in IN_THE_SESSION else "done, but changed nothing"
    return f"{said}, but changed: {changed[0][:80]}" if changed else said


def spoken(answer):
    if answer.status_code == 302 and answer.url.startswith("/accounts/login/"):
        return "in"
    return "done" if answer.status_code in {200, 201, 204, 302} else str(answer.status_code)


def changes(sql):
    verb, table = sql.split(" ", 1)[0], sql.split('"')[1:2]
    return verb in {"INSERT", "UPDATE", "DELETE"} and "".join(table).startswith(OURS)


@pytest.mark.parametrize("name", PAGES)
def test_pages_take_writes_only_from_those_who_may(answers_of, name):
    assert answers_of(name, PAGES[name]) == PAGES[name].answered.split()


@pytest.mark.parametrize("name", API)
def test_api_takes_writes_only_from_those_who_may(answers_of, name):
    assert answers_of(name, API[name]) == API[name].answered.split()


def routes(resolver=None):
    """Every named address outside the admin and allauth, with words that fit and name nothing."""
    samples = {"UUIDConverter": uuid.uuid4(), "IntConverter": 1}
    for entry in (resolver or get_resolver()).url_patterns:
        if hasattr(entry, "url_patterns"):
            if str(entry.pattern) not in {"admin/", "accounts/"}:
                yield from routes(entry)
        elif entry.name:
            kinds = entry.pattern.converters.items()
            yield entry.name, {word: samples.get(type(kind).__name__, "x") for word, kind in kinds}


def test_every_address_that_takes_a_write_has_a_row(owner, client_of):
    """What does not answer 405 to POST or DELETE takes a write. No row, or a row too many, fails."""
    client = client_of(owner)
    taking = {
        name
        for name, words in routes()
        for method in (client.post, client.delete)
        if method(reverse(name, kwargs=words)).status_code != 405
    }
    assert taking - DOORS - KEEPS_NOTHING == PAGES.keys() | API.keys()


def test_only_the_api_goes_without_the_form_token():
    """DRF asks for the token itself wherever a session signs the person in."""
    free = set()

    def look(resolver):
        for entry in resolver.url_patterns:
            if hasattr(entry, "url_patterns"):
                look(entry)
            elif getattr(entry.callback, "csrf_exempt", False):
                free.add(entry.name)

    look(get_resolver())
    assert {name for name in free if not str(name).startswith("api-")} == set()


def test_api_writes_by_session_need_the_form_token(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.runner.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post("/api/v1/exercise-logs/", log_body(world.prescribed), content_type="application/json")
    assert (answer.status_code, models.ExerciseLog.objects.count()) == (403, 1)


def test_an_account_without_a_clinic_reaches_nobody(world, client_of):
    """Somebody who worked here once: every address that names a row refuses, and nothing is changed."""
    client = client_of(UserFactory())
    open_to_all = {"profile", "choose-look"}
    found = {name: knock(client, name, write, world) for name, write in (PAGES | API).items()}
    assert {name for name, said in found.items() if said not in {"403", "404"}} == open_to_all
