"""The days between the visits: exercises logged, mornings checked, messages sent."""

import datetime
from collections.abc import Iterator

from clinic.demo import phrases
from clinic.demo.course import Course, Span
from clinic.models import ExerciseLog, Message, MorningCheck, PrescribedExercise
from clinic.rules.weeks import days_between
from clinic.validators.logs import LogBody
from clinic.validators.mornings import MorningBody

# Weekdays (Monday is 0) on which so many sessions a week are done, as far apart as they go.
WEEKDAYS = {1: (2,), 2: (1, 4), 3: (0, 2, 4), 4: (0, 2, 4, 6), 5: (0, 1, 3, 4, 6), 6: (0, 1, 2, 4, 5, 6)}
HOURS = (7, 17, 12, 20)
MORNINGS = 0.5
NOTED = 0.04
RATED = 0.9
ONE_DAY = datetime.timedelta(days=1)


def live(course: Course, until: datetime.date) -> None:
    """Logs and mornings of all revisions up to a day, that day included."""
    for span in course.spans:
        for day in session_days(course, span, until):
            for hour in HOURS[: span.prescribed.dosage.times_per_day]:
                if course.has_come(day, hour + 1):
                    log(course, span.prescribed, day, hour=hour)
    for day in days_between(course.start + ONE_DAY, until):
        if course.rng.random() < MORNINGS * course.story.keen and course.has_come(day, 7):
            morning(course, day, max(course.pain_on(day) - 1, 0))


def session_days(course: Course, span: Span, until: datetime.date) -> Iterator[datetime.date]:
    """The days on which this runner did it: as often as the dosage asks, most of the time."""
    dosage = span.prescribed.dosage
    wanted = course.rng.randint(dosage.days_min, dosage.days_max)
    for day in days_between(span.first, min(span.last or until, until)):
        is_usual = wanted == len(WEEKDAYS) + 1 or day.weekday() in WEEKDAYS[wanted]
        if is_usual and course.rng.random() < course.story.keen:
            yield day


def log(
    course: Course, prescribed: PrescribedExercise, day: datetime.date, *, hour: int, pain: int | None = None
) -> ExerciseLog:
    """One exercise done once, in the morning or after work."""
    rng, dosage = course.rng, prescribed.dosage
    at = course.at(day, hour, 20 + 4 * prescribed.position)
    rating = course.pain_on(day) if rng.random() < RATED else None
    body = LogBody(
        uuid=course.rows.new_uuid(),
        prescribed_exercise=prescribed,
        done_at=at,
        sets_done=dosage.sets,
        reps_done=dosage.reps_min,
        pain=rating if pain is None else pain,
        effort=rng.randint(2, 6),
        note=rng.choice(phrases.NOTES) if rng.random() < NOTED else "",
    )
    row = course.rows.add(
        ExerciseLog,
        uuid=body.uuid,
        runner=course.runner,
        body=body.normalised(),
        prescribed_exercise=prescribed,
        done_at=at,
        local_date=course.runner.today(at),
        sets_done=body.sets_done,
        reps_done=body.reps_done,
        pain=body.pain,
        effort=body.effort,
        note=body.note,
        recorded_at=at,
    )
    course.audit("log.recorded", at=at, by=course.runner.user, target=row)
    return row


def morning(course: Course, day: datetime.date, pain: int, *, swelling: bool | None = None) -> MorningCheck:
    """A morning check; the day after a hop test limp and swelling are asked for as well."""
    at = course.at(day, 6, 45)
    hopped = any(row.home_test.impact and row.local_date == day - ONE_DAY for row in course.results)
    asked = hopped or swelling is not None
    limp, swollen = (False, bool(swelling)) if asked else (None, None)
    body = MorningBody(uuid=course.rows.new_uuid(), on=day, pain=pain, new_limp=limp, new_swelling=swollen)
    row = course.rows.add(
        MorningCheck,
        uuid=body.uuid,
        runner=course.runner,
        body=body.normalised(),
        on=day,
        pain=pain,
        new_limp=body.new_limp,
        new_swelling=body.new_swelling,
        recorded_at=at,
    )
    course.audit("morning.recorded", at=at, by=course.runner.user, target=row)
    return row


def talk(course: Course, day: datetime.date) -> None:
    """A question of the runner's, and the therapist's answer two hours later."""
    question, answer = course.rng.choice(phrases.TALKS)
    say(course, question, course.at(day, 12), from_runner=True, is_read=True)
    say(course, answer, course.at(day, 14), from_runner=False, is_read=True)


def say(course: Course, text: str, at: datetime.datetime, *, from_runner: bool, is_read: bool) -> Message:
    sender = course.runner.user if from_runner else course.lead
    row = course.rows.add(
        Message,
        runner=course.runner,
        sender=sender,
        from_runner=from_runner,
        text=text,
        sent_at=at,
        read_at=at + datetime.timedelta(minutes=50) if is_read else None,
    )
    course.audit("message.sent", at=at, by=sender, target=row)
    return row
