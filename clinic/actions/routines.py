"""Giving a routine: each time a new revision, the former one stays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.actions import audit, retests
from clinic.actions.gates import override_gate
from clinic.actions.notifications import tell
from clinic.models import EpisodeOfCare, Finding, Notification, PrescribedExercise, Routine, RoutineDraft
from clinic.permissions import check_can_treat
from clinic.policies import NotNow, check_gate_open, check_running
from clinic.validators.prescription import RoutinePlan
from exercises.models import Exercise
from exercises.models.exercise import IMPACT_KINDS


class Overtaken(NotNow):
    """Somebody gave another revision meanwhile: nothing was written. `revision` is the current one, 0 for none."""

    def __init__(self, revision: int) -> None:
        super().__init__("overtaken", _("The routine was changed while you worked on it."))
        self.revision = revision


@transaction.atomic
def assign(*, episode: EpisodeOfCare, plan: RoutinePlan, base_revision: int, by: Any) -> Routine:
    """Gives the runner this plan as the next revision.

    The former revision ends, its waiting home tests are cancelled, causes without a finding become suspected, and
    the therapist's draft goes. Raises Overtaken when `base_revision` is not the current one (0 for none), and
    NotNow("gate_closed") for impact before the start check without a reason.
    """
    check_can_treat(by, episode.runner)
    episode = EpisodeOfCare.objects.select_for_update(of=("self",)).select_related("runner__user").get(pk=episode.pk)
    check_running(episode)
    former = _former(episode)
    if former.revision != base_revision:
        raise Overtaken(former.revision)
    _let_impact_start(episode, plan, by)
    routine = _write_revision(episode, former, plan, by)
    retests.renew(routine=routine, tests=plan.tests, by=by)
    RoutineDraft.objects.filter(episode=episode, therapist=by).delete()
    _tell_and_record(routine, by)
    return routine


@dataclass(frozen=True, slots=True)
class _Former:
    """The revision that stands, 0 for none, and by exercise the row with which each of its exercises began."""

    revision: int
    roots: Mapping[int, int]


def _former(episode: EpisodeOfCare) -> _Former:
    rows = Routine.objects.filter(episode=episode).current().order_by()
    held = list(rows.values_list("revision", "prescribed__exercise_id", "prescribed__continues_id", "prescribed__pk"))
    revision = held[0][0] if held else 0
    return _Former(revision, {exercise: root or pk for _revision, exercise, root, pk in held})


def _let_impact_start(episode: EpisodeOfCare, plan: RoutinePlan, by: Any) -> None:
    """Exercises must be on the clinic's shelf; impact waits for the start check or a therapist's reason."""
    wanted = {line.exercise_id for line in plan.lines}
    shelf = Exercise.objects.filter(shelf__clinic=episode.runner.clinic_id, pk__in=wanted)
    kinds = dict(shelf.values_list("pk", "load_kind"))
    if not wanted or set(kinds) != wanted:
        raise NotNow("not_on_shelf", _("A routine needs exercises of the clinic's own library."))
    if not IMPACT_KINDS.intersection(kinds.values()):
        return
    try:
        check_gate_open(episode.runner)
    except NotNow:
        if not plan.gate_reason:
            raise
        override_gate(runner=episode.runner, reason=plan.gate_reason, by=by)


def _write_revision(episode: EpisodeOfCare, former: _Former, plan: RoutinePlan, by: Any) -> Routine:
    now = timezone.now()
    if former.revision:
        Routine.objects.filter(episode=episode).current().update(ended_at=now)
    routine = Routine.objects.create(
        episode=episode,
        revision=former.revision + 1,
        starts_on=plan.starts_on,
        words=plan.words,
        assigned_at=now,
        assigned_by=by,
    )
    causes = {line.cause_id for line in plan.lines if line.cause_id is not None}
    links = Routine.causes.through
    links.objects.bulk_create(links(routine_id=routine.pk, cause_id=cause) for cause in sorted(causes))
    _prescribe(routine, former, plan)
    _suspect(episode, causes, by)
    return routine


def _prescribe(routine: Routine, former: _Former, plan: RoutinePlan) -> None:
    """The exercises in order; one that goes on keeps its link to where it began, so that its week goes on too."""
    PrescribedExercise.objects.bulk_create(
        PrescribedExercise(
            routine=routine,
            exercise_id=line.exercise_id,
            cause_id=line.cause_id,
            position=position,
            dosage=line.dosage,
            usual=line.usual,
            note=line.note,
            continues_id=former.roots.get(line.exercise_id),
        )
        for position, line in enumerate(plan.lines, start=1)
    )


def _suspect(episode: EpisodeOfCare, causes: Iterable[int], by: Any) -> None:
    """Who prescribes for a cause suspects it at least; what was found before stays (finding_one_current)."""
    suspected = [
        Finding(episode=episode, cause_id=cause, state=Finding.State.SUSPECTED, found_by=by) for cause in sorted(causes)
    ]
    Finding.objects.bulk_create(suspected, ignore_conflicts=True)


def _tell_and_record(routine: Routine, by: Any) -> None:
    runner = routine.episode.runner
    audit.record("routine.given", by=by, runner=runner, target=routine, facts={"revision": routine.revision})
    if runner.user is not None:
        tell(recipient=runner.user, kind=Notification.Kind.ROUTINE, key=f"routine:{routine.uuid}")
