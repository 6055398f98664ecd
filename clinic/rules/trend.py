"""What the results of one side, taken one way, say over time: improved, worse, or nothing that is sure.

One comparison by a smallest real change (MDC95) is wrong at most 5 times in 100, but a course of care holds many: with
nothing really changing, one of twelve re-tests lies beyond it in 24 to 31 of 100 courses. So a change is said only
when several test days in a row lie beyond the smallest real change on the same side of the first one: two, and three
from the ninth test day on, since a longer course gives chance more openings. One odd result alone is never a change.

Decided by simulation: normal noise of SEM = MDC95 / 2.77, rounded as it is entered, for the three measures of the
library with a published threshold. Of 100 courses of twelve re-tests: in how many a wrong word ever stands; and where
1.5 x MDC95 was really gained by the first re-test, in how many it is said by the second, third and fifth
(tests/clinic/rules/test_noise.py holds the rule to it):

    latest against first             24 to 31    91 to 93    95 to 96    97 to 98
    latest against the one before    31 to 40    80 to 85    81 to 85    82 to 86
    two in a row                      4 to  5    68 to 73    75 to 80    86 to 90
    two, from the ninth day three     3 to  4    68 to 73    75 to 80    86 to 90    (this rule)
    three in a row                    1 to  2           0    60 to 66    71 to 76
    median of the last three          5 to  7           0    83 to 87    90 to 93
    Theil-Sen slope                  11 to 13           0    61 to 63    74 to 77

The median says wrong words too often; the slope does so too and sees less: neither earns its place. What no such rule
sees is a first result that was odd itself, since all later ones differ from it: that is why practice comes before it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from clinic.rules.change import Change, Verdict, judge

Found = TypeVar("Found")

# So many test days in a row make a change sure; more of them in a course of more than SHORT test days.
IN_A_ROW = 2
IN_A_ROW_LATER = 3
SHORT = 8


class Word(StrEnum):
    """What is said. Perhaps: beyond the smallest real change, but not yet on enough test days in a row."""

    IMPROVED = "improved"
    PERHAPS_IMPROVED = "perhaps_improved"
    NO_CLEAR_CHANGE = "no_clear_change"
    PERHAPS_WORSE = "perhaps_worse"
    WORSE = "worse"
    NO_THRESHOLD = "no_threshold"
    TOO_FEW = "too_few"


class Why(StrEnum):
    """Why it is said: enough days in a row; too few of them; within the threshold; no longer beyond it."""

    IN_A_ROW = "in_a_row"
    REPEAT = "repeat"
    WITHIN = "within"
    NOT_HELD = "not_held"
    NO_THRESHOLD = "no_threshold"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Trend:
    """A word with its reason. `days` of the `needed` test days in a row say so by now."""

    word: Word
    why: Why
    days: int = 0
    needed: int = IN_A_ROW


SURE = {Verdict.IMPROVED: Word.IMPROVED, Verdict.WORSE: Word.WORSE}
PERHAPS = {Verdict.IMPROVED: Word.PERHAPS_IMPROVED, Verdict.WORSE: Word.PERHAPS_WORSE}
TOO_FEW = Trend(Word.TOO_FEW, Why.TOO_FEW)


def last_of_days(found: Iterable[Found], day_of: Callable[[Found], date]) -> list[Found]:
    """Return what counts of results in the order of their time: the last one of each local day.

    Trying again a minute later is no second test: it shares the day's warmth, tiredness and way of standing. Where
    all are of one day, the first and the last are left, so that there is something to show.
    """
    rows = list(found)
    days = {day_of(row): row for row in rows}
    return list(days.values()) if len(days) > 1 else rows[:1] + rows[1:][-1:]


def trend(
    values: Sequence[Decimal],
    smallest_real_change: Decimal | None,
    higher_is_better: bool,
    *,
    clinic_margin: Decimal | None = None,
) -> Trend:
    """Say what the values of the test days mean, oldest first, in the unit of their measure; the first is the baseline.

    They must be of one side, measure, method and rhythm, without practice, one for each day (`last_of_days`). The
    thresholds are those of `change.judge`; it raises ValueError for the same values.
    """
    needed = IN_A_ROW if len(values) <= SHORT else IN_A_ROW_LATER
    first, *later = values or [Decimal(0)]
    tail = [
        judge(first, value, smallest_real_change, higher_is_better, clinic_margin=clinic_margin)
        for value in later[-needed - 1 :]
    ]
    return _said(tail, needed) if tail else TOO_FEW


def _said(tail: Sequence[Change], needed: int) -> Trend:
    """The word for the latest changes since the first result, of which at least the last `needed` are given."""
    verdict = tail[-1].verdict
    if verdict is Verdict.NO_THRESHOLD:
        return Trend(Word.NO_THRESHOLD, Why.NO_THRESHOLD)
    if verdict is Verdict.NO_CLEAR_CHANGE:
        return Trend(Word.NO_CLEAR_CHANGE, Why.NOT_HELD if _days_in_a_row(tail[:-1]) >= needed else Why.WITHIN)
    days = min(_days_in_a_row(tail), needed)
    if days < needed:
        return Trend(PERHAPS[verdict], Why.REPEAT, days, needed)
    return Trend(SURE[verdict], Why.IN_A_ROW, days, needed)


def _days_in_a_row(changes: Sequence[Change]) -> int:
    """How many of the latest changes lie beyond the threshold on the same side."""
    days = 0
    for change in reversed(changes):
        if change.verdict not in SURE or change.verdict is not changes[-1].verdict:
            break
        days += 1
    return days
