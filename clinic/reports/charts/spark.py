"""A small line without axes: pain by week."""

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from clinic.reports.charts import svg

WIDTH, HEIGHT = 96.0, 28.0


def spark(values: Sequence[int | None], *, low: int = 0, high: int = 10) -> SafeString:
    """Ratings by week, oldest first, None where there was none; an empty string without any."""
    known = [(index, value) for index, value in enumerate(values) if value is not None]
    if not known:
        return SafeString("")
    step = (WIDTH - 6) / max(len(values) - 1, 1)
    points = [(3 + index * step, 25.5 - (value - low) / (high - low) * 22) for index, value in known]
    label = _("Worst pain by week: %(values)s") % {"values": ", ".join("–" if v is None else str(v) for v in values)}
    body = (
        svg.rule(3, 25.5, 93, 25.5, "grid")
        + svg.line(points, "line s-n")
        + svg.tag("circle", class_="d-n", cx=points[-1][0], cy=points[-1][1], r=4.0)
    )
    return mark_safe(  # safe: numbers only, and the label went through tag()
        svg.tag("svg", body, class_="chart spark", viewBox="0 0 96 28", role="img", aria_label=label)
    )
