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
PLAIN = ("x", "y", "lean", "roll", "spine", "bend", "neck", "turn")


def between(first: Pose, second: Pose, share: float, view: View) -> Pose:
    """The pose at this share (0 to 1) of the way. What both hold stays held; everything else turns joint by joint."""
    start, end = stand(first, view), stand(second, view)
    feet, hands = _holds(first.feet, second.feet, share), _holds(first.hands, second.hands, share)
    plain = {name: _mix(getattr(first, name), getattr(second, name), share) for name in PLAIN}
    return Pose(
        **plain,
        legs=_limbs(start.legs, end.legs, share) | _said(first.legs, second.legs, feet, share),
        arms=_limbs(start.arms, end.arms, share) | _said(first.arms, second.arms, hands, share),
        feet=feet,
        hands=hands,
    )


def _mix(first: float, second: float, share: float) -> float:
    return first + (second - first) * share


def _limbs(first: dict[Side, Bones], second: dict[Side, Bones], share: float) -> dict[Side, Limb]:
    return {side: _limb(first[side].angles, second[side].angles, share) for side in first}


def _said(first: dict[Side, Limb], second: dict[Side, Limb], held: dict[Side, Hold], share: float) -> dict[Side, Limb]:
    """Of limbs that hold on, what the keyframes say: where the knee points, and the toes."""
    return {side: _limb(first[side], second[side], share) for side in held}


def _limb(first: Limb, second: Limb, share: float) -> Limb:
    return Limb(**{f.name: _mix(getattr(first, f.name), getattr(second, f.name), share) for f in fields(Limb)})


def _holds(first: dict[Side, Hold], second: dict[Side, Hold], share: float) -> dict[Side, Hold]:
    """The holds of both, on their way where place or pitch differ. What only one of them holds is let go at once."""
    kept = {}
    for side in first.keys() & second.keys():
        a, b = first[side], second[side]
        if a.by == b.by:
            kept[side] = Hold(_mix(a.x, b.x, share), _mix(a.y, b.y, share), a.by, _mix(a.pitch, b.pitch, share))
    return kept
