"""Why a therapist should look at each runner of a caseload: alerts that stand, and what the rows say by themselves."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clinic.models import Alert
from clinic.queries.caseload_rows import Care, Person, StandingAlert
from clinic.rules.attention import Reason, is_quiet
from clinic.rules.retest import RetestState, state

OF_ALERTS = {
    Alert.Kind.RED_FLAG: Reason.RED_FLAG,
    Alert.Kind.SCREENING_NOTE: Reason.SCREENING_NOTE,
    Alert.Kind.PAIN: Reason.PAIN_HIGH,
    Alert.Kind.MORNING: Reason.MORNING_WORSE,
    Alert.Kind.RESULT: Reason.RETEST_DONE,
    Alert.Kind.SIDE_DIFFERENCE: Reason.SIDE_DIFFERENCE,
    Alert.Kind.CONSENT: Reason.CONSENT,
}
OF_RETESTS = {RetestState.OVERDUE: Reason.RETEST_OVERDUE, RetestState.DUE: Reason.RETEST_DUE}


@dataclass(frozen=True, slots=True)
class Look:
    """One reason, with the alert or the episode that it comes from."""

    reason: Reason
    alert: StandingAlert | None = None
    care: Care | None = None


def looks_at(person: Person, alerts: Sequence[StandingAlert]) -> tuple[Look, ...]:
    """Each reason once, the most urgent first; of several alerts of a kind the newest."""
    found: dict[Reason, Look] = {}
    for look in (*_told(alerts), *_seen(person)):
        found.setdefault(look.reason, look)
    return tuple(found[reason] for reason in Reason if reason in found) if found else ()


def _told(alerts: Sequence[StandingAlert]) -> Iterator[Look]:
    return (Look(OF_ALERTS[Alert.Kind(alert.kind)], alert) for alert in alerts)


def _seen(person: Person) -> Iterator[Look]:
    if person.lock:
        yield Look(Reason.RED_FLAG)
    if person.unread:
        yield Look(Reason.MESSAGE)
    if person.ended_at is not None and not person.care:
        return
    yield from _course(person)
    if not person.has_joined:
        yield Look(Reason.NOT_JOINED)


def _course(person: Person) -> Iterator[Look]:
    """Of the running episodes; a pause asks for nothing, and neither does a lock."""
    without = [care for care in person.episodes if care.starts_on is None]
    if without or not person.care:
        yield Look(Reason.NO_ROUTINE, care=without[0] if without else None)
    active = [care for care in person.episodes if not care.is_paused(person.today)]
    for care in sorted(active, key=lambda one: (one.due_on is None, one.due_on)):
        reason = OF_RETESTS.get(state(care.due_on, person.today)) if care.due_on else None
        if reason is not None:
            yield Look(reason, care=care)
    if not person.lock and is_quiet_in(person, active):
        yield Look(Reason.QUIET)


def is_quiet_in(person: Person, active: Sequence[Care]) -> bool:
    """Nothing logged for a week, counted from the start of the routine or the end of the last pause."""
    begun = [_since(care.starts_on, care, person) for care in active if care.starts_on is not None]
    return bool(begun) and is_quiet(person.last_log_on, min(begun), person.today)


def _since(starts_on: datetime.date, care: Care, person: Person) -> datetime.date:
    ends = [pause.ends_on for pause in care.pauses if pause.ends_on is not None and pause.ends_on < person.today]
    return max([starts_on, *ends])
