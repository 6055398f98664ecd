"""Reads of problem reports."""

from typing import Any

from django.db.models import F, QuerySet

from clinic.models import Clinic, ProblemReport


def reports_in(clinic: Clinic, *, user: Any) -> QuerySet[ProblemReport]:
    """All reports on this clinic's library, those without an answer first, then the newest."""
    rows = ProblemReport.objects.visible_to(user).filter(clinic=clinic).select_related("exercise", "reporter")
    return rows.order_by(F("answered_at").desc(nulls_first=True), "-reported_at")


def own_reports(user: Any) -> QuerySet[ProblemReport]:
    """What this person reported, the newest first."""
    rows = ProblemReport.objects.visible_to(user).filter(reporter=user)
    return rows.select_related("exercise", "answered_by").order_by("-reported_at")
