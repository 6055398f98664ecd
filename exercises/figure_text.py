"""A figure as text to edit: YAML with one keyframe a line. Written always alike, read strictly."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from django.utils.translation import gettext as _

from exercises.figures.check import check
from exercises.figures.read import read
from exercises.figures.scene import MOST_FRAMES, Faults, Figure
from exercises.packs.plain_text import Loader, Unreadable, values_in

MOST_BYTES = 20_000
LIMITS = {"size": MOST_BYTES // 1000, "most": MOST_FRAMES}
LARGEST = 1_000_000
ORDER = (
    *("view", "works", "bare", "zoom", "travels", "thumb", "props", "held", "bands", "frames"),
    *("words", "body", "legs", "arms", "feet", "hands", "rope", "arrows", "seconds", "ease"),
    *(
        "right",
        "left",
        "x",
        "y",
        "width",
        "height",
        "size",
        "from",
        "to",
        "bow",
        "lean",
        "roll",
        "spine",
        "bend",
        "neck",
    ),
    *("swing", "out", "fold", "tip", "curl", "toe", "toes", "arch", "turn", "by", "pitch"),
)
PLACE = {name: number for number, name in enumerate(ORDER)}
LINES = frozenset({"frames"})
BARE = re.compile(r"[a-z][a-z ]*")
NOT_BARE = frozenset({"yes", "no", "on", "off", "true", "false", "null"})
FRAME = re.compile(r"frames\[(\d+)\][.:]?\s*(.*)", re.DOTALL)


def text_of(data: Mapping[str, Any]) -> str:
    """The figure's data as YAML; empty for no figure."""
    return "".join(_lines(data))


def data_of(text: str) -> dict[str, Any]:
    """What the text says, as plain data; empty for empty text. It may still be no figure.

    Errors: Faults with a sentence that begins with the line.
    """
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise Faults([_("This is longer than %(size)d kB. A figure has at most %(most)d keyframes.") % LIMITS])
    try:
        values = values_in(text)
    except Unreadable as error:
        raise Faults([_first_big(str(error))]) from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise Faults([_("Begin with “frames:”, and a keyframe on each line below.")])
    try:
        return _plain(values, "")
    except Faults as refused:
        raise Faults(in_words(refused, text)) from refused


def figure_of(data: Mapping[str, Any], text: str) -> tuple[Figure | None, list[str]]:
    """The figure where it can be drawn at all, and what is wrong with it, each with its keyframe and its line."""
    try:
        figure = read(data)
    except Faults as refused:
        return None, in_words(refused, text)
    try:
        check(figure)
    except Faults as refused:
        return figure, in_words(refused, text)
    return figure, []


def in_words(refused: Faults, text: str) -> list[str]:
    """The sentences, with places as an editor counts them: keyframe 2 in line 5, not frames[2]."""
    lines = _lines_of_frames(text)
    return [_in_words(fault, lines) for fault in refused.faults]


def _in_words(fault: str, lines: Mapping[int, int]) -> str:
    found = FRAME.fullmatch(fault)
    if found is None:
        return _first_big(fault)
    number, rest = int(found.group(1)), found.group(2)
    words = {"number": number, "line": lines.get(number, 0), "rest": rest}
    if number not in lines:
        return _("Keyframe %(number)d: %(rest)s") % words
    return _("Keyframe %(number)d (line %(line)d): %(rest)s") % words


def _lines_of_frames(text: str) -> dict[int, int]:
    """The line on which each keyframe begins, both counted from 1."""
    try:
        top = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError:
        return {}
    pairs = top.value if isinstance(top, yaml.MappingNode) else []
    frames = next((value for key, value in pairs if key.value == "frames"), None)
    if not isinstance(frames, yaml.SequenceNode):
        return {}
    return {number: node.start_mark.line + 1 for number, node in enumerate(frames.value, start=1)}


def _first_big(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _plain(value: Any, place: str) -> Any:
    """Values that every database keeps and gives back as they were. Errors: Faults with the place."""
    if isinstance(value, dict):
        return {str(name): _plain(part, f"{place}.{name}".strip(".")) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part, f"{place}[{number}]") for number, part in enumerate(value, start=1)]
    if isinstance(value, str):
        return _text(value, place)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float) and abs(value) <= LARGEST:
        return int(value) if value == int(value) else round(value, 3)
    raise Faults([_("%s: must be a number of a human size, or text.") % place])


def _text(value: str, place: str) -> str:
    words = " ".join(value.split())
    if not words.isprintable():
        raise Faults([_("%s: take the special characters out.") % place])
    return words


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(data, key=_place):
        if name in LINES and isinstance(data[name], list):
            yield f"{name}:\n"
            yield from (f"  - {_flow(entry)}\n" for entry in data[name])
        else:
            yield f"{_word(name)}: {_flow(data[name], name)}\n"


def _place(name: str) -> tuple[int, str]:
    return PLACE.get(name, len(ORDER)), name


def _flow(value: Any, name: str = "") -> str:
    if isinstance(value, Mapping):
        inside = (f"{_word(key)}: {_flow(value[key], key)}" for key in sorted(value, key=_place))
        return "{" + ", ".join(inside) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(part) for part in value) + "]"
    if isinstance(value, str) and name != "words":
        return _word(value)
    return json.dumps(value, ensure_ascii=False)


def _word(text: str) -> str:
    is_bare = BARE.fullmatch(text) and text not in NOT_BARE and not text.endswith(" ")
    return text if is_bare else json.dumps(text, ensure_ascii=False)
