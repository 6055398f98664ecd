"""What a runner's clinic asks and tests: read from the clinic's own shelf."""

from clinic.models import Runner
from exercises.models import GateCriterion, HomeTest, ScreeningQuestion, Status


def questions_of(runner: Runner) -> list[ScreeningQuestion]:
    """All safety questions in their order; `short_set` marks those asked before every hop test."""
    return list(ScreeningQuestion.objects.filter(shelf__clinic=runner.clinic_id))


def criteria_of(runner: Runner) -> list[GateCriterion]:
    """The criteria of the start gate, in their order."""
    return list(GateCriterion.objects.filter(shelf__clinic=runner.clinic_id))


def home_test_of(runner: Runner, slug: object) -> HomeTest | None:
    """The clinic's home test of that name with its measures; also a retired one, since results may come late."""
    if not isinstance(slug, str):
        return None
    tests = HomeTest.objects.filter(shelf__clinic=runner.clinic_id, slug=slug).exclude(status=Status.DRAFT)
    return tests.prefetch_related("measures").first()
