"""What a keyframe says of the body, before anything is worked out."""

from dataclasses import dataclass, field
from typing import Final, Literal

Side = Literal["right", "left"]
SIDES: Final[tuple[Side, Side]] = ("right", "left")
SIGN: Final[dict[Side, int]] = {"right": 1, "left": -1}


@dataclass(frozen=True)
class Limb:
    """Joint angles of one arm or leg, in degrees; nought is standing at attention.

    For a leg `swing` is hip flexion, `out` hip abduction, `fold` knee flexion, `tip` dorsiflexion of the ankle and
    `curl` extension of all toes; `toe` and `toes` are how much further the big toe and the other four are lifted,
    and `arch` by how much the arch of the foot is raised: the heel's half tips back and the ball's half forward by
    this angle. For an arm `swing` is shoulder flexion, `out` abduction, `fold` elbow flexion.
    """

    swing: float = 0.0
    out: float = 0.0
    fold: float = 0.0
    tip: float = 0.0
    curl: float = 0.0
    turn: float = 0.0
    toe: float = 0.0
    toes: float = 0.0
    arch: float = 0.0


@dataclass(frozen=True)
class Hold:
    """A place that a foot or hand keeps: `x`, `y` in the picture, and `pitch`, how far the foot is tipped.

    A foot keeps the ball of the foot (`by="ball"`; positive pitch lifts the heel, the toes stay flat) or the heel
    (`by="heel"`; positive pitch lifts the toes). A hand keeps its palm.
    """

    x: float
    y: float
    by: Literal["ball", "heel", "palm"] = "ball"
    pitch: float = 0.0


@dataclass(frozen=True)
class Pose:
    """One keyframe of the body. `x`, `y` is the middle of the hips in the picture.

    `turn` turns the whole body to its right (side view: 90 looks at the viewer, 180 to the left). `lean` tips the
    hips forward (90: face down, -90: on the back), `roll` to the body's right; `spine`, `bend` and `neck` come on top.
    `ground` is how far the ground has passed under the feet since the first keyframe; `rope` how far round a skipping
    rope is: 0 under the feet, 180 over the head.
    """

    x: float = 0.0
    y: float = 0.0
    lean: float = 0.0
    roll: float = 0.0
    spine: float = 0.0
    bend: float = 0.0
    neck: float = 0.0
    turn: float = 0.0
    legs: dict[Side, Limb] = field(default_factory=lambda: {"right": Limb(), "left": Limb()})
    arms: dict[Side, Limb] = field(default_factory=lambda: {"right": Limb(), "left": Limb()})
    feet: dict[Side, Hold] = field(default_factory=dict)
    hands: dict[Side, Hold] = field(default_factory=dict)
    ground: float = 0.0
    rope: float | None = None
