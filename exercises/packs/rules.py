"""What must hold between the values of one piece of content. The database has most of it as constraints too."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

Form = Mapping[str, Any]


def problems_of(kind: str, form: Form) -> list[str]:
    """Sentences on what does not fit together in one form, or one part, of that kind."""
    return [*_reviewed(form), *CHECKS.get(kind, _nothing)(form)]


def circle_in(easier: Mapping[str, Sequence[str]]) -> list[str]:
    """The first circle in a chain of exercises, from each to its easier ones; empty when there is none."""
    done: set[str] = set()
    for start in easier:
        circle = _circle_from(start, easier, done)
        if circle:
            return circle
    return []


def _circle_from(start: str, easier: Mapping[str, Sequence[str]], done: set[str]) -> list[str]:
    """Depth first without recursion: `path` is where we are, `left` what is still to try at each step."""
    path, left = [start], [iter(easier.get(start, ()))]
    while path:
        following = next(left[-1], None)
        if following is None:
            done.add(path.pop())
            left.pop()
        elif following in path:
            return [*path[path.index(following) :], following]
        elif following not in done:
            path.append(following)
            left.append(iter(easier.get(following, ())))
    return []


def _nothing(form: Form) -> Iterator[str]:
    yield from ()


def _reviewed(form: Form) -> Iterator[str]:
    if bool(form.get("reviewed_by")) != bool(form.get("reviewed_on")):
        yield _("reviewed_by and reviewed_on belong together")


def _home_test(form: Form) -> Iterator[str]:
    if sum(bool(measure.get("primary")) for measure in form.get("measures", [])) != 1:
        yield _("measures: exactly one must be primary")


def _measure(form: Form) -> Iterator[str]:
    lowest, highest, benchmark = form["minimum"], form["maximum"], form.get("benchmark")
    if lowest >= highest:
        yield _("minimum must be below maximum")
    elif benchmark is not None and not lowest <= benchmark <= highest:
        yield _("benchmark must lie between minimum and maximum")
    smallest = form.get("smallest_real_change")
    if smallest is not None and not form.get("smallest_real_change_source"):
        yield _("smallest_real_change needs its source")
    if smallest is not None and smallest <= 0:
        yield _("smallest_real_change must be above 0")
    if form.get("norms") and not form.get("norms_source"):
        yield _("norms need norms_source: what they rest on")


def _stage(form: Form) -> Iterator[str]:
    if (form.get("home_test") is None) != (form.get("retest_days") is None):
        yield _("home_test and retest_days belong together")
    elif form.get("retest_days") == 0:
        yield _("retest_days must be 1 or more")


def _question(form: Form) -> Iterator[str]:
    if form["level"] == "clear":
        yield _("level: a question must lead to something")


def _picture(form: Form) -> Iterator[str]:
    if form.get("picture") and not form.get("picture_alt"):
        yield _("picture_alt: say what the picture shows")


CHECKS: dict[str, Callable[[Form], Iterator[str]]] = {
    "home_tests": _home_test,
    "measures": _measure,
    "stages": _stage,
    "questions": _question,
    "exercises": _picture,
}
