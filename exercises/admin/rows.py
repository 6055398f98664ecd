"""Ordered rows of small forms inside a bigger form: stages, measures, chains. Their order is that of the page.

Each row has a key, and the keys stand in the order of the rows. The buttons of a row send `_op`, as "up:stages:2"; with
JavaScript they move the row at once and send nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from exercises.dosage import Dosage

KEY = re.compile(r"[0-9]{1,4}")
OPERATION = re.compile(r"(up|down|out|add):([a-z]+(?:-[0-9]{1,4}-[a-z]+)?):([0-9]{1,4}|)")
MOST_ROWS = 60


class Movable(forms.BaseForm):
    """A form that can be drawn with what was typed and without errors, while its rows are being moved."""

    is_move = False

    def full_clean(self) -> None:
        if self.is_move:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()


class RowForm(Movable, forms.Form):
    """One row. `entry` is what a content pack would say of it."""

    use_required_attribute = False
    no_optional_marks = True
    legend: Any = ""
    hint: Any = ""
    add_label: Any = _("Add")
    is_ordered = True
    template = "admin/rows/fields.html"

    def __init__(self, *args: Any, context: Any, is_move: bool = False, **kwargs: Any) -> None:
        self.is_move = is_move
        super().__init__(*args, **kwargs)
        self.lists: dict[str, RowList] = {}
        self.limit(context)

    def limit(self, context: Any) -> None:
        """Sets the choices of the row's fields to what the content's shelf holds."""

    def entry(self) -> Any:
        return {name: plain(value) for name, value in self.cleaned_data.items() if value not in (None, "")}

    @classmethod
    def initial_of(cls, entry: Any) -> dict[str, Any]:
        return dict(entry)

    @property
    def row_key(self) -> str:
        """Not `key`: a field may have that name, and templates ask for fields first."""
        return str(self.prefix).rsplit("-", 1)[-1]


class RowList:
    """The rows of one list, and a blank one to add. `name` is that of its keys in what the page sends."""

    def __init__(
        self,
        form: type[RowForm],
        name: str,
        *,
        context: Any,
        data: QueryDict | None = None,
        entries: Sequence[Any] = (),
        is_move: bool = False,
    ) -> None:
        self.name, self.slot = name, f"__{name.rsplit('-', 1)[-1]}__"
        # Said again here, since a template would call a class.
        self.legend, self.hint, self.add_label = form.legend, form.hint, form.add_label
        self.template, self.is_ordered = form.template, form.is_ordered
        self.blank = form(prefix=f"{name}-{self.slot}", context=context)
        if data is None:
            pairs = enumerate(entries, start=1)
            self.forms = [self._row(form, key, context, initial=form.initial_of(entry)) for key, entry in pairs]
        else:
            keys = keys_of(data, name)
            self.forms = [self._row(form, key, context, data=data, is_move=is_move) for key in keys]

    def _row(self, form: type[RowForm], key: object, context: Any, **kwargs: Any) -> RowForm:
        return form(prefix=f"{self.name}-{key}", context=context, **kwargs)

    def is_valid(self) -> bool:
        """Asks every row, so that every problem is said at once."""
        inner = [rows.is_valid() for form in self.forms for rows in form.lists.values()]
        return False not in [*inner, *(form.is_valid() for form in self.forms)]

    def entries(self) -> list[Any]:
        return [form.entry() for form in self.forms]

    def all_forms(self) -> Iterator[RowForm]:
        for form in self.forms:
            yield form
            for rows in form.lists.values():
                yield from rows.all_forms()


def plain(value: Any) -> Any:
    """A cleaned value as a pack has it."""
    if isinstance(value, Dosage):
        return value.to_dict()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def keys_of(data: QueryDict, name: str) -> list[str]:
    """The keys of a list in the order of the page, each once."""
    return list(dict.fromkeys(key for key in data.getlist(name) if KEY.fullmatch(key)))[:MOST_ROWS]


def moved(data: QueryDict) -> QueryDict:
    """What was sent, after the move that was asked for; an unknown move changes nothing."""
    found = OPERATION.fullmatch(data.get("_op", ""))
    if found is None:
        return data
    changed = data.copy()
    verb, name, key = found.groups()
    changed.setlist(name, _after(verb, keys_of(data, name), key))
    return changed


def _after(verb: str, keys: list[str], key: str) -> list[str]:
    if verb == "add":
        return [*keys, _free_key(keys)]
    if key not in keys:
        return keys
    if verb == "out":
        return [other for other in keys if other != key]
    place = keys.index(key)
    return _swapped(keys, place, place - 1 if verb == "up" else place + 1)


def _swapped(keys: list[str], one: int, other: int) -> list[str]:
    if 0 <= other < len(keys):
        keys[one], keys[other] = keys[other], keys[one]
    return keys


def _free_key(keys: Iterable[str]) -> str:
    return str(max((int(key) for key in keys), default=0) + 1)
