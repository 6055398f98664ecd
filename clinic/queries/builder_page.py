"""The builder as it is shown: rows ready for the templates, totals, and what the runner will see."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.queries.builder import Bench
from clinic.queries.choices import CauseChoice, ExerciseChoice, StageChoice
from clinic.queries.revisions import Content, Difference, content_of, content_of_draft, differences, revision
from clinic.rules.draft import Draft, Line
from clinic.rules.schedule import Day, DayState, Plan, merged_week, week
from clinic.rules.weeks import monday_of
from clinic.validators.prescription import Fault, box_faults, boxes_of, day_of, dosage_from, readable
from exercises.dosage import Dosage
from exercises.dosage_bounds import WHEN
from exercises.models.screening import ScreeningLevel

# A gentle warning beyond this many: a product choice, more exercises are done less.
MANY = 4
WEEKS_SHOWN = 4
ASKED = frozenset({DayState.DUE, DayState.OPEN, DayState.PLANNED})
LABELS = {
    "sets": gettext_lazy("Sets"),
    "reps": gettext_lazy("Reps"),
    "time": gettext_lazy("Time s"),
    "hold": gettext_lazy("Hold s"),
    "rest": gettext_lazy("Rest s"),
    "load": gettext_lazy("Load"),
    "days": gettext_lazy("Days a week"),
    "when": gettext_lazy("When"),
    "sides": gettext_lazy("Sides"),
    "times": gettext_lazy("Times a day"),
    "rest_days": gettext_lazy("Rest days between"),
    "tempo": gettext_lazy("Tempo"),
    "weeks": gettext_lazy("Weeks"),
}
SIDES = {"each": gettext_lazy("Each side"), "both": gettext_lazy("Both together")}
CHOICES = {"when": WHEN, "sides": SIDES}
ALWAYS = ("sets", "reps", "time", "hold", "rest", "load", "days", "when", "sides")
SELDOM = ("times", "rest_days", "weeks", "tempo")


@dataclass(frozen=True, slots=True)
class Box:
    """One small input of a dosage line."""

    name: str
    label: str
    value: str
    usual: str
    fault: str = ""
    wide: bool = False
    numeric: bool = True
    options: tuple[tuple[str, str, bool], ...] = ()

    @property
    def is_changed(self) -> bool:
        return self.value.strip() != self.usual


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One exercise in the middle of the builder."""

    line: Line
    name: str
    cause: str
    choice: ExerciseChoice | None
    boxes: tuple[Box, ...]
    more: tuple[Box, ...]
    faults: tuple[str, ...]
    words: str
    changed: str
    harder: str
    easier: str
    needs_gate: bool
    calmer: str
    is_first: bool
    is_last: bool

    @property
    def usual_json(self) -> str:
        return json.dumps(self.line.usual)

    @property
    def shows_more(self) -> bool:
        """Whether a box that is seldom used says something here."""
        return any(box.fault or box.is_changed for box in self.more)


@dataclass(frozen=True, slots=True)
class StageRow:
    stage: StageChoice
    steps: tuple[str, ...]
    then: str
    is_in: bool


@dataclass(frozen=True, slots=True)
class CauseRow:
    cause: CauseChoice
    stages: tuple[StageRow, ...]


@dataclass(frozen=True, slots=True)
class TestRow:
    __test__ = False  # not a test of ours, whatever the name says

    uuid: str
    name: str
    due_on: str
    fault: str


@dataclass(frozen=True, slots=True)
class Totals:
    """What the routine asks for: exercises, whole minutes on a full day, and days of a usual week."""

    exercises: int
    minutes: int
    days: int

    @property
    def is_much(self) -> bool:
        return self.exercises > MANY


@dataclass(frozen=True, slots=True)
class Overtaking:
    """Another revision was given meanwhile: by whom, what it changed, and what the draft would change now."""

    by: str
    theirs: tuple[Difference, ...]
    mine: tuple[Difference, ...]


@dataclass(frozen=True)
class BuilderPage:
    """What the templates of the builder need. `faults` are shown on top when giving was refused."""

    bench: Bench
    draft: Draft
    base_revision: int
    query: str = ""
    sentence: str = ""
    faults: Sequence[Fault] = ()
    saved_at: datetime | None = None

    @property
    def number(self) -> int:
        return self.bench.revision + 1

    @property
    def first_name(self) -> str:
        return self.bench.episode.runner.name.split(" ")[0]

    @property
    def problems(self) -> list[dict[str, str]]:
        return [{"message": fault.message, "target": fault.field} for fault in self.faults]

    @cached_property
    def causes(self) -> list[CauseRow]:
        return [self._cause(cause) for cause in self.bench.choices.causes]

    @cached_property
    def lines(self) -> list[LineRow]:
        last = len(self.draft.lines) - 1
        return [self._line(line, place == 0, place == last) for place, line in enumerate(self.draft.lines)]

    @cached_property
    def tests(self) -> list[TestRow]:
        said = {fault.field: fault.message for fault in self.faults}
        known = self.bench.choices.tests
        return [
            TestRow(one.home_test, known[one.home_test].name, one.due_on, said.get(f"due-{one.home_test}", ""))
            for one in self.draft.tests
            if one.home_test in known
        ]

    @property
    def other_tests(self) -> list[tuple[str, str]]:
        chosen = {one.home_test for one in self.draft.tests}
        return [(uuid, test.name) for uuid, test in self.bench.choices.tests.items() if uuid not in chosen]

    @property
    def found(self) -> list[ExerciseChoice]:
        return self.bench.choices.find(self.query)

    @property
    def said(self) -> dict[str, str]:
        """Faults of the single inputs, by their name."""
        return {fault.field: fault.message for fault in self.faults}

    @property
    def asks_reason(self) -> bool:
        return bool(self.draft.gate_reason) or any(row.needs_gate for row in self.lines)

    @cached_property
    def doses(self) -> list[tuple[Line, Dosage]]:
        return [(line, dosage) for line in self.draft.lines if (dosage := readable(line))]

    @cached_property
    def starts_on(self) -> date:
        try:
            return day_of(self.draft.starts_on)
        except ValueError:
            return self.bench.today

    @cached_property
    def weeks(self) -> list[tuple[Day, ...]]:
        """Four weeks of days, all exercises merged, as if everything due gets done."""
        plans = [Plan.of(dosage, self.starts_on) for _line, dosage in self.doses]
        mondays = [monday_of(self.starts_on) + timedelta(weeks=number) for number in range(WEEKS_SHOWN)]
        if not plans:
            return []
        return [merged_week([week(plan, {}, self.starts_on, of=monday) for plan in plans]) for monday in mondays]

    @cached_property
    def totals(self) -> Totals:
        minutes = sum(dosage.minutes() * dosage.times_per_day for _line, dosage in self.doses)
        days = sum(day.state in ASKED for day in self.weeks[1]) if self.weeks else 0
        return Totals(len(self.draft.lines), minutes, days)

    @property
    def preview(self) -> list[tuple[str, Dosage, str]]:
        return [
            (self.bench.choices.exercises[line.exercise].name, dosage, line.note)
            for line, dosage in self.doses
            if line.exercise in self.bench.choices.exercises
        ]

    @property
    def changes(self) -> list[Difference]:
        """What this draft changes in the current routine; nothing for a first routine."""
        if self.bench.current_routine is None:
            return []
        return differences(self.bench.content, self._content)

    @property
    def is_overtaken(self) -> bool:
        return self.base_revision != self.bench.revision

    @cached_property
    def overtaking(self) -> Overtaking | None:
        """Only looked up when somebody was quicker: costs three queries then."""
        if not self.is_overtaken:
            return None
        base = revision(self.bench.episode, self.base_revision)
        before = content_of(base) if base else Content()
        theirs = differences(before, self.bench.content)
        routine = self.bench.current_routine
        by = str(routine.assigned_by or "") if routine else ""
        return Overtaking(by, tuple(theirs), tuple(differences(self.bench.content, self._content)))

    @property
    def screening_words(self) -> str:
        """A hint where the last screening is missing or was not clear; "" where all is well."""
        standing = self.bench.standing
        if not standing.screened_on:
            return _("No screening yet.")
        if standing.screening_level in {ScreeningLevel.CLEAR, ScreeningLevel.NOTE}:
            return ""
        return _("The last screening was not clear: %s.") % ScreeningLevel(standing.screening_level).label

    @cached_property
    def _content(self) -> Content:
        return content_of_draft(self.draft, self.bench.choices)

    def _cause(self, cause: CauseChoice) -> CauseRow:
        return CauseRow(cause, tuple(self._stage(stage) for stage in cause.all_stages))

    def _stage(self, stage: StageChoice) -> StageRow:
        known = self.bench.choices.exercises
        steps = [(known[step.exercise].name, step.dosage) for step in stage.steps if step.exercise in known]
        then = ""
        if stage.test in self.bench.choices.tests:
            words = _("Then %(test)s on day %(day)d")
            then = words % {"test": self.bench.choices.tests[stage.test].name, "day": stage.retest_days or 28}
        lines = tuple(f"{name}, {dosage.short()}, {dosage.frequency()}" for name, dosage in steps)
        return StageRow(stage, lines, then, stage.is_in(self.draft))

    def _line(self, line: Line, is_first: bool, is_last: bool) -> LineRow:
        choices = self.bench.choices
        choice, dosage = choices.exercises.get(line.exercise), readable(line)
        cause = choices.causes_by_uuid.get(line.cause)
        harder, easier = (choices.neighbour(line, harder=way) for way in (True, False))
        needs_gate = bool(choice and choice.is_impact) and not self.bench.standing.gate_open
        calmer = choices.calmer(line.exercise) if needs_gate else None
        faults = {fault.field.rpartition("-")[2]: fault.message for fault in box_faults(line, "")}
        return LineRow(
            line=line,
            name=choice.name if choice else _("No longer in the library"),
            cause=cause.name if cause else "",
            choice=choice,
            boxes=_boxes(line, _shown(line), faults),
            more=_boxes(line, [name for name in (*ALWAYS, *SELDOM) if name not in _shown(line)], faults),
            faults=tuple(faults.values()),
            words=dosage.words() if dosage else "",
            changed=_changed(line, dosage),
            harder=choices.name(harder.exercise) if harder else "",
            easier=choices.name(easier.exercise) if easier else "",
            needs_gate=needs_gate,
            calmer=calmer.name if calmer else "",
            is_first=is_first,
            is_last=is_last,
        )


def _shown(line: Line) -> list[str]:
    """Reps or time, whichever is used: the other one only when both are filled in, so that it can be emptied."""
    timed = bool(line.boxes.get("time", "").strip())
    counted = bool(line.boxes.get("reps", "").strip()) or not timed
    hidden = {"reps"} if not counted else set() if timed else {"time"}
    hidden |= {"hold"} if timed and not line.boxes.get("hold", "").strip() else set()
    return [name for name in ALWAYS if name not in hidden]


def _boxes(line: Line, names: Iterable[str], faults: dict[str, str]) -> tuple[Box, ...]:
    usual = dosage_from(line.usual)
    usual_boxes = boxes_of(usual) if usual else dict(line.boxes)
    return tuple(_box(line, name, usual_boxes.get(name, ""), faults.get(name, "")) for name in names)


def _box(line: Line, name: str, usual: str, fault: str) -> Box:
    value = line.boxes.get(name, "")
    options = tuple((key, str(word), key == value) for key, word in CHOICES.get(name, {}).items())
    wide = name in {"load", "when", "sides", "tempo"}
    return Box(name, str(LABELS[name]), value, usual, fault, wide, name not in {"load", "tempo"}, options)


def _changed(line: Line, dosage: Dosage | None) -> str:
    usual = dosage_from(line.usual)
    if usual is None or dosage is None or dosage == usual:
        return ""
    return ". ".join(dosage.differences(usual))
