from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.rules.attention import Reason, is_quiet, rank, sort_key

TODAY = date(2026, 11, 23)


def test_reasons_stand_in_order_of_urgency() -> None:
    assert [reason.value for reason in sorted(Reason, key=lambda reason: reason.urgency)] == [
        "red_flag",
        "pain_high",
        "morning_worse",
        "screening_note",
        "consent",
        "retest_done",
        "retest_overdue",
        "retest_due",
        "message",
        "side_difference",
        "quiet",
        "no_routine",
        "not_joined",
    ]


def test_rank_gives_each_reason_once_most_urgent_first() -> None:
    assert rank(["quiet", "message", "red_flag", "quiet"]) == (Reason.RED_FLAG, Reason.MESSAGE, Reason.QUIET)


def test_rank_of_an_unknown_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="bored"):
        rank(["bored"])


def test_sort_key_orders_people_by_their_most_urgent_reasons() -> None:
    people = {
        "none": [],
        "quiet": ["quiet"],
        "flag": ["red_flag"],
        "flag and quiet": ["quiet", "red_flag"],
        "pain and quiet": ["quiet", "pain_high"],
    }
    ordered = sorted(people, key=lambda name: sort_key(people[name]))
    assert ordered == ["flag and quiet", "flag", "pain and quiet", "quiet", "none"]


@pytest.mark.parametrize(
    ("log_days_ago", "since_days_ago", "expected"),
    [(6, 30, False), (7, 30, True), (None, 6, False), (None, 7, True), (30, 6, False), (30, 7, True)],
)
def test_is_quiet_after_seven_days(log_days_ago: int | None, since_days_ago: int, expected: bool) -> None:
    last = None if log_days_ago is None else TODAY - timedelta(days=log_days_ago)
    assert is_quiet(last, TODAY - timedelta(days=since_days_ago), TODAY) is expected


@given(st.lists(st.sampled_from(list(Reason))), st.sampled_from(list(Reason)))
def test_one_reason_more_never_moves_a_person_down(reasons: list[Reason], more: Reason) -> None:
    assert sort_key([*reasons, more]) <= sort_key(reasons)
