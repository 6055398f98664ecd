"""The start gate: what must hold before the first hop test or impact exercise.

The criteria are content of the library, by expert opinion (George et al., Sports Med 2024, level IV, for
bone; clinics' own checklists for the calf); here stands only how they are checked. A therapist may override
with a reason.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from clinic.rules.pain import PAIN_MAX
from clinic.rules.problems import AnswersError, Problem, coverage_problems

COUNT_MAX = 200


class Kind(StrEnum):
    """Yes or no, where yes passes; a count for each side; a rating from 0 to 10."""

    YES_NO = "yes_no"
    COUNT_EACH = "count_each"
    RATING = "rating"


SIDES = ("left", "right")
LARGEST = {Kind.COUNT_EACH: COUNT_MAX, Kind.RATING: PAIN_MAX}


class GateError(AnswersError):
    """Answers that cannot be judged: `errors` names every field at fault (`slug`, or `slug.left` and `slug.right`)."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of the pack. Counts pass at `minimum` or more on both sides, ratings at `maximum` or less."""

    slug: str
    kind: Kind
    minimum: int | Decimal | None = None
    maximum: int | Decimal | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the names of the answers it needs."""
        if self.kind != Kind.COUNT_EACH:
            return (self.slug,)
        return tuple(f"{self.slug}.{side}" for side in SIDES)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether all criteria hold, and the slugs of those that do not, in their order."""

    passed: bool
    failed: tuple[str, ...]


def check(answers: Mapping[str, object], criteria: Sequence[Criterion]) -> Outcome:
    """Check the answers, one for each field of each criterion, against the criteria.

    Answers are "yes" or "no" for yes_no, whole numbers 0 to 200 for counts, 0 to 10 for ratings. Raises
    GateError that names every field without a usable answer and every answer without a field.
    """
    fields = {field: criterion for criterion in criteria for field in criterion.fields}
    errors = coverage_problems(answers, fields)
    errors |= dict(_unusable({field: answers[field] for field in fields if field in answers}, fields))
    if errors:
        raise GateError(errors)
    failed = tuple(one.slug for one in criteria if not all(_holds(one, answers[field]) for field in one.fields))
    return Outcome(not failed, failed)


def _unusable(answers: Mapping[str, object], fields: Mapping[str, Criterion]) -> Iterator[tuple[str, Problem]]:
    for field, answer in answers.items():
        problem = _problem(Kind(fields[field].kind), answer)
        if problem is not None:
            yield field, problem


def _problem(kind: Kind, answer: object) -> Problem | None:
    if kind is Kind.YES_NO:
        return None if answer in ("yes", "no") else Problem.NOT_A_CHOICE
    if isinstance(answer, bool) or not isinstance(answer, int):
        return Problem.NOT_A_NUMBER
    return None if 0 <= answer <= LARGEST[kind] else Problem.OUT_OF_RANGE


def _holds(criterion: Criterion, answer: object) -> bool:
    if not isinstance(answer, int):
        return answer == "yes"
    enough = criterion.minimum is None or answer >= criterion.minimum
    return enough and (criterion.maximum is None or answer <= criterion.maximum)
