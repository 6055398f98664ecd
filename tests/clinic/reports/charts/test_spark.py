import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.reports.charts import spark
from tests.clinic.reports.charts import drawn

ratings = st.lists(st.none() | st.integers(0, 10), max_size=30)


@given(ratings)
def test_everything_lies_in_the_picture(values):
    svg = spark(values)
    if all(value is None for value in values):
        assert svg == ""
        return
    tree = drawn.read(svg)
    assert (drawn.size(tree), drawn.outside(tree)) == ((96, 28), [])
    known = [value for value in values if value is not None]
    assert len(drawn.line(tree, "line s-n")) == (len(known) if len(known) > 1 else 0)
    assert len(drawn.marks(tree, "d-n")) == 1


@pytest.mark.parametrize(
    ("values", "words"),
    [([3, None, 5], "3, –, 5"), ([0], "0"), ([None, 10], "–, 10")],
)
def test_the_label_says_every_week(values, words):
    assert drawn.read(spark(values)).get("aria-label") == f"Worst pain by week: {words}"


def test_more_pain_lies_higher():
    corners = drawn.line(drawn.read(spark([0, 5, 10])), "line s-n")
    assert [y for _x, y in corners] == [25.5, 14.5, 3.5]
