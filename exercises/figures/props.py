"""Things beside the body, as SVG; y downwards, the floor at 0."""

from collections.abc import Callable
from typing import Final, NamedTuple

from exercises.figures.scene import Prop

WALL_HEIGHT, THICK, SEAT = 200, 11, 45


def floor(left: float, width: float, size: float) -> str:
    return f'<path class="floor" d="M{left:g} 0h{width:g}v{2.6 * size:.2g}h{-width:g}z"/>'


def _block(x: float, width: float, height: float, kind: str = "thing") -> str:
    return f'<rect class="{kind}" x="{x:g}" y="{-height:g}" width="{width:g}" height="{height:g}" rx="2"/>'


def _wall(x: float) -> str:
    return _block(x, THICK, WALL_HEIGHT)


def _box(x: float, width: float, height: float) -> str:
    middle = x + width / 2
    return (
        _block(x, width, height)
        + f'<path class="edge" d="M{x + 4:g} {-height + 6:g}h{width - 8:g}M{middle - 8:g} {-height * 0.5:g}h16"/>'
    )


def _step(x: float, width: float, height: float) -> str:
    return _block(x, width, height) + f'<path class="edge" d="M{x + 3:g} {-height + 4:g}h{width - 6:g}"/>'


def _chair(x: float) -> str:
    legs = f'<path class="leg" d="M{x + 4:g} {-SEAT + 4}V0M{x + 38:g} {-SEAT + 4}V0M{x + 2.5:g} {-SEAT:g}V-92"/>'
    return legs + _block(x, 42, SEAT).replace(f'height="{SEAT:g}"', 'height="5"')


def _sofa(x: float) -> str:
    return (
        _block(x - 30, 14, 78, "soft") + _block(x - 20, 62, 42, "soft") + f'<path class="edge" d="M{x - 14:g}-27h52"/>'
    )


def _mat(x: float, width: float) -> str:
    return f'<rect class="mat" x="{x:g}" y="-2.4" width="{width:g}" height="3" rx="1.4"/>'


def _rail(x: float, y: float) -> str:
    return f'<path class="leg" d="M{x:g} 0V{-y:g}M{x - 14:g} {-y:g}h28"/>'


def _ball(x: float, y: float, size: float) -> str:
    return f'<circle class="round" cx="{x:g}" cy="{-y:g}" r="{size / 2:g}"/>'


def _roller(x: float, y: float, size: float) -> str:
    return _ball(x, y, size) + f'<circle class="edge" cx="{x:g}" cy="{-y:g}" r="{size / 4:g}"/>'


def _tape(x: float, width: float) -> str:
    """A measuring tape flat on the floor: seen from a little above, with a long mark at each 10 cm."""
    marks = "".join(
        f"M{x + at:g} {4.4 if at % 10 else 3:g}V5h.8v-{0.6 if at % 10 else 2:g}z" for at in range(0, int(width) + 1, 5)
    )
    return f'<path class="tape" d="M{x:g} .4h{width:g}v4.6h{-width:g}z"/><path class="plate" d="{marks}"/>'


def _line(x: float, width: float) -> str:
    return f'<path class="edge" d="M{x:g}-.2h{width:g}"/>'


DRAWN: Final[dict[str, Callable[..., str]]] = {
    "wall": _wall, "box": _box, "step": _step, "chair": _chair, "sofa": _sofa, "mat": _mat, "rail": _rail,
    "ball": _ball, "roller": _roller, "book": _block, "tape": _tape, "line": _line,
}  # fmt: skip


def draw(prop: Prop) -> str:
    """The thing as SVG."""
    return DRAWN[prop.kind](**prop.sizes)


class Solid(NamedTuple):
    """What no limb goes through: an upright rectangle of the picture, in cm above the floor."""

    name: str
    left: float
    right: float
    bottom: float
    top: float

    def depth(self, x: float, y: float) -> float:
        """How deep a point lies in it, in cm; below nought how far beside it."""
        return min(x - self.left, self.right - x, self.top - y, y - self.bottom if self.bottom else self.top)


def solids(prop: Prop) -> tuple[Solid, ...]:
    """The solid parts of a thing; none of what gives way or only lies there."""
    x, width, height = (prop.sizes.get(name, 0.0) for name in ("x", "width", "height"))
    if prop.kind == "wall":
        return (Solid("wall", x, x + THICK, 0, WALL_HEIGHT),)
    if prop.kind == "chair":
        return (Solid("chair", x, x + 42, SEAT - 5, SEAT),)
    if prop.kind == "sofa":
        return Solid("sofa", x - 20, x + 42, 0, 42), Solid("sofa", x - 30, x - 16, 0, 78)
    return (Solid(prop.kind, x, x + width, 0, height),) if prop.kind in {"box", "step", "book"} else ()
