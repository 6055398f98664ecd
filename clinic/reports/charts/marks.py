"""The marks of a chart. Left and right differ by colour, shape, dash and word; pain by shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from clinic.reports.charts import svg
from clinic.reports.charts.scale import Days, Values
from exercises.quantities import quantity

DISC, SQUARE = 6.0, 9.0


@dataclass(frozen=True, slots=True)
class Point:
    day: date
    value: float


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one side (side 'left' or 'right') or of none (''), oldest first, with its word at the line's end.

    Practice stands in the picture and in no line: it is never compared.
    """

    side: str
    label: str
    points: Sequence[Point]
    practice: Sequence[Point] = ()


LINE = {"left": "line s-l", "right": "line s-r", "": "line s-n"}
EDGE = {"left": "edge e-l", "right": "edge e-r", "": "edge"}
OPEN = {"left": "p-l", "right": "p-r", "": "p-n"}
TEXT = {"left": "t-l", "right": "t-r", "": "t-strong"}


def trace(series: Series, days: Days, values: Values) -> str:
    """The line of a series."""
    return svg.line(((days.x(point.day), values.y(point.value)) for point in series.points), LINE[series.side])


def dots(series: Series, days: Days, values: Values, *, small: bool = False) -> str:
    """Its marks: a disc for left, a square for right, a small disc where there is no side."""
    return "".join(_dot(series.side, days.x(point.day), values.y(point.value), small) for point in series.points)


def _dot(side: str, x: float, y: float, small: bool) -> str:
    size = 0.65 if small else 1.0
    if side == "right":
        half = SQUARE * size / 2
        return svg.tag("rect", class_="d-r", x=x - half, y=y - half, width=SQUARE * size, height=SQUARE * size)
    return svg.tag("circle", class_="d-l" if side else "d-n", cx=x, cy=y, r=DISC * size if side else 4.5 * size)


def practice_dots(series: Series, days: Days, values: Values) -> str:
    """The marks of practice: as the others, but open and dotted."""
    return "".join(_open_dot(series.side, days.x(point.day), values.y(point.value)) for point in series.practice)


def _open_dot(side: str, x: float, y: float) -> str:
    if side == "right":
        half = SQUARE / 2
        return svg.tag("rect", class_=OPEN[side], x=x - half, y=y - half, width=SQUARE, height=SQUARE)
    return svg.tag("circle", class_=OPEN[side], cx=x, cy=y, r=DISC - 1)


def pain_mark(pain: int, x: float, y: float) -> str:
    """Go 0 to 2 a disc, hold 3 to 5 a diamond, stop above 5 a square."""
    if pain <= 2:
        return svg.tag("circle", class_="go", cx=x, cy=y, r=3.5)
    if pain <= 5:
        return svg.tag("path", class_="hold", d=f"M{svg.number(x)} {svg.number(y - 5)}l5 5l-5 5l-5-5z")
    return svg.tag("rect", class_="stop", x=x - 4, y=y - 4, width=8.0, height=8.0)


def grid(values: Values, ticks: Sequence[float], left: float, right: float, goal: float | None = None) -> str:
    """Horizontal lines with their numbers; the goal dotted."""
    parts = []
    for tick in ticks:
        y = values.y(tick)
        parts.append(svg.rule(left, y, right, y, "goal" if goal is not None and tick == goal else "grid"))
        parts.append(svg.words(left - 7, y + 4.5, quantity(tick), anchor="end"))
    if goal is not None and goal not in ticks:
        parts.append(svg.rule(left, values.y(goal), right, values.y(goal), "goal"))
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Band:
    """The first reading of a side, that a change is judged from, and the threshold in the unit of the measure."""

    since: Point
    threshold: float
    side: str = ""


def chance_band(band: Band, days: Days, values: Values, until: date) -> str:
    """The grey band around a reading: what lies inside may be chance. Its edges tell whose it is."""
    left, right = days.x(band.since.day), days.x(until)
    top, bottom = values.y(band.since.value + band.threshold), values.y(band.since.value - band.threshold)
    edges = "".join(svg.rule(left, y, max(right, left + 1), y, EDGE[band.side]) for y in (top, bottom))
    box = svg.tag("rect", class_="band", x=left, y=top, width=max(right - left, 1), height=max(bottom - top, 1))
    return box + edges
