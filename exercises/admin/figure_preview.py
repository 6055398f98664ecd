"""A figure that is being typed, drawn beside its text: every keyframe, the motion, in the dark and on paper."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from exercises.drawing import Drawn, Still
from exercises.figure_text import data_of, figure_of, text_of
from exercises.figures import draw
from exercises.figures.paint import PRINT
from exercises.figures.read import read
from exercises.figures.scene import Faults

KEPT = 32


@dataclass(frozen=True, slots=True)
class Frame:
    """One keyframe. `still` is its number among the pictures that readers see, 0 where it is none of them."""

    number: int
    still: int
    words: str
    svg: SafeString


@dataclass(frozen=True, slots=True)
class Preview:
    """What the text draws, and what is wrong with it. Nothing is drawn of a text that cannot be read."""

    faults: list[str] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    stands: SafeString | str = ""
    moves: SafeString | str = ""
    paper: SafeString | str = ""
    motion: SafeString | str = ""

    @property
    def words(self) -> list[str]:
        return [frame.words for frame in self.frames if frame.still]


def preview_of(text: str) -> Preview:
    """The figure of an editor's text. Empty for empty text."""
    try:
        data = data_of(text)
    except Faults as refused:
        return Preview(faults=list(refused.faults))
    if not data:
        return Preview()
    figure, faults = figure_of(data, text)
    return Preview(faults=faults) if figure is None else replace(_drawn(text), faults=faults)


def stills_of(data: Mapping[str, Any]) -> list[Frame]:
    """The pictures that readers see of a figure's data; none where it is none yet."""
    return [frame for frame in preview_of(text_of(data)).frames if frame.still]


@lru_cache(maxsize=KEPT)
def _drawn(text: str) -> Preview:
    """Of a text that was read before. Kept, since most pages show it as it was."""
    figure = read(data_of(text))
    box = draw.box(figure)
    every = Drawn("", figure, box, tuple(Still(frame.words, draw.still(figure, frame, box)) for frame in figure.frames))
    stills = [number for number, frame in enumerate(figure.frames, start=1) if frame.words]
    first = stills[figure.thumb - 1]
    return Preview(
        frames=[_frame(number, every, stills) for number in range(1, len(figure.frames) + 1)],
        stands=_svg(every.svg(first)),
        moves=_svg(every.svg(first), "data-drawn"),
        paper=_svg(every.svg(first, PRINT)),
        motion=_motion(every),
    )


def _frame(number: int, every: Drawn, stills: list[int]) -> Frame:
    still = stills.index(number) + 1 if number in stills else 0
    return Frame(number, still, every.stills[number - 1].words, _svg(every.svg(number)))


def _svg(drawing: str, mark: str = "") -> SafeString:
    """Drawn by us from numbers: no word of the editor is in it."""
    return mark_safe(drawing.replace("<svg ", f'<svg class="fig" aria-hidden="true" {mark} ', 1))  # see above


def _motion(every: Drawn) -> SafeString:
    """The table for the player, as data that no browser runs. Numbers only."""
    table = json.dumps(every.motion(), separators=(",", ":"))
    return format_html('<script type="application/json" data-motion>{}</script>', mark_safe(table))  # see above
