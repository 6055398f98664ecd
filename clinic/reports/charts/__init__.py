"""Charts as SVG, drawn on the server: plain values in, text out. Beside each stands a table of the same numbers."""

from clinic.reports.charts.care import Course, RoutineSpan, SessionWeek, TestLane, care_chart
from clinic.reports.charts.marks import Band, Point, Series
from clinic.reports.charts.sides import DESK, HALF, PHONE, Stripe, sides_chart
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
    "Stripe",
    "TestLane",
    "care_chart",
    "sides_chart",
    "spark",
]
