"""How the leg is on the morning after."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clinic.forms.log import RATINGS, BodyForm
from clinic.forms.words import WordsField
from clinic.models import Runner
from clinic.validators.mornings import NOTE_MAX, MorningBody, read_morning


class MorningForm(BodyForm):
    id = forms.UUIDField(widget=forms.HiddenInput)
    pain = forms.TypedChoiceField(
        label=_("How much does your leg hurt this morning?"),
        choices=RATINGS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a number from 0 to 10.")},
    )
    note = WordsField(
        label=_("A note for your therapist"),
        help_text=_("Write here too if your leg is newly swollen, or if you limp."),
        required=False,
        max_length=NOTE_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, runner: Runner, **kwargs: Any) -> None:
        kwargs["initial"] = {"id": uuid.uuid4()}
        super().__init__(*args, **kwargs)
        self.runner = runner
        self.body: MorningBody | None = None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            try:
                self.body = read_morning({**said, "on": self.runner.today()}, runner=self.runner)
            except ValidationError as error:
                self.refuse(error)
        return said
