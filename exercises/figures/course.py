"""What goes on from round to round: ground that passes under a runner, and a rope that turns.

Both only ever go forwards. A round ends where it began because the ground has a mark at each `spacing`, and because
the rope has made whole turns.
"""

from dataclasses import replace

from exercises.figures.pose import Hold, Pose
from exercises.figures.scene import Figure, Keyframe
from exercises.figures.tween import kept, way

MARKS = 60.0
"""So far apart, about, the marks of the ground lie, in cm."""


def laid(frames: tuple[Keyframe, ...], *, travels: bool) -> tuple[tuple[Keyframe, ...], float]:
    """The keyframes with how far ground and rope have come at each, and how far the ground comes in one round."""
    passed = _passed(frames) if travels else [0.0] * (len(frames) + 1)
    found, turned = [], 0.0
    for frame, ground in zip(frames, passed, strict=False):
        rope = frame.pose.rope
        if rope is not None:
            rope = turned = turned + (rope - turned) % 360
        found.append(replace(frame, pose=replace(frame.pose, ground=ground, rope=rope)))
    return tuple(found), passed[-1]


def following(figure: Figure, number: int) -> Pose:
    """The pose that comes after the keyframe of this number (from 0): after the last, the first of the next round."""
    poses = [frame.pose for frame in figure.frames]
    if number + 1 < len(poses):
        return poses[number + 1]
    first, last = poses[0], poses[-1]
    rope = None
    if first.rope is not None and last.rope is not None:
        rope = last.rope + (first.rope - last.rope) % 360
    return replace(first, ground=figure.stride, rope=rope)


def spacing(figure: Figure) -> float:
    """How far apart the marks of the ground lie, such that a round ends on one."""
    return figure.stride / max(1, round(abs(figure.stride) / MARKS)) or MARKS


def _passed(frames: tuple[Keyframe, ...]) -> list[float]:
    """How far the ground has come at each keyframe and at the end: with the feet on it, in flight as fast as else."""
    steps = [
        (frame.seconds, _step(frame.pose, after.pose))
        for frame, after in zip(frames, (*frames[1:], *frames[:1]), strict=True)
    ]
    known = [(seconds, step) for seconds, step in steps if step is not None]
    speed = sum(step for _seconds, step in known) / (sum(seconds for seconds, _step in known) or 1.0)
    passed = [0.0]
    for seconds, step in steps:
        passed.append(passed[-1] + (seconds * speed if step is None else step))
    return passed


def _step(first: Pose, second: Pose) -> float | None:
    """How far a foot that stands goes back with the ground; None in flight."""
    pairs: list[tuple[Hold, Hold]] = list(kept(first.feet, second.feet, way(first, "side")).values())
    return pairs[0][0].x - pairs[0][1].x if pairs else None
