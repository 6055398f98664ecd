"""What a runner says about an exercise done: a tick on Today, and afterwards how it felt."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.forms.words import WordsField
from clinic.models import ExerciseLog, PrescribedExercise
from clinic.validators.logs import REPS_MAX, SETS_MAX, LogBody, changed, read_log

RATINGS = [(value, str(value)) for value in range(11)]
EFFORT_WORDS = {
    0: _("0: nothing at all"),
    2: _("2: easy"),
    4: _("4: some work"),
    6: _("6: hard"),
    8: _("8: very hard"),
    10: _("10: the hardest you could do"),
}
EFFORTS = [("", _("Choose a number")), *((value, EFFORT_WORDS.get(value, str(value))) for value in range(11))]
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
# Kept in the words of the log, where the therapist reads it.
SHARP_NOTE = "Sharp or sudden."
COUNT_HINT = _("Give a whole number.")


class BodyForm(forms.Form):
    """A form whose fields are checked by the validators of the API; what they refuse is said at the field."""

    def refuse(self, error: ValidationError) -> None:
        for name, messages in error.message_dict.items():
            self.add_error(name if name in self.fields else None, messages)


class TickForm(BodyForm):
    """One exercise done now. The page makes the id, so that a double tap is one entry."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    sets_done = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reps_done = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, prescribed: PrescribedExercise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prescribed = prescribed
        self.body: LogBody | None = None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            try:
                self.body = read_log({**said, "done_at": timezone.now()}, prescribed=self.prescribed)
            except ValidationError as error:
                self.refuse(error)
        return said


class FeelForm(BodyForm):
    """How an exercise felt: corrects its entry in the log under a new id."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    pain = forms.TypedChoiceField(
        label=_("How much did it hurt?"),
        choices=RATINGS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a number from 0 to 10.")},
    )
    sharp = forms.ChoiceField(
        label=_("Did it feel sharp or sudden?"), choices=YES_NO, widget=forms.RadioSelect, required=False
    )
    effort = forms.TypedChoiceField(
        label=_("How hard was the work?"), choices=EFFORTS, coerce=int, empty_value=None, required=False
    )
    sets_done = forms.IntegerField(
        label=_("Sets you did"), required=False, min_value=0, max_value=SETS_MAX, error_messages={"invalid": COUNT_HINT}
    )
    reps_done = forms.IntegerField(
        label=_("Reps in each set"),
        required=False,
        min_value=0,
        max_value=REPS_MAX,
        error_messages={"invalid": COUNT_HINT},
    )
    note = WordsField(
        label=_("A note for your therapist"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    no_optional_marks = True

    def __init__(self, *args: Any, log: ExerciseLog, **kwargs: Any) -> None:
        said = {name: getattr(log, name) for name in ("pain", "effort", "sets_done", "reps_done", "note")}
        kwargs["initial"] = {**said, "id": uuid.uuid4()}
        super().__init__(*args, **kwargs)
        self.log = log
        self.body: LogBody | None = None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            try:
                self.body = read_log(self._changed(said), prescribed=self.log.prescribed_exercise)
            except ValidationError as error:
                self.refuse(error)
        return said

    def _changed(self, said: dict[str, Any]) -> dict[str, Any]:
        names = ("pain", "effort", "sets_done", "reps_done")
        note = said.get("note") or ""
        if said.get("sharp") == "yes" and SHARP_NOTE not in note:
            note = f"{note}\n{SHARP_NOTE}".strip()
        changes = {**{name: said.get(name) for name in names}, "note": note}
        return changed(self.log, changes, new_id=said["id"])

    @property
    def is_sharp(self) -> bool:
        """Sharp or sudden pain is treated like pain above 5."""
        return self.cleaned_data.get("sharp") == "yes"

    @property
    def more_open(self) -> bool:
        """Whether something stands in the part that is folded away, or is wrong there."""
        folded = ("effort", "sets_done", "reps_done", "note")
        return any(self[name].errors or self[name].value() not in (None, "") for name in folded)
