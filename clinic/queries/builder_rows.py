"""The rows of the builder, ready for the templates: causes with stages, exercises with boxes, home tests."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from clinic.queries.choices import CauseChoice, Choices, ExerciseChoice, StageChoice
from clinic.rules.draft import Draft, Line
from clinic.validators.prescription import box_faults, boxes_of, dosage_from, readable
from exercises.dosage import Dosage
from exercises.dosage_boxes import CHOICES, LABELS

ORDER = (
    "sets",
    "reps",
    "time",
    "hold",
    "rest",
    "load",
    "days",
    "when",
    "sides",
    "times",
    "rest_days",
    "weeks",
    "tempo",
)
ALWAYS = frozenset({"sets", "load", "days", "when", "sides"})


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
    day: date | None = None


def cause_row(cause: CauseChoice, choices: Choices, draft: Draft) -> CauseRow:
    return CauseRow(cause, tuple(_stage_row(stage, choices, draft) for stage in cause.all_stages))


def line_row(line: Line, choices: Choices, *, gate_open: bool, is_first: bool, is_last: bool) -> LineRow:
    """One exercise with what can be done with it; `needs_gate` marks impact before the start check."""
    choice, dosage = choices.exercises.get(line.exercise), readable(line)
    cause = choices.causes_by_uuid.get(line.cause)
    harder, easier = (choices.neighbour(line, harder=way) for way in (True, False))
    needs_gate = bool(choice and choice.is_impact) and not gate_open
    calmer = choices.calmer(line.exercise) if needs_gate else None
    faults = {fault.field.rpartition("-")[2]: fault.message for fault in box_faults(line, "")}
    shown = _shown(line)
    return LineRow(
        line=line,
        name=choice.name if choice else _("No longer in the library"),
        cause=cause.name if cause else "",
        choice=choice,
        boxes=_boxes(line, shown, faults),
        more=_boxes(line, [name for name in ORDER if name not in shown], faults),
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


def _stage_row(stage: StageChoice, choices: Choices, draft: Draft) -> StageRow:
    known = choices.exercises
    steps = [(known[step.exercise].name, step.dosage) for step in stage.steps if step.exercise in known]
    then = ""
    if stage.test in choices.tests:
        words = _("Then %(test)s on day %(day)d")
        then = words % {"test": choices.tests[stage.test].name, "day": stage.retest_days or 28}
    lines = tuple(f"{name}, {dosage.short()}, {dosage.frequency()}" for name, dosage in steps)
    return StageRow(stage, lines, then, stage.is_in(draft))


def _shown(line: Line) -> list[str]:
    """Always the amount, the load and the days; other boxes only where they say something or usually do."""
    usual = dosage_from(line.usual)
    said = {name for boxes in (line.boxes, boxes_of(usual) if usual else {}) for name, text in boxes.items() if text}
    amount = {"reps", "time"} & said or {"reps"}
    return [name for name in ORDER if name in ALWAYS or name in amount or (name in {"hold", "rest"} and name in said)]


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
