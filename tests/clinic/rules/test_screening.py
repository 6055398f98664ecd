import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.rules.problems import Problem
from clinic.rules.screening import (
    Answer,
    Level,
    Question,
    Reason,
    ScreeningError,
    alerts,
    level_of,
    locks_everything,
    locks_impact,
    reasons,
    short_set,
    worst,
)

ORDER = [Level.CLEAR, Level.NOTE, Level.REVIEW, Level.HOLD, Level.SAME_DAY, Level.EMERGENCY]
CHEST = Question("chest", Level.EMERGENCY, short_set=True, unsure_is_yes=True)
SNAP = Question("snap", Level.SAME_DAY, short_set=True, unsure_is_yes=True)
BONE = Question("bone", Level.HOLD, short_set=True)
BACK = Question("back", Level.REVIEW)
PILLS = Question("pills", Level.NOTE)
QUESTIONS = (PILLS, BACK, BONE, SNAP, CHEST)


def answers(**given_answers: str) -> dict[str, str]:
    return {question.slug: "no" for question in QUESTIONS} | given_answers


def test_levels_compare_by_urgency_and_not_by_the_alphabet() -> None:
    by_alphabet = sorted(ORDER, key=lambda level: level.value)
    assert sorted(by_alphabet) == ORDER
    assert max(Level.EMERGENCY, Level.HOLD, Level.SAME_DAY) is Level.EMERGENCY
    assert [level.rank for level in ORDER] == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("place", range(6))
def test_levels_compare_with_the_text_of_a_row(place: int) -> None:
    level = ORDER[place]
    texts = [str(one.value) for one in ORDER]
    assert [level < text for text in texts] == [place < other for other in range(6)]
    assert [level <= text for text in texts] == [place <= other for other in range(6)]
    assert [level > text for text in texts] == [place > other for other in range(6)]
    assert [level >= text for text in texts] == [place >= other for other in range(6)]
    assert [text < level for text in texts] == [other < place for other in range(6)]


@pytest.mark.parametrize(
    ("given_answers", "expected"),
    [
        ({}, Level.CLEAR),
        ({"pills": "yes"}, Level.NOTE),
        ({"back": "yes"}, Level.REVIEW),
        ({"bone": "yes"}, Level.HOLD),
        ({"snap": "yes"}, Level.SAME_DAY),
        ({"chest": "yes"}, Level.EMERGENCY),
        ({"chest": "unsure"}, Level.EMERGENCY),
        ({"snap": "unsure"}, Level.SAME_DAY),
        ({"bone": "unsure"}, Level.NOTE),
        ({"pills": "unsure"}, Level.NOTE),
        ({"pills": "yes", "snap": "yes", "back": "yes"}, Level.SAME_DAY),
    ],
)
def test_level_of_answers(given_answers: dict[str, str], expected: Level) -> None:
    assert level_of(answers(**given_answers), QUESTIONS) is expected


def test_level_of_names_every_answer_at_fault() -> None:
    wrong = {"pills": "maybe", "back": "no", "bone": "yes", "toe": "yes", "shin": "maybe"}
    with pytest.raises(ScreeningError) as caught:
        level_of(wrong, QUESTIONS)
    assert caught.value.errors == {
        "pills": Problem.NOT_A_CHOICE,
        "snap": Problem.MISSING,
        "chest": Problem.MISSING,
        "toe": Problem.UNKNOWN,
        "shin": Problem.UNKNOWN,
    }


@pytest.mark.parametrize("wrong", [True, None, 1, "", "YES", ["yes"]])
def test_level_of_an_answer_that_is_no_choice_is_refused(wrong: object) -> None:
    with pytest.raises(ScreeningError) as caught:
        level_of(answers(bone=wrong), QUESTIONS)
    assert caught.value.errors == {"bone": Problem.NOT_A_CHOICE}


def test_level_of_the_short_set_asks_only_its_questions() -> None:
    short = short_set(QUESTIONS)
    assert short == (BONE, SNAP, CHEST)
    assert level_of({"bone": "no", "snap": "no", "chest": "no"}, short) is Level.CLEAR


def test_reasons_are_sorted_by_urgency_then_as_asked() -> None:
    given_answers = answers(pills="yes", back="unsure", snap="unsure", chest="yes")
    assert reasons(given_answers, QUESTIONS) == (
        Reason("chest", Level.EMERGENCY, Answer.YES),
        Reason("snap", Level.SAME_DAY, Answer.UNSURE),
        Reason("pills", Level.NOTE, Answer.YES),
        Reason("back", Level.NOTE, Answer.UNSURE),
    )


def test_locks_and_alerts_of_every_level() -> None:
    table = [(locks_everything(level), locks_impact(level), alerts(level)) for level in ORDER]
    assert table == [
        (False, False, False),
        (False, False, True),
        (False, False, True),
        (False, True, True),
        (True, True, True),
        (True, True, True),
    ]


def test_worst_of_no_levels_is_clear() -> None:
    assert worst([]) is Level.CLEAR


ANSWERS = st.fixed_dictionaries({question.slug: st.sampled_from(list(Answer)) for question in QUESTIONS})


@given(ANSWERS, st.sampled_from(QUESTIONS))
def test_level_never_falls_when_an_answer_becomes_yes(given_answers: dict[str, str], question: Question) -> None:
    before = level_of(given_answers, QUESTIONS)
    assert level_of(given_answers | {question.slug: "yes"}, QUESTIONS) == max(before, question.level)


@given(ANSWERS)
def test_level_is_that_of_the_first_reason(given_answers: dict[str, str]) -> None:
    found = reasons(given_answers, QUESTIONS)
    assert level_of(given_answers, QUESTIONS) is (found[0].level if found else Level.CLEAR)
