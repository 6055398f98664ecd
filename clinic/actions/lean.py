"""The side difference of the knee-to-wall test, which is told to a therapist when it shows on two days."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.actions import attention
from clinic.models import Alert, Method, Side, TestResult, TestValue
from clinic.rules.symmetry import LeanFlag, wall_lean_flag

# Centimetres by tape only: degrees are a test of their own, and no limit for their sides is published.
LEAN_KEY = "distance_cm"
LEAN_UNIT = "cm"
ROWS = 40
TEST_DAYS = 2

Reading = tuple[datetime.date, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class _Sides:
    """Left and right of each test day that has both, oldest first, and the alert that stands by its primary key."""

    readings: Sequence[Reading]
    alert: int | None

    def tell(self, day: datetime.date) -> bool:
        """Whether the last two test days tell, and this is one of them: what was done later may arrive first."""
        lately = {on for on, _left, _right in self.readings[-TEST_DAYS:]}
        return day in lately and wall_lean_flag(self.readings) is LeanFlag.TELL

    def facts(self, result: TestResult) -> dict[str, str]:
        day, left, right = self.readings[-1]
        numbers = {"left": str(left), "right": str(right), "unit": LEAN_UNIT}
        return {**numbers, "day": day.isoformat(), "result": str(result.uuid)}


def alert_of_sides(result: TestResult, *, by: Any) -> None:
    """After a result was recorded or corrected: raises one alert at a time for a runner, or puts right what it says.

    It stands until a therapist settles it, or until the results that raised it say otherwise. Practice never counts.
    """
    old = result.replaces
    if not _is_of_sides(result) and (old is None or not _is_of_sides(old)):
        return
    sides = _sides_beside(result)
    if old is not None:
        _follow(result, sides, by=by, note=_("The result was corrected."))
    if sides.alert is None and not result.practice and sides.tell(result.local_date):
        facts = sides.facts(result)
        attention.raise_alert(Alert.Kind.SIDE_DIFFERENCE, runner=result.runner, facts=facts, episode=result.episode)


def follow_undo(result: TestResult, *, by: Any) -> None:
    """After a result was taken back: an alert that it raised is settled once the rest no longer says so."""
    if _is_of_sides(result):
        _follow(result, _sides_beside(result), by=by, note=_("The result was taken back."))


def _follow(result: TestResult, sides: _Sides, *, by: Any, note: str) -> None:
    """Settles or rewrites the alert that stands, if results of this day have raised it."""
    if sides.alert is None:
        return
    alert = Alert.objects.filter(pk=sides.alert, facts__day=result.local_date.isoformat()).first()
    if alert is None:
        return
    if sides.tell(result.local_date):
        alert.facts = sides.facts(result)
    else:
        alert.settled_at, alert.settled_by, alert.settle_note = timezone.now(), by, note
    alert.save(update_fields=["facts", "settled_at", "settled_by", "settle_note"])


def _is_of_sides(result: TestResult) -> bool:
    return bool(result.side) and result.method == Method.TAPE


def _sides_beside(result: TestResult) -> _Sides:
    """All that stands of this test of the runner, and the alert with it: one query."""
    standing = Alert.objects.standing().filter(runner=result.runner, kind=Alert.Kind.SIDE_DIFFERENCE)
    rows = TestValue.objects.filter(
        measure__key=LEAN_KEY,
        result__home_test=result.home_test_id,
        result__runner=result.runner,
        result__method=Method.TAPE,
        result__voided_at__isnull=True,
        result__practice=False,
    ).annotate(alert=Subquery(standing.values("pk")[:1]))
    ordered = rows.order_by("-result__done_at", "-result__pk")
    found = ordered.values_list("result__local_date", "result__side", "value", "alert")[:ROWS]
    return _Sides(list(_by_day(found)), next((alert for *_value, alert in found), None))


def _by_day(found: Iterable[tuple[datetime.date, str, Decimal, int | None]]) -> Iterator[Reading]:
    """The last left and right of each day that has both, oldest day first. The newest rows come first."""
    days: dict[datetime.date, dict[str, Decimal]] = {}
    for day, side, value, _alert in found:
        days.setdefault(day, {}).setdefault(side, value)
    for day in sorted(days):
        if len(days[day]) == len(Side):
            yield day, days[day][Side.LEFT], days[day][Side.RIGHT]
