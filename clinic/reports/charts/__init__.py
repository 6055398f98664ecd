"""Charts as SVG, drawn on the server: plain values in, text out. Beside each stands a table of the same numbers."""

from clinic.reports.charts.care import Course, RoutineSpan, SessionWeek, TestLane, care_chart
from clinic.reports.charts.marks import Point, Series
from clinic.reports.charts.sides import DESK, HALF, PHONE, Band, sides_chart
from clinic.reports.charts.spark import spark

__all__ = [
    "DESK",
    "HALF",
    "PHONE",
    "Band",
    "Course",
    "Point",
    "RoutineSpan",
    "Series",
    "SessionWeek",
    "TestLane",
    "care_chart",
    "sides_chart",
    "spark",
]
