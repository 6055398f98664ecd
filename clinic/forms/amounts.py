"""Fields for what a home test measures, in the reader's units."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic.models import Method
from clinic.validators.fields import plain
from exercises.models import Measure
from exercises.units import TYPED_DECIMALS, other, shown, shown_unit, stored

# More choices than this stand in no row.
MOST_CHOICES = 11
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


def amount_field(measure: Measure, label: str = "", *, rated: bool = False) -> forms.Field:
    """The field that a measure is typed into, or chosen in a row where it is a feeling."""
    if rated and not measure.decimals and measure.maximum - measure.minimum < MOST_CHOICES:
        return RatingField(measure, label=label or measure.name)
    return _number(measure, label)


def left_out(field: forms.Field, method: str) -> str:
    """What it means to leave a further quantity out."""
    if isinstance(field, RatingField):
        return " ".join([str(field.help_text), _("Leave it out if you cannot say.")])
    if method == Method.COUNTED:
        return _("Leave it empty if you did not count.")
    return _("Leave it empty if you did not measure it.")


def _places(count: int | None) -> str:
    if not count:
        return _("Type a whole number.")
    return ngettext("Type %d digit after the point.", "Type at most %d digits after the point.", count) % count


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
