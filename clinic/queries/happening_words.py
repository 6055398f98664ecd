"""Happenings of the timeline in sentences for a therapist."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from clinic.models import EpisodeOfCare, Finding, Lock, Review, ShoeReview
from clinic.models.result import Side
from clinic.queries.results import way_words
from clinic.queries.timeline import RECORDED, Happening
from exercises.models import ScreeningLevel
from exercises.quantities import quantity


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline, as templates/_components/timeline.html shows it."""

    moment: datetime.datetime
    words: str
    detail: str = ""
    url: str = ""
    is_now: bool = False


def entry_of(happening: Happening, *, runner: UUID, is_now: bool = False) -> Entry:
    """The line of one happening; `runner` is whose it is, for the way to a recording."""
    words, detail = SENTENCES[happening.kind](happening)
    by = _("by %(who)s") % {"who": happening.who} if happening.who and happening.kind != "message" else ""
    return Entry(happening.at, f"{words}, {by}" if by else words, detail, _url(happening, runner), is_now)


def _url(happening: Happening, runner: UUID) -> str:
    if happening.kind == "routine":
        return reverse("routine-compare", args=[happening.row])
    if happening.kind == "result" and happening.four.endswith(RECORDED):
        return reverse("result-trace", args=[runner, happening.row])
    return ""


def _label(choices: object, value: str) -> str:
    return str(dict(choices.choices).get(value, value))  # type: ignore[attr-defined]  # any TextChoices class


def _opened(one: Happening) -> tuple[str, str]:
    return _("Care opened: %(what)s, %(side)s") % {"what": one.one, "side": _side(one.two)}, ""


def _side(side: str) -> str:
    return {"left": _("left"), "right": _("right"), "both": _("both sides")}.get(side, "")


def _discharged(one: Happening) -> tuple[str, str]:
    return _("Discharged: %(outcome)s") % {"outcome": _label(EpisodeOfCare.Outcome, one.one)}, one.two


def _paused(one: Happening) -> tuple[str, str]:
    days = {"first": _day(one.two), "last": _day(one.three)}
    words = _("Paused from %(first)s to %(last)s") if one.three else _("Paused from %(first)s")
    return words % days, one.one


def _day(text: str) -> str:
    day = parse_date(text[:10]) if text else None
    return date_format(day, "j M") if day else ""


def _finding(one: Happening) -> tuple[str, str]:
    return f"{one.two}: {_label(Finding.State, one.one).lower()}", one.three


def _routine(one: Happening) -> tuple[str, str]:
    return _("Routine %(revision)s given") % {"revision": one.one}, one.two


def _review(one: Happening) -> tuple[str, str]:
    return _("Decided: %(decision)s") % {"decision": _label(Review.Decision, one.one).lower()}, one.two


def _shoes(one: Happening) -> tuple[str, str]:
    values = {"advice": _label(ShoeReview.Advice, one.one).lower(), "comfort": one.two}
    return _("Shoe review: %(advice)s, comfort %(comfort)s of 10") % values, one.three


def _screening(one: Happening) -> tuple[str, str]:
    kind = _("Short screening") if one.two == "short" else _("Screening")
    return f"{kind}: {_label(ScreeningLevel, one.one).lower()}", ""


def _lifted(one: Happening) -> tuple[str, str]:
    return _("Lock lifted: %(extent)s") % {"extent": _label(Lock.Extent, one.two).lower()}, one.one


def _result(one: Happening) -> tuple[str, str]:
    side = f", {_label(Side, one.two).lower()}" if one.two else ""
    number, _space, unit = one.three.partition(" ")
    plain = number.rstrip("0").rstrip(".") if "." in number else number
    method, rhythm, _recorded = one.four.split("|")
    return f"{one.one}{side}: {quantity(plain, unit)}, {way_words(method, rhythm)}", ""


def _pain(one: Happening) -> tuple[str, str]:
    return _("Pain %(pain)s in %(name)s") % {"pain": one.one, "name": one.two}, one.three


def _message(one: Happening) -> tuple[str, str]:
    text = one.one if len(one.one) <= 160 else f"{one.one[:159].rstrip()}…"
    return _("%(who)s: “%(text)s”") % {"who": one.who or _("Somebody"), "text": text}, ""


SENTENCES: dict[str, Callable[[Happening], tuple[str, str]]] = {
    "opened": _opened,
    "discharged": _discharged,
    "paused": _paused,
    "finding": _finding,
    "routine": _routine,
    "review": _review,
    "shoes": _shoes,
    "screening": _screening,
    "lock_lifted": _lifted,
    "result": _result,
    "pain": _pain,
    "message": _message,
}
