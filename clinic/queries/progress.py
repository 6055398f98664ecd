"""How it went so far: weeks kept, pain by week, the routines given."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models.functions import Coalesce

from clinic.models import ExerciseLog, PrescribedExercise, Routine, Runner, ShoeReview, TestResult
from clinic.queries import today_rows
from clinic.rules import adherence, pain
from clinic.rules.adherence import Course
from clinic.rules.pain import PainWeek
from clinic.rules.plan import Pause, Plan
from clinic.rules.weeks import monday_of
from exercises.dosage import Dosage

WEEKS_SHOWN = 12
ONE_DAY = datetime.timedelta(days=1)
# An exercise that goes on through revisions is known by the row with which it began.
ROOT = Coalesce("continues_id", "pk")
ROOT_OF_LOG = Coalesce("prescribed_exercise__continues_id", "prescribed_exercise_id")
COURSE_COLUMNS = (
    ROOT, "dosage", "routine__starts_on", "routine__ended_at", "routine__episode_id", "routine__episode__discharged_at",
)  # fmt: skip
# Times done on each date, by the root of the prescribed exercise.
Done = Mapping[int, Mapping[datetime.date, int]]


@dataclass(frozen=True, slots=True)
class GivenRoutine:
    """One revision of a routine: from when to when (None: still), by whom, and what was in it."""

    complaint: str
    revision: int
    starts_on: datetime.date
    ended_on: datetime.date | None
    therapist: str
    words: str
    lines: list[tuple[str, Dosage]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Progress:
    """`weeks` and `pain_weeks` are oldest first, the last week is the running one; `routines` newest first."""

    today: datetime.date
    weeks: Sequence[adherence.Week]
    pain_weeks: Sequence[PainWeek]
    routines: Sequence[GivenRoutine]
    tests_done: Sequence[tuple[str, str]]
    shoe_review: ShoeReview | None

    @property
    def weeks_kept(self) -> int:
        """Weeks in which something was due and its number was reached."""
        return sum(week.kept and bool(week.sessions_due) for week in self.weeks)


def progress_of(runner: Runner, now: datetime.datetime | None = None) -> Progress:
    """Return the last 12 weeks of a runner, as seen on this day in the runner's zone, in six queries."""
    today = runner.today(now)
    first = monday_of(today) - datetime.timedelta(weeks=WEEKS_SHOWN - 1)
    logs = _logs(runner, first)
    courses = courses_from(_prescribed(runner), _done(logs), today_rows.pauses_of(runner), runner)
    begun = [plan.starts_on for plan, _done in courses if plan.starts_on <= today]
    start = max(first, min(begun)) if begun else today + ONE_DAY
    return Progress(
        today=today,
        weeks=adherence.by_week(courses, start, today),
        pain_weeks=pain.worst_by_week((day, rating) for _pk, day, rating in logs if rating is not None),
        routines=_routines(runner),
        tests_done=_tests_done(runner),
        shoe_review=ShoeReview.objects.filter(episode__runner=runner).order_by("-reviewed_at", "-pk").first(),
    )


def courses_of(runner: Runner, *, since: datetime.date) -> list[Course]:
    """The plan of every exercise of every revision, with the times done on each date since then: three queries."""
    return courses_from(_prescribed(runner), _done(_logs(runner, since)), today_rows.pauses_of(runner), runner)


def courses_from(
    rows: Iterable[Any], done: Done, pauses: Mapping[int, Sequence[Pause]], runner: Runner
) -> list[Course]:
    """The same from rows at hand, whose first columns are COURSE_COLUMNS.

    A revision ends the day before the next; what was done on that day of an exercise that goes no further counts
    all the same. A revision that was replaced on its first day, with nothing done, asked for nothing and is left out.
    """
    parts = [_part(runner, row) for row in rows]
    latest = {part.root: part.ended_on for part in sorted(parts, key=_end)}
    courses: list[Course] = []
    for part in parts:
        times = done.get(part.root, {})
        last = part.ended_on
        if last is not None and not (last == latest[part.root] and last in times):
            last -= ONE_DAY
        if last is None or last >= part.starts_on:
            courses.append((_plan(part.dosage, part.starts_on, last, pauses.get(part.episode, ())), times))
    return courses


@dataclass(frozen=True, slots=True)
class _Part:
    """An exercise in one revision, and the day on which that ended; None: it goes on."""

    root: int
    dosage: Dosage
    starts_on: datetime.date
    ended_on: datetime.date | None
    episode: int


def _part(runner: Runner, row: Sequence[Any]) -> _Part:
    root, dosage, starts_on, ended_at, episode, discharged_at, *_rest = row
    ended = min((moment for moment in (ended_at, discharged_at) if moment), default=None)
    return _Part(root, dosage, starts_on, None if ended is None else _local(runner, ended), episode)


def _end(part: _Part) -> datetime.date:
    return part.ended_on or datetime.date.max


def _plan(dosage: Dosage, first: datetime.date, last: datetime.date | None, pauses: Sequence[Pause]) -> Plan:
    return Plan(
        days_min=dosage.days_min,
        days_max=dosage.days_max,
        times_per_day=dosage.times_per_day,
        min_rest_days=dosage.min_rest_days,
        starts_on=first,
        ends_on=last,
        pauses=tuple(pauses),
    )


def _prescribed(runner: Runner) -> Iterable[Any]:
    return PrescribedExercise.objects.filter(routine__episode__runner=runner).values_list(*COURSE_COLUMNS)


def _logs(runner: Runner, since: datetime.date) -> list[tuple[int, datetime.date, int | None]]:
    """The root of the prescribed exercise, local date and pain of everything done since then."""
    rows = ExerciseLog.objects.standing().filter(runner=runner, local_date__gte=since)
    return list(rows.values_list(ROOT_OF_LOG, "local_date", "pain"))


def _done(logs: Iterable[tuple[int, datetime.date, int | None]]) -> dict[int, dict[datetime.date, int]]:
    found: dict[int, dict[datetime.date, int]] = {}
    for pk, day, _pain in logs:
        times = found.setdefault(pk, {})
        times[day] = times.get(day, 0) + 1
    return found


def _routines(runner: Runner) -> list[GivenRoutine]:
    rows = (
        Routine.objects.filter(episode__runner=runner)
        .order_by("-assigned_at", "-pk", "prescribed__position")
        .values_list(
            "pk",
            "episode__complaint__name",
            "revision",
            "starts_on",
            "ended_at",
            "assigned_by__name",
            "words",
            "prescribed__exercise__name",
            "prescribed__dosage",
        )
    )
    found: dict[int, GivenRoutine] = {}
    for pk, complaint, revision, starts_on, ended_at, therapist, words, name, dosage in rows:
        ended = _local(runner, ended_at) if ended_at else None
        given = GivenRoutine(complaint, revision, starts_on, ended, therapist or "", words)
        if name is not None and dosage is not None:
            found.setdefault(pk, given).lines.append((name, dosage))
        else:
            found.setdefault(pk, given)
    return list(found.values())


def _tests_done(runner: Runner) -> list[tuple[str, str]]:
    """Slug and name of every home test with a result."""
    rows = TestResult.objects.standing().filter(runner=runner).order_by("home_test__name")
    return list(rows.values_list("home_test__slug", "home_test__name").distinct())


def _local(runner: Runner, moment: datetime.datetime) -> datetime.date:
    return moment.astimezone(ZoneInfo(runner.zone)).date()
