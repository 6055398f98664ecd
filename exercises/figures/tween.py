"""The moments between two keyframes."""

import math
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Final

from exercises.figures import body
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
        self.first, self.second, self.toes = first, second, way(first, view)
        start, end = stand(first, view), stand(second, view)
        self.legs = _limbs(start.legs, end.legs, first.legs, second.legs, set(kept(first.feet, second.feet, self.toes)))
        self.arms = _limbs(start.arms, end.arms, first.arms, second.arms, set(kept(first.hands, second.hands, 0)))

    def at(self, share: float) -> Pose:
        """The pose at this share (0 to 1) of the way."""
        first, second = self.first, self.second
        return Pose(
            **{name: _mix(getattr(first, name), getattr(second, name), share) for name in PLAIN},
            legs={side: _limb(*ends, share) for side, ends in self.legs.items()},
            arms={side: _limb(*ends, share) for side, ends in self.arms.items()},
            feet=_holds(first.feet, second.feet, share, self.toes),
            hands=_holds(first.hands, second.hands, share, 0),
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


def way(pose: Pose, view: View) -> int:
    """Where the toes point in the picture: 1 to the right, -1 to the left, 0 at the viewer."""
    return 0 if view == "front" else 1 if math.cos(math.radians(pose.turn)) >= 0 else -1


def kept(first: dict[Side, Hold], second: dict[Side, Hold], toes: int) -> dict[Side, tuple[Hold, Hold]]:
    """What both hold, from where to where. What only one of them holds is let go at once.

    A flat foot stands on heel and ball alike: it goes on from, or to, a hold of either. `toes` is where they point.
    """
    pairs = {side: _alike(first[side], second[side], toes) for side in first.keys() & second.keys()}
    return {side: pair for side, pair in pairs.items() if pair}


def _alike(first: Hold, second: Hold, toes: int) -> tuple[Hold, Hold] | None:
    if first.by == second.by:
        return first, second
    ahead = (body.BALL_AHEAD + body.HEEL_BACK) * toes * (1 if second.by == "heel" else -1)
    if not second.pitch:
        return first, replace(second, by=first.by, x=second.x + ahead)
    return None if first.pitch else (replace(first, by=second.by, x=first.x - ahead), second)


def _holds(first: dict[Side, Hold], second: dict[Side, Hold], share: float, toes: int) -> dict[Side, Hold]:
    """The holds of both, on their way where place or pitch differ."""
    return {
        side: Hold(_mix(a.x, b.x, share), _mix(a.y, b.y, share), a.by, _mix(a.pitch, b.pitch, share))
        for side, (a, b) in kept(first, second, toes).items()
    }
