"""Routines in revisions, their retests, and the reviews between them."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from clinic.demo import care, phrases
from clinic.demo.course import Course, Span
from clinic.demo.shelf import Usual
from clinic.demo.stories import MONTH, Gate
from clinic.demo.trials import HOP, tests_of
from clinic.models import EpisodeOfCare, Notification, PrescribedExercise, Retest, Review, Routine, TestResult
from clinic.rules.proposal import Decision, Facts, Proposal, Reason, SideBenchmark, SideChange, propose
from clinic.rules.trend import Word, trend
from exercises.models import HomeTest


def lines_of(course: Course, *, gentle: bool = False, without: str = "") -> list[tuple[str, Usual]]:
    """What the protocols of the story's causes give at this stage, gently as long as the start gate is closed."""
    causes = [slug for slug in course.story.causes if slug != without]
    found = [(slug, usual) for slug in causes for usual in course.library.usual(slug, course.stage)]
    if not gentle:
        return found
    easier = [(slug, usual, course.library.easier(usual.exercise)) for slug, usual in found]
    return [(slug, usual if other is usual.exercise else Usual(other, other.dosage)) for slug, usual, other in easier]


def give(course: Course, day: datetime.date, lines: list[tuple[str, Usual]], *, hour: int = 15) -> Routine:
    """The next revision on that day; the former one ends and its waiting tests are cancelled."""
    at, former = course.at(day, hour), course.routine
    if former is not None:
        former.ended_at = at
    routine = course.rows.add(
        Routine,
        episode=course.episode,
        revision=former.revision + 1 if former else 1,
        starts_on=day,
        words=course.rng.choice(phrases.WORDS),
        assigned_at=at,
        assigned_by=course.lead,
    )
    for slug in dict.fromkeys(slug for slug, _usual in lines):
        course.rows.add(Routine.causes.through, routine=routine, cause=course.library.causes[slug])
    course.routine = routine
    _prescribe(course, routine, lines)
    cancel(course, at)
    _tell(course, routine, at)
    return routine


def _prescribe(course: Course, routine: Routine, lines: list[tuple[str, Usual]]) -> None:
    """Each exercise is to be done from now on; one that goes on keeps its link to where it began."""
    held = {span.prescribed.exercise: span for span in course.spans if span.last is None}
    for span in held.values():
        span.last = routine.starts_on - datetime.timedelta(days=1)
    for position, (slug, usual) in enumerate(lines, start=1):
        before = held.get(usual.exercise)
        prescribed = course.rows.add(
            PrescribedExercise,
            routine=routine,
            exercise=usual.exercise,
            cause=course.library.causes[slug],
            position=position,
            dosage=usual.dosage,
            usual=usual.dosage,
            note=usual.note,
            continues=(before.prescribed.continues or before.prescribed) if before else None,
        )
        course.spans.append(Span(prescribed=prescribed, first=routine.starts_on))


def cancel(course: Course, at: datetime.datetime) -> None:
    for retest in course.waiting:
        retest.cancelled_at = at
    course.waiting = []


def _tell(course: Course, routine: Routine, at: datetime.datetime) -> None:
    course.audit("routine.given", at=at, by=course.lead, target=routine, revision=routine.revision)
    course.told(Notification.Kind.ROUTINE, to=course.runner.user, key=f"routine:{routine.uuid}", at=at)


def plan_tests(course: Course, month_start: datetime.date, tests: Iterable[HomeTest]) -> None:
    """These tests are due 28 days after the month began."""
    due_on = month_start + datetime.timedelta(days=MONTH)
    course.waiting = [
        course.rows.add(
            Retest,
            episode=course.episode,
            routine=course.routine,
            home_test=test,
            due_on=due_on,
            created_at=course.routine.assigned_at if course.routine else course.at(month_start, 15),
        )
        for test in tests
    ]


def first_routine(course: Course) -> None:
    lines = lines_of(course, gentle=course.story.gate is Gate.FAILED, without=course.story.later)
    give(course, course.start, lines, hour=11)
    plan_tests(course, course.start, tests_of(course))


def change_routine(course: Course, day: datetime.date) -> None:
    """A change in the middle of the first month: one more thing."""
    lines = lines_of(course)
    if course.story.adds:
        exercise = course.library.exercises[course.story.adds]
        lines.append((course.story.causes[0], Usual(exercise, exercise.dosage)))
    tests = [row.home_test for row in course.waiting]
    give(course, day, lines)
    plan_tests(course, course.start, tests)


def review(course: Course, day: datetime.date, *, final: bool) -> None:
    """The therapist decides on the results of the month, and what follows from it happens."""
    proposal = _proposal(course)
    decision = Decision.DISCHARGE if final else _decision(course, proposal)
    at = course.at(day, 14, 50)
    row = course.rows.add(
        Review,
        episode=course.episode,
        routine=course.routine,
        decision=decision.value,
        words=phrases.REVIEW_WORDS[decision.value],
        proposal=_kept(proposal),
        decided_at=at,
        decided_by=course.lead,
    )
    for result in course.results[-2 * len(tests_of(course)) :]:
        course.rows.add(Review.results.through, review=row, testresult=result)
    for alert in course.fresh:
        alert.settled_at, alert.settled_by = at, course.lead
    course.fresh = []
    course.audit("review.decided", at=at, by=course.lead, target=row, decision=decision.value)
    course.told(Notification.Kind.MESSAGE, to=course.runner.user, key=f"review:{row.uuid}", at=at)
    _follow(course, day, decision)


def _decision(course: Course, proposal: Proposal) -> Decision:
    if course.story.gate is Gate.FAILED and course.stage == 0 and not course.gate_passed:
        return Decision.PROGRESS
    goes_on = proposal.decision in {Decision.PROGRESS, Decision.DISCHARGE} and not _is_last_stage(course)
    return Decision.PROGRESS if goes_on else Decision.KEEP


def _follow(course: Course, day: datetime.date, decision: Decision) -> None:
    if decision is Decision.DISCHARGE:
        care.discharge(course, day, EpisodeOfCare.Outcome.GOAL_REACHED)
        return
    if decision is Decision.PROGRESS:
        if course.story.gate is Gate.FAILED and not course.gate_passed:
            care.pass_gate(course, day, Gate.PASSED)
            course.gate_passed = True
        else:
            course.stage += 1
        give(course, day, lines_of(course))
    plan_tests(course, day, tests_of(course))
    if decision is Decision.KEEP:
        for row in course.waiting:
            row.created_at = course.at(day, 14, 50)
            course.audit("retest.planned", at=row.created_at, by=course.lead, target=row, due_on=str(row.due_on))


def _is_last_stage(course: Course) -> bool:
    return all(course.stage + 1 >= len(course.library.stages[slug]) for slug in course.story.causes)


def _proposal(course: Course) -> Proposal:
    """What the rules would have said to the results of this month."""
    latest = {(row.home_test.slug, row.side): row for row in course.results}
    benchmarks = tuple(
        SideBenchmark(row.home_test.name, side, reached=not row.stop_reason)
        for (slug, side), row in latest.items()
        if slug == HOP
    )
    changes = [_change(course, row) for row in latest.values()]
    facts = Facts(
        changes=tuple(change for change in changes if change.word is not Word.TOO_FEW),
        benchmarks=benchmarks,
        pains=tuple(row.pain for row in latest.values() if row.pain is not None),
        adherence=round(course.story.keen * 100),
        last_stage=_is_last_stage(course),
    )
    return propose(facts)


def _change(course: Course, row: TestResult) -> SideChange:
    key = "seconds" if row.home_test.slug == HOP else "distance_cm"
    same = [one.body["values"] for one in course.results if one.side == row.side]
    values = [Decimal(found[key]) for found in same if key in found]
    difference = values[-1] - values[0]
    threshold = course.library.measures[key].smallest_real_change
    return SideChange(row.home_test.name, row.side, trend(values, threshold, higher_is_better=True).word, difference)


def _kept(proposal: Proposal) -> dict[str, Any]:
    return {
        "decision": proposal.decision.value,
        "for": [_plain(reason) for reason in proposal.reasons_for],
        "against": [_plain(reason) for reason in proposal.reasons_against],
    }


def _plain(reason: Reason) -> dict[str, Any]:
    values = {name: str(value) if isinstance(value, Decimal) else value for name, value in reason.values}
    return {"code": reason.code.value, "values": values}
