"""What may be prescribed: the boxes of a dosage line read into a Dosage, and a whole draft read into a plan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from clinic.rules.draft import Draft, Line
from exercises.dosage import Dosage
from exercises.dosage_bounds import DosageError
from exercises.dosage_boxes import BoxErrors, boxes_of, dosage_of

WORDS_LIMIT = 1000
NOTE_LIMIT = 300
REASON_LIMIT = 500
EARLIEST = timedelta(days=31)
LATEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One exercise of a plan, with its dosage, the usual one, the cause it is for and a note to the runner."""

    exercise_id: int
    dosage: Dosage
    cause_id: int | None = None
    usual: Dosage | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlanTest:
    home_test_id: int
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutinePlan:
    """A routine that may be given: at least one line; `gate_reason` where impact starts before the start check."""

    lines: tuple[PlanLine, ...]
    starts_on: date
    tests: tuple[PlanTest, ...] = ()
    words: str = ""
    gate_reason: str = ""


class Shelf(Protocol):
    """What a draft's UUIDs stand for: primary keys and names; KeyError for what may not be prescribed."""

    def exercise_id(self, uuid: str) -> int: ...
    def cause_id(self, uuid: str) -> int: ...
    def home_test_id(self, uuid: str) -> int: ...
    def name(self, uuid: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, at which input of the page ("starts_on", "line-3-reps", or "" for the whole)."""

    field: str
    message: str


def dosage_from(saved: Mapping[str, Any] | None) -> Dosage | None:
    """A dosage that travelled through a form; None where there is none or it is not one."""
    try:
        return None if saved is None else Dosage.from_dict(saved)
    except DosageError:
        return None


def readable(line: Line) -> Dosage | None:
    """The dosage of a line as far as it can be read now."""
    try:
        return dosage_of(line.boxes)
    except BoxErrors:
        return None


def plan_of(draft: Draft, shelf: Shelf, today: date) -> tuple[RoutinePlan | None, list[Fault]]:
    """The plan that the draft says, or None with everything that is wrong, in the order of the page."""
    faults = [*_missing(draft), *_line_faults(draft, shelf), *_test_faults(draft, shelf), *_text_faults(draft)]
    faults += _start_faults(draft, today)
    if faults:
        return None, faults
    lines = tuple(_plan_line(line, shelf) for line in draft.lines)
    tests = tuple(PlanTest(shelf.home_test_id(one.home_test), day_of(one.due_on)) for one in draft.tests)
    starts_on, words = day_of(draft.starts_on), draft.words.strip()
    plan = RoutinePlan(
        lines=lines, starts_on=starts_on, tests=tests, words=words, gate_reason=draft.gate_reason.strip()
    )
    return plan, []


def day_of(text: str) -> date:
    """A date of this age as the browser sends it. Raises ValueError for anything else."""
    day = parse_date(text.strip())
    if day is None or not 1900 <= day.year <= 2200:
        raise ValueError(text)
    return day


def date_or_none(text: str) -> date | None:
    """The same for showing: None for what cannot be read."""
    try:
        return day_of(text)
    except ValueError:
        return None


def _missing(draft: Draft) -> Iterator[Fault]:
    if not draft.lines:
        yield Fault("", _("Add at least one exercise first."))


def _line_faults(draft: Draft, shelf: Shelf) -> Iterator[Fault]:
    seen: set[str] = set()
    for line in draft.lines:
        yield from _known(line, shelf, seen)
        yield from box_faults(line, _name(shelf, line.exercise))
        if len(line.note) > NOTE_LIMIT:
            yield Fault(f"line-{line.key}-note", _("Note must be %d characters or fewer") % NOTE_LIMIT)
        seen.add(line.exercise)


def _known(line: Line, shelf: Shelf, seen: set[str]) -> Iterator[Fault]:
    try:
        shelf.exercise_id(line.exercise)
    except KeyError:
        yield Fault(f"line-{line.key}-out", _("This exercise is no longer in the library. Take it out."))
    if line.exercise in seen:
        words = _("%(exercise)s is in the routine twice. Take one out.")
        yield Fault(f"line-{line.key}-out", words % {"exercise": _name(shelf, line.exercise)})


def box_faults(line: Line, name: str) -> list[Fault]:
    """What is wrong with the boxes of one line; sentences begin with the exercise's name, when one is given."""
    try:
        dosage_of(line.boxes)
    except BoxErrors as error:
        start = f"{name}: " if name else ""
        return [Fault(f"line-{line.key}-{box}", start + text) for box, text in error.errors.items()]
    return []


def _test_faults(draft: Draft, shelf: Shelf) -> Iterator[Fault]:
    for test in draft.tests:
        where = f"due-{test.home_test}"
        try:
            shelf.home_test_id(test.home_test)
            due = day_of(test.due_on)
        except KeyError:
            yield Fault(where, _("This home test is no longer in the library. Take it out."))
        except ValueError:
            yield Fault(where, _("Give the day on which to repeat the %s.") % _name(shelf, test.home_test))
        else:
            yield from _too_early(where, due, draft)


def _too_early(where: str, due: date, draft: Draft) -> Iterator[Fault]:
    starts_on = date_or_none(draft.starts_on)
    if starts_on is None:
        return
    if due < starts_on:
        yield Fault(where, _("The home test must be repeated on or after the first day."))
    elif due > starts_on + LATEST:
        yield Fault(where, _("The home test must be repeated within a year."))


def _start_faults(draft: Draft, today: date) -> Iterator[Fault]:
    starts_on = date_or_none(draft.starts_on)
    if starts_on is None:
        yield Fault("starts_on", _("Give the first day of the routine."))
    elif not today - EARLIEST <= starts_on <= today + LATEST:
        yield Fault("starts_on", _("The first day must lie within the last month or the next year."))


def _text_faults(draft: Draft) -> Iterator[Fault]:
    limits = {"words": (draft.words, WORDS_LIMIT), "gate_reason": (draft.gate_reason, REASON_LIMIT)}
    for field, (text, limit) in limits.items():
        if len(text.strip()) > limit:
            yield Fault(field, _("These words must be %d characters or fewer.") % limit)


def _plan_line(line: Line, shelf: Shelf) -> PlanLine:
    return PlanLine(
        exercise_id=shelf.exercise_id(line.exercise),
        dosage=dosage_of(line.boxes),
        cause_id=shelf.cause_id(line.cause) if line.cause else None,
        usual=dosage_from(line.usual),
        note=" ".join(line.note.split()),
    )


def _name(shelf: Shelf, uuid: str) -> str:
    try:
        return shelf.name(uuid)
    except KeyError:
        return ""


__all__ = ["BoxErrors", "Fault", "PlanLine", "PlanTest", "RoutinePlan", "boxes_of", "dosage_of", "plan_of"]
