"""Who shows a person the exercises."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Look


class LookForm(forms.Form):
    """One of the drawn looks, or any of them."""

    look = forms.TypedChoiceField(
        label=_("Who shows you the exercises"),
        choices=Look.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose who shows you the exercises."),
            "invalid_choice": _("Choose who shows you the exercises."),
        },
    )
