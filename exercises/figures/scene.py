"""A figure as data: what the editor wrote, read into typed values or refused with a sentence for each fault."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from exercises.figures.pose import SIDES, Pose, Side
from exercises.figures.skeleton import View

PROPS: Final[dict[str, tuple[str, ...]]] = {
    "wall": ("x",),
    "box": ("x", "width", "height"),
    "step": ("x", "width", "height"),
    "chair": ("x",),
    "sofa": ("x",),
    "mat": ("x", "width"),
    "rail": ("x", "y"),
    "ball": ("x", "y", "size"),
    "roller": ("x", "y", "size"),
    "book": ("x", "width", "height"),
    "line": ("x", "width"),
    "tape": ("x", "width"),
}
HELD: Final = ("dumbbell", "ball", "backpack")
CARRIERS: Final = ("right hand", "left hand", "right thigh", "left thigh", "hips", "back", "heels")
JOINTS: Final = tuple(f"{side} {joint}" for side in SIDES for joint in ("knee", "ankle", "hand"))
MOST_FRAMES, MOST_PROPS, MOST_SECONDS = 16, 8, 12.0
"""More keyframes, or a longer round, make no clearer picture, and the animation too large."""


class Faults(ValueError):
    """What is wrong with the data of a figure: one sentence each, the place first."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Prop:
    kind: str
    sizes: dict[str, float]


@dataclass(frozen=True)
class Arrow:
    """The direction of movement: from one point to another, bowed to its left by `bow` cm."""

    start: tuple[float, float]
    end: tuple[float, float]
    bow: float = 0.0


@dataclass(frozen=True)
class Band:
    """An elastic band between two places: fixed points of the picture, or joints such as "right ankle"."""

    start: str | tuple[float, float]
    end: str | tuple[float, float]


@dataclass(frozen=True)
class Zoom:
    """The part of the picture that is shown: from `x` on, this wide and high, above the floor."""

    x: float
    width: float
    height: float


@dataclass(frozen=True)
class Keyframe:
    """One pose; `seconds` to the next one. `words` say what it shows; without words it is no still."""

    pose: Pose
    seconds: float = 0.8
    ease: str = "soft"
    words: str = ""
    arrows: tuple[Arrow, ...] = ()


@dataclass(frozen=True)
class Figure:
    view: View
    frames: tuple[Keyframe, ...]
    props: tuple[Prop, ...] = ()
    held: dict[str, str] = field(default_factory=dict)
    bands: tuple[Band, ...] = ()
    works: Literal["right", "both"] = "both"
    bare: bool = False
    zoom: Zoom | None = None
    stride: float = 0.0
    """How far the ground passes under the feet in one round, in cm."""
    thumb: int = 1
    """Which still, counted from 1, stands for the whole where there is room for one."""

    @property
    def legs(self) -> tuple[Side, ...]:
        """The legs that are drawn: a close-up shows the working one alone."""
        return tuple(side for side in SIDES if not self.zoom or self.works in {"both", side})
