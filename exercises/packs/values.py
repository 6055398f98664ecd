"""One value of a pack: read strictly as what its model field holds, and written back plainly as JSON.

For every field, `plain(field, read(field, value))` is the one canonical way to write the value.
"""

import datetime
import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from exercises.dosage import Dosage, DosageError
from exercises.fields import DosageField, FigureField, LinesField

Reader = Callable[[Any, Any], Any]
METHODS = ("counted", "timed", "rated", "tape", "motion", "phone")


class Wrong(ValueError):
    """A value that a field cannot hold: `faults` are (place below the field, sentence)."""

    def __init__(self, *faults: tuple[str, str]) -> None:
        self.faults = faults
        super().__init__("; ".join(sentence for _place, sentence in faults))


def _fault(sentence: str) -> Wrong:
    return Wrong(("", sentence))


def _text(field: models.Field, value: Any) -> str:
    if not isinstance(value, str):
        raise _fault(_("must be text; put it in quotes"))
    text = value.strip()
    if field.max_length and len(text) > field.max_length:
        raise _fault(_("must be at most %(most)d characters, not %(count)d") % _counts(field.max_length, len(text)))
    return text


def _counts(most: int, count: int) -> dict[str, int]:
    return {"most": most, "count": count}


def _lines(field: models.Field, value: Any) -> str:
    if not isinstance(value, list) or not all(isinstance(line, str) and line.strip() for line in value):
        raise _fault(_("must be a list of lines of text"))
    if any(len(line.strip().splitlines()) > 1 for line in value):
        raise _fault(_("must have one line of text for each point"))
    return "\n".join(line.strip() for line in value)


def _dosage(field: models.Field, value: Any) -> Dosage:
    try:
        return Dosage.from_dict(value)
    except DosageError as error:
        raise Wrong(*((name, str(message)) for name, message in error.errors.items())) from error


def _flag(field: models.Field, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _fault(_("must be true or false"))
    return value


def _whole(field: models.Field, value: Any) -> int:
    if type(value) is not int:
        raise _fault(_("must be a whole number"))
    return value


def _number(field: Any, value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _fault(_("must be a number"))
    number = Decimal(str(value))
    if abs(number) >= Decimal(10) ** (field.max_digits - field.decimal_places):
        raise _fault(_("must be a smaller number"))
    if number != round(number, field.decimal_places):
        raise _fault(_("must have at most %d decimals") % field.decimal_places)
    return round(number, field.decimal_places)


def _day(field: models.Field, value: Any) -> datetime.date:
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError as error:
        raise _fault(_("must be a date such as 2026-11-30")) from error


def _methods(field: models.Field, value: Any) -> list[str]:
    if not isinstance(value, list) or not value or not all(method in METHODS for method in value):
        raise _fault(_("must be a list of %s") % ", ".join(METHODS))
    return value


def _figure(field: models.Field, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _fault(_("must be a mapping, as exercises/content/README.md describes it"))
    return _short_numbers(value)


def _short_numbers(value: Any) -> Any:
    """The same data, each number written in one way only: 3 and not 3.0, and three decimals at most."""
    if isinstance(value, dict):
        return {str(name): _short_numbers(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_short_numbers(part) for part in value]
    if isinstance(value, float) and math.isfinite(value):
        return int(value) if value == int(value) else round(value, 3)
    return value


def _slugs(field: models.Field, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(slug, str) for slug in value):
        raise _fault(_("must be a list of slugs"))
    if len(set(value)) != len(value):
        raise _fault(_("names the same slug twice"))
    return sorted(value)


# The first that fits: a field before those that it is derived from.
READERS: tuple[tuple[type[models.Field], Reader], ...] = (
    (LinesField, _lines),
    (DosageField, _dosage),
    (FigureField, _figure),
    (models.ManyToManyField, _slugs),
    (models.ForeignKey, _text),
    (models.DateField, _day),
    (models.BooleanField, _flag),
    (models.IntegerField, _whole),
    (models.DecimalField, _number),
    (models.JSONField, _methods),
    (models.CharField, _text),
    (models.FileField, _text),
    (models.TextField, _text),
)


def read(field: Any, value: Any) -> Any:
    """The value of a model field from a pack; slugs for relations. Errors: Wrong, with every fault."""
    if value is None and field.null:
        return None
    reader = next(reader for kind, reader in READERS if isinstance(field, kind))
    result = reader(field, value)
    if not field.is_relation and not isinstance(field, models.FileField):
        _clean(field, result)
    return result


def _clean(field: Any, value: Any) -> None:
    try:
        field.clean(value, None)
    except ValidationError as error:
        raise Wrong(*(("", sentence) for sentence in error.messages)) from error


def plain(field: Any, value: Any) -> Any:
    """The same value as JSON; relations are given as slugs already."""
    if isinstance(field, LinesField):
        return [line.strip() for line in value.splitlines() if line.strip()]
    if isinstance(value, Dosage):
        return value.to_dict()
    if isinstance(field, FigureField):
        return _short_numbers(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(field, models.FileField):
        return str(value or "")
    return value.strip() if isinstance(value, str) else value


def default_of(field: Any) -> Any:
    """What a pack means when it leaves the field out, plainly."""
    if isinstance(field, models.ManyToManyField | LinesField):
        return []
    if field.is_relation or (field.null and not field.has_default()):
        return None
    return plain(field, field.get_default())


def is_required(field: Any) -> bool:
    return not (field.blank or field.null or field.has_default())


def without_defaults(fields: Mapping[str, Any], form: Mapping[str, Any]) -> dict[str, Any]:
    """A form with only what differs from the default, so that a field added later changes no digest."""
    return {name: value for name, value in form.items() if name not in fields or value != default_of(fields[name])}
