"""Rows as the API shows them: plain dicts, made by hand since a log is posted far more often than it is described."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from clinic.models import EpisodeOfCare, ExerciseLog, Method, Routine, Runner, Screening, TestResult
from clinic.queries.today import Today, TodayExercise
from clinic.queries.today_rows import DueTest, StandingLock
from clinic.rules import pain
from exercises.dosage import Dosage
from exercises.models import Measure

Shape = dict[str, Any]
# What the API says of a recording; the samples stay in the portal, and in the export of the person's own data.
MOTION = (
    *("accepted", "hops", "seconds", "cadence_hz", "pauses", "stopped_at_s", "cadence_drop", "confidence"),
    "algorithm",
)


def moment(value: datetime.datetime | None) -> str | None:
    """ISO 8601 in UTC."""
    return None if value is None else value.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")


def number(value: Decimal, measure: Measure) -> int | float:
    return float(value) if measure.decimals else int(value)


def dosage(value: Dosage) -> Shape:
    """The fields that are not at their default, and the whole in words."""
    return {**value.to_dict(), "words": value.words()}


def log(row: ExerciseLog) -> Shape:
    """Needs `runner` and `prescribed_exercise`."""
    return {
        "id": str(row.uuid),
        "runner": str(row.runner.uuid),
        "prescribed_exercise": str(row.prescribed_exercise.uuid),
        "done_at": moment(row.done_at),
        "local_date": row.local_date.isoformat(),
        "sets_done": row.sets_done,
        "reps_done": row.reps_done,
        "pain": row.pain,
        "effort": row.effort,
        "note": row.note,
        "replaces": row.body.get("replaces"),
        "voided": row.voided_at is not None,
    }


def log_answer(row: ExerciseLog, *, ask_screening: bool) -> Shape:
    """What the phone needs right after: the zone of the pain, and whether the safety questions come next."""
    zone = None if row.pain is None else pain.zone(row.pain).value
    return {**log(row), "pain_zone": zone, "ask_screening": ask_screening}


def screening(row: Screening, runner: Runner, advice: str) -> Shape:
    return {
        "id": str(row.uuid),
        "runner": str(runner.uuid),
        "kind": row.kind,
        "done_at": moment(row.done_at),
        "local_date": row.local_date.isoformat(),
        "answers": row.answers,
        "level": row.level,
        "advice": advice,
    }


def listed_result(row: Any) -> Shape:
    """Needs `runner`, `home_test`, `values` with their measures, and `newest_facts` of the recording."""
    return result(row, [(one.measure, one.value) for one in row.values.all()], row.newest_facts)


def result(row: TestResult, values: Iterable[tuple[Measure, Decimal]], facts: Shape | None) -> Shape:
    """Needs `runner` and `home_test`. Each measure stands under its own key, as in the request.

    `facts` is what the algorithm says of the recording; it is shown for a hop test that the phone measured.
    """
    return {
        "id": str(row.uuid),
        "runner": str(row.runner.uuid),
        "home_test": row.home_test.slug,
        "side": row.side or None,
        "done_at": moment(row.done_at),
        "local_date": row.local_date.isoformat(),
        "method": row.method,
        "rhythm": row.rhythm or None,
        "pain": row.pain,
        "effort": row.effort,
        "stop_reason": row.stop_reason or None,
        "tries": [float(item) for item in row.tries],
        "note": row.note,
        "practice": row.practice,
        "replaces": row.body.get("replaces"),
        "voided": row.voided_at is not None,
        "motion": {name: facts.get(name) for name in MOTION} if facts and row.method == Method.MOTION else None,
        **{measure.key: number(value, measure) for measure, value in values},
    }


def runner(row: Runner) -> Shape:
    """Needs `clinic`."""
    return {
        "id": str(row.uuid),
        "name": row.name,
        "clinic": row.clinic.name,
        "zone": row.zone,
        "language": row.language,
        "units": row.units,
        "joined_at": moment(row.joined_at),
    }


def episode(row: EpisodeOfCare) -> Shape:
    """Needs `runner` and `complaint`."""
    return {
        "id": str(row.uuid),
        "runner": str(row.runner.uuid),
        "complaint": {"slug": row.complaint.slug, "name": row.complaint.name},
        "side": row.side,
        "onset_on": row.onset_on and row.onset_on.isoformat(),
        "opened_at": moment(row.opened_at),
        "discharged_at": moment(row.discharged_at),
        "outcome": row.outcome or None,
    }


def routine(row: Routine) -> Shape:
    """Needs `episode` with its runner, `causes`, and `prescribed` with their exercises."""
    return {
        "id": str(row.uuid),
        "runner": str(row.episode.runner.uuid),
        "episode": str(row.episode.uuid),
        "revision": row.revision,
        "starts_on": row.starts_on.isoformat(),
        "ended_at": moment(row.ended_at),
        "words": row.words,
        "causes": [{"id": str(cause.uuid), "name": cause.name} for cause in row.causes.all()],
        "exercises": [
            {
                "prescribed_exercise": str(one.uuid),
                "exercise": str(one.exercise.uuid),
                "name": one.exercise.name,
                "dosage": dosage(one.dosage),
                "note": one.note,
            }
            for one in row.prescribed.all()
        ],
    }


def today(day: Today) -> Shape:
    return {
        "date": day.date.isoformat(),
        "zone": day.zone,
        "exercises": [_today_exercise(one) for one in day.exercises],
        "tests_due": [_due_test(one) for one in day.tests_due],
        "locked": day.locked,
        "lock": day.lock and _lock(day.lock),
    }


def _today_exercise(one: TodayExercise) -> Shape:
    return {
        "prescribed_exercise": str(one.prescribed_exercise),
        "exercise": str(one.exercise),
        "name": one.name,
        "dosage": dosage(one.dosage),
        "done_today": one.done_today,
        "state": one.state.value,
        "barrier": one.barrier and one.barrier.value,
    }


def _due_test(one: DueTest) -> Shape:
    return {
        "retest": str(one.retest),
        "home_test": one.slug,
        "name": one.name,
        "due_on": one.due_on.isoformat(),
        "state": one.state.value,
    }


def _lock(lock: StandingLock) -> Shape:
    extent = "all" if lock.everything else "impact"
    return {"extent": extent, "level": lock.level.value, "advice": lock.advice, "locked_at": moment(lock.locked_at)}
