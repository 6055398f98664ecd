"""All that the builder works with: the choices, the current routine, the draft, and what stands in the way."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Q, Subquery

from clinic.models import (
    EpisodeOfCare,
    Lock,
    PrescribedExercise,
    Retest,
    Routine,
    RoutineDraft,
    Runner,
    Screening,
    StartGate,
)
from clinic.queries.choices import Choices, choices_for
from clinic.queries.revisions import Content, Entry
from clinic.rules.draft import Draft, Line, TestLine
from clinic.validators.prescription import boxes_of

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands for the runner now: the start check, a lock ("all", "impact" or ""), the last screening."""

    gate_open: bool = False
    lock: str = ""
    screened_on: date | None = None
    screening_level: str = ""


@dataclass(frozen=True)
class Bench:
    """What the builder works with for one therapist and episode."""

    episode: EpisodeOfCare
    choices: Choices
    standing: Standing
    today: date
    current: Draft | None = None
    current_routine: Routine | None = None
    content: Content = field(default_factory=Content)
    saved: RoutineDraft | None = None

    @property
    def revision(self) -> int:
        return self.current_routine.revision if self.current_routine else 0

    @property
    def saved_draft(self) -> Draft | None:
        return Draft.from_dict(self.saved.content) if self.saved else None


def bench_for(episode: EpisodeOfCare, user: Any) -> Bench:
    """Reads it all. The episode must come with its runner and clinic."""
    today = episode.runner.today()
    prescribed = _prescribed(episode)
    waiting = _waiting(episode)
    saved = RoutineDraft.objects.filter(episode=episode, therapist=user).first()
    in_use = {str(row.exercise_uuid) for row in prescribed} | _uuids(saved)
    routine = prescribed[0].routine if prescribed else None
    return Bench(
        episode=episode,
        choices=choices_for(episode, in_use),
        standing=standing_of(episode.runner),
        today=today,
        current=draft_of(prescribed, waiting, today) if routine else None,
        current_routine=routine,
        content=_content(routine, prescribed, waiting),
        saved=saved,
    )


def standing_of(runner: Runner) -> Standing:
    """The newest start check and screening, and the widest lock, in one query."""
    newest = ("-done_at", "-pk")
    own = Q(runner=OuterRef("pk"))
    is_open = ExpressionWrapper(Q(passed=True) | ~Q(override_reason=""), output_field=BooleanField())
    gates = StartGate.objects.filter(own).order_by(*newest).annotate(open=is_open)
    screenings = Screening.objects.filter(own).order_by(*newest)
    row = (
        Runner.objects.filter(pk=runner.pk)
        .annotate(
            gate=Subquery(gates.values("open")[:1]),
            lock=Subquery(Lock.objects.filter(own).standing().order_by("extent").values("extent")[:1]),
            screened_on=Subquery(screenings.values("local_date")[:1]),
            level=Subquery(screenings.values("level")[:1]),
        )
        .values_list("gate", "lock", "screened_on", "level")
        .get()
    )
    gate, lock, screened_on, level = row
    return Standing(bool(gate), lock or "", screened_on, level or "")


def draft_of(prescribed: Iterable[Any], waiting: Iterable[Any], today: date) -> Draft:
    """A given routine as the next draft: the same from today on; a home test that is over is due today."""
    return Draft(
        lines=tuple(_line(number, row) for number, row in enumerate(prescribed, start=1)),
        tests=tuple(TestLine(str(row.test_uuid), max(row.due_on, today).isoformat()) for row in waiting),
        starts_on=today.isoformat(),
    )


def _line(number: int, row: Any) -> Line:
    return Line(
        key=str(number),
        exercise=str(row.exercise_uuid),
        boxes=boxes_of(row.dosage),
        cause=str(row.cause_uuid or ""),
        usual=None if row.usual is None else row.usual.to_dict(),
        note=row.note,
    )


def _prescribed(episode: EpisodeOfCare) -> list[Any]:
    rows = PrescribedExercise.objects.filter(routine__episode=episode, routine__ended_at__isnull=True)
    names = {"exercise_uuid": F("exercise__uuid"), "exercise_name": F("exercise__name"), "cause_uuid": F("cause__uuid")}
    return list(rows.select_related("routine__assigned_by").annotate(**names).order_by("position"))


def _waiting(episode: EpisodeOfCare) -> list[Any]:
    rows = Retest.objects.filter(episode=episode).waiting().order_by("due_on", "pk")
    return list(rows.annotate(test_uuid=F("home_test__uuid"), test_name=F("home_test__name")))


def _content(routine: Routine | None, prescribed: list[Any], waiting: list[Any]) -> Content:
    entries = tuple(Entry(str(row.exercise_uuid), row.exercise_name, row.dosage, row.note) for row in prescribed)
    return Content(entries, {row.test_name: row.due_on for row in waiting}, routine.words if routine else "")


def _uuids(saved: RoutineDraft | None) -> set[str]:
    """The exercises of a saved draft, as far as they are UUIDs."""
    lines = saved.content.get("lines", []) if saved else []
    return {line["exercise"] for line in lines if UUID.fullmatch(line["exercise"])}
