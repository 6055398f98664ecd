"""What is a person's own, and their clinic's: the row that they record for, and the home test that they mean."""

from typing import Any

from django.db.models import F

from clinic.models import Runner
from clinic.scoping import access_of
from exercises.models import HomeTest, Status


def own_runner_of(user: Any) -> Runner | None:
    """The runner that this person is; of several clinics, the one joined last. None for everybody else."""
    mine = access_of(user).runner_ids
    if not mine:
        return None
    rows = Runner.objects.visible_to(user).filter(pk__in=mine).select_related("clinic")
    return rows.order_by(F("joined_at").desc(nulls_last=True), "-pk").first()


def home_test_of(runner: Runner, slug: object) -> HomeTest | None:
    """The clinic's home test of that name with its measures; also a retired one, since results may come late."""
    if not isinstance(slug, str):
        return None
    tests = HomeTest.objects.filter(shelf__clinic=runner.clinic_id, slug=slug).exclude(status=Status.DRAFT)
    return tests.prefetch_related("measures").first()
