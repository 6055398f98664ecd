"""The caseload: every runner a therapist looks after, those who need somebody first.

The list is made of few reads whatever its length; sentences and dots are only worked out for the page that is shown.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from clinic.models import EpisodeOfCare
from clinic.queries import caseload_rows as rows
from clinic.queries import caseload_words as words
from clinic.queries.caseload_days import fortnight
from clinic.queries.caseload_days import words_of as days_in_words
from clinic.queries.caseload_faces import (
    ENDED,
    MINE,
    Face,
    Shown,
    Wanted,
    causes,
    chosen,
    faces_of,
    filters,
    today_of,
    urgent,
)
from clinic.queries.caseload_rows import Done, Person, Prescribed
from clinic.queries.caseload_words import CHIPS, Details
from clinic.queries.results import Comparison
from clinic.rules.attention import Reason
from clinic.rules.schedule import Day
from clinic.scoping import access_of

PER_PAGE = 25
# Further reasons are said beside the first one, at most so many.
FURTHER = 2


@dataclass(frozen=True, slots=True)
class Course:
    """What is prescribed, by episode, and what was done of it, by the root of the exercise."""

    prescribed: Mapping[int, Sequence[Prescribed]] = field(default_factory=dict)
    done: Mapping[int, Sequence[Done]] = field(default_factory=dict)

    def of(self, person: Person) -> list[Prescribed]:
        return [one for pk in person.care for one in self.prescribed.get(pk, ())]


@dataclass(frozen=True, slots=True)
class NeedRow:
    """Somebody who needs a therapist: why, in words, and the one thing to do."""

    person: Person
    url: str
    line: str
    chip: str
    kind: str
    first: str
    rest: str
    label: str
    action: str
    is_main: bool


@dataclass(frozen=True, slots=True)
class PlanRow:
    """Somebody who goes to plan. `pains` are the worst ratings of seven weeks, oldest first."""

    person: Person
    url: str
    line: str
    routine: str
    days: tuple[Day, ...]
    days_words: str
    pains: Sequence[int | None]
    following: str

    @property
    def pain_now(self) -> int | None:
        return next((pain for pain in reversed(self.pains) if pain is not None), None)


@dataclass(frozen=True, slots=True)
class EndedRow:
    person: Person
    url: str
    ended: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Caseload:
    """One page of a caseload with all its counts. `needing` counts everybody who needs a therapist, shown or not."""

    wanted: Wanted
    today: datetime.date
    needing: int
    planned: int
    ended: int
    elsewhere: int
    filters: Sequence[Shown]
    causes: Sequence[Shown]
    page: Page
    needs: Sequence[NeedRow]
    plan: Sequence[PlanRow]
    over: Sequence[EndedRow]
    of_many: bool = False

    @property
    def is_mine(self) -> bool:
        return self.wanted.whose == MINE

    @property
    def is_filtered(self) -> bool:
        return bool(self.wanted.show or self.wanted.cause or self.wanted.query)

    @property
    def is_empty(self) -> bool:
        return not self.page.paginator.count


def caseload_of(user: Any, wanted: Wanted) -> Caseload:
    """Reads and sorts it all, in at most six queries."""
    everybody = faces_of(user)
    scope = [face for face in everybody if face.is_mine] if wanted.whose == MINE else everybody
    cared_for = [face for face in scope if face.in_care]
    found = chosen(scope, cared_for, wanted)
    page = Paginator(found, PER_PAGE).get_page(wanted.page)
    ended = wanted.show == ENDED
    needs = [face for face in page if face.looks and not ended]
    plan = [face for face in page if not face.looks and not face.has_ended]
    course = _course_of([face.person for face in (*plan, *filter(_is_sore, needs))])
    return Caseload(
        wanted=wanted,
        today=today_of([face.person for face in everybody]),
        needing=sum(bool(face.looks) for face in cared_for),
        planned=sum(not face.looks and not face.has_ended for face in found),
        ended=sum(face.has_ended for face in scope),
        elsewhere=urgent(everybody) - urgent(scope),
        filters=filters(scope, cared_for, wanted),
        causes=causes(cared_for, wanted),
        page=page,
        needs=_for_whom(user, _need_rows(needs, course)),
        plan=[_plan_row(face, course) for face in plan],
        over=[_ended_row(face.person) for face in page if ended or (face.has_ended and not face.looks)],
        of_many=len({face.person.clinic for face in everybody}) > 1,
    )


def _for_whom(user: Any, rows: list[NeedRow]) -> list[NeedRow]:
    """Owners who treat nobody look; what they may not do is not offered."""
    if access_of(user).therapist_in:
        return rows
    return [replace(row, label=_("Open"), action=row.url) for row in rows]


def _is_sore(face: Face) -> bool:
    return any(look.reason is Reason.PAIN_HIGH for look in face.looks)


def _is_tested(face: Face) -> bool:
    return any(look.reason is Reason.RETEST_DONE for look in face.looks)


def _course_of(people: Sequence[Person]) -> Course:
    if not people:
        return Course()
    care = {pk: care for person in people for pk, care in person.care.items()}
    runners = rows.ids_of(people)
    since = min(person.today for person in people) - rows.LOGS_BACK
    return Course(rows.prescribed_to(runners, care), rows.done_by(runners, since))


def _need_rows(faces: Sequence[Face], course: Course) -> list[NeedRow]:
    """Results are only read where a reason speaks of them."""
    tested = rows.ids_of(face.person for face in faces if _is_tested(face))
    comparisons = rows.comparisons_of(tested) if tested else {}
    return [_need_row(face, _details(face.person, course, comparisons), place == 0) for place, face in enumerate(faces)]


def _details(person: Person, course: Course, comparisons: Mapping[int, Sequence[Comparison]]) -> Details:
    prescribed = course.of(person)
    done = [course.done.get(one.root, ()) for one in prescribed]
    return Details(comparisons.get(person.pk, ()), prescribed, done)


def _need_row(face: Face, details: Details, is_first: bool) -> NeedRow:
    person, look = face.person, face.looks[0]
    sentence = words.sentence(look, person, details)
    further = [words.sentence(other, person, details).first for other in face.looks[1 : FURTHER + 1]]
    chip, kind = CHIPS[look.reason]
    label, action = words.step(look, person)
    return NeedRow(
        person=person,
        url=words.address("runner", person.uuid),
        line=words.line_of(person),
        chip=str(chip),
        kind=kind,
        first=sentence.first,
        rest=" ".join([sentence.rest, *further]).strip(),
        label=str(label),
        action=action,
        is_main=is_first and look.reason is Reason.RED_FLAG,
    )


def _plan_row(face: Face, course: Course) -> PlanRow:
    person, prescribed = face.person, course.of(face.person)
    days = fortnight(prescribed, course.done, person.today)
    return PlanRow(
        person=person,
        url=words.address("runner", person.uuid),
        line=words.line_of(person),
        routine=words.routine_of(prescribed, person),
        days=days,
        days_words=days_in_words(days),
        pains=face.pains,
        following=words.next_of(person),
    )


def _ended_row(person: Person) -> EndedRow:
    outcome = EpisodeOfCare.Outcome(person.outcome).label if person.outcome else ""
    ended = words.day_month(person.ended_at.date()) if person.ended_at else ""
    return EndedRow(person, words.address("runner", person.uuid), ended, str(outcome))
