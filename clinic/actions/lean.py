"""The side difference of the knee-to-wall test, which is told to a therapist when it shows on two days."""

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal

from clinic.actions import attention
from clinic.models import Alert, Side, TestResult, TestValue
from clinic.rules.symmetry import LeanFlag, wall_lean_flag
from exercises.models import Measure

# Centimetres by tape only: degrees are a test of their own.
LEAN_KEY = "distance_cm"
ROWS = 40

Reading = tuple[datetime.date, Decimal, Decimal]


def alert_of_sides(result: TestResult, values: Iterable[tuple[Measure, Decimal]]) -> None:
    """Raises one alert at a time for a runner; it stands until a therapist settles it."""
    measure = next((one for one, _value in values if one.key == LEAN_KEY), None)
    if measure is None or result.practice or not result.side:
        return
    readings = list(_readings(result, measure))
    if not readings or readings[-1][0] != result.local_date or wall_lean_flag(readings) is not LeanFlag.TELL:
        return
    if Alert.objects.standing().filter(runner=result.runner, kind=Alert.Kind.SIDE_DIFFERENCE).exists():
        return
    _day, left, right = readings[-1]
    facts = {"left": str(left), "right": str(right), "unit": measure.unit, "result": str(result.uuid)}
    attention.raise_alert(Alert.Kind.SIDE_DIFFERENCE, runner=result.runner, facts=facts, episode=result.episode)


def _readings(result: TestResult, measure: Measure) -> Iterator[Reading]:
    """The last left and right of each day that has both, oldest day first."""
    rows = TestValue.objects.filter(
        measure=measure, result__runner=result.runner, result__voided_at__isnull=True, result__practice=False
    ).order_by("-result__done_at")
    days: dict[datetime.date, dict[str, Decimal]] = {}
    for day, side, value in rows.values_list("result__local_date", "result__side", "value")[:ROWS]:
        days.setdefault(day, {}).setdefault(side, value)
    for day in sorted(days):
        if len(days[day]) == len(Side):
            yield day, days[day][Side.LEFT], days[day][Side.RIGHT]
