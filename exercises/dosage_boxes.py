"""The small boxes in which a dosage is typed: "8-12" reps, "3 to 4" days a week."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.dosage import Dosage
from exercises.dosage_bounds import DosageError

RANGE = re.compile(r"(\d{1,9})\s*(?:-|–|—|to|or)\s*(\d{1,9})", re.IGNORECASE)
NUMBERS = {
    "sets": "sets",
    "time": "work_seconds",
    "hold": "hold_seconds",
    "rest": "rest_seconds",
    "times": "times_per_day",
    "rest_days": "min_rest_days",
    "weeks": "weeks",
}
RANGES = {"reps": ("reps_min", "reps_max"), "days": ("days_min", "days_max")}
TEXTS = ("load", "tempo")
BOX_OF = {name: box for box, name in NUMBERS.items()} | {name: box for box, names in RANGES.items() for name in names}
LABELS = {
    "sets": gettext_lazy("Sets"),
    "reps": gettext_lazy("Reps"),
    "time": gettext_lazy("Time s"),
    "hold": gettext_lazy("Hold s"),
    "rest": gettext_lazy("Rest s"),
    "load": gettext_lazy("Load"),
    "days": gettext_lazy("Days a week"),
    "when": gettext_lazy("When"),
    "sides": gettext_lazy("Sides"),
    "times": gettext_lazy("Times a day"),
    "rest_days": gettext_lazy("Rest days between"),
    "tempo": gettext_lazy("Tempo"),
    "weeks": gettext_lazy("Weeks"),
}
# Shorter than the words of a dosage, since the boxes stand in one line.
WHENS = {
    "any_time": gettext_lazy("Any time"),
    "warm_up": gettext_lazy("Warm-up"),
    "after_run": gettext_lazy("After run"),
}
SIDES = {"each": gettext_lazy("Each"), "both": gettext_lazy("Both")}
CHOICES = {"when": WHENS, "sides": SIDES}


class BoxErrors(ValueError):
    """A dosage line that cannot be read; `errors` maps each box at fault to a sentence."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = dict(errors)
        super().__init__("; ".join(self.errors.values()))


def boxes_of(dosage: Dosage) -> dict[str, str]:
    """The boxes that read back as this dosage; empty boxes stand for nothing given."""
    boxes = {box: _text(getattr(dosage, name)) for box, name in NUMBERS.items()}
    boxes |= {box: _range_text(getattr(dosage, low), getattr(dosage, high)) for box, (low, high) in RANGES.items()}
    boxes |= {box: getattr(dosage, box) for box in TEXTS}
    return boxes | {"when": dosage.when, "sides": "each" if dosage.per_side else "both"}


def dosage_of(boxes: Mapping[str, str]) -> Dosage:
    """The dosage that the boxes say. Raises BoxErrors with a sentence for each box at fault."""
    values: dict[str, Any] = {"when": boxes.get("when") or "any_time", "per_side": boxes.get("sides") == "each"}
    errors: dict[str, str] = {}
    for box, names in [*((box, (name,)) for box, name in NUMBERS.items()), *RANGES.items()]:
        try:
            values.update(_read(boxes.get(box, ""), names))
        except ValueError:
            errors[box] = _unreadable(box)
    values |= {box: " ".join(boxes.get(box, "").split()) for box in TEXTS}
    return _build(values, errors)


def _build(values: dict[str, Any], errors: dict[str, str]) -> Dosage:
    """Asks for every fault at once: what could not be read is left at its default meanwhile."""
    try:
        dosage = Dosage.from_dict(values)
    except DosageError as error:
        found = {BOX_OF.get(name, name): message for name, message in error.errors.items()}
        raise BoxErrors(found | errors) from error
    if errors:
        raise BoxErrors(errors)
    return dosage


def _read(text: str, names: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """Numbers under their names; an empty box gives nothing. Raises ValueError for other words."""
    text = text.strip()
    if not text:
        return
    found = RANGE.fullmatch(text) if len(names) == 2 else None
    numbers = found.groups() if found else (text,) * len(names)
    yield from zip(names, (_whole(number) for number in numbers), strict=True)


def _whole(text: str) -> int:
    """A whole number; "10.0" is one too. Raises ValueError."""
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not number.is_finite() or abs(number) > 10**9 or number != int(number):
        raise ValueError(text)
    return int(number)


def _unreadable(box: str) -> str:
    sentences = {
        "reps": _("Reps must be a number like 10, or a range like 8 to 12"),
        "days": _("Days a week must be a number like 7, or a range like 3 to 4"),
        "sets": _("Sets must be a whole number"),
        "time": _("Time must be whole seconds"),
        "hold": _("Hold must be whole seconds"),
        "rest": _("Rest must be whole seconds"),
        "times": _("Times a day must be a whole number"),
        "rest_days": _("Rest days between must be a whole number"),
        "weeks": _("Weeks must be a whole number"),
    }
    return sentences[box]


def _text(value: int | None) -> str:
    return "" if value is None else str(value)


def _range_text(low: int | None, high: int | None) -> str:
    return _text(low) if low == high else f"{low}-{high}"
