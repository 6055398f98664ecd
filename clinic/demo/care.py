"""The first visit: the episode opens, screening and start gate, findings; and how an episode ends."""

import datetime
from typing import Any

from clinic.demo import phrases
from clinic.demo.course import Course
from clinic.demo.stories import Gate
from clinic.models import (
    CareAssignment,
    EpisodeOfCare,
    Finding,
    Lock,
    Screening,
    ShoeReview,
    StartGate,
)
from clinic.rules.gate import Criterion, Kind, check
from clinic.rules.screening import Level
from clinic.validators.answers import ScreeningBody

FULL, SHORT = Screening.Kind.FULL, Screening.Kind.SHORT


def open_episode(course: Course) -> EpisodeOfCare:
    at, lead = course.at(course.start, 10), course.lead
    episode = course.rows.add(
        EpisodeOfCare,
        runner=course.runner,
        complaint=course.library.complaint,
        side=course.story.side,
        onset_on=course.start - datetime.timedelta(days=course.rng.randint(14, 120)),
        story=course.rng.choice(phrases.HISTORIES),
        opened_at=at,
        opened_by=lead,
    )
    course.rows.add(CareAssignment, episode=episode, therapist=lead, from_on=course.start)
    course.audit("episode.opened", at=at, by=lead, target=episode)
    course.audit("record.opened", at=at, by=lead, target=course.runner)
    course.episode = episode
    return episode


def screen(
    course: Course, at: datetime.datetime, *, kind: str, by: Any, yes: str = "", level: Level = Level.CLEAR
) -> Screening:
    """Answers with a no to all but the question `yes`, which gives the level."""
    asked = [row for row in course.library.questions if row.short_set or kind == FULL]
    body = ScreeningBody(
        uuid=course.rows.new_uuid(),
        done_at=at,
        answers={row.slug: "yes" if row.slug == yes else "no" for row in asked},
        kind=kind,
        level=level,
        reasons=tuple(row.reason for row in asked if row.slug == yes),
    )
    screening = course.rows.add(
        Screening,
        uuid=body.uuid,
        runner=course.runner,
        body=body.normalised(),
        kind=kind,
        done_at=at,
        local_date=course.runner.today(at),
        answers=body.answers,
        level=level.value,
        reasons=list(body.reasons),
        recorded_at=at,
        recorded_by=by,
    )
    course.audit("screening.recorded", at=at, by=by, target=screening, level=level.value)
    return screening


def lock(course: Course, screening: Screening, *, extent: str) -> Lock:
    at = screening.done_at
    row = course.rows.add(Lock, runner=course.runner, screening=screening, extent=extent, locked_at=at)
    facts = {"level": screening.level, "reasons": screening.reasons, "screening": str(screening.uuid)}
    alert = course.alert("red_flag", at=at, urgent=True, facts=facts)
    alert.episode = None
    course.fresh.append(alert)
    return row


def pass_gate(course: Course, day: datetime.date, outcome: Gate) -> StartGate:
    """The answers of the start gate; hops fail where it is not passed."""
    at = course.at(day, 10, 20)
    if outcome is Gate.OVERRIDDEN:
        gate = course.rows.add(
            StartGate,
            runner=course.runner,
            done_at=at,
            passed=False,
            recorded_by=course.lead,
            override_reason=phrases.GATE_REASON,
        )
        course.audit("gate.overridden", at=at, by=course.lead, target=gate)
        return gate
    answers, criteria = _gate_answers(course, outcome)
    judged = check(answers, criteria)
    gate = course.rows.add(
        StartGate,
        runner=course.runner,
        done_at=at,
        answers=answers,
        passed=judged.passed,
        failed=list(judged.failed),
        recorded_by=course.lead,
    )
    course.audit("gate.recorded", at=at, by=course.lead, target=gate, passed=judged.passed)
    return gate


def _gate_answers(course: Course, outcome: Gate) -> tuple[dict[str, Any], list[Criterion]]:
    rows = course.library.criteria
    criteria = [Criterion(row.slug, Kind(row.kind), row.minimum, row.maximum) for row in rows]
    answers: dict[str, Any] = {}
    for one in criteria:
        for name in one.fields:
            if one.kind is Kind.YES_NO:
                answers[name] = "yes"
            elif one.kind is Kind.COUNT_EACH:
                answers[name] = int(one.minimum or 0) + course.rng.randint(1, 8)
            else:
                answers[name] = course.rng.randint(0, int(one.maximum or 0))
    if outcome is Gate.FAILED:
        last_question = [name for name in answers if answers[name] == "yes"][-1]
        answers[last_question] = "no"
    return answers, criteria


def suspect(course: Course) -> None:
    for slug in course.story.causes:
        _find(course, slug, Finding.State.SUSPECTED, minute=25)


def confirm(course: Course) -> None:
    """The causes of the story on the evidence of the first tests; another one is ruled out."""
    values = {"calf-strength": course.story.hop, "ankle-mobility": course.story.lean}
    for slug in course.story.causes:
        left, right = values.get(slug, ("", ""))
        words = phrases.EVIDENCE[slug].format(left=f"{left}".removesuffix(".0"), right=f"{right}".removesuffix(".0"))
        superseded = course.at(course.start, 10, 50)
        _find(course, slug, Finding.State.SUSPECTED, minute=25).superseded_at = superseded
        _find(course, slug, Finding.State.CONFIRMED, minute=50, evidence=words)
    others = [slug for slug in course.library.causes if slug not in course.story.causes]
    _find(course, others[0], Finding.State.RULED_OUT, minute=52, evidence=phrases.RULED_OUT)


def _find(course: Course, slug: str, state: str, *, minute: int, evidence: str = "") -> Finding:
    at = course.at(course.start, 10, minute)
    finding = course.rows.add(
        Finding,
        episode=course.episode,
        cause=course.library.causes[slug],
        state=state,
        evidence=evidence,
        found_at=at,
        found_by=course.lead,
    )
    course.audit("cause.found", at=at, by=course.lead, target=finding, state=str(state))
    return finding


def review_shoes(course: Course) -> None:
    at, rng = course.at(course.start, 11, 5), course.rng
    row = course.rows.add(
        ShoeReview,
        episode=course.episode,
        shoes=rng.choice(phrases.SHOES),
        age_months=rng.randint(14, 40),
        distance_km=rng.randint(60, 120) * 10,
        comfort_now=rng.randint(3, 5),
        comfort_other=rng.randint(7, 9),
        runs_a_week=rng.randint(2, 5),
        run_kind=rng.choice(ShoeReview.RunKind.values),
        observations=["overstride", "heavy_landing"],
        note=phrases.SHOE_NOTE,
        advice=ShoeReview.Advice.ROTATE,
        words=phrases.SHOE_WORDS,
        reviewed_at=at,
        reviewed_by=course.lead,
    )
    course.audit("shoes.reviewed", at=at, by=course.lead, target=row, advice=str(row.advice))


def discharge(course: Course, day: datetime.date, outcome: str) -> None:
    """The episode ends, and with it what was waiting."""
    at, episode = course.at(day, 15, 10), course.episode
    if episode is None:
        return
    episode.discharged_at, episode.discharged_by = at, course.lead
    episode.outcome, episode.discharge_reason = outcome, phrases.DISCHARGE_REASON
    for retest in course.waiting:
        retest.cancelled_at = at
    course.waiting = []
    course.audit("episode.discharged", at=at, by=course.lead, target=episode, outcome=str(outcome))
