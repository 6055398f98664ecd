"""One side of one home test, as a runner fills it in at home; checked by the validators of the API."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from clinic.forms.log import EFFORTS, RATINGS, BodyForm
from clinic.forms.words import WordsField
from clinic.models import Method, Rhythm, StopReason, TestResult
from clinic.validators.fields import plain
from clinic.validators.results import SECONDS, ResultBody, read_result
from exercises.models import HomeTest, Measure
from exercises.units import TYPED_DECIMALS, other, shown, shown_unit, stored

TRIES = 3
# Between the sides of a test that tires, when the test itself does not say how long.
REST_SECONDS = 120
# More choices than this stand in no row.
MOST_CHOICES = 11
# The phone's own sensors measure only on their own pages.
SENSORS = frozenset({"motion", "phone"})
# What Django says in the words of programmers.
BOUNDS = ("invalid", "min_value", "max_value", "max_digits", "max_whole_digits")


class NumberField(forms.DecimalField):
    """A number as people type it: 9,5 and 9.5 are the same."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class AmountField(NumberField):
    """A measure, typed in the reader's units and cleaned to the stored one.

    What was shown and left as it is stays exactly what is stored: `keep` tells it the stored value.
    """

    def __init__(self, measure: Measure, **kwargs: Any) -> None:
        self.measure = measure
        self.kept: Decimal | None = None
        self.is_converted = other(measure.unit) is not None
        low, high = shown(measure.minimum, measure.unit), shown(measure.maximum, measure.unit)
        super().__init__(required=False, min_value=low, max_value=high, max_digits=8, **kwargs)
        bounds = _("Type a number from %(low)s to %(high)s.") % {"low": plain(low), "high": plain(high)}
        self.error_messages |= dict.fromkeys(BOUNDS, bounds)
        self.error_messages["max_decimal_places"] = _places(self.decimal_places)

    def keep(self, value: Decimal) -> str:
        """Remembers the stored value; gives what to show of it."""
        self.kept = value
        return plain(shown(value, self.measure.unit))

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        if said is None or not self.is_converted:
            return said
        if self.kept is not None and said == shown(self.kept, self.measure.unit):
            return self.kept
        exact = stored(said, self.measure.unit, self.measure.decimals)
        return min(max(exact, self.measure.minimum), self.measure.maximum)


class RatingField(forms.TypedChoiceField):
    """A whole number that is chosen from a row of them."""

    def __init__(self, measure: Measure, **kwargs: Any) -> None:
        numbers = range(int(measure.minimum), int(measure.maximum) + 1)
        choices = [(number, str(number)) for number in numbers]
        widget = forms.RadioSelect
        super().__init__(choices=choices, coerce=Decimal, empty_value=None, required=False, widget=widget, **kwargs)
        better = _("%(least)s is the worst, %(most)s the best.")
        worse = _("%(least)s is the best, %(most)s the worst.")
        words = {"least": numbers[0], "most": numbers[-1]}
        self.help_text = (better if measure.higher_is_better else worse) % words
        self.error_messages["invalid_choice"] = _("Choose a number from %(least)s to %(most)s.") % words


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
    note = WordsField(
        label=gettext_lazy("A note for your therapist"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    no_optional_marks = True

    def __init__(self, *args: Any, home_test: HomeTest, side: str, **kwargs: Any) -> None:
        kwargs |= {"initial": {**kwargs.get("initial", {}), "id": uuid.uuid4()}, "prefix": side or "once"}
        super().__init__(*args, **kwargs)
        self.home_test, self.side = home_test, side
        self.body: ResultBody | None = None
        self.method, self.main, self.others = way_of(home_test)
        if self.is_rated:
            del self.fields["pain"], self.fields["effort"]
        self._add_measures()
        if self.is_held:
            self.fields["stop_reason"] = _stop_reason()
        if self.beats_per_minute:
            # Told by the beat itself: with it and without it are two ways of measuring.
            self.fields["rhythm"] = forms.ChoiceField(
                choices=Rhythm.choices, initial=Rhythm.OWN, required=False, widget=forms.HiddenInput
            )

    def _add_measures(self) -> None:
        for measure in [self.main, *self.others] if self.is_timed else self.others:
            self.fields[measure.key] = self._field(measure)
        for measure in self.others:
            self.fields[measure.key].help_text = _left_out(self.fields[measure.key], self.method)
        for place, name in enumerate(self.try_names, start=1):
            label = _("Try %(place)d") % {"place": place} if len(self.try_names) > 1 else ""
            self.fields[name] = self._field(self.main, label)

    def _field(self, measure: Measure, label: str = "") -> forms.Field:
        if self.is_rated and not measure.decimals and measure.maximum - measure.minimum < MOST_CHOICES:
            return RatingField(measure, label=label or measure.name)
        return _number(measure, label)

    @property
    def is_timed(self) -> bool:
        return self.main.unit == SECONDS

    @property
    def is_held(self) -> bool:
        """Timed for as long as one can: then an early end has a reason."""
        return self.is_timed and self.main.higher_is_better

    @property
    def is_rated(self) -> bool:
        """How something feels: nothing is done that could hurt or tire."""
        return self.method == Method.RATED

    @property
    def beats_per_minute(self) -> int | None:
        """The beat to which repetitions are counted; None without one."""
        is_counted = self.method == Method.COUNTED and not self.is_timed and not self.main.decimals
        return self.home_test.beats_per_minute if is_counted else None

    @property
    def rest_seconds(self) -> int:
        """What lies between the sides; 0 for no rest."""
        said = self.home_test.rest_seconds
        return said if said is not None else REST_SECONDS if self.is_timed or self.beats_per_minute else 0

    @property
    def unit(self) -> str:
        """The main unit as the reader has it."""
        return shown_unit(self.main.unit)

    @property
    def try_names(self) -> list[str]:
        """A distance or an angle is taken three times; what is counted, once."""
        if self.is_timed:
            return []
        return [f"try_{place}" for place in range(1, (TRIES if self.main.decimals else 1) + 1)]

    @property
    def tries(self) -> list[forms.BoundField]:
        return [self[name] for name in self.try_names]

    @property
    def counts(self) -> list[forms.BoundField]:
        """The further quantities beside the main one, for example hops."""
        return [self[name] for name in self.fields if name in self._extra_keys]

    @property
    def main_field(self) -> forms.BoundField | None:
        return self[self.main.key] if self.is_timed else None

    @property
    def _extra_keys(self) -> set[str]:
        return {measure.key for measure in self.others}

    @property
    def is_blank(self) -> bool:
        """Nothing was typed for this side."""
        names = [name for name in self.fields if name not in {"id", "rhythm"}]
        return all(self.data.get(self.add_prefix(name), "").strip() == "" for name in names)

    @property
    def more_open(self) -> bool:
        """Whether something stands in the part that is folded away, or is wrong there."""
        folded = [self[name] for name in ("effort", "note") if name in self.fields]
        return any(field.errors or field.value() not in (None, "") for field in folded)

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
        once = {self.main.key: tries.pop()} if len(self.try_names) == 1 and tries else {}
        return {**given, **side, **once, "tries": tries, "method": self.method, "done_at": timezone.now()}

    def refuse(self, error: ValidationError) -> None:
        """A fault of the tries, or of their mean, is said at the first try."""
        first = {"tries": "try_1", self.main.key: self.main.key if self.is_timed else "try_1"}
        for name, messages in error.message_dict.items():
            place = first.get(name, name)
            self.add_error(place if place in self.fields else None, messages)


class CorrectionForm(SideForm):
    """A result with what was typed; saved, it takes the place of the first version."""

    def __init__(self, *args: Any, result: TestResult, **kwargs: Any) -> None:
        super().__init__(*args, home_test=result.home_test, side=result.side, initial=_typed(result), **kwargs)
        self.result = result
        for name, field in self.fields.items():
            if isinstance(field, AmountField) and self.initial.get(name) is not None:
                self.initial[name] = field.keep(Decimal(self.initial[name]))

    @property
    def is_blank(self) -> bool:
        """A correction to nothing is refused: that is what taking back is for."""
        return False

    def _body(self, said: dict[str, Any]) -> dict[str, Any]:
        kept = {name: getattr(self.result, name) for name in ("done_at", "rhythm", "practice")}
        return {**super()._body(said), **kept, "replaces": self.result.uuid}


def _typed(result: TestResult) -> dict[str, Any]:
    """The fields of a result as they were filled in."""
    values = {row.measure.key: plain(row.value) for row in result.values.all()}
    tries = {f"try_{place}": value for place, value in enumerate(result.tries, 1)}
    main = values.get(way_of(result.home_test)[1].key)
    said = {name: getattr(result, name) for name in ("pain", "effort", "note", "stop_reason")}
    return {"try_1": main, **values, **tries, **said}


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


def is_measured_by_hand(home_test: HomeTest) -> bool:
    """Whether anything of it can be typed in: content may hold a test that only the phone measures."""
    return any(set(measure.methods) - SENSORS for measure in home_test.measures.all())


def may_correct(result: TestResult) -> bool:
    """Whether it was measured in the way that can be typed in."""
    return is_measured_by_hand(result.home_test) and way_of(result.home_test)[0] == result.method


def _places(count: int | None) -> str:
    if not count:
        return _("Type a whole number.")
    return ngettext("Type %d digit after the point.", "Type at most %d digits after the point.", count) % count


def _left_out(field: forms.Field, method: str) -> str:
    if isinstance(field, RatingField):
        return " ".join([str(field.help_text), _("Leave it out if you cannot say.")])
    if method == Method.COUNTED:
        return _("Leave it empty if you did not count.")
    return _("Leave it empty if you did not measure it.")


def _number(measure: Measure, label: str = "") -> AmountField:
    places = max(measure.decimals, 1) if measure.decimals else 0
    finer = TYPED_DECIMALS if other(measure.unit) else places
    field = AmountField(measure, label=label or _label(measure), decimal_places=finer)
    field.widget.attrs["inputmode"] = "decimal" if field.decimal_places else "numeric"
    return field


def _label(measure: Measure) -> str:
    """Time (s), but Hops and not Hops (hops)."""
    named = measure.name.casefold() == measure.unit.casefold()
    return measure.name if named else f"{measure.name} ({shown_unit(measure.unit)})"


def _stop_reason() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Why did you stop?"),
        help_text=_("Only when you stopped before the time was up."),
        choices=StopReason.choices,
        required=False,
        widget=forms.RadioSelect,
    )
