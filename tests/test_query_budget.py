"""What each address asks of the database: a page or list at most 8 statements, a write at most 14.

Each number is the whole of a request. BASE of them ask for the session, the user and the membership, and come beside
the budget; so does the audit trail of a page that opens somebody's record, which asks whether it was opened within the
hour and writes a row if not. A page asks the same with one row of each kind and with three.
"""

import uuid

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from clinic import models
from exercises.models import HomeTest
from exercises.queries.search import forget_indexes
from tests import test_access_writes as writes
from tests.access_world import build
from tests.clinic.bodies import hop_body, log_body, motion_body
from tests.clinic.kept import keep
from tests.query_numbers import BASE, MANY, NO_PAGE, OVER, PEOPLE, READS, WRITES
from tests.query_world import grow
from tests.test_access import addresses
from tests.test_access_writes import Write, of, routine_body

pytestmark = pytest.mark.django_db

READ, WRITE = 8, 14
RECORDED = uuid.UUID(int=9)
TRAIL = ('SELECT 1 AS "a" FROM "clinic_auditevent"', 'INSERT INTO "clinic_auditevent"')
world = writes.world  # a fixture


def screened(world):
    """Clear answers of today, so that hops may be tested."""
    models.Screening.objects.create(
        uuid=uuid.uuid4(), runner=world.runner, done_at=timezone.now(), local_date=world.runner.today(), answers={},
        level="clear",
    )  # fmt: skip


def hops_form(*sides, pain="9"):
    """The page of the hop test as filled in; the left side of the record is there already, so the right one ends it."""

    def body(_world):
        said = {"seconds": "30", "hops": "61", "pain": pain}
        boxes = {f"{side}-{name}": value for side in sides for name, value in said.items()}
        return boxes | {f"{side}-id": str(uuid.uuid4()) for side in ("left", "right")}

    return body


def recorded(world):
    """A hop test that the phone measured, with its recording."""
    screened(world)
    hop = HomeTest.objects.get(shelf=world.runner.clinic.shelf, slug="hop-test")
    result = models.TestResult.objects.create(
        uuid=RECORDED, runner=world.runner, episode=world.episode, side="left", method="motion", home_test=hop,
        done_at=timezone.now(), local_date=world.runner.today(),
    )  # fmt: skip
    keep(result)


def full_routine(world):
    """With a cause and a home test, on top of what any routine needs."""
    hop = HomeTest.objects.get(shelf=world.runner.clinic.shelf, slug="hop-test")
    asked = {"test": [str(hop.uuid)], f"due-{hop.uuid}": world.runner.today().isoformat()}
    return {**routine_body(world), "line-1-cause": str(world.cause.uuid), **asked}


# The same addresses with bodies from which more follows.
HEAVY = {
    "api-exercise-logs: pain 9": Write("", body=lambda world: log_body(world.prescribed, pain=9)),
    "api-test-results: pain 9 ends the retest": Write(
        "", body=lambda _world: hop_body(side="right", pain=9), before=screened
    ),
    "api-test-results: measured by motion": Write("", body=lambda _world: motion_body(side="right"), before=screened),
    "api-test-results: pain 9 by motion ends the retest": Write(
        "", body=lambda _world: motion_body(side="right", pain=9), before=screened
    ),
    "test-correct: measured by motion": Write(
        "", lambda _world: {"uuid": RECORDED}, hops_form("left", pain="1"), recorded
    ),
    "test-guide: pain 9 ends the retest": Write("", lambda _world: {"slug": "hop-test"}, hops_form("right"), screened),
    "test-guide: pain 9 on both sides": Write(
        "", lambda _world: {"slug": "hop-test"}, hops_form("left", "right"), screened
    ),
    "prescribe-give: cause and home test": Write("", of("episode"), full_routine),
    "review: keep": Write(
        "",
        of("episode"),
        lambda world: {"decision": "keep", "words": "Well done.", "test_again_on": world.runner.today().isoformat()},
    ),
    "review: discharge": Write(
        "",
        of("episode"),
        lambda _world: {"decision": "discharge", "words": "Well done.", "outcome": "better", "reason": "Well."},
    ),
    "log-feel: pain 9": Write("", of("log"), lambda _world: {"id": str(uuid.uuid4()), "pain": "9"}),
}


def own(queries, *, beside=()):
    """The statements of a request. What opens the outermost transaction is BEGIN and COMMIT outside of tests."""
    depth, found = 0, []
    for statement in (query["sql"] for query in queries):
        depth += statement.startswith("SAVEPOINT")
        if not statement.startswith(beside) and ("SAVEPOINT" not in statement or depth > 1):
            found.append(statement)
        depth -= statement.startswith("RELEASE")
    return found


def knock(client, method, name, words, body=None):
    """A request, answered as the first one after a change of the library."""
    forget_indexes()
    kind = {"content_type": "application/json"} if body is not None and name.startswith("api-") else {}
    with CaptureQueriesContext(connection) as queries:
        answer = getattr(client, method)(reverse(name, kwargs=words), *([] if body is None else [body]), **kind)
    return answer, queries


@pytest.fixture
def opened(request, routine, therapist, staff, owner, client_of):
    """Every page as whoever may open it, with so many rows of each kind, in the form of READS."""

    def numbers(times):
        words = build(routine.episode, routine, therapist, staff)
        grow(routine, therapist, staff, times)
        clients = [client_of(request.getfixturevalue(person)) for person in PEOPLE]
        return {name: " ".join(_opened(clients, row.split(), name, words.get(name, {}))) for name, row in READS.items()}

    return numbers


def _opened(clients, row, name, words):
    for client, number in zip(clients, row, strict=True):
        if number == "-":
            yield number
            continue
        with transaction.atomic():
            answer, queries = knock(client, "get", name, words)
            transaction.set_rollback(True)
        yield str(len(own(queries, beside=TRAIL))) if answer.status_code == 200 else str(answer.status_code)


@pytest.mark.parametrize("times", [1, 3])
def test_pages_ask_the_same_with_one_and_with_three(opened, times):
    assert opened(times) == READS


def test_every_address_has_a_row_and_every_row_an_address():
    assert sorted([*READS, *NO_PAGE]) == sorted(set(addresses()))


def test_what_has_no_page_answers_with_none(routine, therapist, staff, owner, client_of):
    words = build(routine.episode, routine, therapist, staff)
    client = client_of(owner)
    found = {name: knock(client, "get", name, words.get(name, {}))[0].status_code for name in NO_PAGE}
    assert [name for name, status in found.items() if status == 200] == []


@pytest.fixture
def written(request, world, client_of):
    """How many statements one write takes, by whoever may write it."""

    def number(name, write, person):
        client = client_of(request.getfixturevalue(person))
        cache.clear()
        with transaction.atomic():
            write.before(world)
            answer, queries = knock(client, write.method, name, write.at(world), write.body(world))
            transaction.set_rollback(True)
        assert answer.status_code in {200, 201, 204, 302}, answer.status_code
        return len(own(queries))

    return number


def writer(write):
    """The first of those who may."""
    may = [person for person, said in zip(writes.PEOPLE, write.answered.split(), strict=True) if said == "done"]
    return next(person for person in ("runner", "therapist", "staff", "owner") if person in may)


ALL_WRITES = {name: (name, write, writer(write)) for name, write in (writes.PAGES | writes.API).items()}
ALL_WRITES |= {
    title: (title.split(":")[0], write, ALL_WRITES[title.split(":")[0]][2]) for title, write in HEAVY.items()
}


def test_every_write_has_a_row_and_every_row_a_write():
    assert sorted(WRITES) == sorted(ALL_WRITES)


@pytest.mark.parametrize("title", ALL_WRITES)
def test_writes_ask_what_their_row_says(written, title):
    number = written(*ALL_WRITES[title])
    assert number == WRITES[title] or (WRITES[title] == MANY and number < MANY)


def test_what_is_above_the_budget_is_named():
    pages = {name for name, row in READS.items() if max(_numbers(row)) > BASE + READ}
    assert pages | {title for title, number in WRITES.items() if number > BASE + WRITE} == OVER


def _numbers(row):
    return [int(number) for number in row.split() if number != "-"]
