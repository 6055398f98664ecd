"""The rows behind the caseload: plain values for all runners a therapist sees, then details for one page of them.

Reads, however many runners there are: people, alerts, weekly pain; and for the runners of a page what they are
prescribed, what they did, and results where a new one waits.
"""

import datetime
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Aggregate, Exists, FilteredRelation, Max, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models import Value as Literal
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from clinic import models
from clinic.queries.results import Comparison, Reading, compare_readings
from clinic.rules.plan import Pause, Plan
from clinic.rules.weeks import monday_of
from clinic.scoping import access_of

WEEKS_OF_PAIN = 7
# Fourteen days shown, the rest of their first week, and at most six rest days before it.
LOGS_BACK = datetime.timedelta(days=26)
ONE_WEEK = datetime.timedelta(weeks=1)
# A date somewhere on earth is at most this far from the date in UTC.
ZONES_AHEAD, ZONES_BEHIND = datetime.timedelta(hours=14), datetime.timedelta(hours=12)


class OneALine(Aggregate):
    """The texts of a group, one a line: the same on both databases."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s, CHAR(10))"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler, connection, function="STRING_AGG", template="%(function)s(%(expressions)s, CHR(10))", **context
        )


@dataclass(frozen=True, slots=True)
class Care:
    """A running episode with what the caseload needs: routine, next home test, pauses of late, causes (slug: name)."""

    pk: int
    uuid: UUID
    complaint: str
    side: str
    opened_at: datetime.datetime
    is_mine: bool
    starts_on: datetime.date | None
    due_on: datetime.date | None
    test: str
    causes: dict[str, str]
    pauses: list[Pause] = field(default_factory=list)

    def is_paused(self, day: datetime.date) -> bool:
        return any(pause.covers(day) for pause in self.pauses)


@dataclass(frozen=True, slots=True)
class Person:
    """A runner; `invited_until` is the end of the newest invitation, `ended_at` of the last discharge."""

    pk: int
    uuid: UUID
    name: str
    today: datetime.date
    zone: str
    clinic_zone: str
    has_joined: bool
    created_at: datetime.datetime
    lock: str
    last_log_on: datetime.date | None
    unread: str
    invited_until: datetime.datetime | None
    ended_at: datetime.datetime | None
    outcome: str
    clinic: str
    care: dict[int, Care] = field(default_factory=dict)

    @property
    def episodes(self) -> Collection[Care]:
        return self.care.values()


@dataclass(frozen=True, slots=True)
class StandingAlert:
    kind: str
    facts: dict[str, Any]
    raised_at: datetime.datetime
    episode: UUID | None


@dataclass(frozen=True, slots=True)
class Prescribed:
    """An exercise of a current routine; `root` is the first revision that held it, `plan` reaches back to there."""

    root: int
    episode: int
    name: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class Done:
    root: int
    day: datetime.date
    pain: int | None


def people_of(user: Any) -> list[Person]:
    """Every runner of the clinics in which this person cares, by name, with their running episodes: one query."""
    found: dict[int, Person] = {}
    now = timezone.now()
    days: dict[str, datetime.date] = {}
    for row in _people(user, now):
        person = found.get(row[0])
        if person is None:
            person = found[row[0]] = _person(row, now, days)
        _add_care(person, row[14:])
    return list(found.values())


def alerts_of(user: Any) -> dict[int, list[StandingAlert]]:
    """The alerts that nobody has settled, by runner, the newest first: one query."""
    rows = models.Alert.objects.visible_to(user).standing().order_by("-raised_at", "-pk")
    found: dict[int, list[StandingAlert]] = {}
    for runner, *alert in rows.values_list("runner_id", "kind", "facts", "raised_at", "episode__uuid"):
        found.setdefault(runner, []).append(StandingAlert(*alert))
    return found


def pain_by_week(user: Any, today: datetime.date) -> dict[int, list[int | None]]:
    """The worst pain of each of the last seven weeks, this one included, oldest first, by runner: one query."""
    mondays = [monday_of(today) - ONE_WEEK * back for back in range(WEEKS_OF_PAIN - 1, -1, -1)]
    weeks = {f"week{number}": _worst_in(monday, mondays[-1]) for number, monday in enumerate(mondays)}
    logs = models.ExerciseLog.objects.visible_to(user).standing().filter(local_date__gte=mondays[0])
    rows = logs.order_by().values("runner_id").annotate(**weeks).values_list("runner_id", *weeks)
    return {runner: list(worst) for runner, *worst in rows}


def prescribed_to(runners: Collection[int], care: dict[int, Care]) -> dict[int, list[Prescribed]]:
    """What the current routines of these runners hold, by episode and in order: one query."""
    rows = (
        models.PrescribedExercise.objects.filter(
            routine__episode__runner__in=runners,
            routine__episode__discharged_at__isnull=True,
            routine__ended_at__isnull=True,
        )
        .order_by("routine__episode_id", "position")
        .values_list(
            "pk", "continues_id", "routine__episode_id", "exercise__name", "routine__starts_on",
            "continues__routine__starts_on", Cast("dosage", TextField()), Cast("continues__dosage", TextField()),
        )
    )  # fmt: skip
    found: dict[int, list[Prescribed]] = {}
    for pk, root, episode, name, starts_on, root_on, dosage, root_dosage in rows:
        pauses = tuple(care[episode].pauses) if episode in care else ()
        plan = _plan(starts_on, root_on, dosage, root_dosage, pauses)
        found.setdefault(episode, []).append(Prescribed(root or pk, episode, name, plan))
    return found


def done_by(runners: Collection[int], since: datetime.date) -> dict[int, list[Done]]:
    """What these runners logged since that local date, oldest first, by the root of the exercise: one query."""
    rows = models.ExerciseLog.objects.standing().filter(runner__in=runners, local_date__gte=since)
    values = rows.order_by("done_at", "pk").values_list(
        "prescribed_exercise_id", "prescribed_exercise__continues_id", "local_date", "pain"
    )
    found: dict[int, list[Done]] = {}
    for pk, root, day, pain in values:
        found.setdefault(root or pk, []).append(Done(root or pk, day, pain))
    return found


def comparisons_of(runners: Collection[int]) -> dict[int, list[Comparison]]:
    """Main measures of the results of these runners, first beside latest, by runner: one query."""
    margin = models.OwnMargin.objects.filter(clinic=OuterRef("result__runner__clinic"), measure=OuterRef("measure"))
    rows = (
        models.TestValue.objects.filter(result__runner__in=runners, measure__primary=True)
        .filter(result__voided_at__isnull=True, result__practice=False)
        .select_related("measure", "result__home_test")
        .annotate(own_margin=Subquery(margin.values("value")[:1]))
    )
    margins = {row.measure_id: row.own_margin for row in rows if row.own_margin is not None}
    readings: dict[int, list[Reading]] = {}
    for row in rows:
        readings.setdefault(row.result.runner_id, []).append(Reading(row.result, row.measure, row.value))
    return {runner: compare_readings(found, margins) for runner, found in readings.items()}


def _people(user: Any, now: datetime.datetime) -> QuerySet[models.Runner, tuple]:
    own = Q(runner=OuterRef("pk"))
    logs = models.ExerciseLog.objects.standing().filter(own).order_by("-local_date").values("local_date")
    locks = models.Lock.objects.standing().filter(own).order_by("extent").values("extent")
    unread = models.Message.objects.filter(own, from_runner=True, read_at__isnull=True).order_by("-sent_at")
    invited = models.Invitation.objects.filter(own, revoked_at__isnull=True).order_by("-created_at")
    ended = models.EpisodeOfCare.objects.filter(own, discharged_at__isnull=False).order_by("-discharged_at")
    return (
        models.Runner.objects.visible_to(user)
        .filter(clinic__in=access_of(user).cares_in, erased_at__isnull=True)
        .annotate(
            running=FilteredRelation("episodes", condition=Q(episodes__discharged_at__isnull=True)),
            current=FilteredRelation("running__routines", condition=Q(running__routines__ended_at__isnull=True)),
            pause=FilteredRelation("running__pauses", condition=_late_pause(now)),
            last_log=Subquery(logs[:1]),
            lock=Subquery(locks[:1]),
            unread=Subquery(unread.values("text")[:1]),
            invited_until=Subquery(invited.values("expires_at")[:1]),
            ended_at=Subquery(ended.values("discharged_at")[:1]),
            outcome=Subquery(ended.values("outcome")[:1]),
            **_about_episode(user, now),
        )
        .order_by("name", "pk", "running__opened_at")
        .values_list(
            "pk", "uuid", "name", "zone", "clinic__zone", "joined_at", "created_at", "lock", "last_log", "unread",
            "invited_until", "ended_at", "outcome", "clinic__name",
            "running__pk", "running__uuid", "running__complaint__name", "running__side", "running__opened_at",
            "is_mine", "current__starts_on", "due_on", "test", "causes", "pause__from_on", "pause__to_on",
        )
    )  # fmt: skip


def _about_episode(user: Any, now: datetime.datetime) -> dict[str, Any]:
    """Who leads or covers it, the home test that waits the longest, and the causes not ruled out."""
    retests = models.Retest.objects.waiting().filter(episode=OuterRef("running__pk")).order_by("due_on", "pk")
    findings = (
        models.Finding.objects.current()
        .filter(episode=OuterRef("running__pk"))
        .exclude(state=models.Finding.State.RULED_OUT)
        .order_by()
        .values("episode")
        .annotate(found=OneALine(Concat("cause__slug", Literal("\t"), "cause__name")))
        .values("found")
    )
    return {
        "is_mine": Exists(_parts_of(user, now)),
        "due_on": Subquery(retests.values("due_on")[:1]),
        "test": Subquery(retests.values("home_test__name")[:1]),
        "causes": Subquery(findings),
    }


def _parts_of(user: Any, now: datetime.datetime) -> QuerySet[models.CareAssignment]:
    """The lead as long as it stands, a cover until its day is over everywhere."""
    begun = Q(from_on__lte=(now + ZONES_AHEAD).date())
    lasting = Q(to_on__isnull=True) | Q(part=models.CareAssignment.Part.COVER, to_on__gte=(now - ZONES_BEHIND).date())
    return models.CareAssignment.objects.filter(begun, lasting, therapist=user, episode=OuterRef("running__pk"))


def _late_pause(now: datetime.datetime) -> Q:
    since = (now - ZONES_BEHIND).date() - LOGS_BACK
    return Q(running__pauses__to_on__isnull=True) | Q(running__pauses__to_on__gte=since)


def _person(row: tuple, now: datetime.datetime, days: dict[str, datetime.date]) -> Person:
    pk, uuid, name, zone, clinic_zone, joined_at, created_at, lock, last_log, unread, *ends, clinic = row[:14]
    if zone not in days:
        days[zone] = models.Runner(zone=zone).today(now)
    invited_until, ended_at, outcome = ends
    return Person(
        pk, uuid, name, days[zone], zone, clinic_zone, joined_at is not None, created_at,
        lock or "", last_log, unread or "", invited_until, ended_at, outcome or "", clinic,
    )  # fmt: skip


def _add_care(person: Person, row: tuple) -> None:
    """A row for each pause of late: the episode is the same."""
    pk, uuid, complaint, side, opened_at, is_mine, starts_on, due_on, test, causes, from_on, to_on = row
    if pk is None:
        return
    if pk not in person.care:
        named = dict(line.split("\t", 1) for line in causes.split("\n")) if causes else {}
        person.care[pk] = Care(
            pk, uuid, complaint, side, opened_at, bool(is_mine), starts_on, due_on, test or "", named
        )
    if from_on is not None:
        person.care[pk].pauses.append(Pause(from_on, to_on))


def _worst_in(monday: datetime.date, last: datetime.date) -> Max:
    """Of the week from this Monday; the last one has no end, since in some zones the next has begun."""
    until = Q() if monday == last else Q(local_date__lt=monday + ONE_WEEK)
    return Max("pain", filter=Q(local_date__gte=monday) & until)


def _plan(
    starts_on: datetime.date, root_on: datetime.date | None, dosage: str, root: str | None, pauses: tuple[Pause, ...]
) -> Plan:
    """As `today.plan_of`: it begins with the first revision, unless how often was changed since.

    Read from the plain JSON, since a caseload needs only the rhythm of dozens of dosages.
    """
    rhythm = _rhythm(dosage)
    begins = root_on if root_on is not None and (root is None or _rhythm(root) == rhythm) else starts_on
    days_min, days_max, times, rest = rhythm
    return Plan(
        days_min=days_min, days_max=days_max, times_per_day=times, min_rest_days=rest, starts_on=begins, pauses=pauses
    )


def _rhythm(dosage: str) -> tuple[int, int, int, int]:
    known = json.loads(dosage)
    return (
        known.get("days_min", 7),
        known.get("days_max", 7),
        known.get("times_per_day", 1),
        known.get("min_rest_days", 0),
    )


def ids_of(people: Iterable[Person]) -> list[int]:
    return [person.pk for person in people]
