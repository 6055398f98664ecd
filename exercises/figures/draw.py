"""Pictures of a figure as SVG: one still, or all that its animation needs."""

import math
from collections.abc import Iterable

from exercises.figures import props
from exercises.figures.dress import Part, far_side, parts
from exercises.figures.outlines import OUTLINES
from exercises.figures.scene import Arrow, Figure, Keyframe

MARGIN = 8.0
UNDER = 5.0
"""So much is seen below the floor, in cm."""
PEN = 1.1
"""How thick an outline is where the body has one, in cm: on paper."""
ZOOMED = 120.0
"""A close-up that is less high than this draws thinner lines."""

ENDS = {"rail": (-14.0, 14.0), "chair": (0.0, 42.0), "sofa": (-30.0, 42.0)}
"""Where things end that have no width of their own, in cm from their x."""


def still(figure: Figure, frame: Keyframe, frame_box: tuple[float, float, float, float]) -> str:
    """One keyframe as the inside of an SVG."""
    left, _top, width, _height = frame_box
    size = scale(figure)
    behind = props.floor(left, width, size) + "".join(props.draw(prop) for prop in figure.props)
    body = "".join(_part(part, figure, size) for part in parts(figure, frame.pose))
    return behind + body + "".join(_arrow(arrow, size) for arrow in frame.arrows)


def scale(figure: Figure) -> float:
    """How thick lines are drawn: a close-up has thinner ones, in cm."""
    return min(1.0, figure.zoom.height / ZOOMED) if figure.zoom else 1.0


def box(figure: Figure) -> tuple[float, float, float, float]:
    """What has to be seen of all keyframes: left, top, width and height of the viewBox, the floor included."""
    if zoom := figure.zoom:
        under = UNDER * scale(figure)
        return round(zoom.x, 1), round(-zoom.height, 1), round(zoom.width, 1), round(zoom.height + under, 1)
    spots = [spot for frame in figure.frames for part in parts(figure, frame.pose) for spot in _reach(part)]
    for prop in figure.props:
        x = prop.sizes.get("x", 0)
        left, right = ENDS.get(prop.kind, (0.0, prop.sizes.get("width", 14)))
        spots += [(x + left, prop.sizes.get("height", 30)), (x + right, 0)]
    for frame in figure.frames:
        for arrow in frame.arrows:
            spots += [arrow.start, arrow.end, _middle(arrow)]
    xs, ys = [x for x, _y in spots], [y for _x, y in spots]
    left, right = min(xs) - MARGIN, max(xs) + MARGIN
    top = max(*ys, 0) + MARGIN
    return round(left, 1), round(-top, 1), round(right - left, 1), round(top + UNDER, 1)


LENGTHS = {
    "head": 40,
    "chest": 36,
    "pelvis": 22,
    "thigh": 48,
    "shank": 46,
    "arm": 34,
    "forearm": 40,
    "foot": 12,
    "toes": 8,
    "toe": 8,
    "fore": 12,
    "heel": 10,
    "dumbbell": 12,
    "band": 1,
    "tail": 13,
    "rope": 103,
}
WIDTHS = {"head": 15, "chest": 15, "pelvis": 13, "tail": 5, "rope": 40}


def _reach(part: Part) -> Iterable[tuple[float, float]]:
    """Far points of a part: beyond its joint, and at its other end. The ground goes on and on: it has none."""
    if part.outline == "ground":
        return
    up = 1 if part.outline in {"head", "chest", "pelvis"} else -1
    length, wide = LENGTHS.get(part.outline.split()[-1], 10) * part.stretch * up, WIDTHS.get(part.outline, 8)
    angle = math.radians(part.angle)
    end = (part.x + math.sin(angle) * length, part.y + math.cos(angle) * length)
    for x, y in ((part.x, part.y), end):
        yield from ((x - wide, y), (x + wide, y), (x, y + wide if y + wide > 0 else 0))


def _part(part: Part, figure: Figure, size: float) -> str:
    pen = "" if size == 1 else f' stroke-width="{number(PEN * size, 2)}"'
    pieces = "".join(f'<path class="{kind}" d="{d}"/>' for kind, d in OUTLINES[figure.view][part.outline])
    return f'<g{_classes(part, figure)}{pen} transform="{transform(part)}">{pieces}</g>' if pieces else ""


def _classes(part: Part, figure: Figure) -> str:
    names = []
    if part.side is not None and part.side == far_side(figure):
        names.append("far")
    if part.side is not None and figure.works in {"both", part.side}:
        names.append("works")
    return f' class="{" ".join(names)}"' if names else ""


def transform(part: Part) -> str:
    """Where a part goes, as SVG says it."""
    plain = (part.wide, part.stretch) == (1.0, 1.0)
    size = "" if plain else f" scale({number(part.wide, 2)} {number(part.stretch, 2)})"
    return f"translate({number(part.x)} {number(-part.y)}) rotate({number(part.angle)}){size}"


def number(value: float, digits: int = 1) -> str:
    """As short as SVG allows: 0.5 is .5, 3.0 is 3."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else "0" if text == "-0" else text


def _arrow(arrow: Arrow, size: float) -> str:
    """Drawn large and shown smaller in a close-up, so that its line is as thick as in any other picture."""
    (x1, y1), (mx, my), (x2, y2) = ((x / size, y / size) for x, y in (arrow.start, _middle(arrow), arrow.end))
    way = math.atan2(y2 - my, x2 - mx)
    tips = [(x2 - 8 * math.cos(way + a), y2 - 8 * math.sin(way + a)) for a in (0.5, -0.5)]
    head = "M" + "L".join(f"{number(x)} {number(-y)}" for x, y in (tips[0], (x2, y2), tips[1]))
    line = f"M{number(x1)} {number(-y1)}Q{number(mx)} {number(-my)} {number(x2)} {number(-y2)}"
    smaller = "" if size == 1 else f' transform="scale({number(size, 2)})"'
    return f'<path class="arrow"{smaller} d="{line}{head}"/>'


def _middle(arrow: Arrow) -> tuple[float, float]:
    """Where the arrow is bowed to."""
    (x1, y1), (x2, y2) = arrow.start, arrow.end
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    return (x1 + x2) / 2 - (y2 - y1) / length * arrow.bow, (y1 + y2) / 2 + (x2 - x1) / length * arrow.bow


def svg(figure: Figure, frame: Keyframe, style: str = "") -> str:
    frame_box = box(figure)
    view_box = " ".join(map(number, frame_box))
    inside = style + still(figure, frame, frame_box)
    return f'<svg xmlns="http://www.w3.org/2000/svg" class="fig" viewBox="{view_box}">{inside}</svg>'
