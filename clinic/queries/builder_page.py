"""The builder as it is shown: rows ready for the templates, totals, and what the runner will see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.utils.translation import gettext as _

from clinic.queries.builder import Bench
from clinic.queries.builder_rows import CauseRow, LineRow, TestRow, cause_row, line_row
from clinic.queries.choices import ExerciseChoice
from clinic.queries.revisions import Content, Difference, content_of, content_of_draft, differences, revision
from clinic.rules.draft import Draft, Line
from clinic.rules.schedule import Day, DayState, Plan, merged_week, week
from clinic.rules.weeks import monday_of
from clinic.validators.prescription import Fault, date_or_none, readable
from exercises.dosage import Dosage
from exercises.models.screening import ScreeningLevel

# A gentle warning beyond this many: a product choice, more exercises are done less.
MANY = 4
WEEKS_SHOWN = 4
ASKED = frozenset({DayState.DUE, DayState.OPEN, DayState.PLANNED})


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
    focus: str = ""
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
        choices = self.bench.choices
        return [cause_row(cause, choices, self.draft) for cause in choices.causes]

    @cached_property
    def lines(self) -> list[LineRow]:
        last, is_open = len(self.draft.lines) - 1, self.bench.standing.gate_open
        return [
            line_row(line, self.bench.choices, gate_open=is_open, is_first=place == 0, is_last=place == last)
            for place, line in enumerate(self.draft.lines)
        ]

    @cached_property
    def tests(self) -> list[TestRow]:
        said = {fault.field: fault.message for fault in self.faults}
        known = self.bench.choices.tests
        return [
            TestRow(
                one.home_test,
                known[one.home_test].name,
                one.due_on,
                said.get(f"due-{one.home_test}", ""),
                date_or_none(one.due_on),
            )
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
        return date_or_none(self.draft.starts_on) or self.bench.today

    @cached_property
    def weeks(self) -> list[tuple[Day, ...]]:
        """Four weeks of days, all exercises merged, as if everything due gets done."""
        plans = [Plan.of(dosage, self.starts_on) for _line, dosage in self.doses]
        mondays = [monday_of(self.starts_on) + timedelta(weeks=number) for number in range(WEEKS_SHOWN)]
        if not plans:
            return []
        return [merged_week([week(plan, {}, self.starts_on, of=monday) for plan in plans]) for monday in mondays]

    @cached_property
    def strip(self) -> list[list[tuple[Day, str]]]:
        """The same days with how they are drawn: full, some (not all exercises), rest or outside."""
        fullest = max((day.wanted for days in self.weeks for day in days), default=0)
        return [[(day, _drawn(day, fullest)) for day in days] for days in self.weeks]

    @cached_property
    def totals(self) -> Totals:
        minutes = sum(dosage.minutes() * dosage.times_per_day for _line, dosage in self.doses)
        days = sum(day.state in ASKED for day in self.weeks[1]) if self.weeks else 0
        return Totals(len(self.draft.lines), minutes, days)

    @property
    def preview(self) -> list[tuple[ExerciseChoice, Dosage, str]]:
        return [
            (self.bench.choices.exercises[line.exercise], dosage, line.note)
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


def _drawn(day: Day, fullest: int) -> str:
    if day.state not in ASKED:
        return "outside" if day.state is DayState.OUTSIDE else "rest"
    return "full" if day.wanted == fullest else "some"
