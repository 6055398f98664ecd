"""A routine on the workbench: what a therapist has typed so far, and the moves that change it.

Everything is kept as it was typed, right or wrong, so that nothing is lost. Moves are pure: they take a draft and
give back the next one. A line has a key of its own, so that it keeps its name while it moves.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

# The boxes of a dosage line, in reading order.
BOXES = (
    "sets",
    "reps",
    "time",
    "hold",
    "rest",
    "load",
    "days",
    "when",
    "sides",
    "times",
    "rest_days",
    "tempo",
    "weeks",
)
MOST_LINES = 20
LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Line:
    """One exercise: its UUID and its cause's, the boxes as typed, and the dosage it is usually given with."""

    key: str
    exercise: str
    boxes: Mapping[str, str] = field(default_factory=dict)
    cause: str = ""
    usual: Mapping[str, Any] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TestLine:
    """A home test (UUID) and the day on which it is due, as typed."""

    __test__ = False  # not a test of ours, whatever the name says

    home_test: str
    due_on: str = ""


@dataclass(frozen=True, slots=True)
class Removed:
    """The line that was taken out last, and its place."""

    place: int
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Lines in order, home tests, the first day, words to the runner, and why to start impact all the same."""

    lines: tuple[Line, ...] = ()
    tests: tuple[TestLine, ...] = ()
    starts_on: str = ""
    words: str = ""
    gate_reason: str = ""
    removed: Removed | None = None

    def line(self, key: str) -> Line | None:
        return next((line for line in self.lines if line.key == key), None)

    def holds(self, exercise: str) -> bool:
        return any(line.exercise == exercise for line in self.lines)

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe; `from_dict` gives back an equal draft."""
        return {
            "lines": [_line_to_dict(line) for line in self.lines],
            "tests": [{"home_test": test.home_test, "due_on": test.due_on} for test in self.tests],
            "starts_on": self.starts_on,
            "words": self.words,
            "gate_reason": self.gate_reason,
            "removed": self.removed and {"place": self.removed.place, "line": _line_to_dict(self.removed.line)},
        }

    @classmethod
    def from_dict(cls, saved: Mapping[str, Any]) -> Self:
        removed = saved.get("removed")
        return cls(
            lines=tuple(Line(**line) for line in saved.get("lines", [])),
            tests=tuple(TestLine(**test) for test in saved.get("tests", [])),
            starts_on=saved.get("starts_on", ""),
            words=saved.get("words", ""),
            gate_reason=saved.get("gate_reason", ""),
            removed=Removed(removed["place"], Line(**removed["line"])) if removed else None,
        )


def add(draft: Draft, lines: Iterable[Line]) -> Draft:
    """The draft with these lines at its end; what it holds already stays as it is. Keys are given anew."""
    for line in lines:
        if not draft.holds(line.exercise) and len(draft.lines) < MOST_LINES:
            draft = replace(draft, lines=(*draft.lines, replace(line, key=next_key(draft))))
    return draft


def take_out(draft: Draft, key: str) -> Draft:
    """The draft without that line, which can be put back; the same draft where there is no such line."""
    for place, line in enumerate(draft.lines):
        if line.key == key:
            kept = tuple(other for other in draft.lines if other.key != key)
            return replace(draft, lines=kept, removed=Removed(place, line))
    return draft


def put_in_again(draft: Draft) -> Draft:
    """What was taken out last, at its old place; not a second time what the draft holds by now."""
    if draft.removed is None:
        return draft
    place, line = draft.removed.place, draft.removed.line
    if draft.holds(line.exercise):
        return replace(draft, removed=None)
    again = replace(line, key=next_key(draft)) if draft.line(line.key) else line
    return replace(draft, lines=(*draft.lines[:place], again, *draft.lines[place:]), removed=None)


def move(draft: Draft, key: str, by: int) -> Draft:
    """The draft with that line one place up (-1) or down (1); at an end it stays."""
    keys = [line.key for line in draft.lines]
    if key not in keys or not 0 <= keys.index(key) + by < len(keys):
        return draft
    lines = list(draft.lines)
    place = keys.index(key)
    lines[place], lines[place + by] = lines[place + by], lines[place]
    return replace(draft, lines=tuple(lines))


def change(draft: Draft, key: str, **changes: Any) -> Draft:
    """The draft with that line changed: `boxes`, `exercise`, `usual`, `note` or `cause`."""
    lines = tuple(replace(line, **changes) if line.key == key else line for line in draft.lines)
    return replace(draft, lines=lines)


def ask_for_test(draft: Draft, home_test: str, due_on: str) -> Draft:
    """The draft with a home test; one that is there already keeps its day."""
    if any(test.home_test == home_test for test in draft.tests):
        return draft
    return replace(draft, tests=(*draft.tests, TestLine(home_test, due_on)))


def drop_test(draft: Draft, home_test: str) -> Draft:
    return replace(draft, tests=tuple(test for test in draft.tests if test.home_test != home_test))


def next_key(draft: Draft) -> str:
    """A key that no line has, and that the line taken out last has not either."""
    taken = [line.key for line in draft.lines] + ([draft.removed.line.key] if draft.removed else [])
    return str(max((int(key) for key in taken if key.isdecimal()), default=0) + 1)


def _line_to_dict(line: Line) -> dict[str, Any]:
    return {
        "key": line.key,
        "exercise": line.exercise,
        "boxes": dict(line.boxes),
        "cause": line.cause,
        "usual": None if line.usual is None else dict(line.usual),
        "note": line.note,
    }
