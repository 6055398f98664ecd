"""A reader's report on a page of the library, and its answer."""

from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.actions import notifications
from clinic.actions.audit import record
from clinic.models import Clinic, Notification, ProblemReport
from clinic.permissions import NotAllowed, check_can_work_in
from clinic.scoping import access_of
from exercises.models import Exercise


@transaction.atomic
def report_problem(*, exercise: Exercise, text: str, by: Any, screenshot: File | None = None) -> ProblemReport:
    """Tells the people of the clinic whose library the page is in. `screenshot` was read by exercises.pictures.

    Errors: NotAllowed for who is not of that clinic.
    """
    clinic = Clinic.objects.filter(shelf=exercise.shelf_id, pk__in=access_of(by).clinics).first()
    if clinic is None:
        raise NotAllowed(_("You can report problems in your own clinic's library."))
    report = ProblemReport(clinic=clinic, reporter=by, exercise=exercise, text=text)
    if screenshot is not None:
        report.screenshot.save(screenshot.name or "screenshot.webp", screenshot, save=False)
    report.save()
    record("report.made", by=by, clinic=clinic, target=report)
    return report


@transaction.atomic
def answer_report(*, report: ProblemReport, answer: str, by: Any) -> None:
    """Answers, or corrects an answer; the reporter is told."""
    check_can_work_in(by, report.clinic)
    stored = ProblemReport.objects.select_for_update().get(pk=report.pk)
    if stored.answer == answer:
        return
    now = timezone.now()
    stored.answer, stored.answered_at, stored.answered_by, stored.answer_seen_at = answer, now, by, None
    stored.save(update_fields=["answer", "answered_at", "answered_by", "answer_seen_at"])
    record("report.answered", by=by, clinic=stored.clinic, target=stored)
    key = f"report:{stored.uuid}:{int(now.timestamp() * 1000)}"
    notifications.tell(recipient=stored.reporter, kind=Notification.Kind.REPORT_ANSWERED, key=key)


def see_answers(*, by: Any) -> int:
    """The reporter has the answers before them; returns how many of them were new."""
    new = ProblemReport.objects.filter(reporter=by, answered_at__isnull=False, answer_seen_at__isnull=True)
    return new.update(answer_seen_at=timezone.now())
