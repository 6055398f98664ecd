"""What can be wrong with a set of answers: shared by the screening and the start gate."""

from collections.abc import Mapping
from enum import StrEnum


class Problem(StrEnum):
    """Why one answer cannot be used. The form or the API says it in words."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"


class AnswersError(ValueError):
    """Answers that cannot be judged. `errors` maps every field at fault to its `Problem`."""

    def __init__(self, errors: Mapping[str, Problem]) -> None:
        self.errors = dict(errors)
        super().__init__(", ".join(f"{field}: {problem}" for field, problem in self.errors.items()))


def coverage_problems(given: Mapping[str, object], wanted: Mapping[str, object]) -> dict[str, Problem]:
    """Name every wanted field without an answer and every answer that nothing asked for."""
    missing = {field: Problem.MISSING for field in wanted if field not in given}
    unknown = {field: Problem.UNKNOWN for field in given if field not in wanted}
    return missing | unknown
