"""A moment as drawn parts: which outline lies where, far ones first."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from exercises.figures import body, foot
from exercises.figures.course import MARKS, spacing
from exercises.figures.outlines import HANDS_APART
from exercises.figures.pose import SIDES, Pose, Side
from exercises.figures.props import solids
from exercises.figures.scene import Figure
from exercises.figures.skeleton import Bones, Skeleton, View, placed, seen, stand
from exercises.figures.space import Vector
from exercises.figures.tail import LONG, tail

FLAT: Final = 0.995
"""A bone seen at more than this share of its length is drawn as long as it is."""
THIN: Final = {"head": 0.72, "foot": 0.45, "toes": 0.45, "bare foot": 0.45, "bare toes": 0.45}
"""Of what is longer from the side than from the front at least this share is drawn when it turns to the viewer."""
BROAD: Final = {"chest": 0.35, "pelvis": 0.3}
"""What is broader from the front, by so much."""


@dataclass(frozen=True)
class Part:
    """One outline in its place: its joint (y upwards), turned by `angle` clockwise, `stretch` of its length.

    `wide` is how much of its width is seen; below nought it is mirrored.
    """

    outline: str
    x: float
    y: float
    angle: float
    stretch: float = 1.0
    side: Side | None = None
    wide: float = 1.0


@dataclass(frozen=True)
class Sight:
    """From where the body is seen, and which way it looks there: `way` is -1 to the left, and in between it turns."""

    view: View
    way: float

    def wide(self, outline: str, side: Side | None) -> float:
        """How wide this outline of a side is drawn; what is in neither list is as wide from all sides."""
        if self.view == "front":
            return -1.0 if side == "right" else self.way if side is None else 1.0
        if outline in THIN:
            return math.copysign(max(abs(self.way), THIN[outline]), self.way)
        return math.copysign(1 + BROAD.get(outline, 0) * math.sqrt(1 - min(self.way * self.way, 1)), self.way)


def far_side(figure: Figure) -> Side | None:
    """The side whose arm and leg are behind the body; None from the front and in a close-up."""
    if figure.view == "front" or figure.zoom:
        return None
    return _behind(figure)


def _behind(figure: Figure) -> Side:
    return "right" if math.cos(math.radians(figure.frames[0].pose.turn)) < 0 else "left"


def parts(figure: Figure, pose: Pose) -> list[Part]:
    """All parts of the body and of what it holds, in the order in which they are drawn."""
    skeleton = stand(pose, figure.view)
    way = math.cos(math.radians(pose.turn)) if figure.view == "side" else 1.0
    sight = Sight(figure.view, way)
    trunk = [
        _up("pelvis", skeleton.hips, skeleton.pelvis.up, sight),
        _up("head", skeleton.neck, skeleton.head.up, sight),
        _up("chest", skeleton.waist, skeleton.chest.up, sight),
    ]
    drawn = figure.legs
    legs = {side: list(_leg(skeleton.legs[side], side, figure, sight)) if side in drawn else [] for side in SIDES}
    arms = {side: list(_arm(skeleton.arms[side], side, figure, sight)) for side in SIDES}
    carried = list(_carried(skeleton, figure, sight))
    behind = list(_passing(figure, pose, skeleton))
    if figure.view == "front":
        return [
            *behind,
            *legs["left"],
            *legs["right"],
            trunk[1],
            trunk[0],
            trunk[2],
            *arms["left"],
            *arms["right"],
            *carried,
        ]
    far: Side = _behind(figure)
    near: Side = "left" if far == "right" else "right"
    things = [solid for prop in figure.props for solid in solids(prop)]
    trunk.append(_down("tail", *tail(skeleton.neck, skeleton.head, things), LONG, sight, None))
    return [*behind, *arms[far], *legs[far], *trunk, *legs[near], *carried, *arms[near]]


def _passing(figure: Figure, pose: Pose, skeleton: Skeleton) -> Iterator[Part]:
    """What goes round or by behind the body: the ground under a runner, and a rope from hand to hand."""
    if figure.stride:
        yield Part("ground", -pose.ground, 0, 0, wide=spacing(figure) / MARKS)
    if pose.rope is not None:
        hands = [seen(arm.end, figure.view) for arm in skeleton.arms.values()]
        (x1, y1), (x2, y2) = hands
        wide = abs(x2 - x1) / 2 / HANDS_APART
        yield Part("rope", (x1 + x2) / 2, (y1 + y2) / 2, 0, math.cos(math.radians(pose.rope)), wide=wide)


def _carried(skeleton: Skeleton, figure: Figure, sight: Sight) -> Iterator[Part]:
    """What rests on the body, and what is stretched between two of its places."""
    for place, thing in figure.held.items():
        if not place.endswith("hand"):
            yield _rest(thing, place, skeleton, sight)
    for band in figure.bands:
        start, end = (_spot(spot, skeleton, sight.view) for spot in (band.start, band.end))
        yield _down("band", start, end, 1.0, sight, None)


def _rest(thing: str, place: str, skeleton: Skeleton, sight: Sight) -> Part:
    """A thing that lies on a part of the body and turns with it."""
    if place == "hips":
        return _up(f"{thing} on", skeleton.hips.plus(skeleton.pelvis.forward, 11), skeleton.pelvis.forward, sight)
    if place == "back":
        return _up(f"{thing}", skeleton.waist, skeleton.chest.up, sight)
    if place == "heels":
        heels = [leg.end.plus(leg.tip.out(-5, -3)) for leg in skeleton.legs.values()]
        return _up(thing, heels[0].plus(heels[1]).times(0.5), Vector(0, 1), sight)
    leg = skeleton.legs["right" if place.startswith("right") else "left"]
    along = leg.middle.minus(leg.root).unit()
    over = skeleton.pelvis.forward.plus(along, -skeleton.pelvis.forward.dot(along)).unit()
    over = over if over.y > 0.2 else Vector(0, 1)
    return _up(f"{thing} on", leg.middle.plus(along, -9).plus(over, 7), over, sight)


def _spot(spot: str | tuple[float, float], skeleton: Skeleton, view: View) -> Vector:
    """A fixed point of the picture, or a joint such as "right ankle"."""
    if not isinstance(spot, str):
        return placed(*spot, view)
    side, joint = spot.split()
    leg, arm = skeleton.legs[side], skeleton.arms[side]  # type: ignore[index] # the reader lets only sides through
    return {"knee": leg.middle, "ankle": leg.end.plus(leg.tip.up, 5), "hand": arm.end}[joint]


def _leg(leg: Bones, side: Side, figure: Figure, sight: Sight) -> Iterator[Part]:
    bare = "bare " if figure.bare else ""
    yield _down(f"{bare}shank", leg.middle, leg.end, body.SHANK, sight, side)
    if sight.view == "front":
        # From the front the sole is seen where the ball is: a lifted heel makes the foot look taller.
        sole = leg.end.plus(leg.tip.out(body.BALL_AHEAD, -body.ANKLE_HEIGHT))
        yield _up(f"{bare}foot", leg.end, leg.end.minus(sole).times(1 / body.ANKLE_HEIGHT), sight, side)
    elif figure.zoom and figure.bare:
        yield from _close_foot(leg, side, sight)
    else:
        lift = max(leg.said.toe, leg.said.toes)
        yield _up(f"{bare}toes", leg.ball, leg.toe(lift).up, sight, side)
        yield _up(f"{bare}foot", leg.end, leg.tip.up, sight, side)
    yield _down("thigh", leg.root, leg.middle, body.THIGH, sight, side)


def _close_foot(leg: Bones, side: Side, sight: Sight) -> Iterator[Part]:
    """A bare foot from its inner side: the big toe is near, the others are behind it."""
    angles = leg.said
    along = leg.ball.minus(leg.heel.plus(leg.tip.up, body.TOE_JOINT)).unit()
    yield _up("close sole", leg.ball, along.cross(leg.tip.right).times(-1), sight, side)
    yield _up("close toes", leg.ball, leg.toe(angles.toes).up, sight, side)
    yield _up("close fore", foot.middle(leg.end, leg.tip), foot.fore(leg.tip, angles.arch).up, sight, side)
    yield _up("close heel", leg.end, leg.tip.up, sight, side)
    yield _up("close toe", leg.ball, leg.toe(angles.toe).up, sight, side)


def _arm(arm: Bones, side: Side, figure: Figure, sight: Sight) -> Iterator[Part]:
    if (thing := figure.held.get(f"{side} hand")) is not None:
        hand = arm.end.plus(arm.end.minus(arm.middle).unit(), body.HAND - 1)
        yield _down(thing, hand, hand.plus(arm.end.minus(arm.middle).unit()), 1.0, sight, side)
    yield _down("forearm", arm.middle, arm.end, body.FOREARM, sight, side)
    yield _down("arm", arm.root, arm.middle, body.UPPER_ARM, sight, side)


def _down(outline: str, start: Vector, end: Vector, length: float, sight: Sight, side: Side | None) -> Part:
    """A part that hangs from its joint, as long as it is seen."""
    (x, y), (dx, dy) = seen(start, sight.view), seen(end.minus(start), sight.view)
    stretch = _stretch(math.hypot(dx, dy) / length)
    return Part(outline, x, y, math.degrees(math.atan2(-dx, -dy)), stretch, side, sight.wide(outline, side))


def _up(outline: str, joint: Vector, up: Vector, sight: Sight, side: Side | None = None) -> Part:
    """A part that stands on its joint."""
    (x, y), (dx, dy) = seen(joint, sight.view), seen(up, sight.view)
    stretch = _stretch(math.hypot(dx, dy))
    return Part(outline, x, y, math.degrees(math.atan2(dx, dy)), stretch, side, sight.wide(outline, side))


def _stretch(share: float) -> float:
    return 1.0 if FLAT < share < 2 - FLAT else share
