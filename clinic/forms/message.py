"""A message to the other side."""

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic.forms.words import WordsField


class MessageForm(forms.Form):
    text = WordsField(
        label=_("Your message"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first."), "max_length": _("Keep it to 2,000 letters.")},
    )
