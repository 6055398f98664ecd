"""The chart of one home test, drawn and read back."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.reports.charts import DESK, PHONE, Band, Point, Series, Stripe, sides_chart
from tests.clinic.reports.charts import drawn

DAY = datetime.date(2026, 11, 2)
HEIGHT, TOP, BOTTOM, LEFT, RIGHT_MARGIN = 236.0, 14.0, 208.0, 34.0, 76.0

days = st.integers(0, 4000).map(lambda number: DAY + datetime.timedelta(days=number))
# As the database holds them: eight digits, two behind the point.
amounts = st.decimals(-999_999, 999_999, places=2).map(float)
points = st.lists(st.builds(Point, days, amounts), max_size=6).map(lambda found: sorted(found, key=lambda one: one.day))


def side(name, *values):
    found = [Point(DAY + datetime.timedelta(weeks=week), value) for week, value in enumerate(values)]
    return Series(name, name.capitalize(), found)


def chart(*series, **changes):
    return sides_chart(series, key="k", title="Hop test", unit="s", **changes)


stripes = st.lists(st.builds(Stripe, st.integers(1, 40), days, st.none() | days), max_size=4)


@given(points, points, points, st.none() | amounts, st.lists(amounts.filter(lambda one: one >= 0), max_size=2), stripes)
def test_everything_lies_in_the_picture(left, right, practice, goal, thresholds, routines):
    bands = [
        Band(one[0], threshold, side)
        for side, one, threshold in zip(("left", "right"), (left, right), thresholds, strict=False)
        if one
    ]
    series = [Series("left", "Left", left), Series("right", "Right", right, practice)]
    for width in (PHONE, DESK):
        svg = chart(*series, goal=goal, bands=bands, stripes=routines, width=width)
        if not left and not right:
            assert svg == ""
            continue
        tree = drawn.read(svg)
        assert (drawn.size(tree), drawn.outside(tree)) == ((width, HEIGHT), [])
        for x, y in drawn.marks(tree, "d-l") + drawn.marks(tree, "d-r") + drawn.marks(tree, "p-r"):
            assert LEFT <= x <= width - RIGHT_MARGIN
            assert TOP <= y <= BOTTOM
        found = [len(drawn.marks(tree, kind)) for kind in ("d-l", "d-r", "p-r")]
        assert found == [len(left), len(right), len(practice)]


@given(points.filter(bool))
def test_a_higher_value_lies_higher_and_a_later_day_further_right(found):
    tree = drawn.read(chart(Series("left", "Left", found)))
    at = list(zip(found, drawn.marks(tree, "d-l"), strict=True))
    for one, (x, y) in at:
        for other, (other_x, other_y) in at:
            assert one.value < other.value or y <= other_y
            assert one.day < other.day or x >= other_x


@given(points.filter(bool))
def test_the_line_goes_through_the_marks(found):
    tree = drawn.read(chart(Series("right", "Right", found)))
    marks = drawn.marks(tree, "d-r")
    corners = drawn.line(tree, "line s-r")
    assert len(corners) == (len(found) if len(found) > 1 else 0)
    assert all(
        abs(x - mark_x) <= 0.15 and abs(y - mark_y) <= 0.15
        for (x, y), (mark_x, mark_y) in zip(corners, marks, strict=False)
    )


def test_left_and_right_are_kept_apart():
    tree = drawn.read(chart(side("left", 10, 20), side("right", 30)))
    assert (len(drawn.marks(tree, "d-l")), len(drawn.marks(tree, "d-r")), drawn.marks(tree, "d-n")) == (2, 1, [])
    (_first, (_x, left)), ((_right_x, right),) = drawn.marks(tree, "d-l"), drawn.marks(tree, "d-r")
    assert left > right
    assert [text for text in drawn.words(tree) if text.startswith(("Left", "Right"))] == ["Left 20", "Right 30"]


@pytest.mark.parametrize("value", [21, 21.5, 11.25, 0.05, 0, -3.75, 999_999.99])
def test_numbers_are_said_as_they_were_measured(value):
    tree = drawn.read(chart(side("left", value)))
    number = f"{value:g}".replace("-", "−") if value != 999_999.99 else "999999.99"
    assert drawn.said(tree) == ("Hop test", f"Left: {number} s. From 2 Nov to 2 Nov.")
    assert f"Left {number}" in drawn.words(tree)


def test_description_names_both_sides_and_the_span():
    title, words = drawn.said(drawn.read(chart(side("left", 19, 21, 26.5), side("right", 30))))
    assert (title, words) == ("Hop test", "Left: 19, 21, 26.5 s. Right: 30 s. From 2 Nov to 16 Nov.")


def test_without_a_side_the_values_are_called_so():
    _title, words = drawn.said(drawn.read(chart(Series("", "", [Point(DAY, 5)]))))
    assert words == "Values: 5 s. From 2 Nov to 2 Nov."


@pytest.mark.parametrize("series", [[], [side("left")], [side("left"), side("right")]])
def test_nothing_measured_draws_nothing(series):
    assert chart(*series) == ""


def test_a_side_without_values_is_left_out():
    title, words = drawn.said(drawn.read(chart(side("left"), side("right", 30))))
    assert (title, words) == ("Hop test", "Right: 30 s. From 2 Nov to 2 Nov.")


def test_equal_values_have_words_apart():
    tree = drawn.read(chart(side("left", 20, 20), side("right", 20, 20)))
    ends = sorted(float(one.get("y")) for one in tree.iter("text") if "".join(one.itertext()).endswith(" 20"))
    assert len(ends) == 2
    assert ends[1] - ends[0] >= 17


@pytest.mark.parametrize("title", ["<script>", 'A "test" & more', "Läufer’s"])
def test_titles_are_words_not_markup(title):
    svg = sides_chart([side("left", 1)], key="k", title=title, unit="<b>")
    assert drawn.said(drawn.read(svg)) == (title, "Left: 1 <b>. From 2 Nov to 2 Nov.")
    assert "<script>" not in svg


def test_the_key_names_title_and_description():
    tree = drawn.read(chart(side("left", 1)))
    assert (tree.get("role"), tree.get("aria-labelledby")) == ("img", "k-t k-d")
    assert [tree.find(name).get("id") for name in ("title", "desc")] == ["k-t", "k-d"]


@pytest.mark.parametrize(
    ("values", "scale"),
    [([0], ["0", "0.5", "1"]), ([30], ["0", "10", "20", "30"]), ([0.05], ["0", "0.02", "0.04", "0.06"])],
)
def test_the_scale_has_round_numbers_that_differ(values, scale):
    words = drawn.words(drawn.read(chart(side("left", *values))))
    assert words[: len(scale)] == scale


def test_values_below_zero_have_a_scale_of_their_own():
    """A knee that does not reach the wall may be measured as less than nothing."""
    tree = drawn.read(chart(side("left", -4, 6)))
    (_x, below), (_other_x, above) = drawn.marks(tree, "d-l")
    assert drawn.words(tree)[:4] == ["−5", "0", "5", "10"]
    assert TOP < above < below < BOTTOM


def test_practice_is_marked_and_said_and_in_no_line():
    left = Series("left", "Left", side("left", 10, 20).points, [Point(DAY - datetime.timedelta(weeks=1), 5)])
    tree = drawn.read(chart(left))
    assert [len(drawn.marks(tree, kind)) for kind in ("d-l", "p-l")] == [2, 1]
    assert len(drawn.line(tree, "line s-l")) == 2
    assert drawn.said(tree)[1] == "Left: 10, 20 s. Left, practice: 5 s. From 2 Nov to 9 Nov."


def test_practice_alone_draws_nothing():
    assert chart(Series("left", "Left", [], [Point(DAY, 5)])) == ""


def test_each_side_has_a_band_of_its_own():
    left, right = side("left", 10, 11), side("right", 15, 16)
    bands = [Band(one.points[0], 2, one.side) for one in (left, right)]
    tree = drawn.read(chart(left, right, bands=bands))
    kinds = ("edge e-l", "edge e-r")
    edges = [{one.get("d") for one in tree.iter("path") if one.get("class") == kind} for kind in kinds]
    assert ([len(found) for found in edges], edges[0] & edges[1]) == ([2, 2], set())


def test_routines_are_told_apart_and_named():
    week = datetime.timedelta(weeks=1)
    routines = [Stripe(1, DAY - week, DAY + week), Stripe(2, DAY + week)]
    tree = drawn.read(chart(side("left", 10, 11, 12), stripes=routines))
    (ground,) = [one for one in tree.iter("rect") if one.get("class") == "band-2"]
    (_x, _y), (middle, _middle_y), (_last_x, _last_y) = drawn.marks(tree, "d-l")
    assert (float(ground.get("x")), float(ground.get("x")) + float(ground.get("width"))) == (LEFT, middle)
    assert [word for word in drawn.words(tree) if word.startswith("Routine")] == ["Routine 1", "Routine 2"]


def test_a_routine_outside_the_days_of_the_chart_is_not_drawn():
    later, before = Stripe(3, DAY + datetime.timedelta(weeks=9)), Stripe(1, DAY, DAY)
    words = drawn.words(drawn.read(chart(side("left", 10, 11), stripes=[before, later])))
    assert [word for word in words if word.startswith("Routine")] == []
