"""Red-flag answers, and how urgent they are. Triage, never a diagnosis.

The questions and their levels are content of the library; here stands only what levels do. A later, clear
screening does not lift the lock of an earlier one: only a therapist does.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clinic.rules.problems import AnswersError, Problem, coverage_problems


class Level(StrEnum):
    """How urgent a screening is. Levels compare by urgency: `Level.HOLD < Level.SAME_DAY < Level.EMERGENCY`."""

    CLEAR = "clear"
    NOTE = "note"
    REVIEW = "review"
    HOLD = "hold"
    SAME_DAY = "same_day"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """Return the place in the order of urgency, 0 for clear."""
        return list(Level).index(self)

    # Plain strings would compare by the alphabet: an emergency below a hold.
    def __lt__(self, other: str) -> bool:
        return self.rank < Level(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= Level(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > Level(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= Level(other).rank


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class ScreeningError(AnswersError):
    """Answers that cannot be judged: `errors` names every question at fault."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the pack: the level of a yes, whether it is in the short set, whether unsure counts as yes."""

    slug: str
    level: Level
    short_set: bool = False
    unsure_is_yes: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """One answer that raised the level."""

    slug: str
    level: Level
    answer: Answer


def short_set(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return the questions asked before every hop test and when pain rises sharply."""
    return tuple(question for question in questions if question.short_set)


def level_of(answers: Mapping[str, str], questions: Sequence[Question]) -> Level:
    """Return the most urgent level that the answers reach.

    `questions` are those that were asked, the full or the short set. Yes gives the level of its question;
    so does unsure where unsure counts as yes, else unsure is a note. Raises ScreeningError, naming every
    question without an answer, every answer without a question and every answer that is not yes, no or
    unsure.
    """
    return worst(reason.level for reason in reasons(answers, questions))


def reasons(answers: Mapping[str, str], questions: Sequence[Question]) -> tuple[Reason, ...]:
    """Return the answers that are not clear, most urgent first, then as asked. Raises ScreeningError as `level_of`."""
    _require_usable(answers, questions)
    found = [_reason(question, Answer(answers[question.slug])) for question in questions]
    raised = [reason for reason in found if reason.level > Level.CLEAR]
    return tuple(sorted(raised, key=lambda reason: -reason.level.rank))


def worst(levels: Iterable[Level]) -> Level:
    """Return the most urgent of some levels, clear when there is none."""
    return max(levels, default=Level.CLEAR)


def locks_everything(level: Level) -> bool:
    """Say whether all exercises and tests are locked: same day and emergency."""
    return level >= Level.SAME_DAY


def locks_impact(level: Level) -> bool:
    """Say whether impact exercises and home tests are locked: hold and above."""
    return level >= Level.HOLD


def alerts(level: Level) -> bool:
    """Say whether a therapist is told: everything above clear."""
    return level > Level.CLEAR


def _require_usable(answers: Mapping[str, str], questions: Sequence[Question]) -> None:
    not_choices = {slug: Problem.NOT_A_CHOICE for slug, answer in answers.items() if answer not in list(Answer)}
    errors = not_choices | coverage_problems(answers, {question.slug: question for question in questions})
    if errors:
        raise ScreeningError(errors)


def _reason(question: Question, answer: Answer) -> Reason:
    return Reason(question.slug, _level(question, answer), answer)


def _level(question: Question, answer: Answer) -> Level:
    if answer is Answer.NO:
        return Level.CLEAR
    if answer is Answer.YES or question.unsure_is_yes:
        return Level(question.level)
    return Level.NOTE
