"""What each page of the library shows, in few queries whatever the amount of content."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
)
from django.db.models.functions import Coalesce

from exercises.models import (
    Cause,
    Exercise,
    HomeTest,
    PossibleCause,
    Progression,
    Protocol,
    Shelf,
    Stage,
    StageExercise,
    Status,
)

Shelves = Iterable[Shelf]
# Of one complaint; beyond that the order of causes is only less tidy.
CAUSES_AT_MOST = 1000
LAST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Named:
    """A link or a name to show: `words` is its one sentence, `uuid` leads to its page where it has one.

    `shelf` is the name of whose copy it is; empty for what has no shelf of its own.
    """

    name: str
    words: str
    uuid: uuid.UUID | None
    shelf: str = ""


Groups = dict[str, list[Named]]


def readable(model: type[Model], shelves: Shelves, editing: Shelves = ()) -> QuerySet:
    """Content that may be opened: what was released, also when retired since; drafts on shelves that one edits."""
    rows = model._default_manager.on_shelves(shelves)  # type: ignore[attr-defined]  # every Content has it
    return rows.filter(~Q(status=Status.DRAFT) | Q(shelf__in=list(editing)))


def front(shelves: Shelves) -> Groups:
    """Causes, home tests and protocols of the first page. One query."""
    owned = list(shelves)
    return _together(
        causes=(Cause.objects.on_shelves(owned).published(), "how_it_hurts"),
        home_tests=(HomeTest.objects.on_shelves(owned).published(), "summary"),
        protocols=(Protocol.objects.on_shelves(owned).published(), "summary"),
    )


def around_exercise(exercise: Exercise) -> Groups:
    """Its body parts, equipment with substitutes, causes, and the protocols that give it. One query."""
    inside = StageExercise.objects.filter(exercise=exercise, stage__protocol=OuterRef("pk"))
    return _together(
        causes=(exercise.causes.published(), "how_it_hurts"),
        body_parts=(exercise.body_parts.all(), "slug"),
        equipment=(exercise.equipment.all(), "substitute"),
        protocols=(Protocol.objects.filter(Exists(inside)).published(), "summary"),
    )


def around_cause(cause: Cause) -> Groups:
    """Its home tests, and the protocols for it. One query."""
    return _together(
        home_tests=(cause.home_tests.published(), "summary"),
        protocols=(cause.protocols.published(), "summary"),
    )


def around_home_test(home_test: HomeTest) -> Groups:
    """The causes that it is for, and what it takes. One query."""
    return _together(
        causes=(home_test.causes.published(), "how_it_hurts"),
        equipment=(home_test.equipment.all(), "substitute"),
    )


def causes_on(shelves: Shelves) -> QuerySet[Cause]:
    """Published causes in the order in which a complaint names them."""
    return Cause.objects.on_shelves(shelves).published().alias(place=_place(Cause)).order_by("place", "name")


def exercises_for(cause: Cause) -> QuerySet[Exercise]:
    """Published exercises for a cause, the easier first."""
    return cause.exercises.published().order_by("difficulty", "name")


def steps_on(shelf: Shelf) -> list[tuple[str, str]]:
    """Every step of the chains on a shelf, as the slugs of the harder and the easier exercise."""
    rows = Progression.objects.filter(harder__shelf=shelf)
    return list(rows.values_list("harder__slug", "easier__slug"))


def stages_of(protocol: Protocol) -> QuerySet[Stage]:
    """Its stages with their home test and exercises. Two queries."""
    inside = StageExercise.objects.select_related("exercise")
    return protocol.stages.select_related("home_test").prefetch_related(Prefetch("stage_exercises", inside))


def _together(**groups: tuple[QuerySet, str]) -> Groups:
    """Rows of several models by name, as one query; the text field of each that is named gives the words."""
    found: Groups = {name: [] for name in groups}
    first, *rest = (_named(name, rows, words) for name, (rows, words) in groups.items())
    rows = sorted(first.union(*rest, all=True), key=lambda row: (row[1], row[3], row[5]))
    for name, _place, key, label, words, shelf in rows:
        found[name].append(Named(label, words, key, shelf))
    return found


def _named(group: str, rows: QuerySet, words: str) -> QuerySet:
    known = {field.name for field in rows.model._meta.fields}
    return rows.order_by().values_list(
        Value(group, output_field=CharField()),
        _place(rows.model),
        F("uuid") if "uuid" in known else Value(None, UUIDField()),
        F("name"),
        F(words),
        F("shelf__name") if "shelf" in known else Value("", CharField()),
    )


def _place(model: type[Model]) -> Any:
    return place_of(OuterRef("pk")) if model is Cause else Value(0, output_field=IntegerField())


def place_of(cause: Any) -> Coalesce:
    """Causes stand in the order in which complaints name them, complaints in the order of their pack; then the rest."""
    complaint = Coalesce("complaint__origin", "complaint", output_field=IntegerField())
    place = ExpressionWrapper(complaint * CAUSES_AT_MOST + F("position"), output_field=IntegerField())
    named = PossibleCause.objects.filter(cause=cause).annotate(place=place).order_by("place")
    return Coalesce(Subquery(named.values("place")[:1]), Value(LAST), output_field=IntegerField())
