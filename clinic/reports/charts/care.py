"""The course of care on one time axis: pain, sessions, home tests, with the routines behind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from textwrap import wrap

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from clinic.reports.charts import svg
from clinic.reports.charts.marks import TEXT, Band, Point, Series, chance_band, dots, grid, pain_mark, trace
from clinic.reports.charts.scale import Days, Values, apart, ticks_for
from clinic.reports.charts.sides import DESK, LABEL_HEIGHT, describe, short_day
from exercises.quantities import quantity

HEAD, GAP, FOOT = 46.0, 40.0, 30.0
PAIN_HEIGHT, SESSIONS_HEIGHT, TEST_HEIGHT = 108.0, 64.0, 132.0
LEFT, RIGHT_MARGIN = 132.0, 96.0
TITLE_LETTERS = 14


@dataclass(frozen=True, slots=True)
class RoutineSpan:
    """A routine revision: since when, its name and a few words."""

    since: date
    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class SessionWeek:
    start: date
    done: int
    due: int


@dataclass(frozen=True, slots=True)
class TestLane:
    """One measure of one home test, taken in one way, which stands below its name in a few short lines."""

    __test__ = False  # not a test of ours, whatever the name says

    name: str
    unit: str
    series: Sequence[Series]
    goal: float | None = None
    bands: Sequence[Band] = ()
    way: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """Everything the chart shows, from the first day to today."""

    first: date
    today: date
    routines: Sequence[RoutineSpan] = ()
    pain: Sequence[tuple[date, int]] = ()
    weeks: Sequence[SessionWeek] = ()
    tests: Sequence[TestLane] = field(default_factory=tuple)


Draw = Callable[[Course, Days, float, float], str]


def care_chart(course: Course, *, key: str, width: float = DESK) -> SafeString:
    """The chart as SVG. Lanes without data are left out; an empty string when there is nothing at all."""
    lanes = _lanes(course)
    if not lanes:
        return SafeString("")
    days = Days(course.first, course.today, LEFT, width - RIGHT_MARGIN)
    body, y = [], HEAD
    for height, draw in lanes:
        body.append(draw(course, days, y, y + height))
        y += height + GAP
    bottom = y - GAP + 12
    behind = _routine_bands(course, days, bottom)
    return svg.picture(
        width,
        bottom + FOOT,
        _("The course of care"),
        _describe(course),
        [behind, *body, _axis(course, days, bottom)],
        key,
    )


def _lanes(course: Course) -> list[tuple[float, Draw]]:
    lanes: list[tuple[float, Draw]] = []
    if course.pain:
        lanes.append((PAIN_HEIGHT, _pain_lane))
    if course.weeks:
        lanes.append((SESSIONS_HEIGHT, _sessions_lane))
    shown = [test for test in course.tests if any(one.points for one in test.series)]
    return [*lanes, *((TEST_HEIGHT, _test_lane(test)) for test in shown)]


def _routine_bands(course: Course, days: Days, bottom: float) -> str:
    """Every other routine lies on a tinted band; its name stands at the top where there is room."""
    parts = []
    spans = sorted(course.routines, key=lambda span: span.since)
    ends = [*(span.since for span in spans[1:]), course.today][: len(spans)]
    for index, (span, end) in enumerate(zip(spans, ends, strict=True)):
        left, right = days.x(span.since), days.x(end)
        if index % 2 == 0 and right > left:
            parts.append(svg.tag("rect", class_="band-2", x=left, y=0.0, width=right - left, height=bottom))
        parts.append(svg.rule(left, 0, left, bottom, "grid"))
        if right - left >= 74:
            parts.append(svg.words(left + 8, 17, span.name, "t-strong"))
            parts.append(svg.words(left + 8, 34, _fitting(span.words, right - left - 12)))
    return "".join(parts)


def _fitting(text: str, room: float) -> str:
    """As much of the text as fits, at about 6.6 px a letter."""
    letters = int(room / 6.6)
    return text if len(text) <= letters else text[: max(letters - 1, 0)].rstrip() + "…"


def _title(title: str, below: Sequence[str], top: float) -> str:
    """The lane's name in lines that fit left of the axis, and its unit below."""
    strong = wrap(title, TITLE_LETTERS)
    plain = [text for one in below for text in wrap(one, TITLE_LETTERS)]
    lines = [(text, "t-strong") for text in strong] + [(text, None) for text in plain]
    return "".join(svg.words(0, top + 14 + 17 * row, text, class_) for row, (text, class_) in enumerate(lines))


def _pain_lane(course: Course, days: Days, top: float, bottom: float) -> str:
    values = Values(0, 10, bottom, top)
    marks = "".join(pain_mark(pain, days.x(day), values.y(pain)) for day, pain in course.pain)
    latest = course.pain[-1][1]
    label = svg.words(days.right + 12, values.y(latest) + 4.5, _("%(pain)s last") % {"pain": latest}, "t-strong")
    return (
        _title(_("Pain during"), [_("0 to 10")], top) + grid(values, [0, 5, 10], days.left, days.right) + marks + label
    )


def _sessions_lane(course: Course, days: Days, top: float, bottom: float) -> str:
    """A column a week: filled as far as done, an outline up to what was due."""
    most = max(max(week.done, week.due) for week in course.weeks) or 1
    values = Values(0, most, bottom, top)
    columns = "".join(_column(week, days, values) for week in course.weeks)
    done, due = sum(week.done for week in course.weeks), sum(week.due for week in course.weeks)
    total = _("%(done)s of %(due)s") % {"done": done, "due": due}
    return (
        _title(_("Sessions"), [_("by week")], top)
        + svg.rule(days.left, bottom, days.right, bottom, "grid")
        + columns
        + svg.words(days.right + 12, (top + bottom) / 2 + 4.5, total, "t-strong")
    )


def _column(week: SessionWeek, days: Days, values: Values) -> str:
    left = days.x(week.start)
    width = max(min((days.right - days.left) / max((days.last - days.first).days / 7, 1) * 0.62, 34), 4)
    left = min(left + 2, days.right - width)
    parts = []
    for count, class_ in ((week.due, "bar-miss"), (week.done, "bar")):
        if count:
            y = values.y(count)
            parts.append(svg.tag("rect", class_=class_, x=left, y=y, width=width, height=values.bottom - y, rx=2.5))
    return "".join(parts)


def _test_lane(test: TestLane) -> Draw:
    def draw(course: Course, days: Days, top: float, bottom: float) -> str:
        series = [one for one in test.series if one.points]
        values, ticks = _values_of(test, series, top, bottom)
        ends = [values.y(one.points[-1].value) + 4.5 for one in series]
        places = apart(ends, LABEL_HEIGHT, top, bottom + 4.5)
        return "".join(
            [
                _title(test.name, [test.unit, *test.way], top),
                grid(values, ticks, days.left, days.right, test.goal),
                *(chance_band(band, days, values, course.today) for band in test.bands),
                *(trace(one, days, values) for one in series),
                *(dots(one, days, values) for one in series),
                *(_end(one, days, y) for one, y in zip(series, places, strict=True)),
            ]
        )

    return draw


def _values_of(test: TestLane, series: Sequence[Series], top: float, bottom: float) -> tuple[Values, list[float]]:
    edges = [band.since.value + band.threshold for band in test.bands]
    ticks = ticks_for([point.value for one in series for point in one.points], [test.goal or 0.0, *edges])
    return Values(ticks[0], ticks[-1], bottom, top), ticks


def _end(series: Series, days: Days, y: float) -> str:
    value: Point = series.points[-1]
    return svg.words(days.right + 12, y, f"{series.label} {quantity(value.value)}".strip(), TEXT[series.side])


def _axis(course: Course, days: Days, bottom: float) -> str:
    wanted = [course.first, course.today, *(span.since for span in course.routines)]
    parts = [svg.rule(days.left, bottom, days.right, bottom, "axis")]
    for day in days.thinned([day for day in wanted if course.first <= day <= course.today], room=60):
        parts.append(svg.rule(days.x(day), bottom, days.x(day), bottom + 5, "axis"))
        parts.append(svg.words(days.x(day), bottom + 22, short_day(day), anchor="middle"))
    parts.append(svg.rule(days.right, 0, days.right, bottom, "now"))
    return "".join(parts)


def _describe(course: Course) -> str:
    sentences = []
    if course.pain:
        first, last = course.pain[0][1], course.pain[-1][1]
        sentences.append(_("Pain during exercise: first %(first)s, last %(last)s.") % {"first": first, "last": last})
    if course.weeks:
        done, due = sum(week.done for week in course.weeks), sum(week.due for week in course.weeks)
        sentences.append(_("%(done)s of %(due)s planned sessions done.") % {"done": done, "due": due})
    for test in course.tests:
        series = [one for one in test.series if one.points]
        if series:
            sentences.append(f"{test.name}. {describe(series, test.unit)}")
    return " ".join(sentences)
