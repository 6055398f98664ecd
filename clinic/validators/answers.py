"""Answers to the safety questions and to the start gate."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.models import Screening
from clinic.policies import NotNow
from clinic.rules import gate, screening
from clinic.rules.problems import AnswersError, Problem
from clinic.validators.fields import Fields
from exercises.models import GateCriterion, ScreeningQuestion

KNOWN = frozenset({"id", "done_at", "answers", "kind"})
ANSWERS_MAX = 200
PROBLEM_WORDS = {
    Problem.MISSING: gettext_lazy("Answer this question."),
    Problem.UNKNOWN: gettext_lazy("There is no such question. Leave it out."),
    Problem.NOT_A_CHOICE: gettext_lazy("Choose one of the answers."),
    Problem.NOT_A_NUMBER: gettext_lazy("Give a whole number."),
    Problem.OUT_OF_RANGE: gettext_lazy("This number is not possible. Count again."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningBody:
    """Answers with what they mean: the level, and the short words of every question that raised it."""

    uuid: UUID
    done_at: datetime.datetime
    answers: dict[str, str]
    kind: str
    level: screening.Level
    reasons: tuple[str, ...] = ()

    def normalised(self) -> dict[str, Any]:
        """The body as it is kept and compared. What the answers mean may change with the questions; they do not."""
        return {"done_at": self.done_at.isoformat(), "answers": dict(sorted(self.answers.items()))}


@dataclass(frozen=True, slots=True)
class GateBody:
    answers: dict[str, Any]
    outcome: gate.Outcome


class AnswersRefused(ValidationError):
    """`by_question` maps a question's slug to the words of its fault, for a form that has a field for each."""

    def __init__(self, error: AnswersError) -> None:
        self.by_question = {str(slug)[:120]: str(PROBLEM_WORDS[problem]) for slug, problem in error.errors.items()}
        super().__init__({"answers": [f"{slug}: {words}" for slug, words in self.by_question.items()]})


def read_screening(body: object, *, questions: Sequence[ScreeningQuestion]) -> ScreeningBody:
    """Checks and judges {id, done_at, answers}. Errors: ValidationError by field (AnswersRefused for answers).

    `questions` are those of the runner's clinic. Answers to nothing but questions of the short set are a short
    screening; every question asked wants an answer: yes, no or unsure.
    """
    fields = Fields.of(body, KNOWN)
    found_id, done_at = fields.uuid("id", required=True), fields.moment("done_at")
    answers = _answers(fields)
    kind = fields.choice("kind", Screening.Kind.values) or _kind(answers, questions)
    fields.check()
    asked = [row for row in questions if row.short_set or kind == Screening.Kind.FULL]
    level, reasons = _judge(answers, asked)
    return ScreeningBody(
        uuid=found_id,  # type: ignore[arg-type]  # checked above
        done_at=done_at,  # type: ignore[arg-type]  # checked above
        answers=answers,
        kind=kind,
        level=level,
        reasons=reasons,
    )


def read_gate(answers: object, *, criteria: Sequence[GateCriterion]) -> GateBody:
    """Checks and judges the answers of the start gate. Errors: AnswersRefused."""
    fields = Fields.of({"answers": answers}, KNOWN)
    given = _answers(fields)
    fields.check()
    if not criteria:
        raise NotNow("no_questions", _("Your clinic has not set up these questions yet."))
    try:
        return GateBody(given, gate.check(given, [_criterion(row) for row in criteria]))
    except gate.GateError as error:
        raise AnswersRefused(error) from error


def _answers(fields: Fields) -> dict[str, Any]:
    value = fields.body.get("answers")
    if not isinstance(value, Mapping):
        fields.fault("answers", _("Send the answers by the names of their questions."))
        return {}
    if len(value) > ANSWERS_MAX or not all(isinstance(item, str | int | None) for item in value.values()):
        fields.fault("answers", _("Send one plain answer to each question."))
        return {}
    return {str(slug): answer for slug, answer in value.items()}


def _kind(answers: Mapping[str, str], questions: Sequence[ScreeningQuestion]) -> str:
    short = {row.slug for row in questions if row.short_set}
    return Screening.Kind.SHORT if answers.keys() <= short else Screening.Kind.FULL


def _judge(answers: Mapping[str, str], asked: Sequence[ScreeningQuestion]) -> tuple[screening.Level, tuple[str, ...]]:
    """No questions would be a clear screening for nothing: that is refused."""
    if not asked:
        raise NotNow("no_questions", _("Your clinic has not set up these questions yet."))
    words = {row.slug: row.reason for row in asked}
    try:
        reasons = screening.reasons(answers, [_question(row) for row in asked])
    except screening.ScreeningError as error:
        raise AnswersRefused(error) from error
    return screening.worst(one.level for one in reasons), tuple(words[one.slug] for one in reasons)


def _question(row: ScreeningQuestion) -> screening.Question:
    return screening.Question(row.slug, screening.Level(row.level), row.short_set, row.unsure_is_yes)


def _criterion(row: GateCriterion) -> gate.Criterion:
    return gate.Criterion(row.slug, gate.Kind(row.kind), row.minimum, row.maximum)
