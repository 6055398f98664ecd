"""Measured numbers in words: with the reader's unit, in the manner of the language, with a true minus."""

from decimal import Decimal, InvalidOperation

from django.utils.formats import number_format

from exercises.units import shown, shown_unit

NO_VALUE = "–"
MINUS = "−"
SPACE_BEFORE_UNIT = "\N{NO-BREAK SPACE}"


def _decimal(value: object) -> Decimal | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _digits(number: Decimal) -> str:
    """Without needless zeros, in the manner of the language: 8.50 gives "8.5", 30.0 gives "30"."""
    plain = format(number.normalize(), "f")
    places = len(plain.partition(".")[2])
    return number_format(Decimal(plain), decimal_pos=places).replace("-", MINUS)


def quantity(value: object, unit: str = "") -> str:
    """A number with its unit, needless zeros dropped: ``8.50|quantity:"cm"`` gives "8.5 cm".

    The number is a stored one; where the reader has other units it is converted (exercises/units.py). The space
    is a no-break space; degrees stand close. What is no number gives a dash.
    """
    number = _decimal(value)
    if number is None:
        return NO_VALUE
    number, unit = shown(number, unit), shown_unit(unit)
    space = "" if unit in {"", "°", "%"} else SPACE_BEFORE_UNIT
    return f"{_digits(number)}{space}{unit}"


def signed(value: object, unit: str = "") -> str:
    """A difference with its sign: 7 gives "+7", -3 gives "−3" with a true minus, 0 gives "0"."""
    number = _decimal(value)
    if number is None:
        return NO_VALUE
    return ("+" if number > 0 else "") + quantity(number, unit)
