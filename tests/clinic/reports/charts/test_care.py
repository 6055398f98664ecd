"""The course of care, drawn and read back."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.reports.charts import Band, Course, Point, RoutineSpan, Series, SessionWeek, TestLane, care_chart
from tests.clinic.reports.charts import drawn

FIRST = datetime.date(2026, 8, 31)
LEFT, RIGHT_MARGIN, WIDTH = 132.0, 96.0, 816.0

amounts = st.decimals(-999_999, 999_999, places=2).map(float)
numbers = st.integers(0, 90)
names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


def day(number):
    return FIRST + datetime.timedelta(days=number)


def course(last=84, **parts):
    return Course(first=FIRST, today=day(last), **parts)


def hop(*values, side="left", goal=None, bands=()):
    found = [Point(day(7 * week), value) for week, value in enumerate(values)]
    return TestLane("Hop test", "s", [Series(side, side.capitalize(), found)], goal, bands)


points = st.lists(st.builds(Point, numbers.map(day), amounts), max_size=4).map(
    lambda found: sorted(found, key=lambda one: one.day)
)
lanes = st.builds(
    lambda name, left, right, goal, threshold: TestLane(
        name,
        "cm",
        [Series("left", "Left", left), Series("right", "Right", right)],
        goal,
        [Band(left[0], threshold)] if left else (),
    ),
    names,
    points,
    points,
    st.none() | amounts,
    amounts.map(abs),
)
weeks = st.lists(
    st.builds(SessionWeek, st.integers(0, 12).map(lambda week: day(7 * week)), st.integers(0, 99), st.integers(0, 99)),
    max_size=12,
)
courses = st.builds(
    Course,
    first=st.just(FIRST),
    today=numbers.map(day),
    routines=st.lists(st.builds(RoutineSpan, numbers.map(day), names, names), max_size=4),
    pain=st.lists(st.tuples(numbers.map(day), st.integers(0, 10)), max_size=6).map(sorted),
    weeks=weeks,
    tests=st.lists(lanes, max_size=2),
)


@given(courses)
def test_everything_lies_in_the_picture(one):
    svg = care_chart(one, key="k")
    measured = any(series.points for lane in one.tests for series in lane.series)
    if not one.pain and not one.weeks and not measured:
        assert svg == ""
        return
    tree = drawn.read(svg)
    assert drawn.size(tree)[0] == WIDTH
    assert drawn.outside(tree) == []
    for x, _y in drawn.marks(tree, "d-l") + drawn.marks(tree, "d-r"):
        assert LEFT <= x <= WIDTH - RIGHT_MARGIN


@pytest.mark.parametrize(
    "parts",
    [
        {"pain": [(day(3), 4)]},
        {"weeks": [SessionWeek(FIRST, 3, 5)]},
        {"tests": [hop(21)]},
    ],
)
def test_a_course_without_a_routine_is_drawn(parts):
    assert drawn.outside(drawn.read(care_chart(course(**parts), key="k"))) == []


def test_a_routine_alone_draws_nothing():
    assert care_chart(course(routines=[RoutineSpan(FIRST, "Routine 1")]), key="k") == ""


def test_the_first_day_alone_is_drawn():
    one = course(last=0, routines=[RoutineSpan(FIRST, "Routine 1")], pain=[(FIRST, 3)], tests=[hop(21)])
    tree = drawn.read(care_chart(one, key="k"))
    assert drawn.marks(tree, "d-l")[0][0] == WIDTH - RIGHT_MARGIN


def test_every_part_is_said_with_its_numbers():
    one = course(
        pain=[(day(0), 5), (day(7), 3), (day(14), 2)],
        weeks=[SessionWeek(day(0), 3, 5), SessionWeek(day(7), 5, 5)],
        tests=[hop(19, 22.25), hop(side="right")],
    )
    title, words = drawn.said(drawn.read(care_chart(one, key="k")))
    assert title == "The course of care"
    assert words == (
        "Pain during exercise: first 5, last 2. 8 of 10 planned sessions done. "
        "Hop test. Left: 19, 22.25 s. From 31 Aug to 7 Sep."
    )


def test_numbers_at_the_ends_are_those_of_the_course():
    one = course(pain=[(day(0), 5), (day(14), 2)], weeks=[SessionWeek(day(0), 3, 5)], tests=[hop(19, 22.25)])
    words = drawn.words(drawn.read(care_chart(one, key="k")))
    assert [text for text in words if text in {"2 last", "3 of 5", "Left 22.25"}] == ["2 last", "3 of 5", "Left 22.25"]


@pytest.mark.parametrize(("pain", "shape"), [(0, "go"), (2, "go"), (3, "hold"), (5, "hold"), (6, "stop"), (10, "stop")])
def test_pain_has_a_shape_for_each_zone(pain, shape):
    tree = drawn.read(care_chart(course(pain=[(day(1), pain)]), key="k"))
    assert [one.get("class") for one in tree.iter() if one.get("class") in {"go", "hold", "stop"}] == [shape]


def test_a_week_is_filled_as_far_as_it_was_done():
    tree = drawn.read(care_chart(course(weeks=[SessionWeek(day(7), 2, 4)]), key="k"))
    height = {
        kind: float(one.get("height")) for one in tree.iter("rect") for kind in [one.get("class")] if "bar" in kind
    }
    assert height == {"bar-miss": 64.0, "bar": 32.0}


def test_routines_are_named_where_there_is_room():
    spans = [RoutineSpan(day(0), "Routine 1", "Box hop, wall lean"), RoutineSpan(day(80), "Routine 2")]
    words = drawn.words(drawn.read(care_chart(course(routines=spans, pain=[(day(1), 2)]), key="k")))
    assert words[:2] == ["Routine 1", "Box hop, wall lean"]
    assert "Routine 2" not in words


def test_a_routine_with_many_words_keeps_to_its_band():
    spans = [RoutineSpan(day(0), "Routine 1", "Box hop, " * 30), RoutineSpan(day(40), "Routine 2")]
    words = drawn.words(drawn.read(care_chart(course(routines=spans, pain=[(day(1), 2)]), key="k")))
    assert words[1].endswith("…")
    assert len(words[1]) * 6.6 <= 40 / 84 * (WIDTH - LEFT - RIGHT_MARGIN)


def test_what_lies_within_chance_is_a_band_around_the_first_reading():
    lane = hop(10, 12, bands=[Band(Point(day(0), 10), 1.5)])
    tree = drawn.read(care_chart(course(tests=[lane]), key="k"))
    (band,) = [one for one in tree.iter("rect") if one.get("class") == "band"]
    (_x, first), (_later_x, second) = drawn.marks(tree, "d-l")
    top, bottom = float(band.get("y")), float(band.get("y")) + float(band.get("height"))
    assert abs((top + bottom) / 2 - first) <= 0.1
    assert not top <= second <= bottom
    assert float(band.get("x")) == LEFT


def test_the_goal_is_drawn_at_its_value():
    tree = drawn.read(care_chart(course(tests=[hop(25, goal=25)]), key="k"))
    ((_x, y),) = drawn.marks(tree, "d-l")
    assert [corner_y for _corner_x, corner_y in drawn.line(tree, "goal")] == [y, y]
