"""In how much of the clinic's care a piece of content is used: what the library cannot know by itself."""

from django.db.models import Model, Q
from django.utils.translation import ngettext

from clinic.models import EpisodeOfCare, Finding, OwnMargin, ProblemReport, Retest, Routine, TestResult
from exercises import registry
from exercises.models import Cause, Complaint, Exercise, HomeTest
from exercises.registry import Usage


def routines(content: Model) -> Usage:
    """Revisions of one routine count once, since they are one routine to a person."""
    if isinstance(content, Exercise):
        rows = Routine.objects.filter(prescribed__exercise=content)
    elif isinstance(content, Cause):
        rows = Routine.objects.filter(Q(causes=content) | Q(prescribed__cause=content))
    else:
        return NOWHERE
    count = rows.values("episode").distinct().count()
    return Usage(count, ngettext("%d routine", "%d routines", count) % count)


def episodes(content: Model) -> Usage:
    if isinstance(content, Complaint):
        count = EpisodeOfCare.objects.filter(complaint=content).count()
    elif isinstance(content, Cause):
        count = Finding.objects.filter(cause=content).values("episode").distinct().count()
    elif isinstance(content, HomeTest):
        count = Retest.objects.filter(home_test=content).values("episode").distinct().count()
    else:
        return NOWHERE
    return Usage(count, ngettext("%d episode", "%d episodes", count) % count)


def results(content: Model) -> Usage:
    if not isinstance(content, HomeTest):
        return NOWHERE
    count = TestResult.objects.filter(home_test=content).count()
    return Usage(count, ngettext("%d result", "%d results", count) % count)


def margins(content: Model) -> Usage:
    if not isinstance(content, HomeTest):
        return NOWHERE
    count = OwnMargin.objects.filter(measure__home_test=content).count()
    return Usage(count, ngettext("%d margin of the clinic", "%d margins of the clinic", count) % count)


def reports(content: Model) -> Usage:
    if not isinstance(content, Exercise):
        return NOWHERE
    count = ProblemReport.objects.filter(exercise=content).count()
    return Usage(count, ngettext("%d problem report", "%d problem reports", count) % count)


NOWHERE = Usage(0, "")
COUNTERS = (routines, episodes, results, margins, reports)


def connect() -> None:
    """Tells the library, once."""
    for counter in COUNTERS:
        registry.register_usage(counter)
    registry.register_care(routines)
