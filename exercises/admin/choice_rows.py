"""Rows that each name one other piece of content."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.admin.rows import RowForm, RowList
from exercises.admin.scope import Choices, Offer


class ChoiceRow(RowForm):
    """A pack lists such rows as bare slugs."""

    choice = forms.ChoiceField()
    template = "admin/rows/choice.html"

    def choices(self, offer: Offer) -> Choices:
        raise NotImplementedError

    def limit(self, context: Offer) -> None:
        field = self.fields["choice"]
        field.label = str(self.legend)
        field.choices = [("", _("Choose one")), *self.choices(context)]  # type: ignore[attr-defined]  # a ChoiceField

    def entry(self) -> str:
        return str(self.cleaned_data["choice"])

    @classmethod
    def initial_of(cls, entry: Any) -> dict[str, Any]:
        return {"choice": entry}


class EasierRow(ChoiceRow):
    legend = gettext_lazy("Easier exercises")
    hint = gettext_lazy("The first one is given while the start gate is closed.")
    add_label = gettext_lazy("Add an easier exercise")

    def choices(self, offer: Offer) -> Choices:
        return offer.exercises


class HarderRow(ChoiceRow):
    legend = gettext_lazy("Harder exercises")
    hint = gettext_lazy("What a runner moves on to.")
    add_label = gettext_lazy("Add a harder exercise")

    def choices(self, offer: Offer) -> Choices:
        return offer.exercises


class CauseRow(ChoiceRow):
    legend = gettext_lazy("Possible causes")
    hint = gettext_lazy("The likeliest first.")
    add_label = gettext_lazy("Add a cause")

    def choices(self, offer: Offer) -> Choices:
        return offer.causes


def name_twice(rows: RowList) -> bool:
    """Marks each choice that stands in an earlier row too; whether there was none."""
    seen: set[str] = set()
    for form in rows.forms:
        slug = form.entry()
        if slug in seen:
            form.add_error("choice", _("This is named twice. Take one out."))
        seen.add(slug)
    return len(seen) == len(rows.forms)
