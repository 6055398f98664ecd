"""Moves on a draft: nothing is lost but by taking it out, and that can be put back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.rules import draft as moves
from clinic.rules.draft import MOST_LINES, Draft, Line, TestLine

BOX_HOP, WALL_LEAN, DEADLIFT = (Line("", name, {"reps": "10"}) for name in ("box-hop", "wall-lean", "deadlift"))


@pytest.fixture
def three():
    return moves.add(Draft(starts_on="2026-12-01"), [BOX_HOP, WALL_LEAN, DEADLIFT])


def _exercises(draft):
    return [line.exercise for line in draft.lines]


def test_add_gives_each_line_its_own_key(three):
    assert [(line.key, line.exercise) for line in three.lines] == [
        ("1", "box-hop"),
        ("2", "wall-lean"),
        ("3", "deadlift"),
    ]


def test_add_keeps_what_is_there_already(three):
    changed = moves.change(three, "1", boxes={"reps": "6"})
    assert moves.add(changed, [BOX_HOP]) == changed


def test_add_stops_when_the_routine_is_full():
    full = moves.add(Draft(), [Line("", str(number)) for number in range(MOST_LINES + 5)])
    assert len(full.lines) == MOST_LINES


@pytest.mark.parametrize(
    ("key", "by", "order"),
    [
        ("1", 1, ["wall-lean", "box-hop", "deadlift"]),
        ("3", -1, ["box-hop", "deadlift", "wall-lean"]),
        ("1", -1, ["box-hop", "wall-lean", "deadlift"]),
        ("3", 1, ["box-hop", "wall-lean", "deadlift"]),
        ("9", 1, ["box-hop", "wall-lean", "deadlift"]),
    ],
)
def test_move_takes_one_step_and_stays_at_the_ends(three, key, by, order):
    assert _exercises(moves.move(three, key, by)) == order


def test_put_in_again_restores_the_place(three):
    out = moves.take_out(three, "2")
    assert _exercises(out) == ["box-hop", "deadlift"]
    assert replace(moves.put_in_again(out), removed=None) == three


def test_put_in_again_does_not_double_what_was_added_meanwhile(three):
    again = moves.add(moves.take_out(three, "2"), [WALL_LEAN])
    assert _exercises(moves.put_in_again(again)) == ["box-hop", "deadlift", "wall-lean"]


def test_a_key_is_never_given_to_another_line_while_its_line_can_come_back(three):
    out = moves.take_out(three, "3")
    grown = moves.add(out, [Line("", "bridge")])
    assert [line.key for line in grown.lines] == ["1", "2", "4"]


def test_ask_for_test_keeps_the_day_that_was_set():
    draft = Draft(tests=(TestLine("hop", "2026-12-29"),))
    assert moves.ask_for_test(draft, "hop", "2027-01-01") == draft


def test_drop_test_leaves_the_other():
    draft = Draft(tests=(TestLine("hop", "2026-12-29"), TestLine("lean", "2026-12-29")))
    assert moves.drop_test(draft, "hop").tests == (TestLine("lean", "2026-12-29"),)


texts = st.text(max_size=12)
lines = st.builds(Line, key=st.just(""), exercise=st.sampled_from("abcdefgh"), boxes=st.dictionaries(texts, texts))
drafts = st.lists(lines, max_size=8).map(lambda some: moves.add(Draft(), some))
steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["up", "down", "out"]), st.integers(1, 12).map(str)),
        st.tuples(st.just("again"), st.just("")),
        st.tuples(st.just("add"), st.sampled_from("abcdefgh")),
    ),
    max_size=25,
)


def _step(draft, verb, about):
    if verb == "add":
        return moves.add(draft, [Line("", about)])
    if verb == "again":
        return moves.put_in_again(draft)
    return moves.take_out(draft, about) if verb == "out" else moves.move(draft, about, -1 if verb == "up" else 1)


@given(drafts, steps)
def test_only_taking_out_loses_an_exercise_and_nothing_doubles(draft, walk):
    for verb, about in walk:
        after = _step(draft, verb, about)
        gone = set(_exercises(draft)) - set(_exercises(after))
        taken = draft.line(about) if verb == "out" else None
        assert gone == ({taken.exercise} if taken else set())
        assert len(set(_exercises(after))) == len(after.lines)
        assert len({line.key for line in after.lines}) == len(after.lines)
        draft = after


@given(drafts, st.integers(1, 8).map(str))
def test_up_then_down_is_where_it_was(draft, key):
    up = moves.move(draft, key, -1)
    if up != draft:
        assert moves.move(up, key, 1) == draft


@given(drafts, steps)
def test_a_saved_draft_comes_back_equal(draft, walk):
    for verb, about in walk:
        draft = _step(draft, verb, about)
    assert Draft.from_dict(draft.to_dict()) == draft
