"""The home tests of a runner, each with its chart and its table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.safestring import SafeString

from clinic.models import Runner, TestResult
from clinic.queries.norm_words import usual_for
from clinic.queries.results import Comparison, threshold_words
from clinic.queries.side_words import words_of_sides
from clinic.reports.charts import HALF, PHONE
from clinic.reports.course import draw_test
from exercises.models import HomeTest


@dataclass(frozen=True, slots=True)
class MeasureChart:
    """One measure taken one way: both drawings, the comparisons, and what its threshold rests on.

    For therapists: `usual` is what is usual for the runner's sex and age, empty where no norms are known, and `sides`
    sets left beside right, empty where no day has both.
    """

    name: str
    unit: str
    broad: SafeString
    narrow: SafeString
    comparisons: Sequence[Comparison]
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
    runner: Runner, results: Iterable[TestResult], comparisons: Iterable[Comparison], *, sore: str = ""
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
        charts = charts_of(one for one in compared if one.home_test.pk == test.pk)
        cards.append(TestCard(test, [_for_therapists(chart, runner, sore) for chart in charts], rows))
    return cards


def _for_therapists(chart: MeasureChart, runner: Runner, sore: str) -> MeasureChart:
    return replace(chart, usual=_usual(runner, chart), sides=words_of_sides(chart.comparisons, sore))


def _usual(runner: Runner, chart: MeasureChart) -> str:
    """By the age on the day of the newest result."""
    latest = max((one.latest for one in chart.comparisons), key=lambda reading: reading.result.done_at)
    return usual_for(runner, latest.measure, latest.result.local_date)


def charts_of(comparisons: Iterable[Comparison]) -> list[MeasureChart]:
    """One chart for each measure, method and rhythm: these are never mixed."""
    groups = groupby(comparisons, key=lambda one: one.way)
    return [_chart(list(alike), place) for place, (_key, alike) in enumerate(groups)]


def _chart(comparisons: Sequence[Comparison], place: int) -> MeasureChart:
    one = comparisons[0]
    key = f"t{one.home_test.pk}-{one.measure.pk}-{place}"
    change = next((other.change for other in comparisons if other.change), None)
    return MeasureChart(
        name=one.measure.name,
        unit=one.measure.unit,
        broad=draw_test(comparisons, key=f"{key}-b", width=HALF),
        narrow=draw_test(comparisons, key=f"{key}-n", width=PHONE),
        comparisons=comparisons,
        threshold=threshold_words(change, one.measure.unit),
    )
