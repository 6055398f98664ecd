"""The form field of a drawn figure: its text, with what it draws beside it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from exercises.admin.figure_preview import preview_of
from exercises.figure_text import data_of, figure_of, text_of
from exercises.figures.scene import Faults


class FigureEditor(forms.Textarea):
    """A text area with a preview. `sources` are the figures to copy, by kind; `address` draws while one types."""

    template_name = "admin/widgets/figure.html"
    is_group = True
    sources: Any = ()
    address = ""

    def __init__(self) -> None:
        plain = {"spellcheck": "false", "autocapitalize": "off", "autocomplete": "off"}
        super().__init__({"rows": 16, "class": "input", "aria-label": gettext_lazy("The figure as text"), **plain})

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        more = {"preview": preview_of(value or ""), "sources": self.sources, "address": self.address}
        return context | more


class FigureInput(forms.CharField):
    """Reads a figure from YAML; each fault has its own sentence, and what was typed stays."""

    widget = FigureEditor

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, strip=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return text_of(value) if isinstance(value, Mapping) else value

    def clean(self, value: Any) -> dict[str, Any]:
        text = super().clean(value)
        try:
            data = data_of(text)
        except Faults as refused:
            raise ValidationError(list(refused.faults)) from refused
        faults = figure_of(data, text)[1] if data else []
        if faults:
            raise ValidationError(faults)
        return data

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != data
