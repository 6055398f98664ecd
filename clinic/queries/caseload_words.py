"""The caseload in words: each reason as sentences for a therapist, numbers first, and what to do about it."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from clinic.models import BodySide, Lock, Side
from clinic.queries.alert_words import signs_of
from clinic.queries.caseload_looks import Look
from clinic.queries.caseload_rows import Done, Person, Prescribed, StandingAlert
from clinic.queries.results import Comparison
from clinic.rules.attention import Reason

QUOTED = 70
ANY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Details:
    """What the words of one runner need beside the person: results, exercises, and what was done lately."""

    comparisons: Sequence[Comparison] = ()
    prescribed: Sequence[Prescribed] = ()
    done: Sequence[Sequence[Done]] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """What matters in bold, and the rest."""

    first: str
    rest: str = ""


# The chip of each reason: its word, and its kind.
CHIPS: dict[Reason, tuple[str | Promise, str]] = {
    Reason.RED_FLAG: (gettext_lazy("Red flag"), "stop"),
    Reason.PAIN_HIGH: (gettext_lazy("Pain up"), "warn"),
    Reason.MORNING_WORSE: (gettext_lazy("Morning"), "warn"),
    Reason.SCREENING_NOTE: (gettext_lazy("Screening"), "warn"),
    Reason.CONSENT: (gettext_lazy("Consent"), "warn"),
    Reason.RETEST_DONE: (gettext_lazy("New result"), "pine"),
    Reason.RETEST_OVERDUE: (gettext_lazy("Re-test late"), "line"),
    Reason.RETEST_DUE: (gettext_lazy("Re-test due"), "line"),
    Reason.MESSAGE: (gettext_lazy("Message"), "pine"),
    Reason.SIDE_DIFFERENCE: (gettext_lazy("Sides differ"), "line"),
    Reason.QUIET: (gettext_lazy("Quiet"), "line"),
    Reason.NO_ROUTINE: (gettext_lazy("No routine"), "line"),
    Reason.NOT_JOINED: (gettext_lazy("Not joined"), "line"),
}
# What to do: the words on the button, and the address; {runner} or {episode} says whose page it is.
STEPS: dict[Reason, tuple[str | Promise, str]] = {
    Reason.RED_FLAG: (gettext_lazy("Review answers"), "runner-screening"),
    Reason.PAIN_HIGH: (gettext_lazy("See log"), "runner-log"),
    Reason.MORNING_WORSE: (gettext_lazy("See log"), "runner-log"),
    Reason.SCREENING_NOTE: (gettext_lazy("Review answers"), "runner-screening"),
    Reason.CONSENT: (gettext_lazy("Open"), "runner"),
    Reason.RETEST_DONE: (gettext_lazy("Decide"), "review"),
    Reason.RETEST_OVERDUE: (gettext_lazy("Write"), "runner-messages"),
    Reason.RETEST_DUE: (gettext_lazy("Write"), "runner-messages"),
    Reason.MESSAGE: (gettext_lazy("Answer"), "runner-messages"),
    Reason.SIDE_DIFFERENCE: (gettext_lazy("See tests"), "runner-tests"),
    Reason.QUIET: (gettext_lazy("Write"), "runner-messages"),
    Reason.NO_ROUTINE: (gettext_lazy("Prescribe"), "prescribe"),
    Reason.NOT_JOINED: (gettext_lazy("Invite again"), "runner-invite"),
}
OF_EPISODES = {"review", "prescribe"}


def sentence(look: Look, person: Person, details: Details) -> Sentence:
    return SENTENCES[look.reason](look, person, details)


def step(look: Look, person: Person) -> tuple[str | Promise, str]:
    """The words on the button, and where it leads; an empty address where that page is not offered."""
    words, name = STEPS[look.reason]
    if look.reason is Reason.NO_ROUTINE and look.care is None:
        return _("Open an episode"), address("episode-open", person.uuid)
    if look.reason is Reason.NOT_JOINED and person.invited_until is None:
        words = _("Invite")
    if name not in OF_EPISODES:
        return words, address(name, person.uuid)
    episode = _episode(look, person)
    return (words, address(name, episode)) if episode else (_("Open"), address("runner", person.uuid))


def address(name: str, uuid: UUID) -> str:
    """An address that names one row. Looked up once for each name: dozens of rows would pay for it."""
    return _pattern(name).replace(str(ANY), str(uuid))


def line_of(person: Person) -> str:
    """What is in care, with its side and day: "Calf pain, left · day 12"."""
    if not person.care:
        return _("No episode of care")
    cares = list(person.episodes)
    named = ", ".join(f"{care.complaint}, {side_word(care.side)}" for care in cares)
    begun = min(care.opened_at for care in cares).astimezone(ZoneInfo(person.zone)).date()
    return _("%(complaints)s · day %(day)d") % {"complaints": named, "day": (person.today - begun).days + 1}


def routine_of(prescribed: Sequence[Prescribed], person: Person) -> str:
    """The routine in words: "Box hop and 2 more, week 3"."""
    starts = [care.starts_on for care in person.episodes if care.starts_on is not None]
    if not prescribed or not starts:
        return _("No routine yet")
    name = prescribed[0].name
    if len(prescribed) > 1:
        more = ngettext("%(name)s and %(count)d more", "%(name)s and %(count)d more", len(prescribed) - 1)
        name = more % {"name": name, "count": len(prescribed) - 1}
    days = (person.today - min(starts)).days
    if days < 0:
        return _("%(routine)s, from %(day)s") % {"routine": name, "day": day_month(min(starts))}
    return _("%(routine)s, week %(number)d") % {"routine": name, "number": days // 7 + 1}


def next_of(person: Person) -> str:
    """The next home test with its day, or until when care pauses."""
    pauses = [pause for care in person.episodes for pause in care.pauses if pause.covers(person.today)]
    if pauses:
        ends = pauses[0].ends_on
        return _("Paused until %(day)s") % {"day": day_month(ends)} if ends else _("Paused")
    waiting = [(care.due_on, care.test) for care in person.episodes if care.due_on is not None]
    if not waiting:
        return _("No test planned")
    due_on, test = min(waiting)
    return _("%(test)s, %(day)s") % {"test": test, "day": day_month(due_on)}


def day_month(day: datetime.date) -> str:
    return date_format(day, "j M")


def side_word(side: str) -> str:
    return _("both sides") if side == BodySide.BOTH else str(BodySide(side).label).lower()


@cache
def _pattern(name: str) -> str:
    try:
        return reverse(name, args=[ANY])
    except NoReverseMatch:
        return ""


def _episode(look: Look, person: Person) -> UUID | None:
    if look.care is not None:
        return look.care.uuid
    if look.alert is not None and look.alert.episode is not None:
        return look.alert.episode
    return next((care.uuid for care in person.episodes), None)


def _moment(moment: datetime.datetime, person: Person) -> str:
    """On the clinic's clock: "today 07:12", "yesterday 18:40", "20 Nov"."""
    there = ZoneInfo(person.clinic_zone)
    at, now = moment.astimezone(there), timezone.now().astimezone(there)
    clock = date_format(at, "H:i")
    if at.date() == now.date():
        return _("today %(clock)s") % {"clock": clock}
    if (now.date() - at.date()).days == 1:
        return _("yesterday %(clock)s") % {"clock": clock}
    return day_month(at.date())


def _locked(person: Person) -> str:
    if not person.lock:
        return _("Nothing is locked.")
    if person.lock == Lock.Extent.ALL:
        return _("Exercises and tests are locked.")
    return _("Runs, hops, jumps and tests are locked.")


def _answers(look: Look, person: Person) -> str:
    """What was not answered with no, in the short words that stood with the question."""
    alert = look.alert
    reasons = alert.facts.get("reasons", []) if alert else []
    if alert is None or not reasons:
        return ""
    others = len(reasons) - 1
    more = ngettext(" and %(count)d more", " and %(count)d more", others) % {"count": others} if others else ""
    when = _moment(alert.raised_at, person)
    return _("Yes to “%(reason)s”%(more)s, %(when)s.") % {"reason": reasons[0], "more": more, "when": when}


def _red_flag(look: Look, person: Person, details: Details) -> Sentence:
    words = _answers(look, person)
    return Sentence(words, _locked(person)) if words else Sentence(_locked(person), _("The answers wait for you."))


def _screening(look: Look, person: Person, details: Details) -> Sentence:
    return Sentence(_answers(look, person) or _("A screening was not clear."), _locked(person))


def _pain(look: Look, person: Person, details: Details) -> Sentence:
    if look.alert is None:
        return Sentence(_("Pain was above 5."))
    facts = look.alert.facts
    if facts.get("sharp"):
        return _sharp(look.alert, person)
    name, pain = facts.get("exercise") or facts.get("test") or "", facts.get("pain")
    before = _pain_before(name, pain, details)
    words = {"name": name, "pain": pain, "before": before}
    rose = before is not None and pain is not None and before < pain
    first = _("%(name)s: pain went from %(before)s to %(pain)s.") if rose else _("%(name)s: pain %(pain)s of 10.")
    return Sentence(first % words, _moment(look.alert.raised_at, person).capitalize() + ".")


def _sharp(alert: StandingAlert, person: Person) -> Sentence:
    """Sharp pain counts however low it was rated, or not rated at all."""
    words = {"name": alert.facts.get("exercise") or "", "pain": alert.facts.get("pain")}
    rated = words["pain"] is not None
    first = _("%(name)s: sharp pain, %(pain)s of 10.") if rated else _("%(name)s: sharp or sudden pain.")
    return Sentence(first % words, _moment(alert.raised_at, person).capitalize() + ".")


def _pain_before(name: str, pain: int | None, details: Details) -> int | None:
    """The rating before the last one that was as high, of the exercise with that name."""
    roots = {one.root for one in details.prescribed if one.name == name}
    ratings = [log.pain for logs in details.done for log in logs if log.root in roots and log.pain is not None]
    if pain not in ratings:
        return None
    place = len(ratings) - 1 - ratings[::-1].index(pain)
    return ratings[place - 1] if place else None


def _morning(look: Look, person: Person, details: Details) -> Sentence:
    facts = look.alert.facts if look.alert else {}
    words = {"pain": facts.get("pain"), "usual": facts.get("usual")}
    signs = signs_of(facts)
    first = signs or _("Pain %(pain)s the morning after.") % words
    if signs:
        return Sentence(first, _("Pain %(pain)s of 10.") % words)
    return Sentence(first, "" if facts.get("usual") is None else _("Usually %(usual)s.") % words)


def _consent(look: Look, person: Person, details: Details) -> Sentence:
    return Sentence(_("Consent was withdrawn."), _("Talk about what happens to the record."))


def _result(look: Look, person: Person, details: Details) -> Sentence:
    """Both sides from first to latest, then what it can mean: once where it is the same for both."""
    test = look.alert.facts.get("test", "") if look.alert else ""
    sides = [one for one in details.comparisons if one.home_test.name == test]
    if not sides:
        return Sentence(_("%(test)s: a new result.") % {"test": test})
    numbers = ", ".join(_compared(one) for one in sides)
    verdicts = [one.verdict for one in sides]
    if len(set(verdicts)) == 1:
        return Sentence(f"{test} {numbers}.", f"{verdicts[0]}.")
    meant = ", ".join(f"{_side(one)}{words.lower()}" for one, words in zip(sides, verdicts, strict=True))
    return Sentence(f"{test} {numbers}.", f"{meant[:1].upper()}{meant[1:]}.")


def _compared(one: Comparison) -> str:
    """One side, first to latest: "left 21 to 28 s"."""
    values = [one.latest.value] if one.change is None else [one.first.value, one.latest.value]
    return f"{_side(one)}{_(' to ').join(_number(value) for value in values)} {one.measure.unit}"


def _side(one: Comparison) -> str:
    return f"{str(Side(one.side).label).lower()} " if one.side else ""


def _retest(look: Look, person: Person, details: Details) -> Sentence:
    care = look.care
    if care is None or care.due_on is None:
        return Sentence(_("A home test is due."))
    late = (person.today - care.due_on).days
    if not late:
        return Sentence(_("%(test)s is due today.") % {"test": care.test})
    words = ngettext("%(test)s was due %(days)d day ago", "%(test)s was due %(days)d days ago", late)
    return Sentence(words % {"test": care.test, "days": late} + f", {day_month(care.due_on)}.")


def _message(look: Look, person: Person, details: Details) -> Sentence:
    text = " ".join(person.unread.split())
    return Sentence(_("“%(text)s”") % {"text": text if len(text) <= QUOTED else text[: QUOTED - 1].rstrip() + "…"})


def _sides(look: Look, person: Person, details: Details) -> Sentence:
    facts = look.alert.facts if look.alert else {}
    left, right, unit = facts.get("left", "0"), facts.get("right", "0"), facts.get("unit", "")
    words = {"left": _number(Decimal(left)), "right": _number(Decimal(right)), "unit": unit}
    return Sentence(
        _("Left %(left)s, right %(right)s %(unit)s.") % words, _("The second test day with this difference.")
    )


def _quiet(look: Look, person: Person, details: Details) -> Sentence:
    last = person.last_log_on
    if last is None:
        return Sentence(_("Nothing logged since the routine began."))
    days = (person.today - last).days
    return Sentence(ngettext("No log for %(days)d day.", "No log for %(days)d days.", days) % {"days": days})


def _no_routine(look: Look, person: Person, details: Details) -> Sentence:
    if look.care is None:
        return Sentence(_("No episode of care yet."))
    days = (person.today - look.care.opened_at.astimezone(ZoneInfo(person.zone)).date()).days
    opened = ngettext("Opened %(days)d day ago.", "Opened %(days)d days ago.", days) if days else _("Opened today.")
    return Sentence(_("No routine yet."), opened % {"days": days})


def _not_joined(look: Look, person: Person, details: Details) -> Sentence:
    until = person.invited_until
    if until is None:
        return Sentence(_("Has not been invited yet."))
    words = _("Invited until %(day)s.") if until > timezone.now() else _("The invitation ended on %(day)s.")
    day = day_month(until.astimezone(ZoneInfo(person.clinic_zone)).date())
    return Sentence(_("Has not joined yet."), words % {"day": day})


def _number(value: Decimal) -> str:
    plain = value.normalize()
    return number_format(plain, decimal_pos=max(0, -int(plain.as_tuple().exponent)))


SENTENCES: dict[Reason, Callable[[Look, Person, Details], Sentence]] = {
    Reason.RED_FLAG: _red_flag,
    Reason.PAIN_HIGH: _pain,
    Reason.MORNING_WORSE: _morning,
    Reason.SCREENING_NOTE: _screening,
    Reason.CONSENT: _consent,
    Reason.RETEST_DONE: _result,
    Reason.RETEST_OVERDUE: _retest,
    Reason.RETEST_DUE: _retest,
    Reason.MESSAGE: _message,
    Reason.SIDE_DIFFERENCE: _sides,
    Reason.QUIET: _quiet,
    Reason.NO_ROUTINE: _no_routine,
    Reason.NOT_JOINED: _not_joined,
}
