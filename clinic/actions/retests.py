"""Home tests due on a date."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from clinic.actions import audit
from clinic.models import EpisodeOfCare, Retest, Routine
from clinic.permissions import check_can_treat
from clinic.policies import check_running
from clinic.validators.prescription import PlanTest
from exercises.models import HomeTest


@transaction.atomic
def renew(*, routine: Routine, tests: Iterable[PlanTest], by: Any) -> list[Retest]:
    """The home tests of a new revision take the place of those that waited: each revision keeps its own."""
    Retest.objects.filter(episode=routine.episode).waiting().update(cancelled_at=timezone.now())
    rows = [
        Retest(episode=routine.episode, routine=routine, home_test_id=one.home_test_id, due_on=one.due_on)
        for one in tests
    ]
    return Retest.objects.bulk_create(rows)


@transaction.atomic
def plan_retest(*, episode: EpisodeOfCare, home_test: HomeTest, due_on: date, by: Any) -> Retest:
    """The home test is due on that day; one that waited for the same test is cancelled."""
    check_can_treat(by, episode.runner)
    check_running(episode)
    Retest.objects.filter(episode=episode, home_test=home_test).waiting().update(cancelled_at=timezone.now())
    routine = Routine.objects.filter(episode=episode).current().first()
    row = Retest.objects.create(episode=episode, routine=routine, home_test=home_test, due_on=due_on)
    audit.record("retest.planned", by=by, runner=episode.runner, target=row, facts={"due_on": due_on.isoformat()})
    return row
