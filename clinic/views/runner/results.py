"""Results of home tests at home: read, corrected and taken back."""

from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clinic.actions.results import undo_result
from clinic.forms.home_test import CorrectionForm
from clinic.forms.ways import may_correct
from clinic.models import TestResult
from clinic.policies import NotNow, asks, check_may_change
from clinic.queries.home_tests import course_until, lead_of
from clinic.queries.result_words import advice_on_sides, heading_of, leg_of, meaning_of, way_of
from clinic.queries.results import values_measured
from clinic.queries.routine_book import periods_of
from clinic.queries.today_rows import tests_of
from clinic.reports.test_cards import charts_of, rows_of
from clinic.views.access import runners
from clinic.views.runner.home_tests import record_side
from clinic.views.runner.own import mine


@require_safe
@runners
@mine(TestResult, "home_test", "replaced_by", "runner", name="result")
def test_result(request: Any, result: TestResult) -> HttpResponse:
    """What was measured on that day, beside what came before it. A corrected result leads to the one that stands."""
    if result.voided_at is not None:
        return _instead_of(request, result)
    return render(request, "clinic/runner/tests/result.html", _context(request, result))


def _instead_of(request: Any, result: TestResult) -> HttpResponse:
    newer = getattr(result, "replaced_by", None)
    if newer is not None:
        return redirect("test-result", uuid=newer.uuid)
    messages.info(request, _("That result was taken back."))
    return redirect("tests")


def _context(request: Any, result: TestResult) -> dict[str, Any]:
    runner = request.runner
    comparisons, practice = course_until(runner, result.home_test, until=result.local_date)
    alike = [one for one in comparisons if (one.method, one.rhythm) == (result.method, result.rhythm)]
    main = [one for one in alike if one.measure.primary] or alike
    that_day = [one for one in main if one.latest.result.local_date == result.local_date]
    tried = [one for one in practice if (one.result.method, one.result.rhythm) == (result.method, result.rhythm)]
    waiting = tests_of(runner, runner.today())
    return {
        "result": result,
        "heading": heading_of(that_day) if that_day else _("Practice is saved"),
        "legs": [leg_of(one, alike) for one in that_day],
        "charts": charts_of(main, tried, periods_of(result.episode_id)),
        "rows": rows_of(alike, tried),
        "meaning": meaning_of(main),
        "way": way_of(result),
        "sides": advice_on_sides(alike),
        "due": next((one for one in waiting if one.slug == result.home_test.slug), None),
        "same_day": _same_day(request, result),
        "lead": lead_of(result),
        "zone": runner.zone,
    }


def _same_day(request: Any, result: TestResult) -> list[TestResult]:
    """What the runner may still correct or take back: today's results of this test."""
    if not asks(check_may_change, result):
        return []
    rows = TestResult.objects.visible_to(request.user).filter(runner=request.runner, home_test=result.home_test)
    return list(rows.standing().filter(local_date=result.local_date).order_by("done_at", "pk"))


@require_http_methods(["GET", "HEAD", "POST"])
@runners
@mine(TestResult, "home_test", "replaced_by", "runner", name="result")
def correct_test(request: Any, result: TestResult) -> HttpResponse:
    """Puts right what was typed, on the same day. The first version stays in the history."""
    if result.voided_at is not None:
        return _instead_of(request, result)
    _check_may_correct(result)
    form = CorrectionForm(request.POST or None, result=result)
    if form.is_valid() and form.body is not None:
        saved = record_side(request, form.body)
        messages.success(request, _("Your correction is saved."))
        return redirect("test-result", uuid=saved.uuid)
    context = {"form": form, "result": result}
    return render(request, "clinic/runner/tests/correct.html", context, status=422 if form.errors else 200)


@require_POST
@runners
@mine(TestResult, "home_test", "runner", "retest", name="result")
def undo_test(request: Any, result: TestResult) -> HttpResponse:
    """Takes a result back, on the same day."""
    undo_result(result=result, by=request.user)
    messages.success(request, _("That result is taken back."))
    return redirect("tests")


def _check_may_correct(result: TestResult) -> None:
    check_may_change(result)
    prefetch_related_objects([result], "home_test__measures", values_measured())
    if not may_correct(result):
        raise NotNow("measured_otherwise", _("This test has changed. Take the result back and do it again."))
