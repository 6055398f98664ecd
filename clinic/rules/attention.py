"""Why a therapist should look at a runner, most urgent first. The order is a product choice."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

QUIET_DAYS = 7


class Reason(StrEnum):
    """The reasons, in order of urgency."""

    RED_FLAG = "red_flag"
    PAIN_HIGH = "pain_high"
    MORNING_WORSE = "morning_worse"
    SCREENING_NOTE = "screening_note"
    CONSENT = "consent"
    RETEST_DONE = "retest_done"
    RETEST_OVERDUE = "retest_overdue"
    RETEST_DUE = "retest_due"
    MESSAGE = "message"
    SIDE_DIFFERENCE = "side_difference"
    QUIET = "quiet"
    NO_ROUTINE = "no_routine"
    NOT_JOINED = "not_joined"

    @property
    def urgency(self) -> int:
        """Return the place in the order, 0 for the most urgent."""
        return list(Reason).index(self)


def rank(reasons: Iterable[str]) -> tuple[Reason, ...]:
    """Return each reason once, most urgent first. Raises ValueError for a reason that does not exist."""
    return tuple(sorted({Reason(reason) for reason in reasons}, key=lambda reason: reason.urgency))


def sort_key(reasons: Iterable[str]) -> tuple[int, ...]:
    """Return a key that sorts people: by their most urgent reason, then by the next; those without any come last."""
    return (*(reason.urgency for reason in rank(reasons)), len(Reason))


def is_quiet(last_log_on: date | None, since: date, today: date) -> bool:
    """Say whether nothing was logged for 7 days: since the last log or since the routine began, what is later."""
    start = since if last_log_on is None else max(since, last_log_on)
    return (today - start).days >= QUIET_DAYS
