"""Figures on pages: a small one, the numbered stills, and the moving one. Each draws by its kept address."""

from functools import cache
from typing import Any, Final

from django import template
from django.forms import BoundField
from django.template import Context
from django.utils.safestring import mark_safe

from exercises.drawing import drawn
from exercises.figure_addresses import motion_of, stills_of, thumb_of

register = template.Library()

PERSON: Final = {"frames": [{"words": "Stand.", "body": {"y": 95}, "arms": {"swing": 8, "fold": 12}}]}
FACE: Final = "-34 -194 68 112"
"""The part of the drawing that shows hair, skin and clothes."""


@register.inclusion_tag("_components/figure_thumb.html")
def figure_thumb(content: Any, size: str = "", side: str = "") -> dict[str, Any]:
    """A small picture beside a name that says it all: the still that stands for the figure, or else the picture.

    `size` adds a class to the slot, such as "thumb--s". With the side "left" the other leg works: figures are drawn
    with the right one. Nothing where nothing is drawn or uploaded.
    """
    figure = content.figure_to_show
    picture = "" if figure else content.picture_url
    return {"figure": thumb_of(content.uuid, figure), "picture": picture, "size": size, "side": side}


@register.inclusion_tag("_components/figure_stills.html")
def figure_stills(content: Any) -> dict[str, Any]:
    """The numbered stills with their words; nothing where nothing is drawn."""
    return {"stills": stills_of(content.uuid, content.figure_to_show)}


@register.inclusion_tag("_components/figure_player.html")
def figure_player(content: Any) -> dict[str, Any]:
    """The moving figure with its button, where motion is welcome and scripts run; nothing where nothing is drawn."""
    figure = content.figure_to_show
    stills = stills_of(content.uuid, figure)
    if not stills:
        return {}
    first = stills[figure.get("thumb", 1) - 1]
    return {"first": first, "stills": stills, "motion": motion_of(content.uuid, figure)}


@register.inclusion_tag("_components/figure_looks.html", takes_context=True)
def look_tiles(context: Context, field: BoundField) -> dict[str, Any]:
    """A form with a tile for each look: the same person in each of them."""
    return {"field": field, "person": mark_safe(_person()), "csrf_token": context.get("csrf_token")}  # our own drawing


@cache
def _person() -> str:
    standing = drawn(PERSON)
    inside = standing.inside(1) if standing else ""
    return f'<svg hidden><symbol id="person" viewBox="{FACE}">{inside}</symbol></svg>'
