"""The editor of an exercise: its words, dosage, and its place in the chain from easier to harder."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises import actions
from exercises.admin.choice_rows import EasierRow, HarderRow, name_twice
from exercises.admin.fields import DosageInput, LinesInput
from exercises.admin.forms import DayInput
from exercises.admin.illustrated_form import IllustratedForm
from exercises.models import Exercise
from exercises.packs.rules import circle_in
from exercises.queries.pages import steps_on

CHECKS = forms.CheckboxSelectMultiple


class ExerciseForm(IllustratedForm):
    dosage = DosageInput(label=gettext_lazy("Usual dosage"), help_text=gettext_lazy("A routine may hold another one."))
    parts = {"easier": EasierRow, "harder": HarderRow}

    class Meta:
        model = Exercise
        fields: list[str] = []
        widgets = {
            "steps": LinesInput(gettext_lazy("Step")),
            "cues": LinesInput(gettext_lazy("Cue")),
            "mistakes": LinesInput(gettext_lazy("Mistake")),
            "cautions": LinesInput(gettext_lazy("Caution")),
            "stop_when": LinesInput(gettext_lazy("Reason to stop")),
            "reviewed_on": DayInput(),
            **dict.fromkeys(("body_parts", "equipment", "causes", "references"), CHECKS),
        }

    def entries_of(self, name: str) -> list[Any]:
        return super().entries_of(name) if name == "easier" else [row.slug for row in self.harder_now]

    @property
    def harder_now(self) -> list[Exercise]:
        """The exercises that name this one as easier."""
        if self.instance._state.adding:
            return []
        return [step.harder for step in self.instance.steps_up.select_related("harder")]

    def fits(self) -> bool:
        if False in [name_twice(rows) for rows in self.lists.values()]:
            return False
        try:
            self._check_chain()
        except ValidationError as error:
            self.add_error(None, error)
        return not self.errors

    def _check_chain(self) -> None:
        """The chain of the shelf as it would be, with this exercise's own neighbours as chosen here."""
        own, names = self.instance.slug or "", dict(self.offer.exercises)
        easier, harder = self.lists["easier"].entries(), self.lists["harder"].entries()
        steps: dict[str, list[str]] = {own: list(easier)}
        for above, below in steps_on(self.shelf):
            if own not in {above, below}:
                steps.setdefault(above, []).append(below)
        for above in harder:
            steps.setdefault(above, []).append(own)
        circle = circle_in(steps)
        if circle:
            named = [names.get(slug, self.instance.name) for slug in reversed(circle)]
            raise ValidationError(_("The chain goes round in a circle: %s.") % " → ".join(named))

    def save_by(self, by: Any) -> models.Model:
        before = {row.slug: row for row in self.harder_now}
        exercise = super().save_by(by)
        chosen = self.lists["harder"].entries()
        rows = {row.slug: row for row in Exercise.objects.on_shelves([self.shelf]).filter(slug__in=chosen)}
        for slug, other in {**before, **rows}.items():
            if (slug in before) != (slug in rows):
                _link(other, exercise, is_linked=slug in rows, by=by)
        return exercise


def _link(harder: Exercise, easier: Any, *, is_linked: bool, by: Any) -> None:
    """Names an exercise as easier on the harder one's own page, or no longer."""
    below = [step.easier for step in harder.steps_down.select_related("easier") if step.easier_id != easier.pk]
    note = _("Chain changed on the page of %s") % easier.name
    actions.save_content(content=harder, by=by, note=note, easier=[*below, easier] if is_linked else below)
