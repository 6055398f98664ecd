"""Contact sheets: every still of many figures on one page, in light, dark and print, to look at them with care."""

from collections.abc import Mapping
from html import escape
from typing import Final

from exercises.figures.draw import svg
from exercises.figures.motion import moments
from exercises.figures.scene import Figure, Keyframe

FILM: Final = 12
"""Pictures of a film strip: enough to see a limb go the wrong way."""

LAYOUT: Final = """
body { margin: 0; font: 15px/1.4 system-ui, sans-serif; background: #fffefa; color: #14211f; }
section { padding: 8px 16px; break-inside: avoid; }
h2 { margin: 8px 0 4px; font-size: 17px; }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: end; }
figure { margin: 0; max-width: 320px; }
.stills svg { height: 240px; max-width: 420px; }
.small svg { height: 96px; max-width: 130px; }
.film svg { height: 96px; max-width: 150px; }
"""


def sheet(figures: Mapping[str, Figure], look: str) -> str:
    """One HTML page of these figures by name; `look` is the style sheet of figures."""
    parts = "".join(_section(name, figure) for name, figure in figures.items())
    scopes = "".join(f'<div class="{scope}">{parts}</div>' for scope in ("", "fig-dark", "fig-print"))
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Contact sheet</title>'
        f"<style>{LAYOUT}{look}</style>{scopes}</html>"
    )


def _section(name: str, figure: Figure) -> str:
    stills = [frame for frame in figure.frames if frame.words]
    big = "".join(
        f"<figure>{svg(figure, frame)}<figcaption>{number}. {escape(frame.words)}</figcaption></figure>"
        for number, frame in enumerate(stills, start=1)
    )
    small = svg(figure, stills[figure.thumb - 1])
    film = list(moments(figure))
    strip = "".join(svg(figure, Keyframe(pose)) for _seconds, pose in film[:: max(1, len(film) // FILM)])
    return (
        f'<section><h2>{escape(name)}</h2><div class="row"><div class="row stills">{big}</div>'
        f'<div class="small">{small}</div></div><div class="row film">{strip}</div></section>'
    )
