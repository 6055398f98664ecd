"""How it went so far, in words first."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from clinic.queries.progress import Progress, progress_of
from clinic.reports.charts import spark
from clinic.rules.adherence import Week
from clinic.rules.pain import PainWeek
from clinic.rules.weeks import monday_of
from clinic.views.access import runners


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One week of the list: its name, what can be said of it, and whether it was kept."""

    name: str
    words: str
    kept: bool


@require_GET
@runners
def progress(request: Any) -> HttpResponse:
    """Weeks kept, pain by week, tests and routines. No streaks: a week is a week."""
    seen = progress_of(request.runner)
    context = {
        "progress": seen,
        "title": _title(seen),
        "weeks": [_week_line(week, seen) for week in reversed(seen.weeks)],
        "pain_words": _pain_words(seen.pain_weeks),
        "pain_chart": _pain_chart(seen),
    }
    return render(request, "clinic/runner/progress.html", context)


def _title(seen: Progress) -> str:
    if not seen.weeks:
        return _("Your progress")
    if seen.weeks_kept:
        return ngettext("%(count)d week kept", "%(count)d weeks kept", seen.weeks_kept) % {"count": seen.weeks_kept}
    done = sum(week.sessions_done for week in seen.weeks)
    return ngettext("%(count)d exercise done", "%(count)d exercises done", done) % {"count": done}


def _week_line(week: Week, seen: Progress) -> WeekLine:
    running = week.start == monday_of(seen.today)
    name = _("This week") if running else _("Week of %(day)s") % {"day": date_format(week.start, "j F")}
    return WeekLine(name, _week_words(week, running=running), week.kept and bool(week.sessions_due))


def _week_words(week: Week, *, running: bool) -> str:
    done = ngettext("%(count)d exercise done", "%(count)d exercises done", week.sessions_done)
    words = done % {"count": week.sessions_done}
    if week.kept and week.sessions_due:
        return _("Kept. %(words)s.") % {"words": words}
    if running:
        return _("%(words)s so far.") % {"words": words}
    if not week.sessions_due:
        return _("Nothing was due.")
    return _("%(done)d of %(due)d exercises done.") % {"done": week.sessions_counted, "due": week.sessions_due}


def _pain_words(weeks: Any) -> str:
    """The worst of the first and of the last week: two numbers that anybody can compare."""
    if not weeks:
        return _("No pain noted yet.")
    first, last = weeks[0].worst, weeks[-1].worst
    if len(weeks) == 1:
        return _("The most it hurt was %(last)d out of 10.") % {"last": last}
    words = {"first": first, "last": last}
    if last == first:
        return _("The most it hurt: %(last)d out of 10, as in the first week.") % words
    return _("The most it hurt: first %(first)d, now %(last)d out of 10.") % words


def _pain_chart(seen: Progress) -> SafeString:
    worst: dict[Any, PainWeek] = {week.start: week for week in seen.pain_weeks}
    values = [worst[week.start].worst if week.start in worst else None for week in seen.weeks]
    return spark(values)
