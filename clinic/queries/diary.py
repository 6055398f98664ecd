"""The runner's log day by day, with the mornings after."""

import datetime
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.core.paginator import Page, Paginator

from clinic.models import ExerciseLog, MorningCheck, Runner
from clinic.queries.progress import courses_of
from clinic.rules import adherence
from clinic.rules.weeks import monday_of

DAYS_A_PAGE = 28
WEEKS_OF_ADHERENCE = 12


@dataclass(frozen=True, slots=True)
class DayDone:
    """What was done on one local date, and how the leg was that morning."""

    date: datetime.date
    logs: list[ExerciseLog] = field(default_factory=list)
    mornings: list[MorningCheck] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return len(self.logs) + len(self.mornings)


@dataclass(frozen=True, slots=True)
class Diary:
    page: Page
    days: list[DayDone]
    weeks: list[adherence.Week]

    @property
    def percent(self) -> int | None:
        return adherence.percent_of(self.weeks)

    @property
    def band(self) -> str:
        return "" if self.percent is None else adherence.band(self.percent).value


def diary_of(runner: Runner, *, page: Any = 1) -> Diary:
    """One page of days, newest first, and adherence by week over the last twelve: eight queries at most."""
    logged = ExerciseLog.objects.standing().filter(runner=runner).order_by().values_list("local_date")
    mornings = MorningCheck.objects.filter(runner=runner).order_by().values_list("on")
    dates = sorted({day for (day,) in logged.union(mornings)}, reverse=True)
    shown = Paginator(dates, DAYS_A_PAGE).get_page(page)
    return Diary(shown, _days(runner, list(shown)), _weeks(runner))


def _days(runner: Runner, dates: list[datetime.date]) -> list[DayDone]:
    if not dates:
        return []
    days = {day: DayDone(day) for day in dates}
    span = (min(dates), max(dates))
    logs = ExerciseLog.objects.standing().filter(runner=runner, local_date__range=span)
    checks = MorningCheck.objects.filter(runner=runner, on__range=span)
    for log in logs.select_related("prescribed_exercise__exercise").order_by("done_at"):
        days[log.local_date].logs.append(log)
    for check in checks:
        days[check.on].mornings.append(check)
    return list(days.values())


def _weeks(runner: Runner) -> list[adherence.Week]:
    today = runner.today()
    first = monday_of(today) - datetime.timedelta(weeks=WEEKS_OF_ADHERENCE - 1)
    courses = courses_of(runner, since=first)
    starts = [plan.starts_on for plan, _done in courses]
    begun = max(first, min(chain(starts, [today])))
    return adherence.by_week(courses, begun, today)[::-1] if courses else []
