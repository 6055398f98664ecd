"""The moments between two keyframes."""

import math
from collections.abc import Callable
from dataclasses import fields
from typing import Final

from exercises.figures.pose import Hold, Limb, Pose, Side
from exercises.figures.skeleton import Bones, View, stand

EASES: Final[dict[str, Callable[[float], float]]] = {
    "even": lambda share: share,
    "soft": lambda share: 0.5 - 0.5 * math.cos(math.pi * share),
    "push": lambda share: 1 - math.cos(share * math.pi / 2),
    "land": lambda share: math.sin(share * math.pi / 2),
}
PLAIN: Final = ("x", "y", "lean", "roll", "spine", "bend", "neck", "turn", "ground")
ANGLES: Final = tuple(field.name for field in fields(Limb))


class Move:
    """The way from one pose to another. What both hold stays held; everything else turns joint by joint."""

    def __init__(self, first: Pose, second: Pose, view: View) -> None:
        self.first, self.second = first, second
        start, end = stand(first, view), stand(second, view)
        self.legs = _limbs(start.legs, end.legs, first.legs, second.legs, set(kept(first.feet, second.feet)))
        self.arms = _limbs(start.arms, end.arms, first.arms, second.arms, set(kept(first.hands, second.hands)))

    def at(self, share: float) -> Pose:
        """The pose at this share (0 to 1) of the way."""
        first, second = self.first, self.second
        return Pose(
            **{name: _mix(getattr(first, name), getattr(second, name), share) for name in PLAIN},
            legs={side: _limb(*ends, share) for side, ends in self.legs.items()},
            arms={side: _limb(*ends, share) for side, ends in self.arms.items()},
            feet=_holds(first.feet, second.feet, share),
            hands=_holds(first.hands, second.hands, share),
            rope=None if first.rope is None or second.rope is None else _mix(first.rope, second.rope, share),
        )


def between(first: Pose, second: Pose, share: float, view: View) -> Pose:
    """The pose at this share (0 to 1) of the way from one to the other."""
    return Move(first, second, view).at(share)


def _mix(first: float, second: float, share: float) -> float:
    return first + (second - first) * share


def _limbs(
    start: dict[Side, Bones], end: dict[Side, Bones], first: dict[Side, Limb], second: dict[Side, Limb], kept: set[Side]
) -> dict[Side, tuple[Limb, Limb]]:
    """From which angles to which. Of limbs that hold on, what the keyframes say: where knee and toes point."""
    return {
        side: (first[side], second[side]) if side in kept else (start[side].angles, end[side].angles) for side in start
    }


def _limb(first: Limb, second: Limb, share: float) -> Limb:
    return Limb(*[_mix(getattr(first, name), getattr(second, name), share) for name in ANGLES])


def kept(first: dict[Side, Hold], second: dict[Side, Hold]) -> dict[Side, tuple[Hold, Hold]]:
    """What both hold in the same way, from where to where. What only one of them holds is let go at once."""
    return {
        side: (first[side], second[side]) for side in first.keys() & second.keys() if first[side].by == second[side].by
    }


def _holds(first: dict[Side, Hold], second: dict[Side, Hold], share: float) -> dict[Side, Hold]:
    """The holds of both, on their way where place or pitch differ."""
    return {
        side: Hold(_mix(a.x, b.x, share), _mix(a.y, b.y, share), a.by, _mix(a.pitch, b.pitch, share))
        for side, (a, b) in kept(first, second).items()
    }
