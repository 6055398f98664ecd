"""Lengths and weights in the reader's units. All is stored in SI: this is for show, and for what a reader types.

One inch is 2.54 cm, one pound 0.45359237 kg, one mile 1.609344 km, all exactly (international yard and pound, 1959).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Other:
    """The reader's unit: its name, how much of the stored one it is, and the step of amounts in a text."""

    name: str
    size: Decimal
    step: Decimal


OTHERS = {
    "cm": Other("in", Decimal("2.54"), Decimal(1)),
    "kg": Other("lb", Decimal("0.45359237"), Decimal("0.5")),
    "km": Other("mi", Decimal("1.609344"), Decimal("0.5")),
}
# A tenth of an inch is 2.5 mm: as fine as a tape at home. Typed amounts may be finer: 3.25 in.
SHOWN_STEP = Decimal("0.1")
TYPED_DECIMALS = 2
# Below this an amount in a text keeps its tenths: 1.9 cm is 0.7 in, 30 cm are 12 in.
SMALL = Decimal(5)
NUMBER = r"\d+(?:\.\d+)?"
AMOUNT = re.compile(rf"(?<![\w.])({NUMBER})(?:( to | or |-|–)({NUMBER}))?([ \u00a0])(cm|kg|km)\b")

_imperial: ContextVar[bool] = ContextVar("imperial", default=False)


@contextmanager
def imperial(*, wanted: bool) -> Iterator[None]:
    """Within it, amounts are shown and typed in inches, pounds and miles; else as they are stored."""
    token = _imperial.set(wanted)
    try:
        yield
    finally:
        _imperial.reset(token)


def other(unit: str) -> Other | None:
    """The reader's unit for a stored one; None where it is shown as it is stored."""
    return OTHERS.get(unit) if _imperial.get() else None


def shown_unit(unit: str) -> str:
    found = other(unit)
    return found.name if found else unit


def shown(value: Decimal, unit: str) -> Decimal:
    """A stored amount as the reader sees it; converted ones to a tenth."""
    found = other(unit)
    return value if found is None else _to_step(value / found.size, SHOWN_STEP)


def stored(value: Decimal, unit: str, decimals: int) -> Decimal:
    """What a reader typed, in the stored unit, rounded to so many decimals where it was converted."""
    found = other(unit)
    return value if found is None else (value * found.size).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def in_units(text: object) -> str:
    """A text with its lengths and weights in the reader's units: "Box, 15 to 30 cm" gives "Box, 6 to 12 in"."""
    return AMOUNT.sub(_converted, str(text)) if _imperial.get() else str(text)


def _converted(match: re.Match[str]) -> str:
    first, between, second, space, unit = match.groups()
    amounts = [_in_text(Decimal(first), OTHERS[unit])]
    if second is not None:
        amounts += [between, _in_text(Decimal(second), OTHERS[unit])]
    return "".join([*amounts, space, OTHERS[unit].name])


def _in_text(value: Decimal, found: Other) -> str:
    amount = value / found.size
    return f"{_to_step(amount, SHOWN_STEP if amount < SMALL else found.step).normalize():f}"


def _to_step(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step
