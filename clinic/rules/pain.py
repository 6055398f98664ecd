"""What a pain rating from 0 to 10 means for the exercise at hand.

The zones follow the pain-monitoring model (Silbernagel et al., Am J Sports Med 2007, 38 people with Achilles
tendinopathy). It was tested for the Achilles tendon; for other complaints it is carried over by experts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median_low

from clinic.rules.weeks import monday_of

PAIN_MAX = 10
GO_MAX = 2
HOLD_MAX = 5
SHARP_RISE = 3
MORNING_RISE = 2
MORNINGS_USUAL = 7
WEEKLY_RISE = 2


class Zone(StrEnum):
    """Go: carry on. Hold: keep the dose as it is. Stop: stop this exercise and step down."""

    GO = "go"
    HOLD = "hold"
    STOP = "stop"


class Advice(StrEnum):
    """The key of what a runner is told; the words stand with the pages."""

    CARRY_ON = "carry_on"
    HOLD_DOSE = "hold_dose"
    STOP_AND_TELL = "stop_and_tell"


class Morning(StrEnum):
    """What the morning after asks for: the same dose, or a lower one and a word to the therapist."""

    CARRY_ON = "carry_on"
    EASE_AND_NOTIFY = "ease_and_notify"


@dataclass(frozen=True, slots=True)
class PainWeek:
    """The worst rating of one week, which starts on a Monday."""

    start: date
    worst: int


def zone(pain: int) -> Zone:
    """Sort a rating: go 0 to 2, hold 3 to 5, stop above 5 (Silbernagel 2007).

    Raises ValueError for anything but a whole number from 0 to 10.
    """
    _require_rating(pain)
    if pain <= GO_MAX:
        return Zone.GO
    return Zone.HOLD if pain <= HOLD_MAX else Zone.STOP


def advice(of: Zone) -> Advice:
    """Return the key of the advice that goes with a zone."""
    return {Zone.GO: Advice.CARRY_ON, Zone.HOLD: Advice.HOLD_DOSE, Zone.STOP: Advice.STOP_AND_TELL}[of]


def rose_sharply(before: int, now: int) -> bool:
    """Say whether pain rose by 3 or more, which asks for the short screening (product choice)."""
    _require_rating(before, now)
    return now - before >= SHARP_RISE


def morning_rule(usual: int | None, morning: int, *, new_sign: bool = False) -> Morning:
    """Judge the morning after a session.

    Ease and notify when the rating is 2 or more above the usual morning, or above 5 in itself, or with a
    new limp or swelling (`new_sign`). Above 5: Silbernagel 2007, who lets pain reach 5 also the morning
    after. The rise of 2 is a product choice. Without a usual morning only the other two count.
    """
    _require_rating(morning)
    worse = usual is not None and morning >= usual + MORNING_RISE
    if worse or new_sign or zone(morning) is Zone.STOP:
        return Morning.EASE_AND_NOTIFY
    return Morning.CARRY_ON


def usual_morning(mornings: Sequence[int]) -> int | None:
    """Return the usual rating: the lower median of the last 7 mornings, oldest first; None without any."""
    _require_rating(*mornings)
    return median_low(mornings[-MORNINGS_USUAL:]) if mornings else None


def worst_by_week(entries: Iterable[tuple[date, int]]) -> list[PainWeek]:
    """Return the worst rating of each week that has one, oldest first, from (local date, rating) pairs."""
    worst: dict[date, int] = {}
    for day, pain in entries:
        _require_rating(pain)
        monday = monday_of(day)
        worst[monday] = max(pain, worst.get(monday, 0))
    return [PainWeek(start, worst[start]) for start in sorted(worst)]


def rising(weeks: Sequence[PainWeek]) -> bool:
    """Say whether the latest weeks, oldest first, ask for a therapist's look.

    True when the last two weeks both reached the hold zone, when the last is 2 or more above the one
    before, or when each of the last three is above the one before. Weeks must follow each other: a gap ends
    the series. That pain must not rise from week to week is from Silbernagel 2007; the step of 2 is a
    product choice, so that a single point, the least that people notice (Salaffi et al., Eur J Pain 2004),
    does not call a therapist.
    """
    series = _unbroken(weeks)
    if len(series) < 2:
        return False
    before, last = series[-2:]
    both_amber = min(before, last) > GO_MAX
    climbing = len(series) > 2 and all(earlier < later for earlier, later in pairwise(series[-3:]))
    return both_amber or climbing or last - before >= WEEKLY_RISE


def _unbroken(weeks: Sequence[PainWeek]) -> list[int]:
    """Return the ratings of the latest weeks that follow each other without a gap."""
    series = [week.worst for week in weeks[-1:]]
    for earlier, later in pairwise(reversed(weeks)):
        if earlier.start - later.start != timedelta(weeks=1):
            break
        series.insert(0, later.worst)
    return series


def _require_rating(*ratings: int) -> None:
    for rating in ratings:
        if isinstance(rating, bool) or not isinstance(rating, int) or not 0 <= rating <= PAIN_MAX:
            raise ValueError("pain must be a whole number from 0 to 10")
