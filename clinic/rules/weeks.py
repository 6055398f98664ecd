"""Weeks of the calendar. A week starts on Monday."""

from collections.abc import Iterator
from datetime import date, timedelta

DAYS_IN_WEEK = 7


def monday_of(day: date) -> date:
    """Return the Monday of the week in which the day lies."""
    return day - timedelta(days=day.weekday())


def sunday_of(day: date) -> date:
    """Return the Sunday of the week in which the day lies."""
    return monday_of(day) + timedelta(days=DAYS_IN_WEEK - 1)


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield each day from the first to the last, both included; nothing when the last comes first."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def days_of_week(monday: date) -> tuple[date, ...]:
    """Return the seven days, Monday to Sunday, of the week that starts on this Monday."""
    return tuple(days_between(monday, sunday_of(monday)))
