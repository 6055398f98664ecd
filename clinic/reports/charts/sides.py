"""One home test over time: left and right, the goal, and the band that may be chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from clinic.reports.charts import svg
from clinic.reports.charts.marks import TEXT, Band, Point, Series, chance_band, dots, grid, practice_dots, trace
from clinic.reports.charts.scale import Days, Values, apart, ticks_for
from exercises.quantities import quantity

PHONE, HALF, DESK = 350.0, 560.0, 816.0
LABEL_HEIGHT = 17.0
TOP, LETTER = 14.0, 6.6


@dataclass(frozen=True, slots=True)
class Stripe:
    """The time of one revision of the routine, behind the lines; until None: to the end."""

    revision: int
    since: date
    until: date | None = None


def sides_chart(
    series: Sequence[Series],
    *,
    key: str,
    title: str,
    unit: str,
    goal: float | None = None,
    bands: Sequence[Band] = (),
    stripes: Sequence[Stripe] = (),
    width: float = PHONE,
    height: float = 236.0,
) -> SafeString:
    """The chart as SVG; an empty string without any point. `key` makes its ids unique on the page."""
    if not any(one.points for one in series):
        return SafeString("")
    drawn = [one for one in series if one.points or one.practice]
    days, values, ticks = _scales(drawn, goal, bands, width, height - (LABEL_HEIGHT if stripes else 0))
    body = [
        grid(values, ticks, days.left, days.right, goal),
        *(chance_band(band, days, values, days.last) for band in bands),
        _day_labels(drawn, days, values.bottom + 22),
        *(trace(one, days, values) for one in drawn),
        *(practice_dots(one, days, values) for one in drawn),
        *(dots(one, days, values) for one in drawn),
        _end_labels([one for one in drawn if one.points], values, days),
    ]
    behind = "".join(_stripe(stripe, days, values.bottom, height) for stripe in stripes)
    return svg.picture(width, height, title, describe(drawn, unit), [behind, *body], key)


def _scales(
    series: Sequence[Series], goal: float | None, bands: Sequence[Band], width: float, height: float
) -> tuple[Days, Values, list[float]]:
    points = [*chain.from_iterable([*one.points, *one.practice] for one in series)]
    edges = [band.since.value + band.threshold for band in bands]
    ticks = ticks_for([point.value for point in points], [goal or 0.0, *edges])
    days = Days(min(point.day for point in points), max(point.day for point in points), 34.0, width - 76.0)
    return days, Values(ticks[0], ticks[-1], height - 28.0, TOP), ticks


def _stripe(stripe: Stripe, days: Days, bottom: float, height: float) -> str:
    """Every other routine on a tinted ground, named at its foot where there is room."""
    until = days.last if stripe.until is None else stripe.until
    left, right = days.x(stripe.since), days.x(until)
    if right <= left or stripe.since >= days.last or until <= days.first:
        return ""
    ground = {"x": left, "y": 0.0, "width": right - left, "height": height}
    parts = [svg.tag("rect", class_="band-2", **ground) if stripe.revision % 2 else ""]
    for name in (_("Routine %(revision)d") % {"revision": stripe.revision}, str(stripe.revision)):
        if len(name) * LETTER + 4 <= right - left:
            return "".join([*parts, svg.words((left + right) / 2, height - 5, name, "t-faint", "middle")])
    return "".join(parts)


def _day_labels(series: Sequence[Series], days: Days, y: float) -> str:
    shown = days.thinned([point.day for one in series for point in [*one.points, *one.practice]])
    return "".join(svg.words(days.x(day), y, short_day(day), anchor="middle") for day in shown)


def _end_labels(series: Sequence[Series], values: Values, days: Days) -> str:
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
    measured = [one for one in series if one.points]
    sentences = [_values_said(_("%(label)s: %(values)s %(unit)s."), one, one.points, unit) for one in measured]
    sentences += [
        _values_said(_("%(label)s, practice: %(values)s %(unit)s."), one, one.practice, unit)
        for one in series
        if one.practice
    ]
    first = min(one.points[0].day for one in measured)
    last = max(one.points[-1].day for one in measured)
    span = _("From %(first)s to %(last)s.") % {"first": short_day(first), "last": short_day(last)}
    return " ".join([*sentences, span])


def _values_said(words: str, one: Series, points: Sequence[Point], unit: str) -> str:
    values = ", ".join(quantity(point.value) for point in points)
    return words % {"label": one.label or _("Values"), "values": values, "unit": unit}
