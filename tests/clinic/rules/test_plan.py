from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from clinic.rules.plan import Pause, Plan
from exercises.dosage import Dosage

START = date(2026, 11, 25)


def test_plan_of_dosage_takes_the_frequency_and_no_end() -> None:
    dosage = Dosage(sets=1, reps_min=10, days_min=3, days_max=4, times_per_day=2, min_rest_days=1, weeks=4)
    plan = Plan.of(dosage, START, [Pause(START, None)])
    assert plan == Plan(
        days_min=3,
        days_max=4,
        times_per_day=2,
        min_rest_days=1,
        starts_on=START,
        ends_on=None,
        pauses=(Pause(START, None),),
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"days_min": 0},
        {"days_min": 5, "days_max": 4},
        {"days_max": 8},
        {"times_per_day": 0},
        {"min_rest_days": -1},
        {"min_rest_days": 7},
    ],
)
def test_plan_that_no_week_can_hold_is_refused(wrong: dict[str, int]) -> None:
    right = {"days_min": 3, "days_max": 4}
    with pytest.raises(ValueError, match=next(reversed(wrong))):
        Plan(**(right | wrong), starts_on=START)


def test_plan_cannot_be_changed() -> None:
    plan = Plan(days_min=3, days_max=4, starts_on=START)
    with pytest.raises(FrozenInstanceError):
        plan.days_min = 7


@pytest.mark.parametrize(
    ("day", "included", "paused", "active"),
    [
        (date(2026, 11, 24), False, False, False),
        (date(2026, 11, 25), True, False, True),
        (date(2026, 11, 27), True, True, False),
        (date(2026, 11, 28), True, True, False),
        (date(2026, 11, 29), True, False, True),
        (date(2026, 12, 2), True, False, True),
        (date(2026, 12, 3), False, False, False),
    ],
)
def test_plan_is_active_between_its_ends_outside_pauses(day: date, included: bool, paused: bool, active: bool) -> None:
    pause = Pause(date(2026, 11, 27), date(2026, 11, 28))
    plan = Plan(days_min=7, days_max=7, starts_on=START, ends_on=date(2026, 12, 2), pauses=(pause,))
    assert (plan.includes(day), plan.is_paused(day), plan.is_active(day)) == (included, paused, active)


def test_pause_without_an_end_goes_on() -> None:
    assert Pause(START).covers(date(2030, 1, 1))
