"""Whether a figure is a body in a place: joints within human range, holds within reach, nothing below the floor."""

from collections.abc import Iterator

from exercises.figures import body
from exercises.figures.pose import SIDES, Hold, Limb, Pose
from exercises.figures.scene import Faults, Figure
from exercises.figures.skeleton import Bones, Skeleton, seen, stand
from exercises.figures.space import UPRIGHT, Vector

SLACK = 0.3
"""How far, in cm, a hand or foot may be off its place: no eye sees it."""
DEPTH = 1.5
"""How far, in cm, the round end of a limb may lie below the floor: soft parts give."""

LEG = {"swing": "hip", "out": "abduct", "fold": "knee", "tip": "ankle", "curl": "toes", "arch": "arch"}
ARM = {"swing": "shoulder", "out": "raise", "fold": "elbow"}
TRUNK = {"spine": "spine", "bend": "bend", "neck": "neck"}


def check(figure: Figure) -> None:
    """Raises Faults with a sentence for each thing that no body could do, the keyframe first."""
    found = [
        f"frames[{number}].{fault}"
        for number, frame in enumerate(figure.frames, start=1)
        for fault in _faults(frame.pose, figure)
    ]
    if found:
        raise Faults(found)


def _faults(pose: Pose, figure: Figure) -> Iterator[str]:
    skeleton = stand(pose, figure.view)
    yield from _ranges("body", pose, TRUNK)
    for side in SIDES:
        yield from _ranges(f"legs.{side}", skeleton.legs[side].angles, LEG)
        yield from _ranges(f"arms.{side}", skeleton.arms[side].angles, ARM)
        yield from _reach(f"feet.{side}", pose.feet.get(side), _sole(skeleton.legs[side], pose.feet.get(side)), figure)
        yield from _reach(f"hands.{side}", pose.hands.get(side), _palm(skeleton.arms[side]), figure)
    yield from _floor(skeleton)


def _ranges(place: str, angles: Pose | Limb, joints: dict[str, str]) -> Iterator[str]:
    for name, joint in joints.items():
        low, high = body.RANGES[joint]
        value = getattr(angles, name)
        if not low <= value <= high:
            yield f"{place}: {joint} at {value:.0f} degrees; people reach {low:g} to {high:g}."


def _reach(place: str, hold: Hold | None, found: Vector | None, figure: Figure) -> Iterator[str]:
    if hold is None or found is None:
        return
    x, y = seen(found, figure.view)
    off = max(abs(x - hold.x), abs(y - hold.y))
    if off > SLACK:
        yield f"{place}: {off:.0f} cm out of reach. Bring the body nearer, or the place."


def _sole(leg: Bones, hold: Hold | None) -> Vector | None:
    if hold is None:
        return None
    return leg.heel if hold.by == "heel" else leg.ball.plus(UPRIGHT.up, -body.TOE_JOINT)


def _palm(arm: Bones) -> Vector:
    return arm.end.plus(arm.end.minus(arm.middle).unit(), body.HAND)


def _floor(skeleton: Skeleton) -> Iterator[str]:
    """Joints with the flesh around them."""
    spots = {"hips": (skeleton.hips, 8.0), "head": (skeleton.skull.plus(skeleton.head.up, body.HEAD), 9.0)}
    for side in SIDES:
        leg, arm = skeleton.legs[side], skeleton.arms[side]
        ball = leg.ball.plus(leg.toe(0).up, -body.TOE_JOINT)
        toes = ball.plus(leg.toe(min(leg.angles.toe, leg.angles.toes)).forward, body.TOES)
        spots |= {
            f"{side} knee": (leg.middle, 5.0), f"{side} heel": (leg.heel, 0.0), f"{side} ball of the foot": (ball, 0.0),
            f"{side} toes": (toes, 0.0), f"{side} elbow": (arm.middle, 4.0), f"{side} hand": (_palm(arm), 2.0),
        }  # fmt: skip
    for name, (spot, flesh) in spots.items():
        if spot.y - flesh < -DEPTH:
            yield f"body: {name} {flesh - spot.y:.0f} cm below the floor."
