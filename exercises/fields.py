"""Model fields of the library: a dosage, lines of text, and a drawn figure."""

import json
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from exercises.dosage import Dosage, DosageError
from exercises.figures.check import check
from exercises.figures.read import read


class DosageField(models.JSONField):
    """Holds a Dosage as JSON; what comes out is a Dosage."""

    def from_db_value(self, value: Any, expression: object, connection: object) -> Dosage | None:
        if isinstance(value, str):
            return _from_json(value)
        return None if value is None else Dosage.from_dict(value)

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(value.to_dict() if isinstance(value, Dosage) else value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        plain = value.to_dict() if isinstance(value, Dosage) else value
        return super().get_db_prep_value(plain, connection, prepared)

    def to_python(self, value: Any) -> Any:
        return as_dosage(value)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value.to_dict() if isinstance(value, Dosage) else value, model_instance)

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return json.dumps(value.to_dict() if isinstance(value, Dosage) else value)


def as_dosage(value: Any) -> Dosage | None:
    """A Dosage from a Dosage, a mapping or None. Errors: ValidationError with every fault named."""
    if value is None or isinstance(value, Dosage):
        return value
    try:
        return Dosage.from_dict(value)
    except DosageError as error:
        raise ValidationError([str(message) for message in error.errors.values()]) from error


@lru_cache(maxsize=4096)
def _from_json(text: str) -> Dosage | None:
    """Kept by its text: a Dosage never changes, and the same few stand in thousands of rows."""
    loaded = json.loads(text)
    return None if loaded is None else Dosage.from_dict(loaded)


class LinesField(models.TextField):
    """Lines of text, one point a line; `.splitlines()` gives them back."""


class FigureField(models.JSONField):
    """A drawn figure as plain data, see exercises/figures; an empty mapping where nothing is drawn."""

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        if value:
            try:
                _check_figure(json.dumps(value))
            except (TypeError, ValueError) as refused:
                raise ValidationError(list(getattr(refused, "faults", [str(refused)]))) from refused
        return super().clean(value, model_instance)


@lru_cache(maxsize=512)
def _check_figure(text: str) -> None:
    """Kept by its text: a pack brings the same figure to the shelf of each clinic. Errors: Faults."""
    check(read(json.loads(text)))
