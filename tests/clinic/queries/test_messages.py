"""Which messages a runner sees at once, and which are folded away."""

import pytest

from clinic.models import Message
from clinic.queries.messages import folded


def said(read):
    """One message a sign: r read, u unread from the clinic, m my own (which the clinic has not read)."""
    return [Message(from_runner=sign == "m", read_at="read" if sign == "r" else None) for sign in read]


@pytest.mark.parametrize(
    ("read", "earlier"),
    [
        ("", 0),
        ("rrr", 0),
        ("rrrrrr", 0),
        ("rrrrrrrr", 2),
        ("rruuuuuuuu", 2),
        ("rrrrrrrru", 3),
        ("mmmmmmmm", 2),
        ("uuuuuuuu", 0),
    ],
)
def test_all_that_is_unread_is_seen_at_once(read, earlier):
    rows = said(read)
    assert folded(rows) == (rows[:earlier], rows[earlier:])
