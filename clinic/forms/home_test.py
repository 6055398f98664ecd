"""One side of one home test, as a runner fills it in at home; checked by the validators of the API."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.forms.amounts import AmountField, amount_field, left_out
from clinic.forms.log import EFFORTS, RATINGS, BodyForm
from clinic.forms.ways import way_of
from clinic.forms.words import WordsField
from clinic.models import Method, Rhythm, StopReason, TestResult
from clinic.validators.fields import plain
from clinic.validators.results import SECONDS, ResultBody, read_result
from clinic.validators.traces import read_text
from exercises.models import HomeTest
from exercises.units import shown_unit

TRIES = 3
# Between the sides of a test that tires, when the test itself does not say how long.
REST_SECONDS = 120
# What a page fills in by itself: a side in which nothing else stands was not measured.
UNTYPED = frozenset({"id", "method", "rhythm", "traces"})


class SideForm(BodyForm):
    """A side may be left out whole; what was begun must be complete.

    A test that the phone's motion measures as well says in hidden fields how it was measured: `method` (counted or
    motion), `rhythm`, and `traces`, the recordings as JSON. With `way` "phone" it is measured by the phone on the shin.
    """

    id = forms.UUIDField(widget=forms.HiddenInput)
    pain = forms.TypedChoiceField(
        label=gettext_lazy("How much did it hurt?"),
        choices=RATINGS,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    effort = forms.TypedChoiceField(
        label=gettext_lazy("How hard was it?"), choices=EFFORTS, coerce=int, empty_value=None, required=False
    )
    note = WordsField(
        label=gettext_lazy("A note for your therapist"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    no_optional_marks = True

    def __init__(self, *args: Any, home_test: HomeTest, side: str, way: str = "", **kwargs: Any) -> None:
        kwargs |= {"initial": {**kwargs.get("initial", {}), "id": uuid.uuid4()}, "prefix": side or "once"}
        super().__init__(*args, **kwargs)
        self.home_test, self.side = home_test, side
        self.body: ResultBody | None = None
        self.way, self.main, self.others = way_of(home_test, way)
        if self.is_rated:
            del self.fields["pain"], self.fields["effort"]
        self._add_measures()
        if self.is_held:
            self.fields["stop_reason"] = _stop_reason()
        self._add_hidden()

    def _add_hidden(self) -> None:
        """Told by the page itself: own rhythm and beat, counted and measured are ways that are never compared."""
        if self.beats_per_minute or (self.is_sensed and self.home_test.impact):
            self.fields["rhythm"] = _hidden(Rhythm.choices, Rhythm.OWN)
        if self.is_sensed:
            ways = [(one.value, one.label) for one in (Method.COUNTED, Method.MOTION)]
            self.fields["method"] = _hidden(ways, Method.COUNTED)
        if self.is_sensed or self.way == Method.PHONE:
            self.fields["traces"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def _add_measures(self) -> None:
        for measure in [self.main, *self.others] if self.is_timed else self.others:
            self.fields[measure.key] = amount_field(measure, rated=self.is_rated)
        for measure in self.others:
            self.fields[measure.key].help_text = left_out(self.fields[measure.key], self.way)
        for place, name in enumerate(self.try_names, start=1):
            label = _("Try %(place)d") % {"place": place} if len(self.try_names) > 1 else ""
            self.fields[name] = amount_field(self.main, label, rated=self.is_rated)

    @property
    def is_sensed(self) -> bool:
        """Whether the phone's motion may measure it on the same page."""
        return self.way == Method.COUNTED and Method.MOTION in self.main.methods

    @property
    def is_timed(self) -> bool:
        return self.main.unit == SECONDS

    @property
    def is_held(self) -> bool:
        """Timed for as long as one can: then an early end has a reason."""
        return self.is_timed and self.main.higher_is_better

    @property
    def is_rated(self) -> bool:
        """How something feels: nothing is done that could hurt or tire."""
        return self.way == Method.RATED

    @property
    def beats_per_minute(self) -> int | None:
        """The beat to which repetitions are counted; None without one."""
        is_counted = self.way == Method.COUNTED and not self.is_timed and not self.main.decimals
        return self.home_test.beats_per_minute if is_counted else None

    @property
    def rest_seconds(self) -> int:
        """What lies between the sides; 0 for no rest."""
        said = self.home_test.rest_seconds
        return said if said is not None else REST_SECONDS if self.is_timed or self.beats_per_minute else 0

    @property
    def unit(self) -> str:
        """The main unit as the reader has it."""
        return shown_unit(self.main.unit)

    @property
    def try_names(self) -> list[str]:
        """A distance or an angle is taken three times; what is counted, once."""
        if self.is_timed:
            return []
        return [f"try_{place}" for place in range(1, (TRIES if self.main.decimals else 1) + 1)]

    @property
    def tries(self) -> list[forms.BoundField]:
        return [self[name] for name in self.try_names]

    @property
    def counts(self) -> list[forms.BoundField]:
        """The further quantities beside the main one, for example hops."""
        return [self[name] for name in self.fields if name in self._extra_keys]

    @property
    def main_field(self) -> forms.BoundField | None:
        return self[self.main.key] if self.is_timed else None

    @property
    def _extra_keys(self) -> set[str]:
        return {measure.key for measure in self.others}

    @property
    def is_blank(self) -> bool:
        """Nothing was typed for this side."""
        names = [name for name in self.fields if name not in UNTYPED]
        return all(self.data.get(self.add_prefix(name), "").strip() == "" for name in names)

    @property
    def more_open(self) -> bool:
        """Whether something stands in the part that is folded away, or is wrong there."""
        folded = [self[name] for name in ("effort", "note") if name in self.fields]
        return any(field.errors or field.value() not in (None, "") for field in folded)

    def clean_traces(self) -> Any:
        """What `traces` says, for the validators. Errors: ValidationError for what is no JSON."""
        return read_text(self.cleaned_data["traces"]) if self.cleaned_data["traces"] else None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.errors or self.is_blank:
            return said
        try:
            self.body = read_result(self._body(said), home_test=self.home_test)
        except ValidationError as error:
            self.refuse(error)
        return said

    def _body(self, said: dict[str, Any]) -> dict[str, Any]:
        tries = [value for name, value in said.items() if name.startswith("try_") and value is not None]
        given = {name: value for name, value in said.items() if not name.startswith("try_") and value not in ("", None)}
        side = {"side": self.side} if self.side else {}
        once = {self.main.key: tries.pop()} if len(self.try_names) == 1 and tries else {}
        method = {"method": given.get("method") or self.way}
        if method["method"] == Method.COUNTED:
            given.pop("traces", None)  # measured first, then counted by the runner
        return {**given, **side, **once, **method, "tries": tries, "done_at": timezone.now()}

    def add_error(self, field: str | None, error: Any) -> None:
        """A fault of the tries, of their mean or of the recordings is said where the number stands."""
        main = self.main.key if self.is_timed else "try_1"
        super().add_error(main if field in {"tries", "traces", self.main.key} else field, error)

    def refuse(self, error: ValidationError) -> None:
        for name, messages in error.message_dict.items():
            is_here = name in self.fields or name in {"tries", self.main.key}
            self.add_error(name if is_here else None, messages)


class CorrectionForm(SideForm):
    """A result with what was typed; saved, it takes the place of the first version."""

    def __init__(self, *args: Any, result: TestResult, **kwargs: Any) -> None:
        test, side, way = result.home_test, result.side, result.method
        super().__init__(*args, home_test=test, side=side, way=way, initial=_typed(result), **kwargs)
        self.result = result
        for name, field in self.fields.items():
            if isinstance(field, AmountField) and self.initial.get(name) is not None:
                self.initial[name] = field.keep(Decimal(self.initial[name]))

    @property
    def is_blank(self) -> bool:
        """A correction to nothing is refused: that is what taking back is for."""
        return False

    def _body(self, said: dict[str, Any]) -> dict[str, Any]:
        kept = {name: getattr(self.result, name) for name in ("done_at", "method", "rhythm", "practice")}
        return {**super()._body(said), **kept, "replaces": self.result.uuid}


def _typed(result: TestResult) -> dict[str, Any]:
    """The fields of a result as they were filled in."""
    values = {row.measure.key: plain(row.value) for row in result.values.all()}
    tries = {f"try_{place}": value for place, value in enumerate(result.tries, 1)}
    main = values.get(way_of(result.home_test, result.method)[1].key)
    said = {name: getattr(result, name) for name in ("pain", "effort", "note", "stop_reason")}
    return {"try_1": main, **values, **tries, **said}


class PracticeForm(forms.Form):
    practice = forms.BooleanField(
        label=gettext_lazy("This was only practice"),
        help_text=gettext_lazy("Practice is kept, but never compared."),
        required=False,
    )


def _hidden(choices: list[tuple[str, Any]], initial: str) -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, initial=initial, required=False, widget=forms.HiddenInput)


def _stop_reason() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Why did you stop?"),
        help_text=_("Only when you stopped before the time was up."),
        choices=StopReason.choices,
        required=False,
        widget=forms.RadioSelect,
    )
