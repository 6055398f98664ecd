"""Home tests done: both sides, their retests, and the alerts that followed."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from clinic.demo import care
from clinic.demo.course import Course, Values
from clinic.demo.recordings import hops
from clinic.models import Alert, Method, MotionTrace, Rhythm, Side, StopReason, TestResult, TestValue, TraceAnalysis
from clinic.rules.symmetry import LeanFlag, wall_lean_flag
from clinic.validators.fields import rounded
from clinic.validators.results import ResultBody
from clinic.validators.traces import Recording, record
from exercises.models import HomeTest, Measure

HOP, LEAN = "hop-test", "wall-lean"
FULL_TIME_S = 30.0
HOPS_A_SECOND = 2.1
# Of the tests by phone: in one run there was a pause, and of another the runner had counted two hops more.
PAUSED, PAUSE_AT_S = (0.5, Side.RIGHT), 13.0
CORRECTED, MISSED = (1, Side.LEFT), 2
LONGEST_LEAN_CM = 16.0


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One side of one test as it was done. `month` counts the months of care before it."""

    test: HomeTest
    side: str
    at: datetime.datetime
    month: float
    by: Any


def tests_of(course: Course) -> list[HomeTest]:
    """The home tests that end the present stage of the story's causes."""
    found = [test for slug in course.story.causes for test in course.library.retests(slug, course.stage)]
    return list({test.pk: test for test in found}.values())


def measure(course: Course, day: datetime.date, *, month: float, tests: list[HomeTest], at_home: bool) -> None:
    """Tests both sides on that day: in the clinic at the first visit, later at home before breakfast."""
    by = course.runner.user if at_home else course.lead
    hour, minute = (7, 10) if at_home else (10, 30)
    if any(test.impact for test in tests):
        care.screen(course, course.at(day, hour, minute - 5), kind=care.SHORT, by=by)
    for number, test in enumerate(tests):
        done = [
            _record(
                course,
                Trial(
                    test=test, side=side, at=course.at(day, hour, minute + 8 * number + turn * 3), month=month, by=by
                ),
            )
            for turn, side in enumerate(Side.values)
        ]
        _finish(course, test, done)


def _record(course: Course, trial: Trial) -> TestResult:
    body = _body(course, trial)
    retest = _retest(course, trial)
    result = course.rows.add(
        TestResult,
        uuid=body.uuid,
        runner=course.runner,
        body=body.normalised(),
        episode=course.episode,
        retest=retest,
        home_test=trial.test,
        side=body.side,
        done_at=body.done_at,
        local_date=course.runner.today(body.done_at),
        method=body.method,
        rhythm=body.rhythm,
        pain=body.pain,
        effort=body.effort,
        stop_reason=body.stop_reason,
        tries=body.normalised()["tries"],
        recorded_at=body.done_at,
    )
    for measure_, value in body.values:
        course.rows.add(TestValue, result=result, measure=measure_, value=value, unit=measure_.unit)
    for place, one in enumerate(body.recordings, 1):
        _keep(course, result, place, one)
    course.audit("result.recorded", at=trial.at, by=trial.by, target=result, test=trial.test.slug, side=trial.side)
    course.results.append(result)
    return result


def _keep(course: Course, result: TestResult, place: int, one: Recording) -> None:
    trace = course.rows.add(
        MotionTrace,
        result=result,
        place=place,
        samples=one.packed,
        sample_count=one.sample_count,
        interval_ms=one.interval_ms,
    )
    analysis = {"algorithm": one.facts["algorithm"], "accepted": one.is_accepted, "facts": one.facts}
    course.rows.add(TraceAnalysis, trace=trace, **analysis, analysed_at=result.recorded_at)


def _retest(course: Course, trial: Trial) -> Any:
    """The waiting retest of this test, once its month is over."""
    day = course.runner.today(trial.at)
    return next((row for row in course.waiting if row.home_test == trial.test and row.due_on <= day), None)


def _body(course: Course, trial: Trial) -> ResultBody:
    return _hop_body(course, trial) if trial.test.slug == HOP else _lean_body(course, trial)


def _hop_body(course: Course, trial: Trial) -> ResultBody:
    measures, rng = course.library.measures, course.rng
    seconds = _value(course, trial, course.story.hop, course.story.gain[0], FULL_TIME_S, noise=0.8)
    number, by_phone = round(float(seconds) * HOPS_A_SECOND), _by_phone(course, trial, seconds)
    if by_phone is not None:
        number = by_phone.facts["hops"] + (MISSED if (trial.month, trial.side) == CORRECTED else 0)
        seconds = rounded(Decimal(str(by_phone.facts["seconds"])), 1)
    values = ((measures["seconds"], seconds), (measures["hops"], Decimal(number)))
    stopped = seconds < measures["seconds"].maximum
    return ResultBody(
        uuid=course.rows.new_uuid(),
        home_test=trial.test,
        done_at=trial.at,
        method=(Method.MOTION if by_phone else Method.COUNTED).value,
        values=values,
        side=trial.side,
        rhythm=Rhythm.OWN.value,
        pain=course.pain_on(course.runner.today(trial.at)),
        effort=rng.randint(6, 9),
        stop_reason=rng.choice((StopReason.TIRED, StopReason.TIRED, StopReason.PAIN)).value if stopped else "",
        recordings=(by_phone,) if by_phone else (),
    )


def _by_phone(course: Course, trial: Trial, seconds: Decimal) -> Recording | None:
    """What the phone recorded meanwhile; None where it did not."""
    if trial.month not in course.story.phone:
        return None
    pause_at = PAUSE_AT_S if (trial.month, trial.side) == PAUSED else None
    return record(hops(course.rng, seconds=float(seconds), pause_at=pause_at), method=Method.MOTION.value)


def _lean_body(course: Course, trial: Trial) -> ResultBody:
    measure_: Measure = course.library.measures["distance_cm"]
    middle = _value(course, trial, course.story.lean, course.story.gain[1], LONGEST_LEAN_CM, noise=0.1)
    tries = tuple(middle + Decimal(step) / 10 for step in (-1, 0, 1))
    return ResultBody(
        uuid=course.rows.new_uuid(),
        home_test=trial.test,
        done_at=trial.at,
        method=Method.TAPE.value,
        values=((measure_, middle),),
        side=trial.side,
        pain=min(course.pain_on(course.runner.today(trial.at)), 2),
        tries=tries,
    )


def _value(course: Course, trial: Trial, start: Values, gain: float, most: float, *, noise: float) -> Decimal:
    """The first test is exactly the story's; each month adds to it, up to the most."""
    first = start[0] if trial.side == Side.LEFT else start[1]
    drift = course.rng.uniform(-noise, noise) if trial.month else 0.0
    return rounded(Decimal(str(min(first + gain * trial.month + drift, most))), 1)


def _finish(course: Course, test: HomeTest, done: list[TestResult]) -> None:
    """Both sides are there: the retest is done, and a therapist should look."""
    last = done[-1]
    if last.retest is not None:
        retest = last.retest
        retest.done_at = last.done_at
        course.waiting.remove(retest)
        facts = {"test": test.name, "retest": str(retest.uuid), "result": str(last.uuid)}
        course.fresh.append(course.alert(Alert.Kind.RESULT, at=last.done_at, facts=facts))
    if test.slug == LEAN:
        _look_at_sides(course, done)


def _look_at_sides(course: Course, done: list[TestResult]) -> None:
    left, right = (Decimal(row.body["values"]["distance_cm"]) for row in done)
    course.lean.append((done[-1].local_date, (float(left), float(right))))
    readings = [(day, Decimal(str(one)), Decimal(str(other))) for day, (one, other) in course.lean]
    if wall_lean_flag(readings) is LeanFlag.TELL and not course.sides_told:
        day = done[-1].local_date.isoformat()
        facts = {"left": str(left), "right": str(right), "unit": "cm", "day": day, "result": str(done[-1].uuid)}
        course.alert(Alert.Kind.SIDE_DIFFERENCE, at=done[-1].done_at, facts=facts)
        course.sides_told = True
