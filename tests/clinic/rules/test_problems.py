from clinic.rules.problems import AnswersError, Problem, coverage_problems


def test_coverage_problems_name_missing_and_unknown_fields() -> None:
    problems = coverage_problems({"a": 1, "x": 1}, {"a": 0, "b": 0, "c": 0})
    assert problems == {"b": Problem.MISSING, "c": Problem.MISSING, "x": Problem.UNKNOWN}


def test_coverage_problems_of_complete_answers_are_none() -> None:
    assert coverage_problems({"a": None}, {"a": 0}) == {}


def test_answers_error_names_every_field_in_its_text() -> None:
    error = AnswersError({"a": Problem.MISSING, "x": Problem.UNKNOWN})
    assert str(error) == "a: missing, x: unknown"
