"""Figures of content, drawn once for each version of their data and kept in memory."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from exercises.figures import draw
from exercises.figures.motion import motion
from exercises.figures.read import read
from exercises.figures.scene import Figure

KEPT = 512


@dataclass(frozen=True, slots=True)
class Still:
    """One keyframe with words: `inside` is what stands between <svg> and </svg>."""

    words: str
    inside: str


@dataclass(frozen=True)
class Drawn:
    """A figure drawn. `digest` names exactly this data; `view_box` is left, top, width and height in cm."""

    digest: str
    figure: Figure
    view_box: tuple[float, float, float, float]
    stills: tuple[Still, ...]

    def motion(self) -> dict[str, Any]:
        """The animation, as exercises/figures/motion.py describes it."""
        return motion(self.figure)


def drawn(data: Mapping[str, Any] | None) -> Drawn | None:
    """The figure of content (`exercise.figure`); None where nothing is drawn. Errors: Faults when the data is wrong."""
    if not data:
        return None
    return _drawn(json.dumps(data, sort_keys=True, separators=(",", ":")))


@lru_cache(maxsize=KEPT)
def _drawn(text: str) -> Drawn:
    figure = read(json.loads(text))
    view_box = draw.box(figure)
    stills = tuple(Still(frame.words, draw.still(figure, frame, view_box)) for frame in figure.frames if frame.words)
    return Drawn(hashlib.sha256(text.encode()).hexdigest()[:20], figure, view_box, stills)
