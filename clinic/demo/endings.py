"""How each story stands today: what happened in its last days."""

import datetime
from collections.abc import Callable

from clinic.demo import care, days, phrases
from clinic.demo.course import Course
from clinic.demo.stories import MONTH, Ending
from clinic.demo.trials import measure
from clinic.models import Alert, EpisodeOfCare, Lock, Pause
from clinic.rules.screening import Level

QUIET_DAYS = 9
PAUSED_DAYS = 5
RED_FLAG = "swollen-warm-calf"
HOLD = "bone-spot-or-night-pain"
PAIN = 7


def steady(course: Course) -> None:
    days.live(course, course.today)


def not_yet_today(course: Course) -> None:
    days.live(course, course.days_ago(1))


def new_result(course: Course) -> None:
    """The test of the month was done, and no therapist has looked yet."""
    day = course.month(course.story.months) + datetime.timedelta(days=MONTH)
    if course.waiting and day <= course.today:
        tests = [row.home_test for row in course.waiting]
        measure(course, day, month=course.story.months + 1, tests=tests, at_home=True)
    days.live(course, course.today)


def red_flag(course: Course) -> None:
    """Answers that lock everything, given yesterday evening."""
    days.live(course, course.days_ago(2))
    screening = care.screen(
        course,
        course.at(course.days_ago(1), 19),
        kind=care.SHORT,
        by=course.runner.user,
        yes=RED_FLAG,
        level=Level.SAME_DAY,
    )
    care.lock(course, screening, extent=Lock.Extent.ALL)


def hold_lifted(course: Course) -> None:
    """Hops were held for two days, until the therapist had looked."""
    days.live(course, course.days_ago(9))
    at = course.at(course.days_ago(8), 18)
    screening = care.screen(course, at, kind=care.SHORT, by=course.runner.user, yes=HOLD, level=Level.HOLD)
    lock = care.lock(course, screening, extent=Lock.Extent.IMPACT)
    lifted = course.at(course.days_ago(6), 9, 30)
    lock.lifted_at, lock.lifted_by, lock.lift_reason = lifted, course.lead, phrases.LIFT_REASON
    course.audit("lock.lifted", at=lifted, by=course.lead, target=lock, extent=str(lock.extent))
    course.settle(course.fresh.pop(), at=lifted)
    for span in course.spans:
        for day in days.session_days(course, span, course.today):
            if day >= course.days_ago(5):
                days.log(course, span.prescribed, day, hour=18)


def pain_up(course: Course) -> None:
    """The last session hurt at 7."""
    days.live(course, course.days_ago(2))
    prescribed = course.spans[-1].prescribed
    log = days.log(course, prescribed, course.days_ago(1), hour=18, pain=PAIN)
    facts = {"pain": PAIN, "exercise": prescribed.exercise.name, "log": str(log.uuid)}
    course.alert(Alert.Kind.PAIN, at=log.done_at, urgent=True, facts=facts)


def worse_morning(course: Course) -> None:
    """Fine for days, and clearly worse yesterday morning."""
    days.live(course, course.days_ago(4))
    for ago in (3, 2):
        days.morning(course, course.days_ago(ago), 1)
    yesterday = course.days_ago(1)
    check = days.morning(course, yesterday, 5, swelling=True)
    facts = {"pain": 5, "usual": 1, "on": yesterday.isoformat(), "morning": str(check.uuid), "signs": check.signs}
    alert = course.alert(Alert.Kind.MORNING, at=check.recorded_at, urgent=True, facts=facts)
    alert.episode = None


def message(course: Course) -> None:
    steady(course)
    days.say(course, phrases.QUESTION, course.at(course.days_ago(1), 20), from_runner=True, is_read=False)


def quiet(course: Course) -> None:
    days.live(course, course.days_ago(QUIET_DAYS))


def paused(course: Course) -> None:
    first = course.days_ago(PAUSED_DAYS)
    days.live(course, course.days_ago(PAUSED_DAYS + 1))
    at = course.at(course.days_ago(PAUSED_DAYS + 1), 16)
    pause = course.rows.add(
        Pause,
        episode=course.episode,
        from_on=first,
        to_on=first + datetime.timedelta(days=13),
        reason=phrases.PAUSE_REASON,
        created_at=at,
        created_by=course.lead,
    )
    course.audit("episode.paused", at=at, by=course.lead, target=course.episode, pause=str(pause.uuid))


def discharged(course: Course) -> None:
    """With a review at the end of the last month; in a short story the runner went elsewhere."""
    last = course.month(course.story.months)
    if course.episode is not None and course.episode.is_running:
        last = course.today
        care.discharge(course, last, EpisodeOfCare.Outcome.REFERRED)
    days.live(course, last - days.ONE_DAY)


def nothing(course: Course) -> None:
    """No routine yet, so nothing to do at home."""


ENDINGS: dict[Ending, Callable[[Course], None]] = {
    Ending.STEADY: steady,
    Ending.DUE: not_yet_today,
    Ending.OVERDUE: steady,
    Ending.RESULT: new_result,
    Ending.RED_FLAG: red_flag,
    Ending.HOLD_LIFTED: hold_lifted,
    Ending.PAIN: pain_up,
    Ending.MORNING: worse_morning,
    Ending.MESSAGE: message,
    Ending.QUIET: quiet,
    Ending.PAUSED: paused,
    Ending.DISCHARGED: discharged,
    Ending.NO_ROUTINE: nothing,
    Ending.NOT_JOINED: nothing,
}
