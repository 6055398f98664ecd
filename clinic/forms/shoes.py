"""The expert look at the shoes: comfort first, then age, distance, and the way of running."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.forms.words import WordsField
from clinic.models import Observation, ShoeReview

RATINGS = [(value, str(value)) for value in range(11)]
NUMBER = gettext_lazy("Type a whole number.")


def _number(label: Any, most: int, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        help_text=help_text,
        error_messages={"invalid": NUMBER},
    )


class ShoeForm(forms.Form):
    """Fields in the order in which one asks and looks."""

    shoes = forms.CharField(
        label=gettext_lazy("Brand and model"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    comfort_now = forms.TypedChoiceField(
        label=gettext_lazy("Comfort in these shoes"),
        choices=[("", gettext_lazy("Choose a number")), *RATINGS],
        coerce=int,
        help_text=gettext_lazy("0 cannot be worn, 10 could not be better."),
        error_messages={"required": gettext_lazy("Choose a number from 0 to 10.")},
    )
    comfort_other = forms.TypedChoiceField(
        label=gettext_lazy("Comfort in another pair"),
        choices=[("", gettext_lazy("Not tried")), *RATINGS],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("Let the runner try one."),
    )
    age_months = _number(gettext_lazy("Age in months"), 240)
    distance_km = _number(gettext_lazy("Distance run in them, km"), 20_000, gettext_lazy("About is good enough."))
    runs_a_week = _number(gettext_lazy("Runs a week"), 21)
    run_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of running"),
        choices=[("", gettext_lazy("Not said")), *ShoeReview.RunKind.choices],
        required=False,
    )
    observations = forms.MultipleChoiceField(
        label=gettext_lazy("Way of running"),
        choices=Observation,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("What you see on the treadmill or outside."),
    )
    note = WordsField(
        label=gettext_lazy("Note for therapists"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    advice = forms.ChoiceField(
        label=gettext_lazy("Recommendation"), choices=ShoeReview.Advice, widget=forms.RadioSelect
    )
    words = WordsField(
        label=gettext_lazy("Words to the runner"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("Plain and short. The runner sees them with the recommendation."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_observations(self) -> list[str]:
        seen: list[str] = self.cleaned_data["observations"]
        if Observation.UNREMARKABLE in seen and len(seen) > 1:
            raise forms.ValidationError(_("Untick “Nothing remarkable”, or everything else."))
        return seen

    @property
    def observed(self) -> dict[str, Any]:
        """What the action takes: the fields of ShoeReview."""
        return dict(self.cleaned_data)
