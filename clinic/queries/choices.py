"""What may be prescribed in an episode: the causes of its complaint with their stages, all exercises, all home tests.

Read in three queries, however long the library is.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from clinic.models import EpisodeOfCare, Finding, PrescribedExercise, Retest
from clinic.rules.draft import Draft, Line
from clinic.validators.prescription import boxes_of
from exercises.dosage import Dosage
from exercises.illustration import COLUMNS, Illustration
from exercises.models import Exercise, HomeTest, PossibleCause
from exercises.models.base import Status
from exercises.models.exercise import IMPACT_KINDS

MOST_FOUND = 8
SHOWN = COLUMNS[1:]


@dataclass(frozen=True, slots=True)
class ExerciseChoice:
    """An exercise of the library, and the UUIDs of the next harder and easier ones, the nearest first."""

    pk: int
    uuid: str
    name: str
    dosage: Dosage
    is_impact: bool = False
    therapist_only: bool = False
    is_published: bool = True
    summary: str = ""
    shown: tuple[str, str, bool, str] = ("{}", "", False, "")
    harder: tuple[str, ...] = ()
    easier: tuple[str, ...] = ()

    @property
    def illustration(self) -> Illustration:
        """What stands beside its name. Its figure is read only here: few of all exercises are in a draft."""
        figure, picture, hidden, video = self.shown
        return Illustration(UUID(self.uuid), json.loads(figure), picture, hidden, video)

    def line(self, *, cause: str = "", dosage: Dosage | None = None, note: str = "") -> Line:
        """A line of a draft with this exercise, in the usual dosage or the one given."""
        given = dosage or self.dosage
        return Line("", self.uuid, boxes_of(given), cause, given.to_dict(), note)


@dataclass(frozen=True, slots=True)
class TestChoice:
    __test__ = False  # not a test of ours, whatever the name says

    pk: int
    uuid: str
    name: str
    retest_days: int
    is_impact: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A home test that was asked for in this episode; also one that is no longer in the library."""

    uuid: str
    name: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Step:
    """One exercise of a stage as the protocol gives it."""

    exercise: str
    dosage: Dosage
    note: str = ""


@dataclass(frozen=True, slots=True)
class StageChoice:
    """A stage of a protocol: its exercises, and the home test with the day to repeat it on."""

    pk: int
    name: str
    weeks: int
    criteria: str = ""
    test: str = ""
    retest_days: int | None = None
    steps: tuple[Step, ...] = ()

    def step(self, exercise: str) -> Step | None:
        return next((step for step in self.steps if step.exercise == exercise), None)

    def is_in(self, draft: Draft) -> bool:
        return bool(self.steps) and all(draft.holds(step.exercise) for step in self.steps)


@dataclass(frozen=True, slots=True)
class CauseChoice:
    """A possible cause of the complaint, what was found about it, and the stages of its protocols."""

    pk: int
    uuid: str
    name: str
    state: str = ""
    shoe_review: bool = False
    stages: tuple[tuple[StageChoice, ...], ...] = ()

    @property
    def state_word(self) -> str:
        return str(Finding.State(self.state).label) if self.state else _("Not judged yet")

    @property
    def all_stages(self) -> Iterator[StageChoice]:
        return (stage for protocol in self.stages for stage in protocol)


@dataclass(frozen=True)
class Choices:
    """The library as a therapist prescribes from it. Looks up by UUID; KeyError for what is not there."""

    causes: tuple[CauseChoice, ...] = ()
    exercises: dict[str, ExerciseChoice] = field(default_factory=dict)
    tests: dict[str, TestChoice] = field(default_factory=dict)
    waiting: tuple[Waiting, ...] = ()

    @cached_property
    def causes_by_uuid(self) -> dict[str, CauseChoice]:
        return {cause.uuid: cause for cause in self.causes}

    def exercise_id(self, uuid: str) -> int:
        return self.exercises[uuid].pk

    def cause_id(self, uuid: str) -> int:
        return self.causes_by_uuid[uuid].pk

    def home_test_id(self, uuid: str) -> int:
        return self.tests[uuid].pk

    def name(self, uuid: str) -> str:
        row = self.exercises.get(uuid) or self.tests.get(uuid) or self.causes_by_uuid[uuid]
        return row.name

    def stage(self, pk: str) -> tuple[CauseChoice, StageChoice]:
        """The stage with that key and its cause. Raises KeyError."""
        for cause in self.causes:
            for stage in cause.all_stages:
                if str(stage.pk) == pk:
                    return cause, stage
        raise KeyError(pk)

    def stage_lines(self, cause: CauseChoice, stage: StageChoice) -> list[Line]:
        known = [step for step in stage.steps if step.exercise in self.exercises]
        return [
            self.exercises[step.exercise].line(cause=cause.uuid, dosage=step.dosage, note=step.note) for step in known
        ]

    def neighbour(self, line: Line, *, harder: bool) -> Line | None:
        """The line with the next harder or easier exercise of the chain; None at its end.

        An exercise of the protocol's next (or former) stage comes first and brings its dosage along; any other
        comes in its own usual dosage.
        """
        here = self.exercises.get(line.exercise)
        uuids = [uuid for uuid in (here.harder if harder else here.easier) if uuid in self.exercises] if here else []
        steps = [step for uuid in uuids for step in [self._step_beside(line, uuid, harder=harder)] if step]
        if steps:
            return self.exercises[steps[0].exercise].line(cause=line.cause, dosage=steps[0].dosage, note=steps[0].note)
        return self.exercises[uuids[0]].line(cause=line.cause) if uuids else None

    def calmer(self, uuid: str) -> ExerciseChoice | None:
        """The nearest easier exercise without impact: what stands in while the start check is not passed."""
        queue, seen = [uuid], {uuid}
        while queue:
            here = self.exercises.get(queue.pop(0))
            for easier in here.easier if here else ():
                choice = self.exercises.get(easier)
                if choice and not choice.is_impact:
                    return choice
                if easier not in seen:
                    seen.add(easier)
                    queue.append(easier)
        return None

    def find(self, words: str) -> list[ExerciseChoice]:
        """Published exercises whose name holds all the words, those that begin with them first."""
        wanted = words.casefold().split()
        if not wanted:
            return []
        open_ones = [one for one in self.exercises.values() if one.is_published]
        found = [one for one in open_ones if all(word in one.name.casefold() for word in wanted)]
        return sorted(found, key=lambda one: (not one.name.casefold().startswith(wanted[0]), one.name))[:MOST_FOUND]

    def stages_of(self, line: Line) -> tuple[list[StageChoice], int]:
        """The protocol of the line's cause that holds its exercise, and the place of that stage; ([], 0) if none."""
        cause = self.causes_by_uuid.get(line.cause)
        for protocol in cause.stages if cause else ():
            for place, stage in enumerate(protocol):
                if stage.step(line.exercise):
                    return list(protocol), place
        return [], 0

    def stage_beside(self, line: Line, *, harder: bool) -> StageChoice | None:
        """The stage after (or before) the one that holds the line's exercise."""
        protocol, place = self.stages_of(line)
        place += 1 if harder else -1
        return protocol[place] if protocol and 0 <= place < len(protocol) else None

    def _step_beside(self, line: Line, uuid: str, *, harder: bool) -> Step | None:
        stage = self.stage_beside(line, harder=harder)
        return stage.step(uuid) if stage else None


def choices_for(episode: EpisodeOfCare, in_use: Iterable[str] = ()) -> Choices:
    """What may be prescribed in this episode; of retired exercises only those of its routine and those in use."""
    tests, waiting = _tests(episode)
    return Choices(causes_of(episode), _exercises(episode, set(in_use)), tests, waiting)


def _exercises(episode: EpisodeOfCare, in_use: set[str]) -> dict[str, ExerciseChoice]:
    given = PrescribedExercise.objects.filter(routine__episode=episode, routine__ended_at__isnull=True)
    wanted = Q(status=Status.PUBLISHED) | Q(uuid__in=in_use) | Q(pk__in=given.order_by().values("exercise"))
    rows: Any = (
        Exercise.objects.filter(wanted, shelf_id=episode.runner.clinic.shelf_id)
        .order_by("name", "pk", "steps_up__pk")
        .values(
            "pk", "uuid", "name", "dosage", "load_kind", "therapist_only", "status", "summary", *SHOWN[1:],
            drawn=Cast("figure", TextField()), up=F("steps_up__harder__uuid"), step=F("steps_up__pk"),
        )
    )  # fmt: skip
    harder, easier = _chain(list(rows))
    return {
        str(row["uuid"]): _exercise(row, harder.get(str(row["uuid"]), ()), easier.get(str(row["uuid"]), ()))
        for row in rows
    }


def _chain(rows: list[dict[str, Any]]) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    harder: dict[str, tuple[str, ...]] = {}
    easier: dict[str, tuple[str, ...]] = {}
    for row in sorted((row for row in rows if row["up"]), key=lambda row: row["step"]):
        low, high = str(row["uuid"]), str(row["up"])
        harder[low] = (*harder.get(low, ()), high)
        easier[high] = (*easier.get(high, ()), low)
    return harder, easier


def _exercise(row: dict[str, Any], harder: tuple[str, ...], easier: tuple[str, ...]) -> ExerciseChoice:
    return ExerciseChoice(
        pk=row["pk"],
        uuid=str(row["uuid"]),
        name=row["name"],
        dosage=row["dosage"],
        is_impact=row["load_kind"] in IMPACT_KINDS,
        therapist_only=row["therapist_only"],
        is_published=row["status"] == Status.PUBLISHED,
        summary=row["summary"],
        shown=(row["drawn"], *(row[name] for name in SHOWN[1:])),
        harder=harder,
        easier=easier,
    )


def _tests(episode: EpisodeOfCare) -> tuple[dict[str, TestChoice], tuple[Waiting, ...]]:
    """The home tests of the shelf, and those that wait in this episode, the first due first: one query."""
    asked = Retest.objects.waiting().filter(episode=episode, home_test=OuterRef("pk")).values("due_on")[:1]
    rows = (
        HomeTest.objects.filter(shelf_id=episode.runner.clinic.shelf_id)
        .annotate(due_on=Subquery(asked))
        .filter(Q(status=Status.PUBLISHED) | Q(due_on__isnull=False))
        .only("pk", "uuid", "name", "retest_days", "impact", "status")
    )
    choices = [
        TestChoice(row.pk, str(row.uuid), row.name, row.retest_days, row.impact) for row in rows if row.is_published
    ]
    waiting = [Waiting(str(row.uuid), row.name, row.due_on) for row in rows if row.due_on]
    return {one.uuid: one for one in choices}, tuple(sorted(waiting, key=lambda one: (one.due_on, one.name)))


def causes_of(episode: EpisodeOfCare) -> tuple[CauseChoice, ...]:
    """The possible causes of the episode's complaint in their order, with findings and stages, in one query."""
    found: dict[int, list[dict[str, Any]]] = {}
    for row in _cause_rows(episode):
        found.setdefault(row["cause_id"], []).append(row)
    return tuple(_cause(rows) for rows in found.values())


def _cause_rows(episode: EpisodeOfCare) -> Any:
    """One row for each exercise of each stage of each cause, and for causes without any."""
    state = Finding.objects.current().filter(episode=episode, cause=OuterRef("cause")).values("state")[:1]
    stage = "cause__protocols__stages__"
    step = stage + "stage_exercises__"
    return (
        PossibleCause.objects.filter(complaint=episode.complaint_id)
        .order_by("position", "pk", "cause__protocols__pk", stage + "position", step + "position")
        .values(
            "cause_id",
            cause_uuid=F("cause__uuid"), cause_name=F("cause__name"), shoe_review=F("cause__shoe_review"),
            state=Subquery(state),
            protocol=F("cause__protocols__pk"), protocol_status=F("cause__protocols__status"),
            stage=F(stage + "pk"), stage_name=F(stage + "name"), weeks=F(stage + "weeks"),
            criteria=F(stage + "criteria"), test=F(stage + "home_test__uuid"), retest_days=F(stage + "retest_days"),
            exercise=F(step + "exercise__uuid"), dosage=F(step + "dosage"), note=F(step + "note"),
        )
    )  # fmt: skip


def _cause(rows: list[dict[str, Any]]) -> CauseChoice:
    protocols: dict[int, dict[int, list[dict[str, Any]]]] = {}
    for row in rows:
        if row["stage"] and row["protocol_status"] == Status.PUBLISHED:
            protocols.setdefault(row["protocol"], {}).setdefault(row["stage"], []).append(row)
    first = rows[0]
    return CauseChoice(
        pk=first["cause_id"],
        uuid=str(first["cause_uuid"]),
        name=first["cause_name"],
        state=first["state"] or "",
        shoe_review=first["shoe_review"],
        stages=tuple(tuple(_stage(steps) for steps in stages.values()) for stages in protocols.values()),
    )


def _stage(rows: list[dict[str, Any]]) -> StageChoice:
    first = rows[0]
    return StageChoice(
        pk=first["stage"],
        name=first["stage_name"],
        weeks=first["weeks"],
        criteria=first["criteria"],
        test=str(first["test"]) if first["test"] else "",
        retest_days=first["retest_days"],
        steps=tuple(Step(str(row["exercise"]), row["dosage"], row["note"]) for row in rows if row["exercise"]),
    )
