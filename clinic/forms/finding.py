"""A finding: suspected, confirmed or ruled out, and on what evidence."""

from typing import Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from clinic.forms.words import WordsField
from clinic.models import Finding


class StateForm(forms.Form):
    """The state alone, as the buttons of the builder send it."""

    state = forms.ChoiceField(choices=Finding.State)


class FindingForm(forms.Form):
    """One for each cause; `prefix` keeps the ids of the page apart.

    What stood when the page was opened comes back with the answer: only what was changed here is kept.
    """

    state = forms.ChoiceField(
        label=_("What you find"),
        choices=Finding.State,
        widget=forms.RadioSelect,
        show_hidden_initial=True,
        error_messages={"required": _("Choose suspected, confirmed or ruled out.")},
    )
    evidence = WordsField(
        label=_("On what evidence"),
        max_length=1000,
        required=False,
        show_hidden_initial=True,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    no_optional_marks = True

    def __init__(self, *args: Any, current: Finding | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if current is not None:
            self.initial.update(state=current.state, evidence=current.evidence)

    @property
    def as_opened(self) -> SafeString:
        """Hidden boxes with what stood when the page was opened."""
        return format_html_join("", "{}", ((field.as_hidden(only_initial=True),) for field in self))
