"""Forms of problem reports: what is wrong, and the answer."""

from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from clinic.forms.words import WordsField
from exercises.pictures import read_picture


class ReportForm(forms.Form):
    """What is wrong on a page. The screenshot is a JPEG, PNG or WebP, and is made anew."""

    text = WordsField(
        label=_("What is wrong?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("For example: a step is hard to follow, or a word is wrong. Leave out how you feel."),
    )
    screenshot = forms.FileField(
        label=_("Screenshot"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG or WebP, 8 MB at most."),
    )

    def clean_screenshot(self) -> ContentFile | None:
        upload: Any = self.cleaned_data["screenshot"]
        return read_picture(upload) if upload else None


class AnswerForm(forms.Form):
    """The answer to a report; whoever reported it reads it."""

    answer = WordsField(
        label=_("Your answer"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Who reported it sees this, and gets an e-mail that there is an answer."),
    )
