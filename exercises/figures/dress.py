"""A moment as drawn parts: which outline lies where, far ones first."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from exercises.figures import body
from exercises.figures.pose import SIDES, Pose, Side
from exercises.figures.scene import Figure
from exercises.figures.skeleton import Bones, Skeleton, View, placed, seen, stand
from exercises.figures.space import Vector

FLAT: Final = 0.985
"""A bone seen at more than this share of its length is drawn as long as it is."""


@dataclass(frozen=True)
class Part:
    """One outline in its place: its joint (y upwards), turned by `angle` clockwise, `stretch` of its length."""

    outline: str
    x: float
    y: float
    angle: float
    stretch: float = 1.0
    side: Side | None = None


def parts(figure: Figure, pose: Pose) -> list[Part]:
    """All parts of the body and of what it holds, in the order in which they are drawn."""
    skeleton = stand(pose, figure.view)
    trunk = [
        _up("pelvis", skeleton.hips, skeleton.pelvis.up, figure.view),
        _up("head", skeleton.neck, skeleton.head.up, figure.view),
        _up("chest", skeleton.waist, skeleton.chest.up, figure.view),
    ]
    legs = {side: list(_leg(skeleton.legs[side], side, figure)) for side in SIDES}
    arms = {side: list(_arm(skeleton.arms[side], side, figure)) for side in SIDES}
    carried = list(_carried(skeleton, figure))
    if figure.view == "front":
        return [*legs["left"], *legs["right"], trunk[1], trunk[0], trunk[2], *arms["left"], *arms["right"], *carried]
    return [*arms["left"], *legs["left"], *trunk, *legs["right"], *carried, *arms["right"]]


def _carried(skeleton: Skeleton, figure: Figure) -> Iterator[Part]:
    """What rests on the body, what is stretched between two of its places, and a turning rope."""
    view = figure.view
    for place, thing in figure.held.items():
        if not place.endswith("hand"):
            yield _rest(thing, place, skeleton, view)
    for band in figure.bands:
        start, end = (_spot(spot, skeleton, view) for spot in (band.start, band.end))
        yield _down("band", start, end, 1.0, view, None)


def _rest(thing: str, place: str, skeleton: Skeleton, view: View) -> Part:
    """A thing that lies on a part of the body and turns with it."""
    if place == "hips":
        return _up(f"{thing} on", skeleton.hips.plus(skeleton.pelvis.forward, 11), skeleton.pelvis.forward, view)
    if place == "back":
        return _up(f"{thing}", skeleton.waist, skeleton.chest.up, view)
    if place == "heels":
        heels = [leg.end.plus(leg.tip.forward, -5).plus(leg.tip.up, -3) for leg in skeleton.legs.values()]
        middle = heels[0].plus(heels[1]).times(0.5)
        return _up(thing, middle, Vector(0, 1), view)
    leg = skeleton.legs["right" if place.startswith("right") else "left"]
    along = leg.middle.minus(leg.root).unit()
    over = skeleton.pelvis.forward.plus(along, -skeleton.pelvis.forward.dot(along)).unit()
    over = over if over.y > 0.2 else Vector(0, 1)
    return _up(f"{thing} on", leg.middle.plus(along, -9).plus(over, 7), over, view)


def _spot(spot: str | tuple[float, float], skeleton: Skeleton, view: View) -> Vector:
    """A fixed point of the picture, or a joint such as "right ankle"."""
    if not isinstance(spot, str):
        return placed(*spot, view)
    side, joint = spot.split()
    leg, arm = skeleton.legs[side], skeleton.arms[side]  # type: ignore[index] # the reader lets only sides through
    return {"knee": leg.middle, "ankle": leg.end.plus(leg.tip.up, 5), "hand": arm.end}[joint]


def _leg(leg: Bones, side: Side, figure: Figure) -> Iterator[Part]:
    view, bare = figure.view, "bare " if figure.bare else ""
    foot = leg.tip
    yield _down("shank", leg.middle, leg.end, body.SHANK, view, side)
    if view == "side":
        ball = leg.end.plus(foot.forward, body.BALL_AHEAD).plus(foot.up, -5.0)
        yield _up(f"{bare}toes", ball, foot.pitched(leg.curl).up, view, side)
        yield _up(f"{bare}foot", leg.end, foot.up, view, side)
    else:
        # From the front the sole is seen where the ball is: a lifted heel makes the foot look taller.
        sole = leg.end.plus(foot.forward, body.BALL_AHEAD).plus(foot.up, -body.ANKLE_HEIGHT)
        yield _up(f"{bare}foot", leg.end, leg.end.minus(sole).times(1 / body.ANKLE_HEIGHT), view, side)
    yield _down("thigh", leg.root, leg.middle, body.THIGH, view, side)


def _arm(arm: Bones, side: Side, figure: Figure) -> Iterator[Part]:
    if (thing := figure.held.get(f"{side} hand")) is not None:
        hand = arm.end.plus(arm.end.minus(arm.middle).unit(), body.HAND - 1)
        yield _down(thing, hand, hand.plus(arm.end.minus(arm.middle).unit()), 1.0, figure.view, side)
    yield _down("forearm", arm.middle, arm.end, body.FOREARM, figure.view, side)
    yield _down("arm", arm.root, arm.middle, body.UPPER_ARM, figure.view, side)


def _down(outline: str, start: Vector, end: Vector, length: float, view: View, side: Side | None) -> Part:
    """A part that hangs from its joint, as long as it is seen."""
    (x, y), (dx, dy) = seen(start, view), seen(end.minus(start), view)
    return Part(outline, x, y, math.degrees(math.atan2(-dx, -dy)), _stretch(math.hypot(dx, dy) / length), side)


def _up(outline: str, joint: Vector, up: Vector, view: View, side: Side | None = None) -> Part:
    """A part that stands on its joint."""
    (x, y), (dx, dy) = seen(joint, view), seen(up, view)
    return Part(outline, x, y, math.degrees(math.atan2(dx, dy)), _stretch(math.hypot(dx, dy)), side)


def _stretch(share: float) -> float:
    return 1.0 if FLAT < share < 2 - FLAT else share
