"""Figures of content, drawn once for each version of their data and kept in memory."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from exercises import figures
from exercises.figures import draw
from exercises.figures.motion import motion
from exercises.figures.paint import PRINT, SCREEN, Colours, painted
from exercises.figures.read import read
from exercises.figures.scene import Figure

KEPT = 512
PEN: Final = hashlib.sha256(
    b"".join(path.read_bytes() for path in sorted(Path(*figures.__path__).glob("*.py")))
).hexdigest()
"""Names the engine: a figure whose data stays is another picture when what draws it changes."""


@dataclass(frozen=True, slots=True)
class Still:
    """One keyframe with words: `inside` is what stands between <svg> and </svg>, with classes instead of colours."""

    words: str
    inside: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One still by itself: a whole <svg> as text, and the words that say what it shows."""

    words: str
    svg: str


@dataclass(frozen=True)
class Drawn:
    """A figure drawn. `digest` names exactly this picture; `view_box` is left, top, width and height in cm."""

    digest: str
    figure: Figure
    view_box: tuple[float, float, float, float]
    stills: tuple[Still, ...]

    def motion(self) -> dict[str, Any]:
        """The animation, as exercises/figures/motion.py describes it, with the second at which each still is shown."""
        return motion(self.figure) | {"stills": list(_seconds_of_stills(self.figure))}

    def inside(self, number: int, colours: Colours = SCREEN) -> str:
        """What stands within <svg> for the still of this number, counted from 1. Errors: IndexError beyond the last."""
        return painted(self.stills[number - 1].inside, colours)

    def svg(self, number: int, colours: Colours = SCREEN) -> str:
        """The still of this number as a whole <svg>. Errors: IndexError beyond the last."""
        box = " ".join(map(draw.number, self.view_box))
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{self.inside(number, colours)}</svg>'

    def symbol(self, number: int) -> str:
        """The same as a file: seen when it is opened by itself, and as the symbol "s" that pages use.

        The symbol stands on the lower edge of the place it is given, in the middle.
        """
        left, top, width, height = (draw.number(edge) for edge in self.view_box)
        box, inside = f'viewBox="{left} {top} {width} {height}"', self.inside(number)
        place = f'x="{left}" y="{top}" width="{width}" height="{height}"'
        symbol = f'<symbol id="s" {box} preserveAspectRatio="xMidYMax">{inside}</symbol>'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{symbol}<use href="#s" {place}/></svg>'


def drawn(data: Mapping[str, Any] | None) -> Drawn | None:
    """The figure of content (`exercise.figure`); None where nothing is drawn. Errors: Faults when the data is wrong."""
    return _drawn(_text(data)) if data else None


def digest_of(data: Mapping[str, Any]) -> str:
    """Names what is drawn of this data, without drawing it."""
    return _digest(_text(data))


def words_of(data: Mapping[str, Any]) -> list[str]:
    """The words of each still in its order, without drawing them."""
    return [frame["words"] for frame in data.get("frames", ()) if frame.get("words")]


def svg_of(data: Mapping[str, Any], number: int) -> str:
    """The still of this number, counted from 1, as a whole <svg> for the page: its colours are variables.

    Errors: Faults when the data is wrong, IndexError beyond the last still.
    """
    found = drawn(data)
    if found is None:
        raise IndexError(number)
    return found.svg(number)


def stills_for_print(data: Mapping[str, Any] | None) -> list[Picture]:
    """Every still as an <svg> that needs no style sheet and reads in black and white; none where nothing is drawn.

    Errors: Faults when the data is wrong.
    """
    found = drawn(data)
    if found is None:
        return []
    return [Picture(still.words, found.svg(number, PRINT)) for number, still in enumerate(found.stills, start=1)]


def _text(data: Mapping[str, Any]) -> str:
    return json.dumps(data, sort_keys=True, separators=(",", ":"))


def _digest(text: str) -> str:
    return hashlib.sha256(f"{PEN}{text}".encode()).hexdigest()[:20]


@lru_cache(maxsize=KEPT)
def _drawn(text: str) -> Drawn:
    figure = read(json.loads(text))
    view_box = draw.box(figure)
    stills = tuple(Still(frame.words, draw.still(figure, frame, view_box)) for frame in figure.frames if frame.words)
    return Drawn(_digest(text), figure, view_box, stills)


def _seconds_of_stills(figure: Figure) -> list[float]:
    passed, found = 0.0, []
    for frame in figure.frames:
        if frame.words:
            found.append(round(passed, 3))
        passed += frame.seconds
    return found
