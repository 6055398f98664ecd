from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.rules.proposal import (
    RESULT_CODES,
    SPEAKS_FOR,
    Code,
    Decision,
    Facts,
    Proposal,
    Reason,
    SideBenchmark,
    SideChange,
    propose,
)
from clinic.rules.trend import Word


def change(word: Word, side: str | None = "left") -> SideChange:
    return SideChange("wall-lean", side, word, Decimal("2.5"))


def hop(side: str | None, reached: bool) -> SideBenchmark:
    return SideBenchmark("hop-test", side, reached)


UNCLEAR = change(Word.NO_CLEAR_CHANGE)
IMPROVED = change(Word.IMPROVED, "right")
BOTH_REACHED = (hop("left", True), hop("right", True))
FACTS = Facts(changes=(UNCLEAR,), pains=(0, 2, 1), adherence=85)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, Decision.KEEP),
        ({"changes": (UNCLEAR, IMPROVED)}, Decision.PROGRESS),
        ({"changes": (IMPROVED,), "pains": (5,)}, Decision.PROGRESS),
        ({"changes": (IMPROVED,), "pains": (0, 6, 0)}, Decision.EASE),
        ({"changes": (IMPROVED,), "morning_worse": True}, Decision.EASE),
        ({"changes": (IMPROVED, change(Word.WORSE))}, Decision.EASE),
        ({"changes": (change(Word.WORSE),), "pains": (), "adherence": None}, Decision.EASE),
        ({"changes": (change(Word.PERHAPS_WORSE),)}, Decision.KEEP),
        ({"changes": (change(Word.PERHAPS_IMPROVED),)}, Decision.KEEP),
        ({"changes": (IMPROVED,), "adherence": 50}, Decision.PROGRESS),
        ({"changes": (IMPROVED,), "adherence": 49}, Decision.KEEP),
        ({"changes": (IMPROVED,), "adherence": None}, Decision.KEEP),
        ({"changes": (IMPROVED,), "pains": ()}, Decision.KEEP),
        ({"changes": ()}, Decision.KEEP),
        ({"changes": (change(Word.NO_THRESHOLD),)}, Decision.KEEP),
        ({"benchmarks": BOTH_REACHED}, Decision.PROGRESS),
        ({"changes": (), "benchmarks": BOTH_REACHED}, Decision.PROGRESS),
        ({"benchmarks": (hop("left", True), hop("right", False))}, Decision.KEEP),
        ({"benchmarks": (hop("left", True),)}, Decision.KEEP),
        ({"benchmarks": (hop(None, True),)}, Decision.PROGRESS),
        ({"benchmarks": BOTH_REACHED, "last_stage": True}, Decision.DISCHARGE),
        ({"benchmarks": BOTH_REACHED, "last_stage": True, "adherence": None}, Decision.DISCHARGE),
        ({"benchmarks": BOTH_REACHED, "last_stage": True, "pains": (0, 3, 0)}, Decision.PROGRESS),
        ({"benchmarks": BOTH_REACHED, "last_stage": True, "pains": ()}, Decision.KEEP),
        ({"benchmarks": (hop("left", True),), "last_stage": True}, Decision.KEEP),
        ({"changes": (IMPROVED,), "last_stage": True}, Decision.PROGRESS),
        ({"benchmarks": BOTH_REACHED, "last_stage": True, "pains": (6,)}, Decision.EASE),
    ],
)
def test_propose_a_decision(facts: dict[str, object], expected: Decision) -> None:
    assert propose(replace(FACTS, **facts)).decision is expected


def test_propose_progress_with_reasons_on_both_sides() -> None:
    facts = Facts(changes=(UNCLEAR, IMPROVED), benchmarks=(hop("left", False),), pains=(1, 4), adherence=85)
    assert propose(facts) == Proposal(
        Decision.PROGRESS,
        reasons_for=(
            Reason(
                Code.RESULT_IMPROVED,
                (("test", "wall-lean"), ("side", "right"), ("difference", Decimal("2.5"))),
            ),
            Reason(Code.ADHERENCE_ENOUGH, (("percent", 85),)),
        ),
        reasons_against=(
            Reason(Code.PAIN_HOLD, (("worst", 4),)),
            Reason(
                Code.RESULT_NO_CLEAR_CHANGE,
                (("test", "wall-lean"), ("side", "left"), ("difference", Decimal("2.5"))),
            ),
            Reason(Code.BENCHMARK_NOT_REACHED, (("test", "hop-test"), ("side", "left"))),
            Reason(Code.SIDE_NOT_MEASURED, (("test", "hop-test"), ("side", "right"))),
        ),
    )


def test_propose_without_any_facts_keeps_and_says_what_is_missing() -> None:
    proposal = propose(Facts())
    assert (proposal.decision, [reason.code for reason in proposal.reasons_for]) == (
        Decision.KEEP,
        [Code.NO_PAIN_RATED, Code.NOTHING_MEASURED, Code.ADHERENCE_UNKNOWN],
    )
    assert proposal.reasons_against == ()


def test_propose_ease_names_pain_and_morning() -> None:
    proposal = propose(replace(FACTS, pains=(7,), morning_worse=True))
    assert [reason.code for reason in proposal.reasons_for] == [Code.PAIN_STOP, Code.MORNING_WORSE]


def test_propose_progress_in_the_last_stage_says_so_as_a_reason_against() -> None:
    proposal = propose(replace(FACTS, changes=(IMPROVED,), last_stage=True))
    assert [reason.code for reason in proposal.reasons_against] == [Code.LAST_STAGE]


@pytest.mark.parametrize(("percent", "code"), [(50, Code.ADHERENCE_ENOUGH), (49, Code.ADHERENCE_LOW)])
def test_propose_calls_adherence_low_below_50(percent: int, code: Code) -> None:
    proposal = propose(replace(FACTS, adherence=percent))
    reasons = (*proposal.reasons_for, *proposal.reasons_against)
    assert [one for one in reasons if one.values == (("percent", percent),)] == [Reason(code, (("percent", percent),))]


def test_every_code_speaks_for_some_decision() -> None:
    assert set(SPEAKS_FOR) == set(Code)
    assert all(SPEAKS_FOR.values())


def test_every_verdict_has_a_code() -> None:
    assert set(RESULT_CODES) == set(Word) - {Word.TOO_FEW}


SIDES = st.sampled_from(["left", "right"])
FACTS_OF_ALL_KINDS = st.builds(
    Facts,
    changes=st.lists(st.builds(change, st.sampled_from(list(RESULT_CODES)), SIDES), max_size=3).map(tuple),
    benchmarks=st.lists(st.builds(hop, SIDES, st.booleans()), max_size=3).map(tuple),
    pains=st.lists(st.integers(0, 10), max_size=4).map(tuple),
    morning_worse=st.booleans(),
    adherence=st.none() | st.integers(0, 100),
    last_stage=st.booleans(),
)


@given(FACTS_OF_ALL_KINDS)
def test_propose_always_has_a_reason_for_its_decision(facts: Facts) -> None:
    assert propose(facts).reasons_for != ()


@given(FACTS_OF_ALL_KINDS)
def test_propose_never_goes_forward_against_pain_or_a_worse_result(facts: Facts) -> None:
    high = replace(facts, pains=(*facts.pains, 6))
    worse = replace(facts, changes=(*facts.changes, change(Word.WORSE)))
    assert {propose(high).decision, propose(worse).decision} == {Decision.EASE}


@given(FACTS_OF_ALL_KINDS)
def test_propose_discharge_only_in_the_last_stage_with_both_sides_there(facts: Facts) -> None:
    if propose(facts).decision is Decision.DISCHARGE:
        assert facts.last_stage
        assert max(facts.pains) <= 2
        assert {(one.side, one.reached) for one in facts.benchmarks} == {("left", True), ("right", True)}
