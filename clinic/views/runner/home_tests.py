"""Home tests at home: the list and the guided test."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clinic.actions.results import record_test
from clinic.forms.home_test import PracticeForm, SideForm
from clinic.forms.ways import asked_way, is_measured_by_hand
from clinic.models import Side, TestResult
from clinic.policies import LOCKED, NO_CONSENT, NotNow, asks, check_consented, check_gate_open, check_screened
from clinic.queries.home_tests import entries_of
from clinic.queries.own import home_test_of
from clinic.queries.today_rows import standing_lock
from clinic.validators.results import ResultBody
from clinic.views.access import runners
from clinic.views.runner.locked import locked_page
from clinic.views.runner.own import with_consent
from exercises.models import HomeTest, TestSides

# What stands in the way of a hop test, and the page that takes it away.
ASKED_ON = {"not_screened": "my-screening", "gate_closed": "my-gate"}


@require_safe
@runners
def tests(request: Any) -> HttpResponse:
    lock = standing_lock(request.runner)
    consented = asks(check_consented, request.runner)
    context = {"entries": entries_of(request.runner), "lock": lock, "consented": consented}
    return render(request, "clinic/runner/tests/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@runners
@with_consent
def test_guide(request: Any, slug: str) -> HttpResponse:
    """One thing after the other; without scripts the same form as one page. `?way=phone`: by the phone on the shin."""
    home_test = home_test_of(request.runner, slug)
    if home_test is None or not is_measured_by_hand(home_test):
        raise Http404
    lock = None if request.method == "POST" else standing_lock(request.runner)
    if lock is not None:
        return locked_page(request, lock)
    sides = list(Side.values) if home_test.sides == TestSides.EACH else [""]
    said = request.POST if request.method == "POST" else None
    way = asked_way(home_test, request.GET.get("way"))
    forms = [SideForm(said, home_test=home_test, side=side, way=way) for side in sides]
    if request.method == "POST":
        return _save(request, home_test, forms)
    return _ask_first(request, home_test) or _guide(request, home_test, forms)


def _ask_first(request: Any, home_test: HomeTest) -> HttpResponse | None:
    """Before hops come the safety questions of today, then the start check. Errors: NotNow when they were not clear."""
    try:
        if home_test.impact:
            check_screened(request.runner, request.runner.today())
            check_gate_open(request.runner)
    except NotNow as reason:
        if reason.conflict_code not in ASKED_ON:
            raise
        return redirect(
            f"{reverse(ASKED_ON[reason.conflict_code])}?{urlencode({'set': 'short', 'next': request.path})}"
        )
    return None


def _save(request: Any, home_test: HomeTest, forms: list[SideForm]) -> HttpResponse:
    faults = [form for form in forms if not form.is_valid()]
    given = [form for form in forms if not form.is_blank]
    if not given:
        forms[0].add_error(None, _("Measure at least one side, then save."))
    if faults or not given:
        return _guide(request, home_test, forms, status=422)
    practice = bool(request.POST.get("practice"))
    bodies = [replace(form.body, practice=practice) for form in given if form.body is not None]
    try:
        saved = [record_side(request, body) for body in bodies]
    except NotNow as reason:
        if reason.conflict_code == NO_CONSENT:
            raise
        lock = standing_lock(request.runner) if reason.conflict_code == LOCKED else None
        if lock is not None:
            return locked_page(request, lock)
        forms[0].add_error(None, str(reason))
        return _guide(request, home_test, forms, status=409)
    messages.success(request, _("Your result is saved."))
    return redirect("test-result", uuid=_most_painful(saved).uuid)


def _most_painful(saved: list[TestResult]) -> TestResult:
    """The side whose page says what to do now; the last one where none hurt more."""
    return max(reversed(saved), key=lambda row: -1 if row.pain is None else row.pain)


def record_side(request: Any, body: ResultBody) -> TestResult:
    """A form sent twice comes with the same id and a later minute: the result stands already, as it was sent first."""
    try:
        return record_test(runner=request.runner, body=body, by=request.user).row
    except NotNow as conflict:
        if conflict.conflict_code != "id_conflict":
            raise
    rows = TestResult.objects.visible_to(request.user).filter(runner=request.runner)
    row = rows.get(uuid=body.uuid)
    if row.body | {"done_at": ""} != body.normalised() | {"done_at": ""}:
        messages.warning(request, _("This was saved before. You can still correct it below."))
    return row


def _guide(request: Any, home_test: HomeTest, forms: list[SideForm], *, status: int = 200) -> HttpResponse:
    entry = next((one for one in entries_of(request.runner) if one.slug == home_test.slug), None)
    context = {
        "home_test": home_test,
        "forms": forms,
        "practice": PracticeForm(request.POST or None),
        "last": {one.side: one for one in entry.comparisons if one.measure == forms[0].main} if entry else {},
        "way": forms[0].way,
        "refused": status != 200,
        "clinic": request.runner.clinic,
    }
    return render(request, "clinic/runner/tests/guide.html", context, status=status)
