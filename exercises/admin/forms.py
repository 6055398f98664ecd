"""What every editor of content shares: choices of one shelf, rows, the review, and two people editing at once."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises import actions, history
from exercises.admin.fields import LinesInput
from exercises.admin.rows import Movable, RowForm, RowList, moved
from exercises.admin.scope import Offer
from exercises.models import Shelf
from exercises.packs.form import digest_of, fields_of, form_of
from exercises.packs.kinds import KIND_OF, Part
from exercises.packs.values import without_defaults

MOST_LINES = 40
LONGEST_LINE = 300
# Where the editor lives it may be tomorrow already.
ZONES_AHEAD = datetime.timedelta(days=1)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ContentForm(Movable, forms.ModelForm):
    """A piece of content with its rows. `shelf` is set by the admin, and so is `refusal` when saving was refused."""

    base = forms.CharField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(
        label=gettext_lazy("What you changed, and why"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For the history."),
    )
    still_reviewed = forms.BooleanField(
        label=gettext_lazy("The reviewer has approved these changes too"),
        required=False,
        help_text=gettext_lazy("Otherwise a change takes the review away, since it was given for other words."),
    )

    use_required_attribute = False
    shelf: ClassVar[Shelf]
    refusal: ClassVar[ValidationError | None] = None
    parts: ClassVar[Mapping[str, type[RowForm]]] = {}

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        self.is_move = data is not None and "_op" in data
        super().__init__(moved(data) if self.is_move else data, files, **kwargs)
        if self.instance._state.adding:
            self.instance.shelf = self.shelf
        self.stored = {} if self.instance._state.adding else form_of(self.instance)
        self.opened = digest_of(self.stored) if self.stored else ""
        self.fields["base"].initial = self.opened
        self.offer = Offer(self.shelf)
        self.newer: list[history.Change] = []
        self._limit_choices()
        self.lists = {name: self._rows(name, form) for name, form in self.parts.items()}

    def _limit_choices(self) -> None:
        """Related content is chosen from the same shelf."""
        for name, field in self.fields.items():
            rows = getattr(field, "queryset", None)
            if rows is not None and hasattr(rows, "on_shelves"):
                field.queryset = self._chosen_first(name, rows.on_shelves([self.shelf]))  # type: ignore[attr-defined]  # it has a queryset

    def _chosen_first(self, name: str, rows: models.QuerySet) -> models.QuerySet:
        """Long lists begin with what is ticked."""
        chosen = self.initial.get(name)
        if not isinstance(chosen, list) or not chosen:
            return rows
        is_chosen = models.Case(models.When(pk__in=[row.pk for row in chosen], then=0), default=1)
        return rows.order_by(is_chosen, *rows.model._meta.ordering)

    def _rows(self, name: str, form: type[RowForm]) -> RowList:
        data: Any = self.data if self.is_bound else None
        entries = self.entries_of(name)
        return RowList(form, name, context=self.offer, data=data, entries=entries, is_move=self.is_move)

    def entries_of(self, name: str) -> list[Any]:
        """What is stored in a list of rows, as a pack has it."""
        return list(self.stored.get(name, []))

    def is_valid(self) -> bool:
        rows = [rows.is_valid() for rows in self.lists.values()]
        return not self.is_move and super().is_valid() and all(rows) and self.fits()

    def fits(self) -> bool:
        """Whether rows that are each right fit together; adds errors where not."""
        return True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self.fields:
            if isinstance(self.fields[name].widget, LinesInput) and name in cleaned:
                cleaned[name] = self._lines(name, cleaned[name])
        self._check_review(cleaned)
        self._check_base(cleaned)
        if self.refusal is not None:
            raise ValidationError(self.refusal.messages)
        return cleaned

    def _lines(self, name: str, text: str) -> str:
        lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            self.add_error(name, _("Write at most %d lines.") % MOST_LINES)
        if any(len(line) > LONGEST_LINE for line in lines):
            self.add_error(name, _("Keep each line to %d characters.") % LONGEST_LINE)
        return "\n".join(lines)

    def _check_review(self, cleaned: Mapping[str, Any]) -> None:
        who, when = cleaned.get("reviewed_by"), cleaned.get("reviewed_on")
        if who and not when and "reviewed_on" not in self.errors:
            self.add_error("reviewed_on", _("Give the day of the review."))
        elif when and not who and "reviewed_by" not in self.errors:
            self.add_error("reviewed_by", _("Say who reviewed it."))
        if when and when > timezone.localdate() + ZONES_AHEAD:
            self.add_error("reviewed_on", _("This day lies in the future. Give the day of the review."))

    def _check_base(self, cleaned: Mapping[str, Any]) -> None:
        """Somebody else saved since this form was opened: they are told, and keep what they typed."""
        if cleaned.get("base") == self.opened:
            return
        self.newer = self._changes_since(cleaned.get("base", ""))
        sent: Any = self.data
        self.data = sent.copy()
        self.data["base"] = self.opened  # type: ignore[index]  # a copy of what was sent may be changed
        words = _(
            "Somebody else changed this while you were editing. See what they changed, then save again to keep yours."
        )
        raise ValidationError(words, code="overtaken")

    def _changes_since(self, base: str) -> list[history.Change]:
        known = next((one for one in history.versions_of(self.instance) if one.digest == base), None)
        if known is None:
            return []
        return history.changes(KIND_OF[type(self.instance)], known.snapshot, self.stored)

    @property
    def problem_forms(self) -> list[forms.BaseForm]:
        """This form and its rows in the order of the page, for the list of problems."""
        return list(self._all_forms())

    def _all_forms(self) -> Iterator[forms.BaseForm]:
        yield self
        for rows in self.lists.values():
            yield from rows.all_forms()

    def links(self) -> dict[str, Any]:
        names = {field.name for field in self.instance._meta.many_to_many}
        return {name: rows for name, rows in self.cleaned_data.items() if name in names}

    def changed_parts(self) -> dict[str, list[Any]]:
        """The lists of rows that are not as they were stored: rows that stay keep their identity."""
        parts = [part for part in KIND_OF[type(self.instance)].parts if part.name in self.lists]
        entries = {part.name: _as_stored(part, self.lists[part.name].entries()) for part in parts}
        return {name: rows for name, rows in entries.items() if rows != self.stored.get(name, [])}

    def save_by(self, by: Any) -> models.Model:
        """Saves all of it as one version. Errors: ValidationError, PermissionDenied."""
        actions.save_content(
            content=self.instance,
            by=by,
            note=self.cleaned_data["note"],
            links=self.links(),
            parts=self.changed_parts(),
            still_reviewed=self.cleaned_data["still_reviewed"],
        )
        return self.instance


def _as_stored(part: Part, entries: list[Any]) -> list[Any]:
    """Without what is at its default, as packs have it."""
    if part.bare:
        return entries
    rows = [without_defaults(fields_of(part), entry) for entry in entries]
    for row in rows:
        row.update({inner.name: _as_stored(inner, row[inner.name]) for inner in part.parts if inner.name in row})
    return rows
