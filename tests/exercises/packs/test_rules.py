"""Circles in chains."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from exercises.packs.rules import circle_in

NODES = st.integers(0, 7).map(str)


def test_circle_in_straight_and_forked_chain_is_none():
    assert circle_in({"c": ["a", "b"], "b": ["a"], "d": ["c", "b"]}) == []


def test_circle_in_long_chain_does_not_recurse():
    assert circle_in({str(n): [str(n - 1)] for n in range(1, 5000)}) == []


@given(st.lists(st.tuples(NODES, NODES), max_size=12))
def test_circle_in_finds_one_exactly_when_the_chain_cannot_be_put_in_order(steps):
    easier = {}
    for harder, below in steps:
        easier.setdefault(harder, []).append(below)
    circle = circle_in(easier)
    left = {key: set(values) for key, values in easier.items()}
    while free := [key for key in left if not left[key] & left.keys()]:
        for key in free:
            del left[key]
    assert bool(circle) == bool(left)
    assert all(after in easier[before] for before, after in pairwise(circle))
    assert circle[:1] == circle[-1:]
