"""Whether a figure is a body in a place: joints within human range, holds within reach, nothing in floor or props.

Looked at are the keyframes and some moments between each two of them.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from exercises.figures import body
from exercises.figures.course import following
from exercises.figures.pose import SIDES, Hold, Limb, Pose
from exercises.figures.props import solids
from exercises.figures.scene import Faults, Figure
from exercises.figures.skeleton import Bones, Skeleton, seen, stand
from exercises.figures.space import UPRIGHT, Vector
from exercises.figures.tween import Move

SLACK: Final = 0.3
"""How far, in cm, a hand or foot may be off its place: no eye sees it."""
DEPTH: Final = 1.5
"""How far, in cm, the round end of a limb may lie below the floor or in a thing: soft parts give."""
LOOKS: Final = (0.5, 0.25, 0.75)
"""Where between two keyframes we look: what the middle shows is told first."""

LEG = {"swing": "hip", "out": "abduct", "fold": "knee", "tip": "ankle", "curl": "toes", "arch": "arch"}
ARM = {"swing": "shoulder", "out": "raise", "fold": "elbow"}
TRUNK = {"spine": "spine", "bend": "bend", "neck": "neck"}


class Fault(NamedTuple):
    """Where in the keyframe, what is amiss there (the same word whatever the amount), and the sentence."""

    place: str
    what: str
    sentence: str


class Spot(NamedTuple):
    """A point of the body, the flesh around it in cm, and how much of that a thing may press in."""

    point: Vector
    flesh: float
    gives: float


def check(figure: Figure) -> None:
    """Raises Faults with a sentence for each thing that no body could do, the keyframe first."""
    poses = [frame.pose for frame in figure.frames]
    stops = [{fault[:2]: fault.sentence for fault in _faults(pose, figure)} for pose in poses]
    found = []
    for number, pose in enumerate(poses):
        after = (number + 1) % len(poses)
        found += [f"frames[{number + 1}].{place}: {sentence}" for (place, _what), sentence in stops[number].items()]
        known = stops[number].keys() | stops[after].keys()
        found += [
            f"frames[{number + 1}].{fault.place}: on the way to frames[{after + 1}], {fault.sentence}"
            for fault in _on_the_way(pose, following(figure, number), figure)
            if fault[:2] not in known
        ]
    if found:
        raise Faults(found)


def _on_the_way(pose: Pose, after: Pose, figure: Figure) -> list[Fault]:
    """The faults of the moments between two keyframes, each once."""
    if pose == after:
        return []
    move = Move(pose, after, figure.view)
    met: dict[tuple[str, str], Fault] = {}
    for share in LOOKS:
        for fault in _faults(move.at(share), figure):
            met.setdefault(fault[:2], fault)
    return list(met.values())


def _faults(pose: Pose, figure: Figure) -> Iterator[Fault]:
    skeleton = stand(pose, figure.view)
    yield from _ranges("body", pose, TRUNK)
    for side in figure.legs:
        leg, hold = skeleton.legs[side], pose.feet.get(side)
        yield from _ranges(f"legs.{side}", leg.angles, LEG)
        yield from _reach(f"feet.{side}", hold, _sole(leg, hold), figure)
    for side in SIDES:
        yield from _ranges(f"arms.{side}", skeleton.arms[side].angles, ARM)
        yield from _reach(f"hands.{side}", pose.hands.get(side), _palm(skeleton.arms[side]), figure)
    yield from _collisions(skeleton, figure)


def _ranges(place: str, angles: Pose | Limb, joints: dict[str, str]) -> Iterator[Fault]:
    for name, joint in joints.items():
        low, high = body.RANGES[joint]
        value = getattr(angles, name)
        if not low <= value <= high:
            yield Fault(place, joint, f"{joint} at {value:.0f} degrees; people reach {low:g} to {high:g}.")


def _reach(place: str, hold: Hold | None, found: Vector | None, figure: Figure) -> Iterator[Fault]:
    if hold is None or found is None:
        return
    x, y = seen(found, figure.view)
    off = max(abs(x - hold.x), abs(y - hold.y))
    if off > SLACK:
        yield Fault(place, "reach", f"{off:.0f} cm out of reach. Bring the body nearer, or the place.")


def _sole(leg: Bones, hold: Hold | None) -> Vector | None:
    if hold is None:
        return None
    return leg.heel if hold.by == "heel" else leg.ball.plus(UPRIGHT.up, -body.TOE_JOINT)


def _palm(arm: Bones) -> Vector:
    return arm.end.plus(arm.end.minus(arm.middle).unit(), body.HAND)


def _collisions(skeleton: Skeleton, figure: Figure) -> Iterator[Fault]:
    things = [solid for prop in figure.props for solid in solids(prop)]
    for name, spot in _spots(skeleton, figure).items():
        x, y = seen(spot.point, figure.view)
        if y - spot.flesh < -DEPTH:
            yield Fault("body", f"{name}, floor", f"{name} {spot.flesh - y:.0f} cm below the floor.")
        for thing in things:
            deep = thing.depth(x, y) + spot.flesh - spot.gives
            if deep > DEPTH:
                yield Fault("body", f"{name}, {thing.name}", f"{name} {deep:.0f} cm inside the {thing.name}.")


def _spots(skeleton: Skeleton, figure: Figure) -> dict[str, Spot]:
    """Joints and soles with the flesh around them. The seat of the body may sink into what it sits on."""
    spots = {
        "hips": Spot(skeleton.hips, 8.0, 8.0),
        "head": Spot(skeleton.skull.plus(skeleton.head.up, body.HEAD), 9.0, 2.0),
    }
    for side in figure.legs:
        leg = skeleton.legs[side]
        ball = leg.ball.plus(leg.toe(0).up, -body.TOE_JOINT)
        toes = ball.plus(leg.toe(min(leg.said.toe, leg.said.toes)).forward, body.TOES)
        spots |= {
            f"{side} knee": Spot(leg.middle, 5.0, 3.0), f"{side} heel": Spot(leg.heel, 0.0, 0.0),
            f"{side} ball of the foot": Spot(ball, 0.0, 0.0), f"{side} toes": Spot(toes, 0.0, 0.0),
        }  # fmt: skip
    for side in SIDES:
        arm = skeleton.arms[side]
        spots |= {f"{side} elbow": Spot(arm.middle, 4.0, 4.0), f"{side} hand": Spot(_palm(arm), 2.0, 2.0)}
    return spots
