"""The ponytail: hangs from the back of the head, and lies where floor or wall leaves it room."""

import math
from collections.abc import Sequence
from typing import Final

from exercises.figures.props import Solid
from exercises.figures.space import Frame, Vector

LONG: Final = 13.0
ROOT: Final = (-10.6, 25.5)
"""Where it grows, from the neck joint, forward and up in cm."""
NAPE, CROWN = 32.0, 180.0
"""Its least and most angle from the way down the nape, in degrees: it stands off the neck, and lies beyond the head."""
ABOVE: Final = 1.0
"""The tip stays so far above the floor, in cm; of a head that lies deeper, the tail lies beyond the crown."""


def tail(neck: Vector, head: Frame, things: Sequence[Solid]) -> tuple[Vector, Vector]:
    """Root and tip, in a figure seen from the side."""
    root = neck.plus(head.out(*ROOT))
    down = math.degrees(math.atan2(head.forward.y, head.up.y))
    hangs = min(max(down, NAPE), CROWN) if down > -90 else NAPE
    upright = (hangs, 0.0) if _tip(root, head, hangs).y >= ABOVE else ()
    angles = (*upright, *range(math.ceil(hangs), int(CROWN), 3))
    angle = next((angle for angle in angles if _free(root, head, angle, things)), CROWN)
    return root, _tip(root, head, angle)


def _tip(root: Vector, head: Frame, angle: float) -> Vector:
    way = math.radians(angle)
    return root.plus(head.out(-math.sin(way), -math.cos(way)), LONG)


def _free(root: Vector, head: Frame, angle: float, things: Sequence[Solid]) -> bool:
    tip = _tip(root, head, angle)
    return tip.y >= ABOVE and all(thing.depth(tip.x, tip.y) <= 0 for thing in things)
