"""What the phone's sensor made of a result, beside the numbers that the runner kept."""

from typing import Any

from django.db.models import OuterRef, Subquery

from clinic.models import Method, TestResult, TraceAnalysis


def newest_facts() -> Subquery:
    """For annotating results: the newest analysis of their first recording as plain data; None where there is none."""
    rows = TraceAnalysis.objects.filter(trace__result=OuterRef("pk")).order_by("trace__place", "-analysed_at", "-pk")
    return Subquery(rows.values("facts")[:1])


def motion_of(result: TestResult) -> dict[str, Any] | None:
    """The analysis of a hop test that the phone measured: one query; none for other results."""
    if result.method != Method.MOTION:
        return None
    return TestResult.objects.filter(pk=result.pk).values_list(newest_facts(), flat=True).first()
