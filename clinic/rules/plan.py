"""A plan: how often an exercise is wanted, from when, and when it pauses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, Self


class Frequency(Protocol):
    """What a plan needs of a dosage: days a week, times a day, and rest days between two sessions."""

    @property
    def days_min(self) -> int: ...
    @property
    def days_max(self) -> int: ...
    @property
    def times_per_day(self) -> int: ...
    @property
    def min_rest_days(self) -> int: ...


class Span(Protocol):
    """Two days, both included; no end means still running."""

    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which nothing is asked, the first and the last included; no end means still paused."""

    starts_on: date
    ends_on: date | None = None

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How often one exercise is wanted.

    `days_min` to `days_max` days a week (1 to 7), `times_per_day` on each of them, with at least
    `min_rest_days` whole days between two sessions. `ends_on` is the last day of the plan (a newer revision
    took over). Raises ValueError for a frequency that no week can hold.
    """

    days_min: int
    days_max: int
    times_per_day: int = 1
    min_rest_days: int = 0
    starts_on: date
    ends_on: date | None = None
    pauses: tuple[Pause, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.days_min <= self.days_max <= 7:
            raise ValueError("days_min and days_max must be 1 to 7, the smaller one first")
        if self.times_per_day < 1:
            raise ValueError("times_per_day must be 1 or more")
        if not 0 <= self.min_rest_days <= 6:
            raise ValueError("min_rest_days must be 0 to 6")

    @classmethod
    def of(cls, dosage: Frequency, starts_on: date, pauses: Iterable[Span] = ()) -> Self:
        """Read a plan from a dosage.

        The weeks of a dosage set no end: they say when to review, and the plan goes on until it is changed.
        """
        return cls(
            days_min=dosage.days_min,
            days_max=dosage.days_max,
            times_per_day=dosage.times_per_day,
            min_rest_days=dosage.min_rest_days,
            starts_on=starts_on,
            pauses=tuple(Pause(span.starts_on, span.ends_on) for span in pauses),
        )

    def includes(self, day: date) -> bool:
        """Say whether the day lies between the start and the end of the plan, paused or not."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def is_paused(self, day: date) -> bool:
        return any(pause.covers(day) for pause in self.pauses)

    def is_active(self, day: date) -> bool:
        """Say whether the plan may ask for something on this day."""
        return self.includes(day) and not (self.pauses and self.is_paused(day))
