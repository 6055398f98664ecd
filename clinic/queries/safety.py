"""The safety questions and the start check of a runner's clinic, and what was answered."""

from clinic.models import Runner, Screening, StartGate
from exercises.models import GateCriterion, ScreeningAdvice, ScreeningQuestion


def questions_of(runner: Runner) -> list[ScreeningQuestion]:
    """The questions of the runner's clinic, in their order."""
    return list(ScreeningQuestion.objects.filter(shelf__clinic=runner.clinic_id))


def criteria_of(runner: Runner) -> list[GateCriterion]:
    """The criteria of the start check of the runner's clinic, in their order."""
    return list(GateCriterion.objects.filter(shelf__clinic=runner.clinic_id))


def kind_to_ask(runner: Runner, wanted: str = "") -> str:
    """The set that was asked for; else the full one for who never answered it, and the short one after that."""
    if wanted in Screening.Kind.values:
        return wanted
    return Screening.Kind.SHORT if has_answered(runner) else Screening.Kind.FULL


def has_answered(runner: Runner) -> bool:
    """Whether the full set of safety questions was ever answered."""
    return Screening.objects.filter(runner=runner, kind=Screening.Kind.FULL).exists()


def advice_for(runner: Runner, level: str) -> str:
    """What the clinic tells its runners at this level; empty where it says nothing."""
    rows = ScreeningAdvice.objects.filter(shelf__clinic=runner.clinic_id, level=level).values_list("text", flat=True)
    return rows.first() or ""


def latest_gate(runner: Runner) -> StartGate | None:
    """The last start check of a runner, passed or not."""
    return StartGate.objects.filter(runner=runner).order_by("-done_at", "-pk").first()
