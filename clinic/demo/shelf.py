"""A clinic's library as the demo needs it: rows by their slugs, read once."""

from dataclasses import dataclass

from clinic.models import Clinic
from exercises.dosage import Dosage
from exercises.models import (
    Cause,
    Complaint,
    Exercise,
    GateCriterion,
    HomeTest,
    Measure,
    ScreeningQuestion,
    Stage,
)

COMPLAINT = "calf-pain-running"
# The tests that the stories tell of: a key of a measure may stand in several tests.
MEASURED = ("hop-test", "wall-lean")


@dataclass(frozen=True, slots=True)
class Usual:
    """One exercise as a protocol gives it."""

    exercise: Exercise
    dosage: Dosage
    note: str = ""


@dataclass(frozen=True)
class Library:
    """What a therapist of this clinic takes from the shelf. `stages` by the cause's slug, in order."""

    complaint: Complaint
    causes: dict[str, Cause]
    exercises: dict[str, Exercise]
    tests: dict[str, HomeTest]
    measures: dict[str, Measure]
    stages: dict[str, list[Stage]]
    questions: list[ScreeningQuestion]
    criteria: list[GateCriterion]

    def usual(self, cause: str, month: int) -> list[Usual]:
        """What the cause's protocol gives in that month, its last stage from then on."""
        stages = self.stages[cause]
        stage = stages[min(month, len(stages) - 1)]
        rows = sorted(stage.stage_exercises.all(), key=lambda row: row.position)
        return [Usual(self.exercises[row.exercise.slug], row.dosage, row.note) for row in rows]

    def retests(self, cause: str, month: int) -> list[HomeTest]:
        """The home tests that end that month of the cause's protocol."""
        stages = self.stages[cause]
        slug = getattr(stages[min(month, len(stages) - 1)].home_test, "slug", None)
        return [self.tests[slug]] if slug else []

    def easier(self, exercise: Exercise) -> Exercise:
        """A gentle stand-in for what needs the start gate."""
        return self.exercises["calf-raise-double"] if exercise.is_impact else exercise


def library_of(clinic: Clinic) -> Library:
    """Reads the clinic's shelf in a few queries."""
    shelf = clinic.shelf
    stages: dict[str, list[Stage]] = {}
    found = Stage.objects.filter(protocol__shelf=shelf).select_related("protocol__cause", "home_test")
    for stage in found.prefetch_related("stage_exercises__exercise").order_by("protocol", "position"):
        stages.setdefault(stage.protocol.cause.slug, []).append(stage)
    return Library(
        complaint=Complaint.objects.get(shelf=shelf, slug=COMPLAINT),
        causes={row.slug: row for row in Cause.objects.filter(shelf=shelf)},
        exercises={row.slug: row for row in Exercise.objects.filter(shelf=shelf)},
        tests={row.slug: row for row in HomeTest.objects.filter(shelf=shelf)},
        measures={row.key: row for row in Measure.objects.filter(home_test__shelf=shelf, home_test__slug__in=MEASURED)},
        stages=stages,
        questions=list(ScreeningQuestion.objects.filter(shelf=shelf)),
        criteria=list(GateCriterion.objects.filter(shelf=shelf)),
    )
