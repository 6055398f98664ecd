"""A finding: suspected, confirmed or ruled out, and on what evidence."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic.forms.words import WordsField
from clinic.models import Finding


class StateForm(forms.Form):
    """The state alone, as the buttons of the builder send it."""

    state = forms.ChoiceField(choices=Finding.State)


class FindingForm(forms.Form):
    """One for each cause; `prefix` keeps the ids of the page apart."""

    state = forms.ChoiceField(
        label=_("What you find"),
        choices=Finding.State,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose suspected, confirmed or ruled out.")},
    )
    evidence = WordsField(
        label=_("On what evidence"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    no_optional_marks = True

    def __init__(self, *args: Any, current: Finding | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if current is not None:
            self.initial.update(state=current.state, evidence=current.evidence)
