"""What the results speak for: progress, keep, ease or discharge, with reasons on both sides.

A proposal decides nothing: the therapist does, and sees why. The order of the rules, the first that holds:

1. **Ease** when a pain rating lately was above 5, a morning was worse, or results are surely worse: on several
   test days in a row (`trend`). One result that may be worse never changes a routine; it wants to be repeated.
2. **Keep** when nothing was measured or no pain was rated: nothing to judge by.
3. **Discharge** in the last stage, when the benchmark is reached and no pain was above 2.
4. **Keep** when adherence is unknown or below 50 percent lately: the routine has not had its chance.
5. **Progress** when the benchmark is reached or results surely improved, with pain of 5 or less.
6. **Keep** otherwise: no clear change.

The benchmark is reached when every result reaches it, left and right where the test has sides. Pain zones:
Silbernagel et al., Am J Sports Med 2007. The rest is a product choice; benchmarks are practice benchmarks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from clinic.rules.adherence import PARTIAL_PERCENT
from clinic.rules.pain import Zone, zone
from clinic.rules.symmetry import Side
from clinic.rules.trend import Word

OTHER_SIDE: dict[str | None, Side] = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}
Value = str | int | Decimal | None


class Decision(StrEnum):
    PROGRESS = "progress"
    KEEP = "keep"
    EASE = "ease"
    DISCHARGE = "discharge"


class Code(StrEnum):
    """What a reason says; the pages put it in words with the values that come with it."""

    PAIN_STOP = "pain_stop"
    PAIN_HOLD = "pain_hold"
    PAIN_LOW = "pain_low"
    NO_PAIN_RATED = "no_pain_rated"
    MORNING_WORSE = "morning_worse"
    RESULT_WORSE = "result_worse"
    RESULT_IMPROVED = "result_improved"
    RESULT_PERHAPS_WORSE = "result_perhaps_worse"
    RESULT_PERHAPS_IMPROVED = "result_perhaps_improved"
    RESULT_NO_CLEAR_CHANGE = "result_no_clear_change"
    RESULT_NO_THRESHOLD = "result_no_threshold"
    BENCHMARK_REACHED = "benchmark_reached"
    BENCHMARK_NOT_REACHED = "benchmark_not_reached"
    SIDE_NOT_MEASURED = "side_not_measured"
    NOTHING_MEASURED = "nothing_measured"
    ADHERENCE_UNKNOWN = "adherence_unknown"
    ADHERENCE_LOW = "adherence_low"
    ADHERENCE_ENOUGH = "adherence_enough"
    LAST_STAGE = "last_stage"


FORWARD = frozenset({Decision.PROGRESS, Decision.DISCHARGE})
SPEAKS_FOR: dict[Code, frozenset[Decision]] = {
    Code.PAIN_STOP: frozenset({Decision.EASE}),
    Code.PAIN_HOLD: frozenset({Decision.KEEP, Decision.EASE}),
    Code.PAIN_LOW: FORWARD,
    Code.NO_PAIN_RATED: frozenset({Decision.KEEP}),
    Code.MORNING_WORSE: frozenset({Decision.EASE}),
    Code.RESULT_WORSE: frozenset({Decision.EASE}),
    Code.RESULT_IMPROVED: FORWARD,
    Code.RESULT_PERHAPS_WORSE: frozenset({Decision.KEEP, Decision.EASE}),
    Code.RESULT_PERHAPS_IMPROVED: FORWARD | {Decision.KEEP},
    Code.RESULT_NO_CLEAR_CHANGE: frozenset({Decision.KEEP}),
    Code.RESULT_NO_THRESHOLD: frozenset({Decision.KEEP}),
    Code.BENCHMARK_REACHED: FORWARD,
    Code.BENCHMARK_NOT_REACHED: frozenset({Decision.KEEP, Decision.EASE}),
    Code.SIDE_NOT_MEASURED: frozenset({Decision.KEEP}),
    Code.NOTHING_MEASURED: frozenset({Decision.KEEP}),
    Code.ADHERENCE_UNKNOWN: frozenset({Decision.KEEP}),
    Code.ADHERENCE_LOW: frozenset({Decision.KEEP}),
    Code.ADHERENCE_ENOUGH: FORWARD,
    Code.LAST_STAGE: frozenset({Decision.DISCHARGE}),
}
RESULT_CODES = {
    Word.WORSE: Code.RESULT_WORSE,
    Word.IMPROVED: Code.RESULT_IMPROVED,
    Word.PERHAPS_WORSE: Code.RESULT_PERHAPS_WORSE,
    Word.PERHAPS_IMPROVED: Code.RESULT_PERHAPS_IMPROVED,
    Word.NO_CLEAR_CHANGE: Code.RESULT_NO_CLEAR_CHANGE,
    Word.NO_THRESHOLD: Code.RESULT_NO_THRESHOLD,
}


@dataclass(frozen=True, slots=True)
class SideChange:
    """What the results of one side of one test say since the first, and by how much the latest differs from it.

    The difference is in the unit of the measure. Of a side with a first result only there is no change.
    """

    test: str
    side: str | None
    word: Word
    difference: Decimal


@dataclass(frozen=True, slots=True)
class SideBenchmark:
    """Whether the latest result of one side of one test reaches the practice benchmark."""

    test: str
    side: str | None
    reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known at the review: changes, benchmarks, pain ratings lately (0 to 10), adherence in percent."""

    changes: tuple[SideChange, ...] = ()
    benchmarks: tuple[SideBenchmark, ...] = ()
    pains: tuple[int, ...] = ()
    morning_worse: bool = False
    adherence: int | None = None
    last_stage: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its code, and the values that its words need, as pairs of name and value."""

    code: Code
    values: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision to consider, what speaks for it and what against it."""

    decision: Decision
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]


def propose(facts: Facts) -> Proposal:
    """Propose a decision from the facts by the rules at the top of this module. The same facts, the same proposal."""
    decision = _decision(facts)
    found = (*_pain_reasons(facts), *_result_reasons(facts), *_course_reasons(facts))
    return Proposal(
        decision,
        tuple(reason for reason in found if decision in SPEAKS_FOR[reason.code]),
        tuple(reason for reason in found if decision not in SPEAKS_FOR[reason.code]),
    )


def _decision(facts: Facts) -> Decision:
    if _got_worse(facts):
        return Decision.EASE
    if not facts.pains or not (facts.changes or facts.benchmarks):
        return Decision.KEEP
    if facts.last_stage and _reached(facts) and zone(max(facts.pains)) is Zone.GO:
        return Decision.DISCHARGE
    if facts.adherence is None or facts.adherence < PARTIAL_PERCENT:
        return Decision.KEEP
    improved = any(change.word is Word.IMPROVED for change in facts.changes)
    return Decision.PROGRESS if _reached(facts) or improved else Decision.KEEP


def _got_worse(facts: Facts) -> bool:
    stop = any(zone(pain) is Zone.STOP for pain in facts.pains)
    return stop or facts.morning_worse or any(change.word is Word.WORSE for change in facts.changes)


def _reached(facts: Facts) -> bool:
    all_reached = all(result.reached for result in facts.benchmarks)
    return bool(facts.benchmarks) and all_reached and not _missing_sides(facts)


def _missing_sides(facts: Facts) -> list[tuple[str, Side]]:
    """Return the test and side of each leg that was not measured though the other one was."""
    measured = {(result.test, result.side) for result in facts.benchmarks}
    return sorted({(test, OTHER_SIDE[side]) for test, side in measured if side in OTHER_SIDE} - measured)


def _pain_reasons(facts: Facts) -> Iterator[Reason]:
    codes = {Zone.STOP: Code.PAIN_STOP, Zone.HOLD: Code.PAIN_HOLD, Zone.GO: Code.PAIN_LOW}
    if facts.pains:
        worst = max(facts.pains)
        yield Reason(codes[zone(worst)], (("worst", worst),))
    else:
        yield Reason(Code.NO_PAIN_RATED)
    if facts.morning_worse:
        yield Reason(Code.MORNING_WORSE)


def _result_reasons(facts: Facts) -> Iterator[Reason]:
    if not (facts.changes or facts.benchmarks):
        yield Reason(Code.NOTHING_MEASURED)
    for change in facts.changes:
        where = (("test", change.test), ("side", change.side))
        yield Reason(RESULT_CODES[change.word], (*where, ("difference", change.difference)))
    for benchmark in facts.benchmarks:
        code = Code.BENCHMARK_REACHED if benchmark.reached else Code.BENCHMARK_NOT_REACHED
        yield Reason(code, (("test", benchmark.test), ("side", benchmark.side)))
    for test, side in _missing_sides(facts):
        yield Reason(Code.SIDE_NOT_MEASURED, (("test", test), ("side", side)))


def _course_reasons(facts: Facts) -> Iterator[Reason]:
    if facts.adherence is None:
        yield Reason(Code.ADHERENCE_UNKNOWN)
    else:
        enough = facts.adherence >= PARTIAL_PERCENT
        code = Code.ADHERENCE_ENOUGH if enough else Code.ADHERENCE_LOW
        yield Reason(code, (("percent", facts.adherence),))
    if facts.last_stage:
        yield Reason(Code.LAST_STAGE)
