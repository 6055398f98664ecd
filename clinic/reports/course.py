"""A runner's course and home tests as charts: from the reads to the drawing."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from clinic.models.result import Side
from clinic.queries.care_course import CareCourse
from clinic.queries.results import Comparison, Reading
from clinic.queries.routine_book import Period
from clinic.reports.charts import (
    Band,
    Course,
    Point,
    RoutineSpan,
    Series,
    SessionWeek,
    Stripe,
    TestLane,
    care_chart,
    sides_chart,
)
from exercises.units import shown, shown_unit

# One day alone needs less room than a course.
TALL, LOW = 236.0, 140.0


def draw_course(course: CareCourse, *, key: str = "course") -> SafeString:
    """The chart of pain, sessions and home tests over the routines; empty without data."""
    drawn = Course(
        first=course.first,
        today=course.today,
        routines=_spans(course),
        pain=course.pains,
        weeks=[
            SessionWeek(week.start, week.sessions_counted, week.sessions_due)
            for week in course.weeks
            if week.sessions_due or week.sessions_counted
        ],
        tests=[_lane(tests) for tests in _by_measure(course.main)],
    )
    return care_chart(drawn, key=key)


def _spans(course: CareCourse) -> list[RoutineSpan]:
    spans = []
    for revision, rows in groupby(course.prescribed, key=lambda row: row.revision):
        held = list(rows)
        since, until = held[0].starts_on, held[0].ended_at
        if until is None or until.date() >= max(since, course.first):
            name = _("Routine %(revision)d") % {"revision": revision}
            spans.append(RoutineSpan(max(since, course.first), name, ", ".join(row.name for row in held)))
    return spans


def _by_measure(comparisons: Iterable[Comparison]) -> list[list[Comparison]]:
    return [
        list(alike) for _key, alike in groupby(comparisons, key=lambda one: (one.measure.pk, one.method, one.rhythm))
    ]


def _lane(comparisons: Sequence[Comparison]) -> TestLane:
    one = comparisons[0]
    unit = shown_unit(one.measure.unit)
    return TestLane(
        one.home_test.name, unit, series_of(comparisons), _goal(one), bands_of(comparisons), one.way_words.split(", ")
    )


def series_of(comparisons: Iterable[Comparison], practice: Iterable[Reading] = ()) -> list[Series]:
    """One line for each side, oldest day first; the practice of the same side beside it."""
    tried = list(practice)
    return [
        Series(
            one.side,
            str(Side(one.side).label) if one.side else "",
            [_point(reading) for reading in one.days],
            [_point(reading) for reading in tried if reading.result.side == one.side],
        )
        for one in comparisons
    ]


def bands_of(comparisons: Iterable[Comparison]) -> list[Band]:
    """The band around each first reading, where a threshold is known."""
    return [
        Band(_point(one.first), float(shown(one.change.threshold, one.measure.unit)), one.side)
        for one in comparisons
        if one.change is not None and one.change.threshold is not None
    ]


def _point(reading: Reading) -> Point:
    """In the reader's unit, as all numbers of a chart are."""
    return Point(reading.result.local_date, float(shown(reading.value, reading.measure.unit)))


def _goal(one: Comparison) -> float | None:
    goal = one.measure.benchmark
    return None if goal is None else float(shown(goal, one.measure.unit))


def draw_test(
    comparisons: Sequence[Comparison],
    *,
    key: str,
    width: float,
    practice: Iterable[Reading] = (),
    periods: Iterable[Period] = (),
) -> SafeString:
    """Left and right of one measure over time, before the routines of these days."""
    one = comparisons[0]
    return sides_chart(
        series_of(comparisons, practice),
        key=key,
        title=one.home_test.name,
        unit=shown_unit(one.measure.unit),
        goal=_goal(one),
        bands=bands_of(comparisons),
        stripes=[Stripe(period.revision, period.since, period.until) for period in periods],
        width=width,
        height=TALL if len({reading.result.local_date for one in comparisons for reading in one.days}) > 1 else LOW,
    )
