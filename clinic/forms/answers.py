"""Answers to the safety questions and to the start check: a field for each question of the clinic's shelf."""

import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.forms.log import RATINGS, BodyForm
from clinic.rules.gate import COUNT_MAX
from clinic.validators.answers import AnswersRefused, GateBody, ScreeningBody, read_gate, read_screening
from exercises.models import GateCriterion, ScreeningQuestion

ANSWERS = [("yes", _("Yes")), ("no", _("No")), ("unsure", _("Not sure"))]
YES_NO = ANSWERS[:2]
SIDES = {"left": _("Left leg"), "right": _("Right leg")}
CHOOSE = {"required": _("Choose an answer.")}


class ScreeningForm(BodyForm):
    """Yes, no or not sure to each question; `body` holds the judged answers once the form is valid."""

    id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, questions: Sequence[ScreeningQuestion], kind: str, **kwargs: Any) -> None:
        kwargs["initial"] = {"id": uuid.uuid4()}
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.asked = [row for row in questions if row.short_set or kind == "full"]
        self.body: ScreeningBody | None = None
        for row in self.asked:
            self.fields[row.slug] = forms.ChoiceField(
                label=row.text, help_text=row.hint, choices=ANSWERS, widget=forms.RadioSelect, error_messages=CHOOSE
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            answers = {row.slug: said[row.slug] for row in self.asked}
            body = {"id": said["id"], "done_at": timezone.now(), "answers": answers, "kind": self.kind}
            try:
                self.body = read_screening(body, questions=self.asked)
            except AnswersRefused as error:
                self.refuse(ValidationError(error.by_question))
            except ValidationError as error:
                self.refuse(error)
        return said


class GateForm(BodyForm):
    """The start check: yes or no, a count for each leg, a rating from 0 to 10. `answers` is what the action takes."""

    def __init__(self, *args: Any, criteria: Sequence[GateCriterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        self.body: GateBody | None = None
        for row in criteria:
            self.fields |= _gate_fields(row)

    def groups(self) -> Iterator[tuple[GateCriterion, list[forms.BoundField]]]:
        """Each criterion with its fields: one, or one for each leg."""
        for row in self.criteria:
            yield row, [self[name] for name in _names(row)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            try:
                self.body = read_gate(said, criteria=self.criteria)
            except AnswersRefused as error:
                self.refuse(ValidationError(error.by_question))
        return said


def _gate_fields(row: GateCriterion) -> dict[str, forms.Field]:
    if row.kind == GateCriterion.Kind.YES_NO:
        return {row.slug: _choice(row, YES_NO)}
    if row.kind == GateCriterion.Kind.RATING:
        return {row.slug: _rating(row)}
    return {name: _count(words) for name, words in zip(_names(row), SIDES.values(), strict=True)}


def _names(row: GateCriterion) -> list[str]:
    return [f"{row.slug}.{side}" for side in SIDES] if row.kind == GateCriterion.Kind.COUNT_EACH else [row.slug]


def _choice(row: GateCriterion, choices: list) -> forms.Field:
    return forms.ChoiceField(
        label=row.text, help_text=row.hint, choices=choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )


def _rating(row: GateCriterion) -> forms.Field:
    choices = [("", _("Choose a number")), *RATINGS]
    return forms.TypedChoiceField(
        label=row.text, help_text=row.hint, choices=choices, coerce=int, error_messages=CHOOSE
    )


def _count(words: Any) -> forms.Field:
    return forms.IntegerField(
        label=words,
        min_value=0,
        max_value=COUNT_MAX,
        error_messages={"required": _("Give a number."), "invalid": _("Give a whole number.")},
    )
