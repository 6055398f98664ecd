"""Home tests due on a date."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from clinic.actions import audit
from clinic.models import EpisodeOfCare, Retest, Routine
from clinic.permissions import check_can_treat
from clinic.policies import check_running
from clinic.validators.prescription import PlanTest


@transaction.atomic(savepoint=False)
def renew(*, routine: Routine, tests: Iterable[PlanTest], by: Any) -> list[Retest]:
    """The home tests of a new revision take the place of those that waited: each revision keeps its own."""
    Retest.objects.filter(episode=routine.episode).waiting().update(cancelled_at=timezone.now())
    rows = [
        Retest(episode=routine.episode, routine=routine, home_test_id=one.home_test_id, due_on=one.due_on)
        for one in tests
    ]
    return Retest.objects.bulk_create(rows)


@transaction.atomic
def plan_retests(
    *, episode: EpisodeOfCare, routine: Routine | None, tests: Iterable[PlanTest], by: Any
) -> list[Retest]:
    """These home tests are due on their days; what waited for the same tests is cancelled."""
    check_can_treat(by, episode.runner)
    check_running(episode)
    wanted = list(tests)
    same = Retest.objects.filter(episode=episode, home_test__in=[one.home_test_id for one in wanted]).waiting()
    same.update(cancelled_at=timezone.now())
    rows = [
        Retest(episode=episode, routine=routine, home_test_id=one.home_test_id, due_on=one.due_on) for one in wanted
    ]
    made = Retest.objects.bulk_create(rows)
    planned = [(row, {"due_on": row.due_on.isoformat()}) for row in made]
    audit.record_all("retest.planned", by=by, runner=episode.runner, rows=planned)
    return made
