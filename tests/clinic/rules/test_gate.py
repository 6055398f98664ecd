import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.rules.gate import Criterion, GateError, Kind, Outcome, check
from clinic.rules.problems import Problem

WALK = Criterion("walk", Kind.YES_NO)
RAISES = Criterion("raises", Kind.COUNT_EACH, minimum=15)
REST_PAIN = Criterion("rest-pain", Kind.RATING, maximum=2)
CRITERIA = (WALK, RAISES, REST_PAIN)
GOOD = {"walk": "yes", "raises.left": 15, "raises.right": 20, "rest-pain": 2}


def test_check_passes_when_every_criterion_holds() -> None:
    assert check(GOOD, CRITERIA) == Outcome(passed=True, failed=())


@pytest.mark.parametrize(
    ("answers", "failed"),
    [
        ({"walk": "no"}, ("walk",)),
        ({"raises.left": 14}, ("raises",)),
        ({"raises.right": 0}, ("raises",)),
        ({"rest-pain": 3}, ("rest-pain",)),
        ({"rest-pain": 10, "walk": "no", "raises.left": 0, "raises.right": 0}, ("walk", "raises", "rest-pain")),
    ],
)
def test_check_names_what_fails_in_its_order(answers: dict[str, object], failed: tuple[str, ...]) -> None:
    assert check(GOOD | answers, CRITERIA) == Outcome(passed=False, failed=failed)


@pytest.mark.parametrize(
    ("field", "answer", "problem"),
    [
        ("walk", "unsure", Problem.NOT_A_CHOICE),
        ("walk", True, Problem.NOT_A_CHOICE),
        ("walk", 20, Problem.NOT_A_CHOICE),
        ("walk", ["yes"], Problem.NOT_A_CHOICE),
        ("raises.left", "15", Problem.NOT_A_NUMBER),
        ("raises.left", True, Problem.NOT_A_NUMBER),
        ("raises.left", None, Problem.NOT_A_NUMBER),
        ("raises.left", float("nan"), Problem.NOT_A_NUMBER),
        ("raises.right", -1, Problem.OUT_OF_RANGE),
        ("raises.right", 201, Problem.OUT_OF_RANGE),
        ("rest-pain", 11, Problem.OUT_OF_RANGE),
        ("toe", "yes", Problem.UNKNOWN),
    ],
)
def test_check_of_one_unusable_answer_names_its_field(field: str, answer: object, problem: Problem) -> None:
    with pytest.raises(GateError) as caught:
        check(GOOD | {field: answer}, CRITERIA)
    assert caught.value.errors == {field: problem}


def test_check_names_every_field_at_fault() -> None:
    with pytest.raises(GateError) as caught:
        check({"walk": "maybe", "raises.left": 15}, CRITERIA)
    assert caught.value.errors == {
        "walk": Problem.NOT_A_CHOICE,
        "raises.right": Problem.MISSING,
        "rest-pain": Problem.MISSING,
    }


def test_check_with_both_bounds() -> None:
    between = (Criterion("pain", Kind.RATING, minimum=1, maximum=3),)
    passed = [check({"pain": pain}, between).passed for pain in range(5)]
    assert passed == [False, True, True, True, False]


def test_check_reads_the_kind_of_a_row() -> None:
    assert check({"walk": "yes"}, (Criterion("walk", "yes_no"),)).passed is True


def test_check_without_criteria_passes() -> None:
    assert check({}, ()) == Outcome(passed=True, failed=())


@given(st.integers(0, 200), st.integers(0, 200))
def test_counts_pass_just_when_both_sides_reach_the_minimum(left: int, right: int) -> None:
    outcome = check({"raises.left": left, "raises.right": right}, (RAISES,))
    assert outcome.passed is (min(left, right) >= 15)
