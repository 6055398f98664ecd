"""Fills an empty database with the demo."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from clinic.demo import care, days, phrases, prescribing, trials
from clinic.demo.course import Course, Place
from clinic.demo.endings import ENDINGS
from clinic.demo.names import names
from clinic.demo.people import make_runner, staffed
from clinic.demo.rows import Rows
from clinic.demo.stories import OTHER_RUNNER, RUNNER, RUNNER2, Ending, Gate, Story, story_of
from clinic.models import ProblemReport

CHUNK = 25
FIRST_SHARE = 0.8
HALF_TIME_DAYS = 14

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much: clinics, therapists and runners in all of them together, weeks of history, and a seed."""

    clinics: int = 2
    therapists: int = 3
    runners: int = 30
    weeks: int = 12
    seed: int = 1

    @property
    def people(self) -> int:
        """The least of therapists and of runners: two in the first clinic, one in each other."""
        return self.clinics + 1


@transaction.atomic
def seed_demo(*, size: Size, password: str, progress: Progress | None = None) -> int:
    """Writes the demo and returns the number of rows. The same size at the same moment makes the same rows."""
    rng = Random(size.seed)  # noqa: S311 -- invented people hold no secrets
    now = timezone.now()
    rows, people, hashed = Rows(rng), names(rng), make_password(password)
    written = done = 0
    for number, (therapists, runners) in enumerate(shares(size)):
        place = staffed(number, rows=rows, people=people, password=hashed, therapists=therapists, now=now)
        first: Course | None = None
        for nth, story in enumerate(stories(number, runners, size.weeks)):
            course = write_course(place, story, email=_email(number, nth), name=next(people), password=hashed, lead=nth)
            first, done = first or course, done + 1
            if progress is not None:
                progress(done, size.runners)
            written += rows.write() if done % CHUNK == 0 else 0
        if first is not None:
            _report_problems(place, rows, first.runner.user)
        written += rows.write()
    return written


def shares(size: Size) -> Iterator[tuple[int, int]]:
    """Therapists and runners of each clinic: most in the first one, the rest shared out."""
    others = size.clinics - 1
    first = size.runners if not others else max(2, min(round(size.runners * FIRST_SHARE), size.runners - others))
    carers = size.therapists - others
    yield carers, first
    for number in range(others):
        yield 1, (size.runners - first) // others + (number < (size.runners - first) % others)


def stories(clinic: int, count: int, weeks: int) -> Iterator[Story]:
    """The people who sign in come first: two in the first clinic, one in the others."""
    fixed = [RUNNER, RUNNER2] if clinic == 0 else [OTHER_RUNNER]
    yield from fixed[:count]
    yield from (story_of(number, weeks) for number in range(count - len(fixed)))


def _email(clinic: int, nth: int) -> str:
    prefix = ("", "other-")[clinic] if clinic < 2 else f"clinic{clinic + 1}-"
    return f"{prefix}runner{nth + 1 if nth else ''}"


def write_course(place: Place, story: Story, *, email: str, name: str, password: str, lead: int) -> Course:
    """One runner from the invitation to today. The first two in a clinic are the first therapist's."""
    length = 28 * story.months + story.day
    runner = make_runner(place, story, email=email, name=name, password=password, days=length)
    carer = place.therapists[0 if lead < 2 else lead % len(place.therapists)]
    course = Course(place=place, runner=runner, story=story, lead=carer)
    if story.ending is not Ending.NOT_JOINED:
        _visit(course)
        _months(course)
        ENDINGS[story.ending](course)
    return course


def _visit(course: Course) -> None:
    """The first visit in the clinic, with the first routine at its end."""
    care.open_episode(course)
    care.screen(course, course.at(course.start, 10, 10), kind=care.FULL, by=course.lead)
    if course.story.ending is Ending.NO_ROUTINE:
        care.suspect(course)
        return
    tests = _allowed_tests(course)
    if "calf-strength" in course.story.causes:
        care.pass_gate(course, course.start, course.story.gate)
    trials.measure(course, course.start, month=0, tests=tests, at_home=False)
    care.confirm(course)
    if "shoes" in course.story.causes:
        care.review_shoes(course)
    prescribing.first_routine(course)


def _allowed_tests(course: Course) -> list[trials.HomeTest]:
    tests = trials.tests_of(course)
    return [test for test in tests if not test.impact] if course.story.gate is Gate.FAILED else tests


def _months(course: Course) -> None:
    """The complete months, each with its tests and its review."""
    story = course.story
    if story.ending is Ending.NO_ROUTINE:
        return
    if (story.adds or story.later) and course.month(0) + _days(10) < course.today:
        prescribing.change_routine(course, course.start + _days(10))
    if story is RUNNER:
        _test_at_half_time(course)
    for month in range(1, story.months + 1):
        day = course.month(month)
        tests = [row.home_test for row in course.waiting if not row.home_test.impact or _may_hop(course)]
        trials.measure(course, day, month=month, tests=tests, at_home=True)
        final = story.ending is Ending.DISCHARGED and month == story.months
        prescribing.review(course, day, final=final)
    if story.months or story.day > 4:
        days.talk(course, course.today - _days(min(story.day, 4) + 1))


def _may_hop(course: Course) -> bool:
    return course.story.gate is not Gate.FAILED or course.gate_passed


def _test_at_half_time(course: Course) -> None:
    day = course.start + _days(HALF_TIME_DAYS)
    trials.measure(course, day, month=0.5, tests=trials.tests_of(course), at_home=True)


def _days(number: int) -> datetime.timedelta:
    return datetime.timedelta(days=number)


def _report_problems(place: Place, rows: Rows, reporter: Any) -> None:
    """A runner told of problems: one is answered, one waits."""
    exercises = [place.library.exercises[slug] for slug in ("box-hop", "single-leg-box-hop")]
    for number, ((text, answer), exercise) in enumerate(zip(phrases.REPORTS, exercises, strict=True)):
        rows.add(
            ProblemReport,
            clinic=place.clinic,
            reporter=reporter,
            exercise=exercise,
            text=text,
            reported_at=place.now - _days(6 - 3 * number),
            answer=answer,
            answered_at=place.now - _days(4) if answer else None,
            answered_by=place.therapists[-1] if answer else None,
        )
