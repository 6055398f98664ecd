"""The home tests of a runner, each with its chart and its table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from clinic.models import Runner, TestResult
from clinic.queries.norm_words import usual_for
from clinic.queries.results import Comparison, Reading, readings_in, threshold_words
from clinic.queries.routine_book import Period
from clinic.queries.side_words import words_of_sides
from clinic.reports.charts import HALF, PHONE
from clinic.reports.course import draw_test
from clinic.rules.change import Change, ThresholdKind
from exercises.models import HomeTest
from exercises.quantities import quantity


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One number of a chart, and why it is not compared where it is not: practice, or another of the same day."""

    reading: Reading
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Legend:
    """What is seen in a chart beside the lines, in words; empty where it is not there."""

    has_sides: bool
    band: str = ""
    goal: str = ""
    has_practice: bool = False
    has_routines: bool = False


@dataclass(frozen=True, slots=True)
class MeasureChart:
    """One measure taken one way: both drawings, the comparisons, every number, and what its threshold rests on.

    For therapists: `usual` is what is usual for the runner's sex and age, empty where no norms are known, and `sides`
    sets left beside right, empty where no day has both.
    """

    name: str
    unit: str
    broad: SafeString
    narrow: SafeString
    legend: Legend
    comparisons: Sequence[Comparison]
    rows: Sequence[ChartRow]
    threshold: str
    usual: str = ""
    sides: str = ""


@dataclass(frozen=True, slots=True)
class TestCard:
    """One home test: its charts, and every standing result, newest first."""

    __test__ = False  # not a test of ours, whatever the name says

    home_test: HomeTest
    charts: Sequence[MeasureChart]
    results: Sequence[TestResult]


def cards_of(
    runner: Runner,
    results: Iterable[TestResult],
    comparisons: Iterable[Comparison],
    periods: Sequence[Period] = (),
    *,
    sore: str = "",
) -> list[TestCard]:
    """A card for each home test that a runner has results of, in the order of their names, as therapists see it.

    `sore` is the side in care: left, right, both, or "" when none is.
    """
    ordered = sorted(results, key=lambda one: (one.home_test.name, one.home_test_id))
    compared = list(comparisons)
    cards = []
    for _key, alike in groupby(ordered, key=lambda one: one.home_test_id):
        rows = sorted(alike, key=lambda one: one.done_at, reverse=True)
        test = rows[0].home_test
        practice = readings_in(reversed([one for one in rows if one.practice]))
        charts = charts_of((one for one in compared if one.home_test.pk == test.pk), practice, periods)
        cards.append(TestCard(test, [_for_therapists(chart, runner, sore) for chart in charts], rows))
    return cards


def _for_therapists(chart: MeasureChart, runner: Runner, sore: str) -> MeasureChart:
    return replace(chart, usual=_usual(runner, chart), sides=words_of_sides(chart.comparisons, sore))


def _usual(runner: Runner, chart: MeasureChart) -> str:
    """By the age on the day of the newest result."""
    latest = max((one.latest for one in chart.comparisons), key=lambda reading: reading.result.done_at)
    return usual_for(runner, latest.measure, latest.result.local_date)


def charts_of(
    comparisons: Iterable[Comparison], practice: Sequence[Reading] = (), periods: Sequence[Period] = ()
) -> list[MeasureChart]:
    """One chart for each measure, method and rhythm: these are never mixed, and no line joins them."""
    groups = groupby(comparisons, key=lambda one: one.way)
    return [_chart(list(alike), place, practice, periods) for place, (_key, alike) in enumerate(groups)]


def _chart(
    comparisons: Sequence[Comparison], place: int, practice: Sequence[Reading], periods: Sequence[Period]
) -> MeasureChart:
    one = comparisons[0]
    key = f"t{one.home_test.pk}-{one.measure.pk}-{place}"
    tried = [reading for reading in practice if _way(reading) == one.way]
    change = next((other.change for other in comparisons if other.change), None)
    routines = _seen(periods, [*_readings(comparisons), *tried])
    draw = partial(draw_test, comparisons, practice=tried, periods=routines)
    return MeasureChart(
        name=one.measure.name,
        unit=one.measure.unit,
        broad=draw(key=f"{key}-b", width=HALF),
        narrow=draw(key=f"{key}-n", width=PHONE),
        legend=_legend(one, change, has_practice=bool(tried), has_routines=bool(routines)),
        comparisons=comparisons,
        rows=rows_of(comparisons, tried),
        threshold=threshold_words(change, one.measure.unit),
    )


def _way(reading: Reading) -> tuple[int, str, str]:
    return reading.measure.pk, reading.result.method, reading.result.rhythm


def _readings(comparisons: Iterable[Comparison]) -> list[Reading]:
    return [reading for one in comparisons for reading in one.readings]


def _seen(periods: Iterable[Period], readings: Iterable[Reading]) -> list[Period]:
    """The routines that lie between the first and the last day of a chart."""
    days = [reading.result.local_date for reading in readings]
    first, last = min(days), max(days)
    seen = [one for one in periods if one.since < last and (one.until is None or one.until > first)]
    return seen if first < last else []


def _legend(one: Comparison, change: Change | None, *, has_practice: bool, has_routines: bool) -> Legend:
    goal, unit = one.measure.benchmark, one.measure.unit
    return Legend(
        has_sides=bool(one.side),
        band=_band_words(change, unit),
        goal="" if goal is None else _("practice benchmark, %(amount)s") % {"amount": quantity(goal, unit)},
        has_practice=has_practice,
        has_routines=has_routines,
    )


def _band_words(change: Change | None, unit: str) -> str:
    """Whose threshold the band is: a published one, or the clinic's own."""
    if change is None or change.threshold is None:
        return ""
    words = {
        ThresholdKind.PUBLISHED: _("up to %(amount)s from the first: may be chance"),
        ThresholdKind.CLINIC: _("up to %(amount)s from the first: your clinic's margin"),
    }
    return words[change.threshold_kind] % {"amount": quantity(change.threshold, unit)}


def rows_of(comparisons: Iterable[Comparison], practice: Iterable[Reading] = ()) -> list[ChartRow]:
    """Every number of a chart, the newest first."""
    rows = [ChartRow(reading, _("practice")) for reading in practice]
    for one in comparisons:
        rows += [ChartRow(reading, "" if reading in one.days else _("earlier that day")) for reading in one.readings]
    return sorted(rows, key=lambda row: row.reading.result.done_at, reverse=True)
