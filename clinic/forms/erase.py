"""The form before a runner is erased."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.actions.erasure import is_name_of
from clinic.models import Runner


class EraseForm(forms.Form):
    """The runner's name, typed, so that nobody is erased by a slip."""

    typed_name = forms.CharField(
        label=gettext_lazy("Type the runner's full name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, runner: Runner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.runner = runner

    def clean_typed_name(self) -> str:
        typed: str = self.cleaned_data["typed_name"]
        if not is_name_of(self.runner, typed):
            raise forms.ValidationError(_("This is not the name above. Type it as it is written there."))
        return typed
