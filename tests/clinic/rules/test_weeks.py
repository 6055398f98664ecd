from datetime import date

import pytest

from clinic.rules.weeks import days_between, days_of_week, monday_of, sunday_of

MONDAY = date(2026, 11, 23)
SUNDAY = date(2026, 11, 29)


@pytest.mark.parametrize("day", [MONDAY, date(2026, 11, 26), SUNDAY])
def test_monday_and_sunday_of_any_day_of_the_week(day: date) -> None:
    assert (monday_of(day), sunday_of(day)) == (MONDAY, SUNDAY)


def test_days_of_week_over_the_turn_of_the_year() -> None:
    days = days_of_week(date(2026, 12, 28))
    assert (days[0], days[3], days[4], days[6], len(days)) == (
        date(2026, 12, 28),
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2027, 1, 3),
        7,
    )


def test_days_between_with_the_last_before_the_first_is_empty() -> None:
    assert list(days_between(SUNDAY, MONDAY)) == []


def test_days_between_one_and_the_same_day() -> None:
    assert list(days_between(MONDAY, MONDAY)) == [MONDAY]
