"""One home test over time: left and right, the goal, and the band that may be chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from clinic.reports.charts import svg
from clinic.reports.charts.marks import TEXT, Point, Series, chance_band, dots, grid, trace
from clinic.reports.charts.scale import Days, Values, apart, ticks_for
from exercises.quantities import quantity

PHONE, HALF, DESK = 350.0, 560.0, 816.0
LABEL_HEIGHT = 17.0


@dataclass(frozen=True, slots=True)
class Band:
    """The latest first reading that a change is judged from, and the threshold in the unit of the measure."""

    since: Point
    threshold: float


def sides_chart(
    series: Sequence[Series],
    *,
    key: str,
    title: str,
    unit: str,
    goal: float | None = None,
    bands: Sequence[Band] = (),
    width: float = PHONE,
    height: float = 236.0,
) -> SafeString:
    """The chart as SVG; an empty string without any point. `key` makes its ids unique on the page."""
    drawn = [one for one in series if one.points]
    if not drawn:
        return SafeString("")
    days, values, ticks = _scales(drawn, goal, bands, width, height)
    body = [
        grid(values, ticks, days.left, days.right, goal),
        *(chance_band(days, values, band.since, band.threshold, days.last) for band in bands),
        _day_labels(drawn, days, height),
        *(trace(one, days, values) for one in drawn),
        *(dots(one, days, values) for one in drawn),
        _end_labels(drawn, values, days, unit),
    ]
    return svg.picture(width, height, title, describe(drawn, unit), body, key)


def _scales(
    series: Sequence[Series], goal: float | None, bands: Sequence[Band], width: float, height: float
) -> tuple[Days, Values, list[float]]:
    points = list(chain.from_iterable(one.points for one in series))
    edges = [band.since.value + band.threshold for band in bands]
    ticks = ticks_for([point.value for point in points], [goal or 0.0, *edges])
    days = Days(min(point.day for point in points), max(point.day for point in points), 34.0, width - 76.0)
    return days, Values(ticks[0], ticks[-1], height - 28.0, 14.0), ticks


def _day_labels(series: Sequence[Series], days: Days, height: float) -> str:
    shown = days.thinned([point.day for one in series for point in one.points])
    return "".join(svg.words(days.x(day), height - 6, short_day(day), anchor="middle") for day in shown)


def _end_labels(series: Sequence[Series], values: Values, days: Days, unit: str) -> str:
    wanted = [values.y(one.points[-1].value) + 4.5 for one in series]
    places = apart(wanted, LABEL_HEIGHT, values.top + 4.5, values.bottom + 4.5)
    return "".join(
        svg.words(days.right + 12, y, f"{one.label} {quantity(one.points[-1].value)}".strip(), TEXT[one.side])
        for one, y in zip(series, places, strict=True)
    )


def short_day(day: date) -> str:
    """26 Nov."""
    return formats.date_format(day, "j M")


def describe(series: Sequence[Series], unit: str) -> str:
    """The same numbers in a sentence, for those who do not see the picture."""
    sentences = [
        _("%(label)s: %(values)s %(unit)s.")
        % {
            "label": one.label or _("Values"),
            "values": ", ".join(quantity(point.value) for point in one.points),
            "unit": unit,
        }
        for one in series
    ]
    first = min(one.points[0].day for one in series)
    last = max(one.points[-1].day for one in series)
    span = _("From %(first)s to %(last)s.") % {"first": short_day(first), "last": short_day(last)}
    return " ".join([*sentences, span])
