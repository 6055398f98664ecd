"""Home tests at home: the list, the guided test, its result."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clinic.actions.results import record_test, undo_result
from clinic.forms.home_test import PracticeForm, SideForm
from clinic.models import Runner, TestResult
from clinic.policies import NotNow, asks, check_gate_open, check_screened
from clinic.queries.home_tests import comparisons_for, entries_of
from clinic.queries.own import home_test_of
from clinic.queries.result_words import advice_on_sides, heading_of, leg_of, meaning_of
from clinic.queries.today_rows import standing_lock, tests_of
from clinic.reports.test_cards import charts_of
from clinic.validators.results import ResultBody
from clinic.views.access import runners
from clinic.views.runner.locked import locked_page
from clinic.views.runner.own import mine
from exercises.models import HomeTest, TestSides

REST_SECONDS = 120


@require_safe
@runners
def tests(request: Any) -> HttpResponse:
    lock = standing_lock(request.runner)
    context = {"entries": entries_of(request.runner), "lock": lock}
    return render(request, "clinic/runner/tests/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@runners
def test_guide(request: Any, slug: str) -> HttpResponse:
    """One thing after the other; without scripts the same form as one page."""
    home_test = home_test_of(request.runner, slug)
    if home_test is None:
        raise Http404
    lock = standing_lock(request.runner)
    if lock is not None:
        return locked_page(request, lock)
    before = _first_do(request.runner, home_test)
    if before:
        return redirect(f"{reverse(before)}?{urlencode({'set': 'short', 'next': request.path})}")
    sides = ["left", "right"] if home_test.sides == TestSides.EACH else [""]
    forms = [SideForm(request.POST or None, home_test=home_test, side=side) for side in sides]
    if request.method == "POST":
        return _save(request, home_test, forms)
    return _guide(request, home_test, forms)


def _first_do(runner: Runner, home_test: HomeTest) -> str:
    """The page that comes before a hopping test; empty when all is answered."""
    if not home_test.impact:
        return ""
    if not asks(check_gate_open, runner):
        return "my-gate"
    return "" if asks(check_screened, runner, runner.today()) else "my-screening"


def _save(request: Any, home_test: HomeTest, forms: list[SideForm]) -> HttpResponse:
    faults = [form for form in forms if not form.is_valid()]
    given = [form for form in forms if not form.is_blank]
    if not given:
        forms[0].add_error(None, _("Measure at least one side, then save."))
    if faults or not given:
        return _guide(request, home_test, forms, status=422)
    practice = bool(request.POST.get("practice"))
    saved = [_record(request, form.body, practice) for form in given if form.body is not None]
    messages.success(request, _("Your result is saved."))
    return redirect("test-result", uuid=saved[-1].uuid)


def _record(request: Any, body: ResultBody, practice: bool) -> TestResult:
    """A form sent twice comes with the same id and a later minute: the result stands already."""
    body = replace(body, practice=practice)
    try:
        return record_test(runner=request.runner, body=body, by=request.user).row
    except NotNow as conflict:
        if conflict.conflict_code != "id_conflict":
            raise
        rows = TestResult.objects.visible_to(request.user).filter(runner=request.runner)
        return rows.get(uuid=body.uuid)


def _guide(request: Any, home_test: HomeTest, forms: list[SideForm], *, status: int = 200) -> HttpResponse:
    due = next((one for one in tests_of(request.runner, request.runner.today()) if one.slug == home_test.slug), None)
    context = {
        "home_test": home_test,
        "forms": forms,
        "practice": PracticeForm(request.POST or None),
        "due": due,
        "last": {one.side: one for one in due.last} if due else {},
        "rest_seconds": REST_SECONDS,
        "refused": status != 200,
        "clinic": request.runner.clinic,
    }
    return render(request, "clinic/runner/tests/guide.html", context, status=status)


@require_safe
@runners
@mine(TestResult, "home_test", "episode", name="result")
def test_result(request: Any, result: TestResult) -> HttpResponse:
    comparisons = comparisons_for(request.runner, result.home_test)
    alike = [one for one in comparisons if (one.method, one.rhythm) == (result.method, result.rhythm)]
    main = [one for one in alike if one.measure.primary] or alike
    waiting = tests_of(request.runner, request.runner.today())
    context = {
        "result": result,
        "heading": heading_of(main) if main else _("Practice is saved"),
        "legs": [leg_of(one) for one in main],
        "charts": charts_of(main),
        "comparisons": alike,
        "meaning": meaning_of(main),
        "sides": advice_on_sides(alike),
        "due": next((one for one in waiting if one.slug == result.home_test.slug), None),
        "same_day": _same_day(request.runner, result),
    }
    return render(request, "clinic/runner/tests/result.html", context)


def _same_day(runner: Runner, result: TestResult) -> list[TestResult]:
    """What the runner may still take back: today's results of this test."""
    if result.local_date != runner.today(timezone.now()):
        return []
    rows = TestResult.objects.visible_to(runner.user).filter(runner=runner, home_test=result.home_test)
    today = rows.standing().filter(local_date=result.local_date)
    return list(today.select_related("runner").order_by("done_at"))


@require_POST
@runners
@mine(TestResult, "home_test", "runner", "retest", name="result")
def undo_test(request: Any, result: TestResult) -> HttpResponse:
    undo_result(result=result, by=request.user)
    messages.success(request, _("That result is taken back."))
    return redirect("test-guide", slug=result.home_test.slug) if request.POST.get("again") else redirect("tests")
