"""The routine that a decision suggests: each exercise one step up or down its chain, as a draft to change."""

from dataclasses import replace
from datetime import date, timedelta

from clinic.queries.builder import Bench
from clinic.queries.choices import Choices, StageChoice
from clinic.rules import draft as moves
from clinic.rules.draft import Draft, Line, TestLine
from clinic.rules.proposal import Decision


def next_draft(bench: Bench, decision: str, measured: set[int]) -> Draft | None:
    """The draft after progress or ease; None for other decisions and where nothing is prescribed.

    `measured` are the primary keys of the home tests looked at: the exercises of causes that they speak to take
    the step, the others stay; where none does, all take it.
    """
    if bench.current is None or decision not in {Decision.PROGRESS, Decision.EASE}:
        return None
    harder = decision == Decision.PROGRESS
    stepping = _spoken_to(bench.current, bench.choices, measured) or list(bench.current.lines)
    draft = bench.current
    for line in stepping:
        draft = step(draft, line, bench.choices, harder=harder)
    return _with_tests(draft, bench, [_stage_after(line, bench.choices, harder=harder) for line in stepping])


def step(draft: Draft, line: Line, choices: Choices, *, harder: bool) -> Draft:
    """The draft with that line one step on; unchanged at the end of the chain or where the step is in already."""
    other = choices.neighbour(line, harder=harder)
    if other is None or draft.holds(other.exercise):
        return draft
    return moves.change(draft, line.key, exercise=other.exercise, boxes=other.boxes, usual=other.usual, note=other.note)


def _spoken_to(draft: Draft, choices: Choices, measured: set[int]) -> list[Line]:
    """The lines in a stage that one of these home tests ends."""
    uuids = {uuid for uuid, test in choices.tests.items() if test.pk in measured}
    found = []
    for line in draft.lines:
        protocol, place = choices.stages_of(line)
        if protocol and protocol[place].test in uuids:
            found.append(line)
    return found


def _stage_after(line: Line, choices: Choices, *, harder: bool) -> StageChoice | None:
    """The stage that the step leads to. A step out of the protocol keeps the stage it leaves: its test goes on."""
    protocol, place = choices.stages_of(line)
    return choices.stage_beside(line, harder=harder) or (protocol[place] if protocol else None)


def _with_tests(draft: Draft, bench: Bench, stages: list[StageChoice | None]) -> Draft:
    """The home tests of the stages that come now, and those that were asked for, each counted from today."""
    known = bench.choices.tests
    wanted = {stage.test: stage.retest_days for stage in stages if stage and stage.test in known}
    asked = {test.home_test: known[test.home_test].retest_days for test in draft.tests if test.home_test in known}
    days = {uuid: wanted.get(uuid) or asked.get(uuid) or 28 for uuid in {**asked, **wanted}}
    return replace(draft, tests=tuple(TestLine(uuid, _on(bench.today, number)) for uuid, number in days.items()))


def _on(today: date, days: int) -> str:
    return (today + timedelta(days=days)).isoformat()
