"""From a pose to where every joint is: forwards by angles, backwards for feet and hands that keep their place."""

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from exercises.figures import body, foot
from exercises.figures.pose import SIDES, SIGN, Limb, Pose, Side
from exercises.figures.space import UPRIGHT, Frame, Vector

View = Literal["side", "front"]


@dataclass(frozen=True)
class Bones:
    """One limb worked out: shoulder or hip, elbow or knee, wrist or ankle.

    `said` is what the keyframe says of it, with the toes as they came out; `base` is the pelvis or chest that it hangs
    from; `tip` is how the heel's half of a foot lies.
    """

    side: Side
    is_leg: bool
    base: Frame
    root: Vector
    middle: Vector
    end: Vector
    tip: Frame
    said: Limb
    held: bool = False

    @cached_property
    def angles(self) -> Limb:
        """Those of the joints as they came out. Worked out when asked for: a picture does without."""
        if not self.held:
            return self.said
        solved = _angles(self)
        if not self.is_leg:
            return solved
        shank = _shaft(self.base, solved, self.side).pitched(-solved.fold)
        tip = math.degrees(math.atan2(self.tip.forward.dot(shank.up), self.tip.forward.dot(shank.forward)))
        turns = {"swing": solved.swing, "out": solved.out, "fold": solved.fold, "turn": solved.turn}
        return replace(self.said, **turns, tip=tip)

    @property
    def ball(self) -> Vector:
        """The joint of the toes."""
        return foot.ball(self.end, self.tip, self.said.arch)

    @property
    def heel(self) -> Vector:
        """The underside of the heel."""
        return foot.heel(self.end, self.tip)

    def toe(self, lift: float) -> Frame:
        """How toes lie that are lifted this far more than all of them are."""
        return foot.fore(self.tip, self.said.arch).pitched(self.said.curl + lift)


@dataclass(frozen=True)
class Skeleton:
    """Every joint of one moment."""

    hips: Vector
    waist: Vector
    neck: Vector
    skull: Vector
    pelvis: Frame
    chest: Frame
    head: Frame
    legs: dict[Side, Bones]
    arms: dict[Side, Bones]


def seen(point: Vector, view: View) -> tuple[float, float]:
    """Where a point lies in the picture: from the right side, or from the front."""
    return (point.x, point.y) if view == "side" else (-point.z, point.y)


def placed(x: float, y: float, view: View, depth: float = 0.0) -> Vector:
    """The point that lies at x, y of the picture, this far from the middle plane."""
    return Vector(x, y, depth) if view == "side" else Vector(depth, y, -x)


def stand(pose: Pose, view: View) -> Skeleton:
    """All joints of a pose as seen in this view."""
    hips = placed(pose.x, pose.y, view)
    pelvis = UPRIGHT.turned(pose.turn).pitched(-pose.lean).rolled(pose.roll)
    chest = pelvis.pitched(-pose.spine).rolled(pose.bend)
    head = chest.pitched(-pose.neck)
    waist = hips.plus(pelvis.up, body.LUMBAR)
    neck = waist.plus(chest.up, body.CHEST)
    legs = {side: _leg(pose, side, hips, pelvis, view) for side in SIDES}
    arms = {side: _arm(pose, side, neck, chest, view) for side in SIDES}
    return Skeleton(hips, waist, neck, neck.plus(head.up, body.NECK), pelvis, chest, head, legs, arms)


def _leg(pose: Pose, side: Side, hips: Vector, pelvis: Frame, view: View) -> Bones:
    root = hips.plus(pelvis.right, SIGN[side] * body.HIP_HALF)
    angles, hold = pose.legs[side], pose.feet.get(side)
    if hold is None:
        return _bones(root, pelvis, angles, side, knee=True)
    offset, rear = foot.standing(hold, angles.arch, pose.turn)
    depth = root.z - offset.z if view == "side" else root.x
    ankle = placed(hold.x, hold.y, view, depth).plus(offset)
    along = ankle.minus(root).unit()
    pole = pelvis.right.cross(along).plus(pelvis.right, SIGN[side] * (0.12 + math.sin(math.radians(angles.out))))
    middle, end = reach(root, ankle, body.THIGH, body.SHANK, pole)
    # Toes of a foot that stands on its ball lie flat, half of a raised arch apart from the ball's half.
    flat = angles.arch + (hold.pitch if hold.by == "ball" else angles.curl)
    return Bones(side, True, pelvis, root, middle, end, rear, replace(angles, curl=flat), held=True)


def _arm(pose: Pose, side: Side, neck: Vector, chest: Frame, view: View) -> Bones:
    root = neck.plus(chest.right, SIGN[side] * body.SHOULDER_HALF).plus(chest.up, -4.0)
    angles, hold = pose.arms[side], pose.hands.get(side)
    if hold is None:
        return _bones(root, chest, angles, side, knee=False)
    depth = root.z if view == "side" else root.x
    hand = placed(hold.x, hold.y, view, depth)
    pole = chest.out(-1, -0.6, 0.5 * SIGN[side])
    middle, end = reach(root, hand, body.UPPER_ARM, body.FOREARM + body.HAND, pole)
    wrist = middle.plus(end.minus(middle).unit(), body.FOREARM)
    return Bones(side, False, chest, root, middle, wrist, chest, angles, held=True)


def reach(root: Vector, target: Vector, first: float, second: float, pole: Vector) -> tuple[Vector, Vector]:
    """Middle and end of two bones from root towards target; the middle bends towards the pole.

    A target out of reach is pointed at with the limb straight: `end` then is not the target.
    """
    way = target.minus(root)
    gap = min(max(way.length, abs(first - second) + 0.01), first + second - 0.01)
    axis = way.unit()
    along = (first * first - second * second + gap * gap) / (2 * gap)
    aside = math.sqrt(max(first * first - along * along, 0.0))
    bend = pole.plus(axis, -pole.dot(axis)).unit()
    return root.plus(axis, along).plus(bend, aside), root.plus(axis, gap)


def _bones(root: Vector, base: Frame, angles: Limb, side: Side, *, knee: bool) -> Bones:
    first, second = (body.THIGH, body.SHANK) if knee else (body.UPPER_ARM, body.FOREARM)
    upper = _shaft(base, angles, side)
    lower = upper.pitched(-angles.fold if knee else angles.fold)
    middle = root.plus(upper.up, -first)
    end = middle.plus(lower.up, -second)
    return Bones(side, knee, base, root, middle, end, lower.pitched(angles.tip) if knee else lower, angles)


def _shaft(base: Frame, angles: Limb, side: Side) -> Frame:
    """The frame of thigh or upper arm: forward, then out to its side, then about itself."""
    return base.pitched(angles.swing).rolled(-SIGN[side] * angles.out).turned(SIGN[side] * angles.turn)


def _angles(limb: Bones) -> Limb:
    """The joint angles that put the bones where they are."""
    base, side = limb.base, limb.side
    upper, lower = limb.middle.minus(limb.root).unit(), limb.end.minus(limb.middle).unit()
    swing = math.degrees(math.atan2(upper.dot(base.forward), -upper.dot(base.up)))
    out = SIGN[side] * math.degrees(math.asin(max(-1.0, min(1.0, upper.dot(base.right)))))
    fold = math.degrees(math.acos(max(-1.0, min(1.0, upper.dot(lower)))))
    if fold < 1.0:
        return Limb(swing=swing, out=out, fold=fold)
    plain = _shaft(base, Limb(swing=swing, out=out), side)
    bent = lower.plus(upper, -lower.dot(upper)).times(-1 if limb.is_leg else 1)
    turn = SIGN[side] * math.degrees(math.atan2(bent.dot(plain.right), bent.dot(plain.forward)))
    return Limb(swing=swing, out=out, turn=turn, fold=fold)
