"""Form fields of the editors: a dosage in small boxes, lines of text, and files."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from exercises.dosage import Dosage
from exercises.dosage_boxes import CHOICES, LABELS, BoxErrors, boxes_of, dosage_of

ALWAYS = ("sets", "reps", "time", "hold", "rest", "sides", "days")
SELDOM = ("when", "times", "rest_days", "weeks", "load", "tempo")
LONGEST = 80
# What a dosage means that does not say it: the boxes that are lists need one chosen.
UNSAID = {"sides": "both", "when": "any_time"}


class LinesInput(forms.Textarea):
    """A text area with one point a line, which lines.js turns into one input a line."""

    template_name = "admin/widgets/lines.html"

    def __init__(self, line: Any, attrs: dict | None = None) -> None:
        self.line = line
        super().__init__({"rows": 4, **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        return super().get_context(name, value, attrs) | {"line": self.line}


class DosageBoxes(forms.Widget):
    """A dosage as small labelled boxes. `faults` are the boxes at fault, with a sentence each."""

    template_name = "admin/widgets/dosage.html"
    is_group = True
    faults: Mapping[str, str] = {}

    def value_from_datadict(self, data: Mapping, files: Mapping, name: str) -> dict[str, str]:
        return {box: str(data.get(f"{name}-{box}", ""))[:LONGEST] for box in LABELS}

    def value_omitted_from_data(self, data: Mapping, files: Mapping, name: str) -> bool:
        return not any(f"{name}-{box}" in data for box in LABELS)

    def id_for_label(self, id_: str) -> str:
        """Where a link to the field goes: the first box at fault."""
        return f"{id_}-{next((box for box in LABELS if box in self.faults), 'sets')}"

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        boxes = [self._box(box, name, context["widget"]["attrs"].get("id", name), value or {}) for box in LABELS]
        always = sorted((box for box in boxes if box["box"] in ALWAYS), key=lambda box: ALWAYS.index(box["box"]))
        seldom = sorted((box for box in boxes if box["box"] in SELDOM), key=lambda box: SELDOM.index(box["box"]))
        shown = any(self._is_set(box) for box in seldom)
        return context | {"always": always, "seldom": seldom, "shows_more": shown}

    def _box(self, box: str, name: str, id_: str, values: Mapping[str, str]) -> dict[str, Any]:
        value, fault = values.get(box, UNSAID.get(box, "")), self.faults.get(box, "")
        options = [(key, word, key == value) for key, word in CHOICES.get(box, {}).items()]
        is_text = box in {"load", "tempo", "when", "sides"}
        facts = {"box": box, "name": f"{name}-{box}", "id": f"{id_}-{box}", "label": LABELS[box], "is_text": is_text}
        return facts | {"value": value, "options": options, "fault": fault, "error_id": f"{id_}_error"}

    @staticmethod
    def _is_set(box: Mapping[str, Any]) -> bool:
        usual = {"when": "any_time", "times": "1", "rest_days": "0"}
        return bool(box["fault"]) or box["value"] not in {"", usual.get(box["box"], "")}


class DosageInput(forms.Field):
    """Reads a Dosage from its boxes; each box at fault has its own sentence."""

    widget = DosageBoxes

    def prepare_value(self, value: Any) -> Any:
        return boxes_of(value) if isinstance(value, Dosage) else value

    def clean(self, value: Mapping[str, str]) -> Dosage:
        try:
            return dosage_of(value or {})
        except BoxErrors as error:
            self.widget.faults = error.errors
            raise ValidationError([ValidationError(text, code=box) for box, text in error.errors.items()]) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != data


class FileInput(forms.FileField):
    """A file chosen from the device, or none; what it may be is the matter of who reads it."""

    def __init__(self, *, accept: str, **kwargs: Any) -> None:
        super().__init__(widget=forms.FileInput({"accept": accept}), required=False, **kwargs)
