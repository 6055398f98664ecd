"""What the phone's sensor made of a result, beside the numbers that the runner kept."""

from typing import Any

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from clinic.models import Method, TestResult, TraceAnalysis


def newest_facts() -> Subquery:
    """For annotating results: the newest analysis of their first recording as plain data; None where there is none."""
    return Subquery(_newest("pk").values("facts")[:1])


def hops_by_phone(result: str) -> Subquery:
    """The hops alone, that this analysis counted. `result` is the way to the result from what is annotated."""
    hops = Cast(KT("facts__hops"), IntegerField())
    return Subquery(_newest(result).annotate(hops=hops).values("hops")[:1])


def _newest(result: str) -> QuerySet[TraceAnalysis]:
    rows = TraceAnalysis.objects.filter(trace__result=OuterRef(result))
    return rows.order_by("trace__place", "-analysed_at", "-pk")


def motion_of(result: TestResult) -> dict[str, Any] | None:
    """The analysis of a hop test that the phone measured: one query; none for other results."""
    if result.method != Method.MOTION:
        return None
    return TestResult.objects.filter(pk=result.pk).values_list(newest_facts(), flat=True).first()
