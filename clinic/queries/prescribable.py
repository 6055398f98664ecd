"""Into whose routine an exercise of the library may go: running episodes of the therapist's clinics."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from clinic.models import CareAssignment, EpisodeOfCare, Lock, PrescribedExercise, StartGate
from clinic.policies import OPEN_GATE
from clinic.scoping import access_of
from exercises.models import Exercise

PER_PAGE = 20
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Prescribable:
    """An episode that may take the exercise. `holds`: its routine has it. Two things stand in the way of doing it:

    `is_locked` and `is_gated`. They keep no therapist from giving it: a locked routine starts when the lock is lifted,
    and the builder offers an easier exercise while the start check is not passed.
    """

    episode: EpisodeOfCare
    is_mine: bool
    holds: bool
    is_locked: bool
    is_gated: bool


def prescribable(exercise: Exercise, user: Any, words: str, page: str) -> tuple[Page, list[Prescribable]]:
    """Running episodes of runners with all these words in their name, own caseload first. Two queries."""
    here = {"runner__clinic__shelf": exercise.shelf_id, "runner__clinic__in": access_of(user).therapist_in}
    rows = EpisodeOfCare.objects.visible_to(user).running().filter(**here, runner__erased_at__isnull=True)
    for word in words.split()[:MOST_WORDS]:
        rows = rows.filter(runner__name__icontains=word)
    marked = _marked(rows, exercise, user).select_related("runner", "complaint")
    found = Paginator(marked.order_by("-is_mine", "runner__name", "pk"), PER_PAGE).get_page(page)
    return found, [_prescribable(row, exercise) for row in found]


def _marked(rows: QuerySet[EpisodeOfCare], exercise: Exercise, user: Any) -> QuerySet:
    mine = CareAssignment.objects.on(timezone.localdate()).filter(episode=OuterRef("pk"), therapist=user)
    given = PrescribedExercise.objects.filter(
        routine__episode=OuterRef("pk"), routine__ended_at__isnull=True, exercise=exercise
    )
    locks = Lock.objects.filter(runner=OuterRef("runner")).standing()
    gates = StartGate.objects.filter(runner=OuterRef("runner")).order_by("-done_at", "-pk")
    return rows.annotate(
        is_mine=Exists(mine),
        holds=Exists(given),
        is_locked=Exists(locks if exercise.is_held else locks.filter(extent=Lock.Extent.ALL)),
        is_open=Subquery(gates.annotate(is_opened=OPEN_GATE).values("is_opened")[:1]),
    )


def _prescribable(row: Any, exercise: Exercise) -> Prescribable:
    return Prescribable(row, row.is_mine, row.holds, row.is_locked, exercise.is_impact and not row.is_open)
