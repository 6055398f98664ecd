"""How the leg is on the morning after."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clinic.forms.log import RATINGS, YES_NO, BodyForm
from clinic.forms.words import WordsField
from clinic.models import Runner
from clinic.queries.today_rows import ONE_DAY, hop_tests_on
from clinic.validators.mornings import NOTE_MAX, SIGNS, MorningBody, read_morning


class YesNoField(forms.TypedChoiceField):
    """True, False, or None when nothing was chosen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=YES_NO,
            coerce=lambda value: value == "yes",
            empty_value=None,
            widget=forms.RadioSelect,
            required=False,
            error_messages={"required": _("Choose yes or no.")},
            **kwargs,
        )


class MorningForm(BodyForm):
    """Both signs have to be answered the day after a hop test; on other mornings they may be."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    pain = forms.TypedChoiceField(
        label=_("How much does your leg hurt this morning?"),
        help_text=_("Stiffness counts too."),
        choices=RATINGS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a number from 0 to 10.")},
    )
    new_limp = YesNoField(label=_("Do you limp, and did not before?"))
    new_swelling = YesNoField(label=_("Is your leg swollen, and was not before?"))
    note = WordsField(
        label=_("A note for your therapist"),
        required=False,
        max_length=NOTE_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, runner: Runner, **kwargs: Any) -> None:
        kwargs["initial"] = {"id": uuid.uuid4()}
        super().__init__(*args, **kwargs)
        self.runner = runner
        self.after_hops = hop_tests_on(runner, runner.today() - ONE_DAY).exists()
        for name in SIGNS:
            self.fields[name].required = self.after_hops
        self.body: MorningBody | None = None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            try:
                whole = {**said, "on": self.runner.today()}
                self.body = read_morning(whole, runner=self.runner, after_hops=self.after_hops)
            except ValidationError as error:
                self.refuse(error)
        return said
