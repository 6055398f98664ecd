"""Colours of a drawn figure, written onto its shapes: variables for the screen, plain colours for paper.

Attributes and not classes, since rules of the page do not reach into a picture that it uses from another address,
and no style sheet stands beside a picture on paper. Variables do reach in: a look changes those.
"""

import re
from collections.abc import Mapping
from typing import Final

Colours = Mapping[str, str]

# What each variable is where nothing else is said, so that a picture opened by itself is whole.
USUAL: Final[dict[str, str]] = {
    "skin": "#c98f6b", "shade": "#b07a58", "hair": "#3a2a22", "shirt": "#0b6e66", "shorts": "#24343f",
    "shoe": "#8d9a96", "works": "#e8603c", "sole": "#fff", "sock": "#f4f4f2", "line": "#6b7974",
    "thing": "#d7dedb", "soft": "#b9c4c0", "mat": "#7fa8a0", "tape": "#f2d65c", "round": "#d9b44a",
    "steel": "#8d9a96", "plate": "#46535a", "band": "#7a3fa0", "arrow": "#b23313", "outline": "none",
}  # fmt: skip
FAR: Final[dict[str, str]] = {
    "skin": "#a9785a", "shade": "#946649", "shirt": "#095c56", "shorts": "#1a2630", "shoe": "#768280",
    "works": "#c35132", "sock": "#cdcdcb", "sole": "#d6d6d6",
}  # fmt: skip
SCREEN: Final[Colours] = {name: f"var(--f-{name},{colour})" for name, colour in USUAL.items()} | {
    f"far {name}": f"var(--f-far-{name},{colour})" for name, colour in FAR.items()
}
# Reads without any colour: outlines, white skin, grey clothes, the working shoe black.
PRINT: Final[Colours] = USUAL | {
    "skin": "#fff", "shade": "#e4e4e4", "hair": "#333", "shirt": "#c4c4c4", "shorts": "#6f6f6f", "shoe": "#fff",
    "works": "#111", "sock": "#fff", "line": "#555", "thing": "#f4f4f4", "soft": "#ddd", "mat": "#eee",
    "tape": "#eee", "round": "#eee", "steel": "#ccc", "plate": "#777", "band": "#000", "arrow": "#000",
    "outline": "#333", "far skin": "#e9e9e9",
}  # fmt: skip

SHAPES: Final[dict[str, str]] = {
    "skin": "",  # as the limb or the whole picture has it: most pieces are skin
    **{name: f'fill="{{{name}}}"' for name in ("shade", "shirt", "shorts", "shoe", "sock")},
    **dict.fromkeys(("hair", "tail"), 'fill="{hair}"'),
    "ink": 'fill="#2b1c15"',
    **{name: f'fill="{{{name}}}"' for name in ("mat", "tape", "round", "steel", "plate")},
    "sole": 'fill="{sole}" stroke="{line}"',
    "thing": 'fill="{thing}" stroke="{line}" stroke-width="1.2"',
    "soft": 'fill="{soft}" stroke="{line}" stroke-width="1"',
    "floor": 'fill="{soft}" stroke="none"',
    "edge": 'fill="none" stroke="{line}" stroke-width="1.6"',
    "leg": 'fill="none" stroke="{line}" stroke-width="3"',
    "flesh": 'stroke="none"',
    "contour": 'fill="none"',
    "rope": 'fill="none" stroke="{band}" stroke-width="3"',
    "band": 'fill="none" stroke="{band}" stroke-width="3" vector-effect="non-scaling-stroke"',
    "arrow": 'fill="none" stroke="{arrow}" stroke-width="3.6"',
}
"""How each class of the drawing is painted, with the names of its colours in braces."""
OTHER: Final = 'fill="{soft}" stroke="{line}"'

ROUND: Final = {"stroke-linecap": "round", "stroke-linejoin": "round"}
CLASS = re.compile(r'<g(?: class="(?P<limb>[a-z ]+)")?| class="(?P<shape>[a-z ]+)"')


def painted(drawing: str, colours: Colours = SCREEN) -> str:
    """The same drawing with the colours on each shape instead of classes.

    A group of class `works` gives its shoe the colour of the working leg, one of class `far` darker colours to all
    that has them (an arm and a leg behind the body).
    """
    limb: set[str] = set()

    def paint(found: re.Match[str]) -> str:
        nonlocal limb
        if found["shape"]:
            return _attributes(found["shape"], limb, colours)
        limb = set((found["limb"] or "").split())
        return f'<g fill="{colours["far skin"]}"' if "far" in limb and "far skin" in colours else "<g"

    pens = {"fill": colours["skin"], "stroke": colours["outline"], "stroke-width": ".7", **ROUND}
    usual = " ".join(f'{name}="{value}"' for name, value in pens.items())
    return f"<g {usual}>{CLASS.sub(paint, drawing)}</g>"


def _attributes(name: str, limb: set[str], colours: Colours) -> str:
    shape = SHAPES.get(name, OTHER)
    if name == "shoe" and "works" in limb:
        shape = shape.replace("{shoe}", "{works}")
    return " " * bool(shape) + re.sub(r"\{(\w+)}", lambda found: _colour(found[1], limb, colours), shape)


def _colour(name: str, limb: set[str], colours: Colours) -> str:
    return colours.get(f"far {name}" if "far" in limb else name, colours[name])
