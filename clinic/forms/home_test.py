"""One side of one home test, as a runner fills it in at home; checked by the validators of the API."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.forms.log import EFFORTS, RATINGS, BodyForm
from clinic.models import StopReason
from clinic.validators.results import SECONDS, ResultBody, read_result
from exercises.models import HomeTest, Measure

TRIES = 3
# The phone's own sensors measure only on their own pages.
SENSORS = frozenset({"motion", "phone"})


class NumberField(forms.DecimalField):
    """A number as people type it: 9,5 and 9.5 are the same."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class SideForm(BodyForm):
    """A side may be left out whole; what was begun must be complete."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    pain = forms.TypedChoiceField(
        label=gettext_lazy("How much did it hurt?"),
        choices=RATINGS,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    effort = forms.TypedChoiceField(
        label=gettext_lazy("How hard was it?"), choices=EFFORTS, coerce=int, empty_value=None, required=False
    )
    note = forms.CharField(
        label=gettext_lazy("A note for your therapist"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, home_test: HomeTest, side: str, **kwargs: Any) -> None:
        kwargs |= {"initial": {"id": uuid.uuid4()}, "prefix": side or "once"}
        super().__init__(*args, **kwargs)
        self.home_test, self.side = home_test, side
        self.body: ResultBody | None = None
        self.method, self.main, others = way_of(home_test)
        for measure in [self.main, *others] if self.is_timed else others:
            self.fields[measure.key] = _number(measure)
        if self.is_timed:
            self.fields["stop_reason"] = _stop_reason()
        else:
            for place in range(1, TRIES + 1):
                self.fields[f"try_{place}"] = _number(self.main, _("Try %(place)d") % {"place": place})

    @property
    def is_timed(self) -> bool:
        return self.main.unit == SECONDS

    @property
    def tries(self) -> list[forms.BoundField]:
        return [self[f"try_{place}"] for place in range(1, TRIES + 1)] if not self.is_timed else []

    @property
    def counts(self) -> list[forms.BoundField]:
        """The further quantities beside the main one, for example hops."""
        return [self[name] for name in self.fields if name in self._extra_keys]

    @property
    def main_field(self) -> forms.BoundField | None:
        return self[self.main.key] if self.is_timed else None

    @property
    def _extra_keys(self) -> set[str]:
        return {measure.key for measure in way_of(self.home_test)[2]}

    @property
    def is_blank(self) -> bool:
        """Nothing was measured on this side."""
        names = [self.main.key] if self.is_timed else [f"try_{place}" for place in range(1, TRIES + 1)]
        return all(self.data.get(self.add_prefix(name), "").strip() == "" for name in [*names, *self._extra_keys])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.errors or self.is_blank:
            return said
        try:
            self.body = read_result(self._body(said), home_test=self.home_test)
        except ValidationError as error:
            self.refuse(error)
        return said

    def _body(self, said: dict[str, Any]) -> dict[str, Any]:
        tries = [value for name, value in said.items() if name.startswith("try_") and value is not None]
        given = {name: value for name, value in said.items() if not name.startswith("try_") and value not in ("", None)}
        side = {"side": self.side} if self.side else {}
        return {**given, **side, "tries": tries, "method": self.method, "done_at": timezone.now()}

    def refuse(self, error: ValidationError) -> None:
        """A fault of the tries, or of their mean, is said at the first try."""
        first = {"tries": "try_1", self.main.key: self.main.key if self.is_timed else "try_1"}
        for name, messages in error.message_dict.items():
            place = first.get(name, name)
            self.add_error(place if place in self.fields else None, messages)


class PracticeForm(forms.Form):
    practice = forms.BooleanField(
        label=gettext_lazy("This was only practice"),
        help_text=gettext_lazy("Practice is kept, but never compared."),
        required=False,
    )


def way_of(home_test: HomeTest) -> tuple[str, Measure, list[Measure]]:
    """How it is measured without sensors, its main measure that way, and the further ones."""
    measures = sorted(home_test.measures.all(), key=lambda one: (not one.primary, one.pk))
    main = next(one for one in measures if set(one.methods) - SENSORS)
    method = next(one for one in main.methods if one not in SENSORS)
    return method, main, [one for one in measures if one is not main and method in one.methods]


def _number(measure: Measure, label: str = "") -> NumberField:
    field = NumberField(
        label=label or f"{measure.name} ({measure.unit})",
        required=False,
        min_value=measure.minimum,
        max_value=measure.maximum,
        max_digits=8,
        decimal_places=max(measure.decimals, 1) if measure.decimals else 0,
    )
    field.widget.attrs["inputmode"] = "decimal" if measure.decimals else "numeric"
    return field


def _stop_reason() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Why did you stop?"),
        help_text=_("Only when you stopped before the time was up."),
        choices=StopReason.choices,
        required=False,
        widget=forms.RadioSelect,
    )
