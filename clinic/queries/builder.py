"""All that the builder works with: the choices, the current routine, the draft, and what stands in the way."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, FilteredRelation, OuterRef, Q, Subquery

from clinic.models import EpisodeOfCare, Lock, PrescribedExercise, Routine, RoutineDraft, Screening, StartGate
from clinic.queries.choices import Choices, Waiting, choices_for
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


class Bench:
    """What the builder works with for one therapist and episode; each part is read when it is first asked for.

    The episode must come with its runner and clinic.
    """

    def __init__(self, episode: EpisodeOfCare, user: Any) -> None:
        self.episode, self.user = episode, user
        self.today: date = episode.runner.today()

    @cached_property
    def choices(self) -> Choices:
        return choices_for(self.episode, _uuids(self.saved))

    @cached_property
    def prescribed(self) -> list[Any]:
        return _prescribed(self.episode)

    @cached_property
    def current_routine(self) -> Routine | None:
        return self.prescribed[0].routine if self.prescribed else None

    @cached_property
    def current(self) -> Draft | None:
        if self.current_routine is None:
            return None
        return draft_of(self.prescribed, self.choices.waiting, self.today)

    @cached_property
    def content(self) -> Content:
        return _content(self.current_routine, self.prescribed, self.choices.waiting)

    @property
    def revision(self) -> int:
        return self.current_routine.revision if self.current_routine else 0

    @property
    def standing(self) -> Standing:
        return self._kept[0]

    @property
    def saved(self) -> RoutineDraft | None:
        return self._kept[1]

    @property
    def saved_draft(self) -> Draft | None:
        return Draft.from_dict(self.saved.content) if self.saved else None

    @cached_property
    def _kept(self) -> tuple[Standing, RoutineDraft | None]:
        return _kept(self.episode, self.user)


def bench_for(episode: EpisodeOfCare, user: Any) -> Bench:
    """What this person prescribes with in this episode. The episode must come with its runner and clinic."""
    return Bench(episode, user)


def _kept(episode: EpisodeOfCare, user: Any) -> tuple[Standing, RoutineDraft | None]:
    """The newest start check and screening, the widest lock, and this therapist's draft, in one query."""
    newest = ("-done_at", "-pk")
    own = Q(runner=OuterRef("runner"))
    is_open = ExpressionWrapper(Q(passed=True) | ~Q(override_reason=""), output_field=BooleanField())
    gates = StartGate.objects.filter(own).order_by(*newest).annotate(open=is_open)
    screenings = Screening.objects.filter(own).order_by(*newest)
    gate, lock, screened_on, level, content, base, saved_at = (
        EpisodeOfCare.objects.filter(pk=episode.pk)
        .annotate(
            gate=Subquery(gates.values("open")[:1]),
            lock=Subquery(Lock.objects.filter(own).standing().order_by("extent").values("extent")[:1]),
            screened_on=Subquery(screenings.values("local_date")[:1]),
            level=Subquery(screenings.values("level")[:1]),
            mine=FilteredRelation("drafts", condition=Q(drafts__therapist=user)),
        )
        .values_list("gate", "lock", "screened_on", "level", "mine__content", "mine__base_revision", "mine__saved_at")
        .get()
    )
    saved = RoutineDraft(content=content, base_revision=base, saved_at=saved_at) if saved_at else None
    return Standing(bool(gate), lock or "", screened_on, level or ""), saved


def draft_of(prescribed: Iterable[Any], waiting: Iterable[Waiting], today: date) -> Draft:
    """A given routine as the next draft: the same from today on; a home test that is over is due today."""
    return Draft(
        lines=tuple(_line(number, row) for number, row in enumerate(prescribed, start=1)),
        tests=tuple(TestLine(one.uuid, max(one.due_on, today).isoformat()) for one in waiting),
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


def _content(routine: Routine | None, prescribed: list[Any], waiting: Iterable[Waiting]) -> Content:
    entries = tuple(Entry(str(row.exercise_uuid), row.exercise_name, row.dosage, row.note) for row in prescribed)
    return Content(entries, {one.name: one.due_on for one in waiting}, routine.words if routine else "")


def _uuids(saved: RoutineDraft | None) -> set[str]:
    """The exercises of a saved draft, as far as they are UUIDs."""
    lines = saved.content.get("lines", []) if saved else []
    return {line["exercise"] for line in lines if UUID.fullmatch(line["exercise"])}
