"""What the phone felt in a hop test: the acceleration along the vertical with each hop, and the rhythm below it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic.reports.charts import svg
from clinic.reports.charts.scale import Values, round_ticks
from exercises.quantities import quantity

LEFT, RIGHT_MARGIN, TOP, FOOT = 34.0, 12.0, 40.0, 28.0
TRACE_HEIGHT, CADENCE_HEIGHT = 250.0, 132.0
FULL_TIME_S, TICK_S = 30.0, 5
HOP_MARK, LETTER = 8.0, 7.0
ROLLING = 5

Span = tuple[float, float]
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class HopTrace:
    """Samples in the order of time, in seconds and g; landings, pauses, holes and the stop on the same clock.

    A hole reaches from one sample to the next.
    """

    t: Sequence[float]
    g: Sequence[float]
    hops: Sequence[float] = ()
    pauses: Sequence[Span] = ()
    gaps: Sequence[Span] = ()
    stopped_at: float | None = None

    @property
    def end(self) -> float:
        """The time that is shown: 30 s, or up to a later sample."""
        return max(FULL_TIME_S, self.t[-1])


@dataclass(frozen=True, slots=True)
class Seconds:
    """The time axis of both pictures."""

    end: float
    left: float
    right: float

    def x(self, second: float) -> float:
        return self.left + min(max(second / self.end, 0.0), 1.0) * (self.right - self.left)


def trace_chart(trace: HopTrace, *, key: str, width: float) -> SafeString:
    """The samples over time as SVG; empty without samples. Drawn by the least and greatest of each column of pixels."""
    if not trace.t:
        return SafeString("")
    axis = Seconds(trace.end, LEFT, width - RIGHT_MARGIN)
    ticks = round_ticks(min(0.0, *trace.g), max(1.0, *trace.g), wanted=4)
    values = Values(ticks[0], ticks[-1], TRACE_HEIGHT - FOOT, TOP)
    body = [
        *_pauses(trace, axis, values, named=True),
        *(_hole(gap, axis, values) for gap in trace.gaps),
        *_levels(ticks, axis, values),
        _seconds(axis, TRACE_HEIGHT),
        *(svg.line(piece, "line fine") for piece in pieces(trace, axis, values)),
        _hop_marks(trace.hops, axis),
        _stop(trace.stopped_at, axis, values, named=True),
    ]
    return svg.picture(width, TRACE_HEIGHT, _("Acceleration along the vertical"), describe(trace), body, key)


def cadence_chart(trace: HopTrace, *, key: str, width: float) -> SafeString:
    """Hops a second over time, each point over five landings in a row; empty with fewer."""
    runs = [cadences(run) for run in hopping(trace)]
    points = [point for run in runs for point in run]
    if not points:
        return SafeString("")
    axis = Seconds(trace.end, LEFT, width - RIGHT_MARGIN)
    ticks = round_ticks(0.0, max(rate for _second, rate in points))
    values = Values(0.0, ticks[-1], CADENCE_HEIGHT - FOOT, 12.0)
    body = [
        *_pauses(trace, axis, values, named=False),
        *_levels(ticks, axis, values),
        _seconds(axis, CADENCE_HEIGHT),
        *(svg.line([(axis.x(second), values.y(rate)) for second, rate in run], "line s-n") for run in runs),
        _stop(trace.stopped_at, axis, values),
    ]
    return svg.picture(width, CADENCE_HEIGHT, _("Hops a second"), _rates_said(points), body, key)


def hopping(trace: HopTrace) -> Iterator[list[float]]:
    """The landings in a row, cut where a pause lies between two."""
    run: list[float] = []
    for landing in trace.hops:
        if run and any(run[-1] < (since + until) / 2 < landing for since, until in trace.pauses):
            yield run
            run = []
        run.append(landing)
    yield run


def cadences(landings: Sequence[float]) -> list[Place]:
    """The middle of each five landings in a row, and their hops a second."""
    fives = zip(landings, landings[ROLLING - 1 :], strict=False)
    return [((first + last) / 2, (ROLLING - 1) / (last - first)) for first, last in fives if last > first]


def pieces(trace: HopTrace, axis: Seconds, values: Values) -> Iterator[list[Place]]:
    """The line as it is drawn, cut at each hole: at most a least and a greatest value for each column of pixels."""
    starts = {until for _since, until in trace.gaps}
    column: list[Place] = []
    piece: list[Place] = []
    for second, g in zip(trace.t, trace.g, strict=True):
        place = (axis.x(second), values.y(g))
        if second in starts:
            yield piece + _edges(column)
            column, piece = [], []
        elif column and int(place[0]) != int(column[0][0]):
            piece += _edges(column)
            column = []
        column.append(place)
    yield piece + _edges(column)


def _edges(column: Sequence[Place]) -> list[Place]:
    """The highest and the lowest of a column, in the order of time."""
    if len(column) < 3:
        return list(column)
    return sorted({min(column, key=_height), max(column, key=_height)})


def _height(place: Place) -> float:
    return place[1]


def _levels(ticks: Sequence[float], axis: Seconds, values: Values) -> Iterator[str]:
    for tick in ticks:
        y = values.y(tick)
        yield svg.rule(axis.left, y, axis.right, y, "grid")
        yield svg.words(axis.left - 7, y + 4.5, quantity(tick), anchor="end")


def _seconds(axis: Seconds, height: float) -> str:
    """0, 5, 10 … below, the last with its unit."""
    whole = range(0, int(axis.end) + 1, TICK_S if axis.end <= 2 * FULL_TIME_S else 4 * TICK_S)
    words = [svg.words(axis.x(one), height - 8, str(one), anchor="middle") for one in whole[:-1]]
    last = svg.words(axis.x(whole[-1]) + 8, height - 8, quantity(whole[-1], "s"), anchor="end")
    return "".join([*words, last])


def _hop_marks(hops: Sequence[float], axis: Seconds) -> str:
    """A stroke for each landing above the plot, the tenth, twentieth … with its number."""
    if not hops:
        return ""
    top, bottom = svg.number(TOP - HOP_MARK - 4), svg.number(TOP - 4)
    strokes = "".join(f"M{x} {top}L{x} {bottom}" for x in (svg.number(axis.x(landing)) for landing in hops))
    every = 10 if axis.right - axis.left > 500 else 20
    named = range(every, len(hops) + 1, every)
    numbers = (svg.words(axis.x(hops[one - 1]), TOP - HOP_MARK - 9, str(one), anchor="middle") for one in named)
    return svg.tag("path", d=strokes, class_="hop") + "".join(numbers)


def _pauses(trace: HopTrace, axis: Seconds, values: Values, *, named: bool) -> Iterator[str]:
    height = values.bottom - values.top
    for since, until in trace.pauses:
        left, right = axis.x(since), axis.x(until)
        yield svg.tag("rect", class_="band", x=left, y=values.top, width=right - left, height=height)
        for words in [_("pause, %(time)s") % {"time": _time(until - since)}, _("pause")] if named else []:
            if len(words) * LETTER <= right - left:
                yield svg.words((left + right) / 2, values.top + 16, words, "t-strong", "middle")
                break


def _hole(gap: Span, axis: Seconds, values: Values) -> str:
    """A strip at the foot of the plot where samples are missing, at least as wide as is seen."""
    left, right = axis.x(gap[0]), axis.x(gap[1])
    return svg.tag("rect", class_="hole", x=left, y=values.bottom - 6, width=max(right - left, 1.5), height=6.0)


def _stop(second: float | None, axis: Seconds, values: Values, *, named: bool = False) -> str:
    if second is None:
        return ""
    x = axis.x(second)
    line = svg.rule(x, values.top, x, values.bottom, "now")
    room = axis.right - x
    words = _("stopped at %(time)s") % {"time": _time(second)}
    anchor, aside = ("start", 6) if len(words) * LETTER <= room else ("end", -6)
    return line + (svg.words(x + aside, values.bottom - 10, words, "t-strong", anchor) if named else "")


def _time(seconds: float) -> str:
    return quantity(round(seconds, 1), "s")


def describe(trace: HopTrace) -> str:
    """The picture in sentences, for those who do not see it."""
    spans = [f"{_time(since)} – {_time(until)}" for since, until in trace.pauses]
    count = len(trace.hops)
    said = [ngettext("%(count)d hop marked.", "%(count)d hops marked.", count) % {"count": count}]
    if spans:
        said.append(_("Pauses: %(spans)s.") % {"spans": ", ".join(spans)})
    if trace.stopped_at is not None:
        said.append(_("Stopped at %(time)s.") % {"time": _time(trace.stopped_at)})
    if holes := len(trace.gaps):
        words = ngettext("Samples are missing at %(count)d place.", "Samples are missing at %(count)d places.", holes)
        said.append(words % {"count": holes})
    return " ".join([_("From 0 to %(time)s, in g.") % {"time": _time(trace.end)}, *said])


def _rates_said(points: Iterable[Place]) -> str:
    rates = [rate for _second, rate in points]
    words = {"first": quantity(round(rates[0], 2)), "last": quantity(round(rates[-1], 2))}
    words |= {"low": quantity(round(min(rates), 2)), "high": quantity(round(max(rates), 2))}
    return _("First %(first)s, last %(last)s, lowest %(low)s, highest %(high)s.") % words


def intervals(hops: Sequence[float]) -> list[float | None]:
    """The time since the landing before, in seconds; None for the first."""
    return [None, *(after - before for before, after in pairwise(hops))][: len(hops)]
