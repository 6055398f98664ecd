"""How the template pack draws a bound field: which kind it is, its classes, and what the error summary links to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django import forms, template
from django.forms import Field
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.formsets import BaseFormSet
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

register = template.Library()

KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
)
WIDGET_CLASSES = {"select": "input select", "checkbox": "", "checkboxes": "", "radios": ""}
SHORT_ROW = 3
NUMBER_ONLY = {"min", "max", "step", "type"}


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary: the words at the field, and the id to go to ("" where there is none)."""

    message: str
    target: str = ""


@register.filter
def kind(field: BoundField) -> str:
    """checkboxes, radios, checkbox, file, select, textarea or input."""
    widget = field.field.widget
    return next((name for cls, name in KINDS if isinstance(widget, cls)), "input")


@register.filter
def control(field: BoundField) -> SafeString:
    """The widget with our classes beside its own.

    A number is asked for in a text box with the keyboard for numbers: a browser empties a number box that holds
    "about 12", and what was typed must come back to be put right.
    """
    own = field.field.widget.attrs
    words = f"{WIDGET_CLASSES.get(kind(field), 'input')} {own.get('class', '')}".split()
    attrs: dict[str, str | bool] = {"class": " ".join(dict.fromkeys(words))} if words else {}
    if type(field.field.widget) is not forms.NumberInput:
        return field.as_widget(attrs=attrs)
    attrs["inputmode"] = "numeric" if type(field.field) is forms.IntegerField else "decimal"
    kept = {name: value for name, value in own.items() if name not in NUMBER_ONLY}
    return field.as_widget(widget=forms.TextInput(kept), attrs={**attrs, **kept, "class": attrs["class"]})


@register.filter
def in_a_row(field: BoundField) -> bool:
    """Whether the choices are few and short enough to stand side by side (yes, no, not sure)."""
    choices = [str(label) for value, label in field.field.widget.choices]
    return len(choices) <= SHORT_ROW and all(len(label) <= 12 for label in choices)


@register.filter
def options(field: BoundField) -> Iterator[BoundWidget]:
    """The single choices of a group; the empty one of a field that must be filled is left out."""
    return (option for option in field.subwidgets if option.data["value"] != "" or not field.field.required)


@register.filter
def first_id(field: BoundField) -> str:
    """The id that a link to the field goes to: of a group, its first choice that is shown."""
    if kind(field) in {"radios", "checkboxes"}:
        return next((str(option.id_for_label) for option in options(field)), field.auto_id)
    return field.id_for_label or field.auto_id


def _missing(field: BoundField) -> str:
    """What to do where nothing was given, after the kind of field."""
    kinds = {
        "radios": _("choose an answer."),
        "checkboxes": _("choose at least one."),
        "checkbox": _("tick this box to go on."),
        "file": _("choose a file."),
        "select": _("choose one from the list."),
    }
    return kinds.get(kind(field), _("fill this in."))


def _worded(field: BoundField, message: str) -> str:
    label = str(field.label).rstrip(": ")
    if message == str(Field.default_error_messages["required"]):
        message = _missing(field)
    if not label or label.casefold() in message.casefold():
        return message
    if label.endswith((".", "?", "!")):
        return f"{label} {capfirst(message)}"
    return f"{label}: {message[:1].lower()}{message[1:]}"


@register.filter
def worded_errors(field: BoundField) -> list[str]:
    """The errors of a field, each naming it and saying what to do; the same words at the field and in the summary."""
    return [_worded(field, str(message)) for message in field.errors]


def _of_form(form: forms.BaseForm) -> Iterator[Problem]:
    for message in form.non_field_errors():
        yield Problem(str(message))
    for field in form:
        target = "" if field.is_hidden else first_id(field)
        yield from (Problem(message, target) for message in worded_errors(field))


def _of(source: object) -> Iterator[Problem]:
    if isinstance(source, BaseFormSet):
        yield from (Problem(str(message)) for message in source.non_form_errors())
        for form in source.forms:
            yield from _of_form(form)
    elif isinstance(source, forms.BaseForm):
        yield from _of_form(source)


@register.filter
def problems(source: object) -> list[Problem]:
    """Every error of a bound form, a formset or a list of them, in the order of the page; else an empty list."""
    sources: Iterable[object] = source if isinstance(source, list | tuple) else [source]
    return [problem for each in sources if getattr(each, "is_bound", False) for problem in _of(each)]


@register.filter
def has_problems(source: object) -> bool:
    """Whether the form or formset came back with an error, for the word "Error" before the page title."""
    return bool(problems(source))


@dataclass(frozen=True, slots=True)
class PainStep:
    """A step of the pain ruler: its number, its zone (go, hold or stop) and the words at 0, 5 and 10."""

    value: int
    zone: str
    word: str = ""


@register.simple_tag
def pain_scale() -> list[PainStep]:
    """The eleven steps of the pain ruler, 0 to 10.

    Zones after the pain-monitoring model (Silbernagel et al. 2007, Am J Sports Med 35:897-906): up to 2 safe,
    3 to 5 acceptable, above 5 too much.
    """
    words = {0: _("No pain"), 5: _("Medium pain"), 10: _("Worst you can think of")}
    zones = ["go"] * 3 + ["hold"] * 3 + ["stop"] * 5
    return [PainStep(value, zone, words.get(value, "")) for value, zone in enumerate(zones)]


@register.filter
def holds(field: BoundField, value: object) -> bool:
    """Whether the field holds that value now, compared as text, since a bound form gives text."""
    return str(field.value()) == str(value)
