"""The last fourteen days of a runner in dots, all exercises merged."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from clinic.queries.caseload_rows import Done, Prescribed
from clinic.rules.plan import Plan
from clinic.rules.schedule import Day, DayState, merged_week, missed_days
from clinic.rules.weeks import DAYS_IN_WEEK, days_between, monday_of

FORTNIGHT = 14
Times = Mapping[datetime.date, int]


def fortnight(
    prescribed: Sequence[Prescribed], done: Mapping[int, Sequence[Done]], today: datetime.date
) -> tuple[Day, ...]:
    """The states of the last fourteen days, today included, oldest first; nothing without a routine."""
    courses = [(one.plan, times_of(done.get(one.root, ()))) for one in prescribed]
    return merged_week([_days(plan, times, today) for plan, times in courses]) if courses else ()


def words_of(days: Sequence[Day]) -> str:
    """The dots for readers: how many days were done, partly done and not done; rest is kept."""
    states = [day.state for day in days]
    return _("Last 14 days: %(done)d done, %(partly)d partly, %(missed)d not done, the rest kept") % {
        "done": states.count(DayState.DONE),
        "partly": states.count(DayState.PARTLY),
        "missed": states.count(DayState.MISSED),
    }


def times_of(logs: Iterable[Done]) -> dict[datetime.date, int]:
    times: dict[datetime.date, int] = {}
    for log in logs:
        times[log.day] = times.get(log.day, 0) + 1
    return times


def _days(plan: Plan, times: Times, today: datetime.date) -> list[Day]:
    first = today - datetime.timedelta(days=FORTNIGHT - 1)
    missed = _missed(plan, times, first, today)
    return [_day(plan, times.get(day, 0), day, today, missed) for day in days_between(first, today)]


def _missed(plan: Plan, times: Times, first: datetime.date, today: datetime.date) -> set[datetime.date]:
    """A week with as many full days as were asked for has no missed day: most weeks, and the rule is not cheap."""
    full = {day for day, count in times.items() if count >= plan.times_per_day}
    missed: set[datetime.date] = set()
    monday = monday_of(first)
    while monday <= today:
        week = {monday + datetime.timedelta(days=number) for number in range(DAYS_IN_WEEK)}
        if len(full & week) < plan.days_min and plan.starts_on < max(week):
            missed |= missed_days(plan, times, monday, today)
        monday += datetime.timedelta(days=DAYS_IN_WEEK)
    return missed


def _day(plan: Plan, count: int, day: datetime.date, today: datetime.date, missed: set[datetime.date]) -> Day:
    """A past day as `schedule.week` shows it; today is planned until something was done."""
    if not plan.includes(day):
        state = DayState.OUTSIDE
    elif count:
        state = DayState.DONE if count >= plan.times_per_day else DayState.PARTLY
    elif plan.is_paused(day):
        state = DayState.PAUSED
    elif day == today:
        state = DayState.PLANNED
    else:
        state = DayState.MISSED if day in missed else DayState.REST
    return Day(day, state, count, plan.times_per_day if state is not DayState.REST else 0)
