"""The builder's one form: what was posted read into a draft, and each button's move on it.

Every button sends `op`: a verb, and after a colon what it is about ("up:3", "add-stage:12"). Moves are pure: draft,
choices and day in, the next draft and a sentence out.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Protocol

from django.http import QueryDict
from django.utils.translation import gettext as _

from clinic.queries.builder import Bench
from clinic.queries.choices import Choices
from clinic.rules import draft as moves
from clinic.rules.draft import BOXES, LONGEST_TEXT, MOST_LINES, Draft, Line, TestLine
from clinic.validators.prescription import Fault, RoutinePlan, boxes_of, date_or_none, dosage_from, plan_of

KEY = re.compile(r"[0-9]{1,6}")


class Workbench(Protocol):
    """What moves need to know besides the draft: the choices, the runner's day and the current routine as a draft."""

    @property
    def choices(self) -> Choices: ...
    @property
    def today(self) -> date: ...
    @property
    def current(self) -> Draft | None: ...


@dataclass(frozen=True, slots=True)
class Moved:
    """The draft after a move, what happened in a sentence, and the id of what to go to when the button is gone."""

    draft: Draft
    sentence: str = ""
    focus: str = ""


Move = Callable[[Draft, str, Workbench], Moved]


def parse(data: QueryDict) -> Draft:
    """The draft that was posted, each text as it was typed. What is not a line of ours is left out."""
    keys = list(dict.fromkeys(key for key in data.getlist("line") if KEY.fullmatch(key)))[:MOST_LINES]
    tests = list(dict.fromkeys(data.getlist("test")))[:MOST_LINES]
    return Draft(
        lines=tuple(_line(data, key) for key in keys),
        tests=tuple(TestLine(_text(data, "", uuid=uuid), _text(data, f"due-{uuid}")) for uuid in tests),
        starts_on=_text(data, "starts_on"),
        words=_text(data, "words"),
        gate_reason=_text(data, "gate_reason"),
    )


def base_revision(data: QueryDict) -> int:
    """The revision that the posted draft was started from, or the newer one whose changes were seen; 0 for none."""
    text = data.get("seen", "") or data.get("base_revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def plan_to_give(draft: Draft, bench: Bench) -> tuple[RoutinePlan | None, list[Fault]]:
    """The plan that the draft says, or what is wrong with it: impact also needs the start check or a reason."""
    plan, faults = plan_of(draft, bench.choices, bench.today)
    known = bench.choices.exercises
    impact = [
        known[line.exercise].name for line in draft.lines if line.exercise in known and known[line.exercise].is_impact
    ]
    if impact and not bench.standing.gate_open and not draft.gate_reason.strip():
        words = _("%s comes after the start check. Take the easier exercise, or say why to start now.")
        faults.append(Fault("gate_reason", words % ", ".join(impact)))
    return (None if faults else plan), faults


def apply(draft: Draft, op: str, bench: Workbench) -> Moved:
    """The draft after the move that the button names. An unknown button moves nothing."""
    verb, _colon, about = op.partition(":")
    move = MOVES.get(verb)
    return move(draft, about, bench) if move else Moved(draft)


def start_from(bench: Workbench) -> Draft:
    """The draft of a first visit: the current routine from today on, else the first stage of each likely cause."""
    if bench.current is not None:
        return bench.current
    states = ("confirmed", "suspected")
    likely = next(
        (found for state in states if (found := [one for one in bench.choices.causes if one.state == state])), []
    )
    draft = Draft(starts_on=bench.today.isoformat())
    for cause in likely:
        stage = next(cause.all_stages, None)
        if stage is not None:
            draft = add_stage(draft, str(stage.pk), bench).draft
    return draft


def add_stage(draft: Draft, about: str, bench: Workbench) -> Moved:
    """A stage's exercises and its home test; what is in the routine already stays as it is."""
    try:
        cause, stage = bench.choices.stage(about)
    except KeyError:
        return Moved(draft, _("This stage is no longer in the library."))
    grown = moves.add(draft, bench.choices.stage_lines(cause, stage))
    if stage.test in bench.choices.tests:
        grown = moves.ask_for_test(grown, stage.test, _due(grown, bench.today, stage.retest_days or 28))
    return Moved(grown, _added(draft, grown, bench.choices), _newest(draft, grown))


def _add_exercise(draft: Draft, about: str, bench: Workbench) -> Moved:
    choice = bench.choices.exercises.get(about)
    if choice is None:
        return Moved(draft, _("This exercise is no longer in the library."))
    grown = moves.add(draft, [choice.line()])
    return Moved(grown, _added(draft, grown, bench.choices), _newest(draft, grown))


def _remove(draft: Draft, about: str, bench: Workbench) -> Moved:
    line = draft.line(about)
    if line is None:
        return Moved(draft)
    return Moved(moves.take_out(draft, about), _("%s is out of the routine.") % _name(line, bench), "op-undo")


def _undo(draft: Draft, about: str, bench: Workbench) -> Moved:
    line = draft.removed.line if draft.removed else None
    words = _("%s is back in the routine.") % _name(line, bench) if line else ""
    again = moves.put_in_again(draft)
    return Moved(again, words, _newest(draft, again))


def _mover(by: int) -> Move:
    def move(draft: Draft, about: str, bench: Workbench) -> Moved:
        moved = moves.move(draft, about, by)
        line = moved.line(about)
        if line is None:
            return Moved(draft)
        words = _("%(exercise)s is now number %(place)d of %(all)d.")
        place = moved.lines.index(line) + 1
        return Moved(moved, words % {"exercise": _name(line, bench), "place": place, "all": len(moved.lines)})

    return move


def _neighbour(harder: bool) -> Move:
    def swap(draft: Draft, about: str, bench: Workbench) -> Moved:
        line = draft.line(about)
        other = bench.choices.neighbour(line, harder=harder) if line else None
        if other is None:
            return Moved(draft, _("The chain ends here."))
        return _swapped(draft, about, other, bench)

    return swap


def _calmer(draft: Draft, about: str, bench: Workbench) -> Moved:
    line = draft.line(about)
    choice = bench.choices.calmer(line.exercise) if line else None
    if line is None or choice is None:
        return Moved(draft, _("There is no easier exercise without impact."))
    return _swapped(draft, about, choice.line(cause=line.cause), bench)


def _swapped(draft: Draft, key: str, other: Line, bench: Workbench) -> Moved:
    """The line with another exercise in it, unless the routine holds that one already."""
    name = _name(other, bench)
    if draft.holds(other.exercise):
        return Moved(draft, _("%s is in the routine already.") % name)
    changed = moves.change(draft, key, exercise=other.exercise, boxes=other.boxes, usual=other.usual, note=other.note)
    return Moved(changed, _("Now %s.") % name, f"line-{key}-sets")


def _put_back(draft: Draft, about: str, bench: Workbench) -> Moved:
    line = draft.line(about)
    usual = dosage_from(line.usual) if line else None
    if line is None or usual is None:
        return Moved(draft)
    words = _("%s: dosage put back.") % _name(line, bench)
    return Moved(moves.change(draft, about, boxes=boxes_of(usual)), words, f"line-{about}-sets")


def _add_test(draft: Draft, about: str, bench: Workbench) -> Moved:
    test = bench.choices.tests.get(about)
    if test is None:
        return Moved(draft, _("Choose a home test first."))
    asked = moves.ask_for_test(draft, about, _due(draft, bench.today, test.retest_days))
    return Moved(asked, _("%s is asked for.") % test.name, f"due-{about}")


def _drop_test(draft: Draft, about: str, bench: Workbench) -> Moved:
    return Moved(moves.drop_test(draft, about), focus="starts_on")


def _same(draft: Draft, about: str, bench: Workbench) -> Moved:
    """The current routine as it stands, with the words that were typed."""
    if bench.current is None:
        return Moved(draft)
    return Moved(replace(bench.current, words=draft.words), _("The routine is as it is now."))


def _clear(draft: Draft, about: str, bench: Workbench) -> Moved:
    return Moved(replace(draft, lines=(), tests=(), removed=None), _("The routine is empty."))


MOVES: Mapping[str, Move] = {
    "add-stage": add_stage,
    "add": _add_exercise,
    "remove": _remove,
    "undo": _undo,
    "up": _mover(-1),
    "down": _mover(1),
    "harder": _neighbour(harder=True),
    "easier": _neighbour(harder=False),
    "calmer": _calmer,
    "put-back": _put_back,
    "add-test": _add_test,
    "drop-test": _drop_test,
    "same": _same,
    "clear": _clear,
}


def _line(data: QueryDict, key: str) -> Line:
    prefix = f"line-{key}-"
    return Line(
        key=key,
        exercise=_text(data, prefix + "exercise"),
        boxes={box: _text(data, prefix + box) for box in BOXES},
        cause=_text(data, prefix + "cause"),
        usual=_json(_text(data, prefix + "usual")),
        note=_text(data, prefix + "note"),
    )


def _text(data: QueryDict, name: str, uuid: str = "") -> str:
    """One text, without what a database cannot hold."""
    text = uuid or data.get(name, "")
    return text.replace("\x00", "")[:LONGEST_TEXT] if isinstance(text, str) else ""


def _json(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    dosage = dosage_from(found) if isinstance(found, dict) else None
    return None if dosage is None else dict(dosage.to_dict())


def _due(draft: Draft, today: date, days: int) -> str:
    """The day of a retest, counted from the first day of the routine where that can be read."""
    return ((date_or_none(draft.starts_on) or today) + timedelta(days=days)).isoformat()


def _name(line: Line, bench: Workbench) -> str:
    choice = bench.choices.exercises.get(line.exercise)
    return choice.name if choice else _("The exercise")


def _newest(before: Draft, after: Draft) -> str:
    """The first box of the first line that is new."""
    keys = {line.key for line in before.lines}
    return next((f"line-{line.key}-sets" for line in after.lines if line.key not in keys), "")


def _added(before: Draft, after: Draft, choices: Choices) -> str:
    new = [line for line in after.lines if not before.holds(line.exercise)]
    if not new:
        full = len(before.lines) >= MOST_LINES
        return _("The routine is full.") if full else _("It is in the routine already.")
    names = ", ".join(choices.exercises[line.exercise].name for line in new)
    return _("Added: %s.") % names
