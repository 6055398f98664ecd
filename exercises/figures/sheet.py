"""Contact sheets: every still of many figures on one page, in light, dark and print, to look at them with care."""

from collections.abc import Mapping
from html import escape
from typing import Final

from exercises.figures.draw import box, number, still
from exercises.figures.motion import moments
from exercises.figures.paint import PRINT, SCREEN, Colours, painted
from exercises.figures.scene import Figure, Keyframe

FILM: Final = 12
"""Pictures of a film strip: enough to see a limb go the wrong way."""

LAYOUT: Final = """
body { margin: 0; font: 15px/1.4 system-ui, sans-serif; background: #fffefa; color: #14211f; }
section { padding: 8px 16px; break-inside: avoid; }
h2 { margin: 8px 0 4px; font-size: 17px; }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: end; }
figure { margin: 0; max-width: 320px; }
.stills svg { height: 240px; max-width: 320px; }
.small svg { height: 96px; max-width: 130px; }
.film svg { height: 96px; max-width: 150px; }
svg { background: #ebe8db; border-radius: 8px; }
.dark { color-scheme: dark; }
.dark svg { background: #a9b8af; }
.print svg { background: #fff; }
"""


def sheet(figures: Mapping[str, Figure], look: str) -> str:
    """One HTML page of these figures by name; `look` is the style sheet of figures."""
    scopes = "".join(
        f'<div class="{scope} fig">{"".join(_section(name, figure, colours) for name, figure in figures.items())}</div>'
        for scope, colours in (("light", SCREEN), ("dark", SCREEN), ("print", PRINT))
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Contact sheet</title>'
        f"<style>{LAYOUT}{look}</style>{scopes}</html>"
    )


def _section(name: str, figure: Figure, colours: Colours) -> str:
    stills = [frame for frame in figure.frames if frame.words]
    big = "".join(
        f"<figure>{_picture(figure, frame, colours)}<figcaption>{place}. {escape(frame.words)}</figcaption></figure>"
        for place, frame in enumerate(stills, start=1)
    )
    small = _picture(figure, stills[figure.thumb - 1], colours)
    film = list(moments(figure))
    shown = film[:: max(1, len(film) // FILM)]
    strip = "".join(_picture(figure, Keyframe(pose), colours) for _seconds, pose in shown)
    return (
        f'<section><h2>{escape(name)}</h2><div class="row"><div class="row stills">{big}</div>'
        f'<div class="small">{small}</div></div><div class="row film">{strip}</div></section>'
    )


def _picture(figure: Figure, frame: Keyframe, colours: Colours) -> str:
    view_box = box(figure)
    inside = painted(still(figure, frame, view_box), colours)
    return f'<svg viewBox="{" ".join(map(number, view_box))}">{inside}</svg>'
