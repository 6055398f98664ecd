"""Tags and filters of every page: icons, numbers with units, words for states, the look that a person chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.core.paginator import Page
from django.template import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.quantities import quantity, signed
from exercises.units import in_units
from portal.templatetags.icon_paths import ICON_PATHS

register = template.Library()

THEMES = ("light", "dark")

STATE_WORDS: Mapping[str, Any] = {
    "done": gettext_lazy("Done"),
    "partly": gettext_lazy("Partly done"),
    "due": gettext_lazy("To do"),
    "open": gettext_lazy("Free to do"),
    "rest": gettext_lazy("Rest day, kept"),
    "planned": gettext_lazy("Planned"),
    "missed": gettext_lazy("Not done"),
    "paused": gettext_lazy("Paused"),
    "outside": gettext_lazy("Not in the plan"),
}
ALERT_KINDS = {"success": "good", "warning": "warn", "error": "stop", "info": "note", "debug": "note"}


@cache
def _drawing(name: str, css: str) -> SafeString:
    markup = f'<svg class="{css}" viewBox="0 0 24 24" aria-hidden="true">{ICON_PATHS[name]}</svg>'
    return mark_safe(markup)  # our own drawings and class names, nothing typed by a person


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """The drawing of that name as inline SVG, hidden from screen readers: put a word beside it.

    ``size`` is "" or "s" (as high as the letters) or "fill" (solid). An unknown name raises KeyError.
    """
    return _drawing(name, f"icon icon--{size}" if size else "icon")


@register.simple_tag(takes_context=True)
def theme(context: Context) -> str:
    """The look that the person chose with the switch: "light", "dark", or "" for what the device says."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme", "") if request is not None else context.get("theme", "")
    return chosen if chosen in THEMES else ""


@register.simple_tag
def classes(*always: str, **when: object) -> str:
    """CSS classes: each plain word, then each keyword whose value is true.

    An underscore in a keyword stands for a hyphen: ``{% classes "btn" btn__main=big %}`` gives "btn btn--main".
    """
    chosen = [name.replace("_", "-") for name, wanted in when.items() if wanted]
    return " ".join([name for name in always if name] + chosen)


@register.filter
def initials(name: str) -> str:
    """At most two capitals for an avatar: "Mara Lindqvist" gives "ML"; an empty name gives "?"."""
    words = [word for word in str(name).replace("-", " ").split() if word[0].isalnum()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[0] for word in words]
    return "".join(letters).upper() or "?"


@register.filter
def lines(text: str) -> list[str]:
    """The lines of a text that hold something, each trimmed."""
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]


register.filter("quantity", quantity)
register.filter("signed", signed)
register.filter("in_units", in_units)


def _zone(zone: object) -> tzinfo | None:
    return ZoneInfo(zone) if isinstance(zone, str) and zone else zone if isinstance(zone, tzinfo) else None


@register.filter
def local_time(moment: datetime | None, zone: object = None) -> str:
    """A moment in words on the clock of ``zone`` (a name, a tzinfo, or the zone in force).

    "today 07:12" on the same day, "26 Nov, 07:12" in the same year, else with the year. The zone is named where it
    is nobody's own: for who works nowhere and runs nowhere.
    """
    if moment is None:
        return ""
    there = timezone.localtime(moment, _zone(zone))
    now = timezone.localtime(timezone.now(), _zone(zone))
    own = zone or timezone.get_current_timezone_name() != timezone.get_default_timezone_name()
    clock = date_format(there, "H:i" if own else "H:i e")
    if there.date() == now.date():
        return _("today %(clock)s") % {"clock": clock}
    return f"{date_format(there, 'j M' if there.year == now.year else 'j M Y')}, {clock}"


@register.filter
def state_word(state: str) -> str:
    """What a reader hears for a day of the week strip; an unknown state raises KeyError."""
    return str(STATE_WORDS[str(state)])


@register.filter
def alert_kind(tags: str) -> str:
    """The kind of alert for the tags of a Django message: good, warn, stop or note."""
    return next((ALERT_KINDS[tag] for tag in str(tags).split() if tag in ALERT_KINDS), "note")


@register.filter
def page_numbers(page: Page) -> Iterable[int | str]:
    """The page numbers to show, with "…" where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def times(count: int) -> range:
    """1 to ``count``, to draw that many marks."""
    return range(1, int(count) + 1)


@register.simple_tag
def arc(share: float, radius: float = 44) -> SafeString:
    """The attribute ``stroke-dasharray`` for that share (0 to 1) of a ring with that radius."""
    length = 2 * 3.14159265 * radius
    drawn = max(0.0, min(1.0, float(share))) * length
    return format_html('stroke-dasharray="{} {}"', f"{drawn:.1f}", f"{length:.1f}")
