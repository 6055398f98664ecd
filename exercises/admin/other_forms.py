"""The editors of causes, complaints, home tests and protocols."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.admin.choice_rows import CauseRow, name_twice
from exercises.admin.fields import DosageInput, LinesInput
from exercises.admin.forms import ContentForm, DayInput
from exercises.admin.illustrated_form import IllustratedForm
from exercises.admin.rows import RowForm, RowList
from exercises.admin.scope import Offer
from exercises.fields import as_dosage
from exercises.models import Cause, Complaint, HomeTest, Measure, Protocol, Status
from exercises.models.home_test import validate_key
from exercises.norms import validate_norms

CHECKS = forms.CheckboxSelectMultiple
METHODS = (
    ("counted", gettext_lazy("Counted")),
    ("timed", gettext_lazy("By the clock, in seconds")),
    ("rated", gettext_lazy("Rated, 0 to 10")),
    ("tape", gettext_lazy("Tape")),
    ("motion", gettext_lazy("Motion of the phone")),
    ("phone", gettext_lazy("Tilt of the phone")),
)


class CauseForm(ContentForm):
    class Meta:
        model = Cause
        fields: list[str] = []
        widgets = {"reviewed_on": DayInput(), "home_tests": CHECKS, "references": CHECKS}


class ComplaintForm(ContentForm):
    parts = {"causes": CauseRow}

    class Meta:
        model = Complaint
        fields: list[str] = []
        widgets = {"reviewed_on": DayInput()}

    def fits(self) -> bool:
        return name_twice(self.lists["causes"])


MEASURE: Mapping[str, Any] = forms.fields_for_model(Measure)


class MeasureRow(RowForm):
    legend = gettext_lazy("Measures")
    hint = gettext_lazy("What is written down of a test. One of them is the main one.")
    add_label = gettext_lazy("Add a measure")
    is_ordered = False  # the main one stands first, whatever the order here

    key = MEASURE["key"]
    name = MEASURE["name"]
    unit = MEASURE["unit"]
    minimum = MEASURE["minimum"]
    maximum = MEASURE["maximum"]
    decimals = forms.IntegerField(label=MEASURE["decimals"].label, min_value=0, max_value=2, initial=0)
    benchmark = MEASURE["benchmark"]
    methods = forms.MultipleChoiceField(label=gettext_lazy("Ways of measuring"), choices=METHODS, widget=CHECKS)
    higher_is_better = forms.BooleanField(label=gettext_lazy("More is better"), required=False, initial=True)
    primary = forms.BooleanField(label=gettext_lazy("The main measure"), required=False)
    smallest_real_change = MEASURE["smallest_real_change"]
    smallest_real_change_source = MEASURE["smallest_real_change_source"]
    norms = MEASURE["norms"]
    norms_source = MEASURE["norms_source"]

    def clean_key(self) -> str:
        validate_key(self.cleaned_data["key"])
        return self.cleaned_data["key"]

    def clean_norms(self) -> str:
        validate_norms(self.cleaned_data["norms"])
        return self.cleaned_data["norms"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        numbers: list[Any] = [cleaned.get(name) for name in ("minimum", "maximum", "benchmark")]
        lowest, highest, goal = numbers
        if None not in (lowest, highest) and lowest >= highest:
            self.add_error("maximum", _("The most must be above the least."))
        elif None not in (lowest, highest, goal) and not lowest <= goal <= highest:
            self.add_error("benchmark", _("The benchmark must lie between the least and the most."))
        smallest = cleaned.get("smallest_real_change")
        if smallest is not None and smallest <= 0:
            self.add_error("smallest_real_change", _("A smallest real change is above 0. Leave it empty to have none."))
        elif smallest is not None and not cleaned.get("smallest_real_change_source"):
            self.add_error("smallest_real_change_source", _("Name the study it comes from, or leave the number out."))
        if cleaned.get("norms") and not cleaned.get("norms_source"):
            self.add_error("norms_source", _("Say what the usual values rest on, or leave them out."))
        return cleaned

    def entry(self) -> dict[str, Any]:
        """Lines, as a pack has them."""
        entry = super().entry()
        lines = [line.strip() for line in entry.pop("norms", "").splitlines() if line.strip()]
        return entry | ({"norms": lines} if lines else {})

    @classmethod
    def initial_of(cls, entry: Any) -> dict[str, Any]:
        return entry | {"norms": "\n".join(entry.get("norms", ()))}


class HomeTestForm(IllustratedForm):
    parts = {"measures": MeasureRow}

    class Meta:
        model = HomeTest
        fields: list[str] = []
        widgets = {
            "steps": LinesInput(gettext_lazy("Step")),
            "safety": LinesInput(gettext_lazy("Line")),
            "stop_rules": LinesInput(gettext_lazy("Reason to stop")),
            "reviewed_on": DayInput(),
            "equipment": CHECKS,
            "references": CHECKS,
        }

    def fits(self) -> bool:
        entries = self.lists["measures"].entries()
        if sum(bool(entry.get("primary")) for entry in entries) != 1:
            self.add_error(None, _("Measures: exactly one must be the main measure."))
        if len({entry["key"] for entry in entries}) != len(entries):
            self.add_error(None, _("Measures: give each its own key."))
        self._keep_units({entry["key"]: entry["unit"] for entry in entries})
        return not self.errors

    def _keep_units(self, units: Mapping[str, str]) -> None:
        """Results are kept as bare numbers: under another unit they would say something else."""
        if self.instance.status == Status.DRAFT:
            return
        for stored in self.stored.get("measures", []):
            if units.get(stored["key"], stored["unit"]) != stored["unit"]:
                words = _("Measures: %(name)s stays in %(unit)s, as its results are. Add a measure for another unit.")
                self.add_error(None, words % {"name": stored["name"], "unit": stored["unit"]})


class StageExerciseRow(RowForm):
    legend = gettext_lazy("Exercises of this stage")
    add_label = gettext_lazy("Add an exercise")
    template = "admin/rows/stage_exercise.html"

    exercise = forms.ChoiceField(label=gettext_lazy("Exercise"))
    dosage = DosageInput(label=gettext_lazy("Dosage"))
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)

    def limit(self, context: Offer) -> None:
        self.fields["exercise"].choices = [("", _("Choose one")), *context.exercises]  # type: ignore[attr-defined]  # a ChoiceField

    @classmethod
    def initial_of(cls, entry: Any) -> dict[str, Any]:
        return entry | {"dosage": as_dosage(entry["dosage"])}


class StageRow(RowForm):
    legend = gettext_lazy("Stages")
    hint = gettext_lazy("A runner goes through them in this order.")
    add_label = gettext_lazy("Add a stage")
    template = "admin/rows/stage.html"

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    weeks = forms.IntegerField(
        label=gettext_lazy("Weeks"), initial=4, validators=[MinValueValidator(1), MaxValueValidator(52)]
    )
    criteria = forms.CharField(label=gettext_lazy("Move on when"), max_length=300, required=False)
    home_test = forms.ChoiceField(label=gettext_lazy("Home test"), required=False)
    retest_days = forms.IntegerField(
        label=gettext_lazy("Repeat on day"), required=False, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )

    def limit(self, context: Offer) -> None:
        self.fields["home_test"].choices = [("", _("None")), *context.home_tests]  # type: ignore[attr-defined]  # a ChoiceField
        data: Any = self.data if self.is_bound else None
        entries = self.initial.get("exercises", ())
        name = f"{self.prefix}-rows"
        self.lists["rows"] = RowList(
            StageExerciseRow, name, context=context, data=data, entries=entries, is_move=self.is_move
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("home_test") and not cleaned.get("retest_days") and "retest_days" not in self.errors:
            self.add_error("retest_days", _("Say on which day to repeat the test."))
        if cleaned.get("retest_days") and not cleaned.get("home_test") and "home_test" not in self.errors:
            self.add_error("home_test", _("Choose the test to repeat, or leave the day out."))
        return cleaned

    def entry(self) -> dict[str, Any]:
        inside = self.lists["rows"].entries()
        return super().entry() | ({"exercises": inside} if inside else {})


class ProtocolForm(ContentForm):
    parts = {"stages": StageRow}

    class Meta:
        model = Protocol
        fields: list[str] = []
        widgets = {"reviewed_on": DayInput()}
