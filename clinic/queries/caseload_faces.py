"""Who is in a caseload, what stands out about each, and the choices by which a therapist narrows it down."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.models import Runner
from clinic.queries import caseload_rows as rows
from clinic.queries.caseload_looks import Look, looks_at
from clinic.queries.caseload_rows import Person
from clinic.rules.attention import Reason, sort_key
from clinic.rules.pain import PainWeek, rising
from clinic.rules.weeks import monday_of, sunday_of
from clinic.scoping import access_of

NEW_DAYS = datetime.timedelta(days=7)
MINE, CLINIC = "mine", "clinic"
ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the therapist asked to see; anything odd shows everyone."""

    whose: str = MINE
    show: str = ""
    cause: str = ""
    query: str = ""
    page: str = "1"

    @classmethod
    def of(cls, asked: Mapping[str, str], user: Any) -> "Wanted":
        """From the address. Who treats nobody (an owner) begins with the whole clinic."""
        usual = MINE if access_of(user).therapist_in else CLINIC
        whose = asked.get("whose", usual)
        return cls(
            whose=whose if whose in {MINE, CLINIC} else usual,
            show=asked.get("show", ""),
            cause=asked.get("cause", ""),
            query=asked.get("q", "").strip(),
            page=asked.get("page", "1"),
        )


@dataclass(frozen=True, slots=True)
class Face:
    """A runner with what stands out, before any words are made."""

    person: Person
    looks: tuple[Look, ...]
    pains: Sequence[int | None]
    is_rising: bool

    @property
    def has_ended(self) -> bool:
        return not self.person.care and self.person.ended_at is not None

    @property
    def in_care(self) -> bool:
        """Also who was discharged, as long as something of theirs waits for a therapist."""
        return not self.has_ended or bool(self.looks)

    @property
    def is_mine(self) -> bool:
        """Led or covered by this therapist; a runner without a running episode is everybody's."""
        return not self.person.care or any(care.is_mine for care in self.person.episodes)

    @property
    def order(self) -> tuple:
        return sort_key(look.reason for look in self.looks), self.person.name.casefold(), self.person.pk


@dataclass(frozen=True, slots=True)
class Shown:
    """A choice of the page: its key, its words, how many it holds, and whether it is the one chosen."""

    key: str
    label: str
    count: int
    chosen: bool


def faces_of(user: Any) -> list[Face]:
    people = rows.people_of(user)
    alerts, pains = rows.alerts_of(user), rows.pain_by_week(user, today_of(people))
    return [_face(person, looks_at(person, alerts.get(person.pk, ())), pains.get(person.pk, ())) for person in people]


def _face(person: Person, looks: tuple[Look, ...], pains: Sequence[int | None]) -> Face:
    monday = monday_of(person.today)
    back = range(len(pains) - 1, -1, -1)
    weeks = [
        PainWeek(monday - rows.ONE_WEEK * ago, pain) for ago, pain in zip(back, pains, strict=True) if pain is not None
    ]
    lately = weeks[-1:] and weeks[-1].start >= monday - rows.ONE_WEEK
    return Face(person, looks, pains, bool(lately) and rising(weeks))


def today_of(people: Sequence[Person]) -> datetime.date:
    """The date at the clinic."""
    zone = people[0].clinic_zone if people else "UTC"
    return Runner(zone=zone).today(timezone.now())


def urgent(faces: Iterable[Face]) -> int:
    return sum(face.looks[0].reason is Reason.RED_FLAG for face in faces if face.looks)


def _is_due_this_week(face: Face) -> bool:
    until = sunday_of(face.person.today)
    return any(care.due_on is not None and care.due_on <= until for care in face.person.episodes)


def _is_quiet(face: Face) -> bool:
    return any(look.reason is Reason.QUIET for look in face.looks)


def _is_new(face: Face) -> bool:
    opened = [care.opened_at for care in face.person.episodes] or [face.person.created_at]
    return not face.has_ended and timezone.now() - min(opened) < NEW_DAYS


TESTS: dict[str, Callable[[Face], bool]] = {
    "retest": _is_due_this_week,
    "pain": lambda face: face.is_rising,
    "quiet": _is_quiet,
    "new": _is_new,
}


def chosen(scope: list[Face], cared_for: list[Face], wanted: Wanted) -> list[Face]:
    """By filter and cause, the most urgent first. A search without a filter also finds those discharged."""
    if wanted.show == ENDED:
        over = (face for face in scope if face.has_ended)
        return _searched(sorted(over, key=lambda face: face.person.name.casefold()), wanted.query)
    plain = wanted.query and not wanted.show and not wanted.cause
    found: Iterable[Face] = scope if plain else cared_for
    if wanted.show in TESTS:
        found = filter(TESTS[wanted.show], found)
    if wanted.cause:
        found = (face for face in found if any(wanted.cause in care.causes for care in face.person.episodes))
    return _searched(sorted(found, key=lambda face: face.order), wanted.query)


def _searched(faces: list[Face], query: str) -> list[Face]:
    sought = query.casefold().split()
    return [face for face in faces if all(word in face.person.name.casefold() for word in sought)] if sought else faces


def filters(scope: list[Face], cared_for: list[Face], wanted: Wanted) -> list[Shown]:
    labels = {
        "": _("Everyone"),
        "retest": _("Re-test this week"),
        "pain": _("Pain rising"),
        "quiet": _("Quiet 7 days"),
        "new": _("New this week"),
    }
    counts = {key: sum(map(test, cared_for)) for key, test in TESTS.items()} | {"": len(cared_for)}
    shown = [Shown(key, label, counts[key], wanted.show == key) for key, label in labels.items()]
    ended = sum(face.has_ended for face in scope)
    return [*shown, Shown(ENDED, _("Discharged"), ended, wanted.show == ENDED)] if ended else shown


def causes(faces: list[Face], wanted: Wanted) -> list[Shown]:
    """The causes that somebody has, suspected or confirmed, the most frequent first."""
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for face in faces:
        own = {slug: name for care in face.person.episodes for slug, name in care.causes.items()}
        names |= own
        counts.update(own.keys())
    return [Shown(slug, names[slug], count, wanted.cause == slug) for slug, count in counts.most_common()]
