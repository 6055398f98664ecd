"""SVG as text: escaped, classed, never styled, so that it fits a strict content security policy."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe


def number(value: float) -> str:
    """At most one decimal, without a trailing zero."""
    return f"{value:.1f}".removesuffix(".0")


def tag(name: str, content: str = "", /, **attributes: str | float | None) -> str:
    """One element. `class_` becomes class, underscores become dashes, None leaves an attribute out."""
    parts = [
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    ]
    return f"<{name}{''.join(parts)}>{content}</{name}>" if content else f"<{name}{''.join(parts)}/>"


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else number(value)


def words(x: float, y: float, text: str, class_: str | None = None, anchor: str | None = None) -> str:
    return tag("text", escape(text), x=x, y=y, class_=class_, text_anchor=anchor)


def line(points: Iterable[tuple[float, float]], class_: str) -> str:
    """A path through the points; nothing for fewer than two."""
    path = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return tag("path", d=f"M{path}", class_=class_) if "L" in path else ""


def rule(x1: float, y1: float, x2: float, y2: float, class_: str) -> str:
    return tag("path", d=f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}", class_=class_)


def picture(
    width: float, height: float, title: str, description: str, body: Iterable[str], key: str, extra: str = ""
) -> SafeString:
    """The whole picture. The view box has the size it is shown at, so that text stays 13 px."""
    head = tag("title", escape(title), id=f"{key}-t") + tag("desc", escape(description), id=f"{key}-d")
    svg = tag(
        "svg",
        head + "".join(body),
        class_="chart",
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="img",
        aria_labelledby=f"{key}-t {key}-d",
    )
    return mark_safe(svg)  # safe: every text went through escape() above
