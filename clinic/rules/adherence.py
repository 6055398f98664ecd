"""How much of what was asked got done, by week."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from clinic.rules.plan import Plan
from clinic.rules.schedule import Done, days_due, kept
from clinic.rules.weeks import DAYS_IN_WEEK, days_between, monday_of, sunday_of

ON_PLAN_PERCENT = 80
PARTIAL_PERCENT = 50
LATELY = timedelta(weeks=4)
ONE_DAY = timedelta(days=1)

Course = tuple[Plan, Done]


class Band(StrEnum):
    """How a percentage reads to a therapist."""

    ON_PLAN = "on_plan"
    PARTIAL = "partial"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Week:
    """The sessions of one week over several exercises.

    `sessions_done` counts all, also in a pause, `sessions_counted` only as many of each exercise as were
    due. `kept` says that each exercise has the number of its whole week; a week still running may become
    kept.
    """

    start: date
    sessions_done: int
    sessions_counted: int
    sessions_due: int
    kept: bool

    @property
    def sessions_extra(self) -> int:
        return self.sessions_done - self.sessions_counted

    @property
    def percent(self) -> int | None:
        """Whole percent of the sessions due, rounded down, at most 100; None when none were due."""
        return percent_of([self])


def by_week(courses: Iterable[Course], first: date, last: date) -> list[Week]:
    """Return the weeks in which the days from first to last (both included) lie, Monday by Monday.

    A course is a plan and the times done on each date. A session is one of the `times_per_day` of a due
    day; a flexible plan is due `days_min` days a week. Weeks cut by `first` or `last` are due their share,
    rounded down: pass yesterday as `last` where today should not count yet. A session made easier because
    of pain is a session done. Percent is the completed sessions of those due, the most usual count in 86
    studies (Bailey et al., BJSM 2018).
    """
    chosen = list(courses)
    number = (monday_of(last) - monday_of(first)).days // DAYS_IN_WEEK + 1 if first <= last else 0
    mondays = (monday_of(first) + timedelta(weeks=week) for week in range(number))
    return [_week(chosen, monday, first, last) for monday in mondays]


def percent_of(weeks: Sequence[Week]) -> int | None:
    """Return the whole percent over several weeks, rounded down; None when nothing was due in them."""
    due = sum(week.sessions_due for week in weeks)
    return 100 * sum(week.sessions_counted for week in weeks) // due if due else None


def lately(courses: Iterable[Course], today: date) -> int | None:
    """Return the whole percent of the last four whole weeks; while nothing was due in them, of this week's days.

    Today does not count: it may still be done. None when nothing was due before it. Four weeks are a product choice.
    """
    chosen, monday = list(courses), monday_of(today)
    whole = percent_of(by_week(chosen, monday - LATELY, monday - ONE_DAY))
    return percent_of(by_week(chosen, monday, today - ONE_DAY)) if whole is None else whole


def band(percent: int) -> Band:
    """Sort a percentage: 80 and above on plan, 50 to 79 partial, below low.

    80 is the lower end of what studies most often call satisfactory (Bailey et al., BJSM 2018); 50 is a
    product choice.
    """
    if percent >= ON_PLAN_PERCENT:
        return Band.ON_PLAN
    return Band.PARTIAL if percent >= PARTIAL_PERCENT else Band.LOW


def _week(courses: Sequence[Course], monday: date, first: date, last: date) -> Week:
    days = list(days_between(max(monday, first), min(sunday_of(monday), last)))
    dues = [days_due(plan, done, days[0], days[-1]) * plan.times_per_day for plan, done in courses]
    counted = [_sessions(plan, done, filter(plan.is_active, days)) for plan, done in courses]
    return Week(
        start=monday,
        sessions_done=sum(_sessions(plan, done, filter(plan.includes, days)) for plan, done in courses),
        sessions_counted=sum(map(min, counted, dues)),
        sessions_due=sum(dues),
        kept=all(kept(plan, done, monday) for plan, done in courses),
    )


def _sessions(plan: Plan, done: Done, days: Iterable[date]) -> int:
    return sum(min(done.get(day, 0), plan.times_per_day) for day in days)
