from datetime import date

import pytest

from clinic.rules.retest import RetestState, counts_from, days_until, due_on, review_on, state

START = date(2026, 11, 2)
DUE = date(2026, 11, 30)


@pytest.mark.parametrize(("days", "expected"), [(1, date(2026, 11, 3)), (28, DUE)])
def test_due_on_counts_days_from_the_start(days: int, expected: date) -> None:
    assert due_on(START, days) == expected


@pytest.mark.parametrize("days", [0, -1])
def test_due_on_in_less_than_a_day_is_refused(days: int) -> None:
    with pytest.raises(ValueError, match="1 day"):
        due_on(START, days)


@pytest.mark.parametrize(("weeks", "expected"), [(4, DUE), (None, None)])
def test_review_on(weeks: int | None, expected: date | None) -> None:
    assert review_on(START, weeks) == expected


@pytest.mark.parametrize(("today", "expected"), [(START, 28), (DUE, 0), (date(2026, 12, 2), -2)])
def test_days_until(today: date, expected: int) -> None:
    assert days_until(DUE, today) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 29), RetestState.UPCOMING),
        (DUE, RetestState.DUE),
        (date(2026, 12, 3), RetestState.DUE),
        (date(2026, 12, 4), RetestState.OVERDUE),
    ],
)
def test_state_of_a_retest_not_done(today: date, expected: RetestState) -> None:
    assert state(DUE, today) is expected


def test_state_without_days_of_grace_is_overdue_the_day_after() -> None:
    states = [state(DUE, day, grace_days=0) for day in (DUE, date(2026, 12, 1))]
    assert states == [RetestState.DUE, RetestState.OVERDUE]


@pytest.mark.parametrize("done_on", [date(2026, 11, 20), date(2026, 12, 20)])
def test_state_of_a_retest_done_early_or_late(done_on: date) -> None:
    assert state(DUE, date(2026, 12, 31), done_on) is RetestState.DONE


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (START, date(2026, 11, 23)),
        (date(2026, 11, 20), date(2026, 11, 25)),
        (date(2026, 11, 29), DUE),
        (DUE, DUE),
        (date(2026, 12, 5), DUE),
    ],
)
def test_counts_from_a_week_before_or_half_way(asked: date, expected: date) -> None:
    assert counts_from(asked, DUE) == expected
