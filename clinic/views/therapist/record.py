"""A runner's record: the overview, the timeline, the routine, the tests, the log."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic.actions import audit
from clinic.models import EpisodeOfCare, Runner
from clinic.permissions import can_own, can_treat
from clinic.policies import asks, check_consented
from clinic.queries.alert_words import words_of_alert
from clinic.queries.care_course import EpisodeHead, course_of, heads_of, standing_alerts
from clinic.queries.diary import diary_of
from clinic.queries.happening_words import entry_of
from clinic.queries.results import compare, margins_of, results_of
from clinic.queries.review import facts_for
from clinic.queries.routine_book import periods_of, revisions_of, tests_asked_for
from clinic.queries.timeline import happenings
from clinic.reports.course import draw_course
from clinic.reports.test_cards import cards_of
from clinic.views.access import load, therapists

SHORT_TIMELINE, LONG_TIMELINE = 6, 200


def frame(request: HttpRequest, runner: Runner, tab: str) -> dict[str, Any]:
    """What every tab of a record shows around itself: the episodes, and which of them is meant.

    Its moments are on the clock of the runner's clinic, also for somebody who works in several.
    """
    heads = heads_of(runner)
    wanted = request.GET.get("episode", "")
    head = next((one for one in heads if str(one.uuid) == wanted), heads[0] if heads else None)
    request.clinic = runner.clinic  # type: ignore[attr-defined]  # the shell names it without asking again
    timezone.activate(ZoneInfo(runner.clinic.zone))
    treats = can_treat(request.user, runner)
    context = {"runner": runner, "heads": heads, "head": head, "tab": tab, "treats": treats}
    return context | {"may_record": head.may_record if head else asks(check_consented, runner)}


@require_safe
@therapists
@load(Runner, "clinic", "user")
def runner(request: HttpRequest, runner: Runner) -> HttpResponse:
    """The overview: what needs looking at, the course on one axis, what the tests can mean."""
    audit.opened(runner=runner, by=request.user)
    context = frame(request, runner, "overview")
    head: EpisodeHead | None = context["head"]
    if head is not None:
        course = course_of(runner, head)
        context |= {"course": course, "chart": draw_course(course)}
    context["owns"] = can_own(request.user, runner.clinic)
    context["alerts"] = [(alert, words_of_alert(alert)) for alert in standing_alerts(runner)]
    return render(request, "clinic/therapist/runner.html", context)


@require_safe
@therapists
@load(EpisodeOfCare, "runner__clinic", "runner__user", name="episode")
def proposal(request: HttpRequest, episode: EpisodeOfCare) -> HttpResponse:
    """What the results speak for, as a part of the overview that is fetched after it."""
    audit.opened(runner=episode.runner, by=request.user)
    return render(request, "clinic/therapist/proposal.html", {"facts": facts_for(episode), "episode": episode})


@require_safe
@therapists
@load(EpisodeOfCare, "runner__clinic", "runner__user", name="episode")
def timeline(request: HttpRequest, episode: EpisodeOfCare) -> HttpResponse:
    """The last entries as a part of the overview; all of them as a page."""
    audit.opened(runner=episode.runner, by=request.user)
    is_part = bool(getattr(request, "htmx", False))
    rows = happenings(episode, limit=SHORT_TIMELINE if is_part else LONG_TIMELINE)
    entries = [entry_of(row, runner=episode.runner.uuid, is_now=place == 0) for place, row in enumerate(rows)]
    template = "clinic/therapist/timeline_part.html" if is_part else "clinic/therapist/timeline.html"
    return render(request, template, {"entries": entries, "episode": episode, "zone": episode.runner.clinic.zone})


@require_safe
@therapists
@load(Runner, "clinic", "user")
def runner_routine(request: HttpRequest, runner: Runner) -> HttpResponse:
    audit.opened(runner=runner, by=request.user)
    context = frame(request, runner, "routine")
    head = context["head"]
    context["revisions"] = revisions_of(head.pk) if head is not None else []
    context["tests"] = tests_asked_for(head.pk) if head is not None and head.due_on is not None else []
    return render(request, "clinic/therapist/runner_routine.html", context)


@require_safe
@therapists
@load(Runner, "clinic", "user")
def runner_tests(request: HttpRequest, runner: Runner) -> HttpResponse:
    audit.opened(runner=runner, by=request.user)
    results = results_of(runner)
    comparisons = compare(results, margins_of(runner.clinic))
    context = frame(request, runner, "tests")
    head = context["head"]
    periods, sore = (periods_of(head.pk), head.side) if head else ([], "")
    context["cards"] = cards_of(runner, results, comparisons, periods, sore=sore)
    return render(request, "clinic/therapist/runner_tests.html", context)


@require_safe
@therapists
@load(Runner, "clinic", "user")
def runner_log(request: HttpRequest, runner: Runner) -> HttpResponse:
    audit.opened(runner=runner, by=request.user)
    context = frame(request, runner, "log") | {"diary": diary_of(runner, page=request.GET.get("page"))}
    return render(request, "clinic/therapist/runner_log.html", context)
