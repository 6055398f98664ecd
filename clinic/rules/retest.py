"""When a home test is due again."""

from datetime import date, timedelta
from enum import StrEnum

GRACE_DAYS = 3
EARLY_DAYS = 7


class RetestState(StrEnum):
    UPCOMING = "upcoming"
    DUE = "due"
    OVERDUE = "overdue"
    DONE = "done"


def due_on(started_on: date, days: int) -> date:
    """Return the day on which a test is due, `days` days (1 or more) after the start. Raises ValueError below 1."""
    if days < 1:
        raise ValueError("a test can be repeated after 1 day or more")
    return started_on + timedelta(days=days)


def review_on(started_on: date, weeks: int | None) -> date | None:
    """Return the day on which a dosage given for some weeks should be looked at again; None without weeks."""
    return None if weeks is None else started_on + timedelta(weeks=weeks)


def days_until(due: date, today: date) -> int:
    """Return the days from today to the due day: 0 on the day, below 0 after it."""
    return (due - today).days


def counts_from(asked_on: date, due: date) -> date:
    """Return the first day on which a test counts as the retest, and no longer as one of the time before.

    A week before it is due, or half way to it when that is later (product choice): the first test, done on the
    day of prescribing, must not tick off the one of a month later.
    """
    return due - timedelta(days=min(EARLY_DAYS, max((due - asked_on).days, 0) // 2))


def state(due: date, today: date, done_on: date | None = None, *, grace_days: int = GRACE_DAYS) -> RetestState:
    """Say where a retest stands.

    Due on its day and in the 3 days after it (product choice: a test may wait for a good moment), then
    overdue. Once done, early or late, it is done.
    """
    if done_on is not None:
        return RetestState.DONE
    if today < due:
        return RetestState.UPCOMING
    return RetestState.DUE if today <= due + timedelta(days=grace_days) else RetestState.OVERDUE
