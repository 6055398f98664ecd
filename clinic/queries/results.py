"""Results of home tests, and what their changes can mean: one reading for every page that shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.models import Clinic, Method, MotionTrace, OwnMargin, Rhythm, Runner, TestResult, TestValue
from clinic.queries.traces import hops_by_phone
from clinic.rules.change import Change, ThresholdKind, judge
from clinic.rules.trend import Trend, Why, Word, last_of_days, trend
from clinic.validators.results import SECONDS
from exercises.models import HomeTest, Measure
from exercises.quantities import quantity

# The others are told by their own labels.
WAYS = {Method.MOTION.value: gettext_lazy("by the phone")}


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of one measure, with the result it belongs to.

    `is_recorded` tells that a recording of the phone is kept, `by_phone` the hops that the phone counted in it.
    """

    result: TestResult
    measure: Measure
    value: Decimal
    is_recorded: bool = False
    by_phone: int | None = None

    @property
    def is_timed(self) -> bool:
        """A time until one stops: told as "completed 30 s" or "stopped at 21 s", never as a score."""
        return self.measure.unit == SECONDS and self.measure.higher_is_better

    @property
    def is_complete(self) -> bool:
        return self.value >= self.measure.maximum


@dataclass(frozen=True, slots=True)
class Comparison:
    """The readings of one measure, side, method and rhythm, oldest first, without practice.

    Of each day the last one counts. `change` is the latest test day against the first, `step` against the one before:
    plain differences, None with one reading. What they mean over the whole course, and what every page says, is
    the `trend`.
    """

    home_test: HomeTest
    measure: Measure
    side: str
    method: str
    rhythm: str
    readings: Sequence[Reading]
    days: Sequence[Reading]
    change: Change | None
    step: Change | None
    trend: Trend

    @property
    def first(self) -> Reading:
        return self.days[0]

    @property
    def previous(self) -> Reading | None:
        return self.days[-2] if len(self.days) > 1 else None

    @property
    def latest(self) -> Reading:
        return self.days[-1]

    @property
    def is_main(self) -> bool:
        """A main measure; or the angle by phone, which stands for it where there is no tape."""
        return self.measure.primary or self.method == Method.PHONE

    @property
    def way(self) -> tuple[int, str, str]:
        """The same for the sides that belong side by side: the measure and how it was taken."""
        return self.measure.pk, self.method, self.rhythm

    @property
    def way_words(self) -> str:
        """How it was measured: results of another way are never set beside it."""
        return way_words(self.method, self.rhythm)

    @property
    def verdict(self) -> str:
        """Words for the chip: what the change since the first can mean."""
        return trend_words(self.trend)

    @property
    def why(self) -> str:
        """How sure those words are, in a few more; empty where the threshold says it all."""
        return why_words(self.trend)

    @property
    def reaches_benchmark(self) -> bool | None:
        """Whether the latest reading reaches the practice benchmark; None where the measure has none."""
        goal = self.measure.benchmark
        if goal is None:
            return None
        return self.latest.value >= goal if self.measure.higher_is_better else self.latest.value <= goal


def results_of(runner: Runner, home_test: HomeTest | None = None) -> list[TestResult]:
    """All standing results of a runner, oldest first, with home test and values: two queries."""
    rows = _standing(TestResult.objects.filter(runner=runner))
    return list(rows.filter(home_test=home_test) if home_test is not None else rows)


def results_for(runners: Iterable[Any]) -> list[TestResult]:
    """The same for many runners at once, given by primary key or row."""
    return list(_standing(TestResult.objects.filter(runner__in=list(runners))))


def _standing(rows: Any) -> QuerySet[TestResult]:
    standing = rows.standing().select_related("home_test").prefetch_related(values_measured())
    return standing.annotate(is_recorded=_recorded("pk")).order_by("done_at", "pk")


def _recorded(result: str) -> Exists:
    return Exists(MotionTrace.objects.filter(result=OuterRef(result)))


def values_measured() -> Prefetch:
    """The values of results with their measures: one query."""
    return Prefetch("values", TestValue.objects.select_related("measure"))


def readings_of(runner: Runner, *, practice: bool = False) -> tuple[list[Reading], dict[int, Decimal]]:
    """Every standing reading, oldest first, and the clinic's own margins: one query. Without practice, or with it.

    Practice never counts: times keep improving until about the second session (Mirkovic et al., Front Physiol 2022,
    timed side hops).
    """
    wanted = Q() if practice else Q(result__practice=False)
    own = OwnMargin.objects.filter(clinic=runner.clinic_id, measure=OuterRef("measure")).values("value")[:1]
    rows = (
        TestValue.objects.filter(wanted, result__runner=runner, result__voided_at__isnull=True)
        .select_related("result__home_test", "measure")
        .annotate(own_margin=Subquery(own), is_recorded=_recorded("result"), by_phone=hops_by_phone("result"))
        .order_by("result__done_at", "result__pk")
    )
    readings = [Reading(row.result, row.measure, row.value, row.is_recorded, row.by_phone) for row in rows]
    margins = {row.measure_id: row.own_margin for row in rows if row.own_margin is not None}
    return readings, margins


def margins_of(clinic: Clinic | int) -> dict[int, Decimal]:
    """The clinic's own margins by the measure's primary key."""
    return dict(OwnMargin.objects.filter(clinic=clinic).values_list("measure_id", "value"))


def compare(
    results: Iterable[TestResult], margins: dict[int, Decimal] | None = None, *, primary_only: bool = False
) -> list[Comparison]:
    """Groups results by test, measure, side, method and rhythm; only what is alike is ever compared."""
    readings = readings_in(result for result in results if not result.practice)
    return compare_readings((one for one in readings if one.measure.primary or not primary_only), margins)


def readings_in(results: Iterable[TestResult]) -> list[Reading]:
    """The readings of results that come with their values, in their order."""
    return [
        Reading(result, value.measure, value.value, getattr(result, "is_recorded", False))
        for result in results
        for value in result.values.all()
    ]


def compare_readings(readings: Iterable[Reading], margins: dict[int, Decimal] | None = None) -> list[Comparison]:
    """The same for readings of one runner that are at hand; those of practice must be left out before."""
    grouped = groupby(sorted(readings, key=_group), key=_group)
    return [_comparison(list(alike), margins or {}) for _key, alike in grouped]


def _group(reading: Reading) -> tuple:
    result, measure = reading.result, reading.measure
    return (
        result.home_test.name, result.home_test_id, not measure.primary, measure.pk,
        result.method, result.rhythm, result.side,
    )  # fmt: skip


def _comparison(readings: list[Reading], margins: dict[int, Decimal]) -> Comparison:
    readings.sort(key=lambda reading: (reading.result.done_at, reading.result.pk))
    days = last_of_days(readings, lambda reading: reading.result.local_date)
    latest = days[-1]
    measure, margin = latest.measure, margins.get(latest.measure.pk)
    return Comparison(
        home_test=latest.result.home_test,
        measure=measure,
        side=latest.result.side,
        method=latest.result.method,
        rhythm=latest.result.rhythm,
        readings=readings,
        days=days,
        change=_judged(days[0], latest, margin) if len(days) > 1 else None,
        step=_judged(days[-2], latest, margin) if len(days) > 1 else None,
        trend=_trend(days, margin),
    )


def _judged(before: Reading, after: Reading, margin: Decimal | None) -> Change:
    measure = after.measure
    return judge(
        before.value, after.value, measure.smallest_real_change, measure.higher_is_better, clinic_margin=margin
    )


def _trend(days: Sequence[Reading], margin: Decimal | None) -> Trend:
    measure, values = days[-1].measure, [reading.value for reading in days]
    return trend(values, measure.smallest_real_change, measure.higher_is_better, clinic_margin=margin)


def trend_words(found: Trend) -> str:
    """In one to three words what the results mean, the same on every page."""
    return {
        Word.TOO_FEW: _("First result"),
        Word.IMPROVED: _("Improved"),
        Word.PERHAPS_IMPROVED: _("Perhaps improved"),
        Word.NO_CLEAR_CHANGE: _("No clear change"),
        Word.PERHAPS_WORSE: _("Perhaps worse"),
        Word.WORSE: _("Worse"),
        Word.NO_THRESHOLD: _("No published threshold"),
    }[found.word]


def why_words(found: Trend) -> str:
    """How sure it is, in a few words for therapists; empty where there is nothing to add."""
    days = {"days": found.days, "needed": found.needed}
    if found.why is Why.IN_A_ROW:
        return _("%(days)s test days in a row") % days
    if found.why is Why.NOT_HELD:
        return _("change not held: repeat")
    return _("%(days)s of %(needed)s test days: repeat") % days if found.why is Why.REPEAT else ""


def taken_last(comparisons: Iterable[Comparison]) -> list[Comparison]:
    """Of each home test only the way in which it was measured last: what stands under one date is alike."""
    alike: dict[int, Comparison] = {}
    found = list(comparisons)
    for one in sorted(found, key=lambda one: one.latest.result.done_at):
        alike[one.home_test.pk] = one
    return [one for one in found if one.way == alike[one.home_test.pk].way]


def way_words(method: str, rhythm: str) -> str:
    """How something was measured, in a few words: by the phone, own rhythm."""
    words = WAYS[method] if method in WAYS else str(Method(method).label).lower()
    return f"{words}, {str(Rhythm(rhythm).label).lower()}" if rhythm else str(words)


def threshold_words(change: Change | None, unit: str) -> str:
    """Where the threshold comes from, in a sentence; empty for a first result."""
    if change is None:
        return ""
    if change.threshold_kind is ThresholdKind.NONE:
        return _("No study has measured how much this test varies.")
    amount = quantity(change.threshold, unit) if change.threshold is not None else ""
    chance = _("A change of up to %(amount)s can be chance.")
    if change.threshold_kind is ThresholdKind.CLINIC:
        chance = _("%(amount)s is your clinic's margin; no threshold is published.")
    sure = _("Improved or worse is said only when test days in a row lie beyond it.")
    return f"{chance % {'amount': amount}} {sure}"
