"""The chain of an exercise: from what is easier to what is harder, as far as a page shows it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Q, QuerySet

from exercises.models import Exercise, Progression, Status

# What is seen at a glance; with the exercise at one end of it, so many steps less one.
MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Chain:
    """`line` goes from easier to harder through the exercise itself, by the first step of each.

    `easier` and `harder` are all next steps in the order they are offered; `beside` those of them not in the line.
    """

    line: list[Exercise]
    easier: list[Exercise]
    harder: list[Exercise]

    def __bool__(self) -> bool:
        return bool(self.easier or self.harder)

    @property
    def beside_easier(self) -> list[Exercise]:
        return [one for one in self.easier if one not in self.line]

    @property
    def beside_harder(self) -> list[Exercise]:
        return [one for one in self.harder if one not in self.line]


def chain_of(exercise: Exercise) -> Chain:
    """The published exercises around one. One query."""
    rows = _around(exercise)
    known = {row.pk: row for row in rows if row.pk == exercise.pk or row.is_published}
    steps = sorted((row.step, row.below, row.pk) for row in rows if row.below in known and row.pk in known)
    easier, harder = _next((above, below) for _step, below, above in steps), _next(step[1:] for step in steps)
    seen = {exercise.pk}
    below, above = list(_walk(exercise.pk, easier, seen)), list(_walk(exercise.pk, harder, seen))
    down = max(MOST_SHOWN // 2, MOST_SHOWN - 1 - len(above))
    lower = below[:down]
    line = [*reversed(lower), exercise.pk, *above[: MOST_SHOWN - 1 - len(lower)]]
    shown = ([known[pk] for pk in pks] for pks in (line, easier.get(exercise.pk, ()), harder.get(exercise.pk, ())))
    return Chain(*shown)


def _around(exercise: Exercise) -> list[Any]:
    """The exercise and those few steps away, each once for each step below it."""
    ends = [*_reached(exercise, "harder", "easier"), *_reached(exercise, "easier", "harder")]
    near = reduce(or_, (Q(pk__in=pks) for pks in ends), Q(pk=exercise.pk))
    rows = Exercise.objects.filter(near, ~Q(status=Status.DRAFT) | Q(pk=exercise.pk)).order_by()
    return list(rows.annotate(below=F("steps_down__easier"), step=F("steps_down__pk")))


def _reached(exercise: Exercise, source: str, target: str) -> Iterator[QuerySet]:
    found = Progression.objects.filter(**{source: exercise}).order_by().values(target)
    for _step in range(MOST_SHOWN - 1):
        yield found
        found = Progression.objects.filter(**{f"{source}__in": found}).order_by().values(target)


def _next(pairs: Iterable[tuple[int, ...]]) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = {}
    for source, target in pairs:
        found.setdefault(source, []).append(target)
    return found


def _walk(here: int, following: Mapping[int, list[int]], seen: set[int]) -> Iterator[int]:
    """By the first step of each, until there is none or one comes again."""
    while following.get(here) and following[here][0] not in seen:
        here = following[here][0]
        seen.add(here)
        yield here
