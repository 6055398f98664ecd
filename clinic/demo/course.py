"""One runner's course of care while it is being written: where it stands, and at what moments things happened."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from clinic.demo.rows import Rows
from clinic.demo.shelf import Library
from clinic.demo.stories import MONTH, Story
from clinic.models import (
    Alert,
    Clinic,
    EpisodeOfCare,
    Notification,
    PrescribedExercise,
    Retest,
    Routine,
    Runner,
    TestResult,
)

Values = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Place:
    """A clinic with its library and the people who work there."""

    clinic: Clinic
    library: Library
    therapists: Sequence[Any]
    rows: Rows
    now: datetime.datetime

    @property
    def rng(self) -> Random:
        return self.rows.rng


@dataclass(kw_only=True)
class Span:
    """The days, first and last included, on which an exercise was to be done; without a last it still is."""

    prescribed: PrescribedExercise
    first: datetime.date
    last: datetime.date | None = None


@dataclass(kw_only=True)
class Course:
    """`stage` is the stage of the protocols that is given, from 0."""

    place: Place
    runner: Runner
    story: Story
    lead: Any
    episode: EpisodeOfCare | None = None
    routine: Routine | None = None
    stage: int = 0
    spans: list[Span] = field(default_factory=list)
    waiting: list[Retest] = field(default_factory=list)
    results: list[TestResult] = field(default_factory=list)
    fresh: list[Alert] = field(default_factory=list)
    lean: list[tuple[datetime.date, Values]] = field(default_factory=list)
    sides_told: bool = False
    gate_passed: bool = False

    @property
    def rows(self) -> Rows:
        return self.place.rows

    @property
    def rng(self) -> Random:
        return self.place.rng

    @property
    def library(self) -> Library:
        return self.place.library

    @property
    def today(self) -> datetime.date:
        return self.runner.today(self.place.now)

    @property
    def start(self) -> datetime.date:
        return self.today - datetime.timedelta(days=MONTH * self.story.months + self.story.day)

    def month(self, number: int) -> datetime.date:
        """The first day of a month of care, from 0."""
        return self.start + datetime.timedelta(days=MONTH * number)

    def days_ago(self, days: int) -> datetime.date:
        return self.today - datetime.timedelta(days=days)

    def at(self, day: datetime.date, hour: int, minute: int = 0) -> datetime.datetime:
        """That moment where the runner is; shortly before now when it would lie ahead."""
        return min(self._local(day, hour, minute), self.place.now - datetime.timedelta(minutes=5))

    def has_come(self, day: datetime.date, hour: int) -> bool:
        return self._local(day, hour, 0) <= self.place.now

    def _local(self, day: datetime.date, hour: int, minute: int) -> datetime.datetime:
        local = datetime.datetime.combine(day, datetime.time(hour, minute), tzinfo=ZoneInfo(self.runner.zone))
        return local.astimezone(datetime.UTC)

    def audit(self, verb: str, *, at: datetime.datetime, by: Any, target: Any, **facts: Any) -> None:
        self.rows.audit(verb, at=at, by=by, runner=self.runner, target=target, **facts)

    def told(self, kind: str, *, to: Any, key: str, at: datetime.datetime) -> None:
        """A notification that went out then; the demo mails nobody."""
        if to is not None:
            self.rows.add(Notification, recipient=to, kind=kind, key=key, due_at=at, sent_at=at)

    def alert(self, kind: str, *, at: datetime.datetime, facts: dict[str, Any], urgent: bool = False) -> Alert:
        """Puts the runner in front of the therapists; the urgent ones were told as well."""
        row = self.rows.add(Alert, runner=self.runner, episode=self.episode, kind=kind, facts=facts, raised_at=at)
        telling = Notification.Kind.RED_FLAG if kind == Alert.Kind.RED_FLAG else Notification.Kind.LOOK
        for person in self.place.therapists if urgent else ():
            self.told(telling, to=person, key=f"{kind}:{row.uuid}:{person.uuid}", at=at)
        return row

    def settle(self, alert: Alert, *, at: datetime.datetime) -> None:
        alert.settled_at, alert.settled_by = at, self.lead
        self.audit("alert.settled", at=at, by=self.lead, target=alert, kind=alert.kind)

    def pain_on(self, day: datetime.date) -> int:
        """A rating on the way from the story's first to its last, never above 5."""
        first, last = self.story.pain
        share = (day - self.start).days / max((self.today - self.start).days, 1)
        drift = self.rng.choice((-1, 0, 0, 0, 1))
        return min(max(round(first + (last - first) * share) + drift, 0), 5)
