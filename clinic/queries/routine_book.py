"""All revisions of an episode's routine, as a therapist reads them."""

import datetime
from dataclasses import dataclass, field
from uuid import UUID

from clinic.models import Retest, Routine
from exercises.dosage import Dosage
from exercises.illustration import Illustration


@dataclass(frozen=True, slots=True)
class BookLine:
    """One exercise of a revision; `is_changed` where the dosage is not the protocol's."""

    uuid: UUID
    illustration: Illustration
    name: str
    dosage: Dosage
    note: str
    cause: str
    is_changed: bool

    @property
    def exercise(self) -> UUID:
        return self.illustration.uuid


@dataclass(frozen=True, slots=True)
class Revision:
    uuid: UUID
    number: int
    starts_on: datetime.date
    assigned_at: datetime.datetime
    assigned_by: str
    ended_at: datetime.datetime | None
    words: str
    lines: list[BookLine] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        """Minutes of one day on which everything is done."""
        return sum(line.dosage.minutes() * line.dosage.times_per_day for line in self.lines)


def revisions_of(episode_id: int) -> list[Revision]:
    """The newest first, each with its exercises in order: one query."""
    columns = (
        "uuid", "revision", "starts_on", "assigned_at", "assigned_by__name", "ended_at", "words",
        "prescribed__uuid", "prescribed__exercise__name", "prescribed__dosage", "prescribed__note",
        "prescribed__cause__name", "prescribed__usual", *Illustration.columns("prescribed__exercise__"),
    )  # fmt: skip
    rows = Routine.objects.filter(episode=episode_id).order_by("-revision", "prescribed__position")
    found: dict[int, Revision] = {}
    for uuid, number, starts_on, at, by, ended_at, words, *line in rows.values_list(*columns):
        revision = found.setdefault(number, Revision(uuid, number, starts_on, at, by or "", ended_at, words))
        pk, name, dosage, note, cause, usual, *shown = line
        if pk is not None:
            changed = usual is not None and usual != dosage
            revision.lines.append(BookLine(pk, Illustration(*shown), name, dosage, note, cause or "", changed))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Period:
    """How long one revision was the routine; until None: it still is."""

    revision: int
    since: datetime.date
    until: datetime.date | None


def periods_of(episode_id: int | None) -> list[Period]:
    """The revisions of an episode, oldest first, each until the next began: one query; none without an episode."""
    if episode_id is None:
        return []
    rows = list(
        Routine.objects.filter(episode=episode_id).order_by("revision").values_list("revision", "starts_on", "ended_at")
    )
    nexts = [*(since for _number, since, _ended in rows[1:]), None]
    return [
        Period(number, since, after or (ended_at.date() if ended_at else None))
        for (number, since, ended_at), after in zip(rows, nexts, strict=False)
    ]


def tests_asked_for(episode_id: int) -> list[tuple[str, datetime.date]]:
    """The home tests that wait in an episode, by name, with the day on which each is due: one query."""
    return list(
        Retest.objects.waiting().filter(episode=episode_id).order_by("due_on").values_list("home_test__name", "due_on")
    )
