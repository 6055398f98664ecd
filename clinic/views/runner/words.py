"""What the Today page says, worked out once, so that the template only places it."""

import datetime
import uuid
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic.models import BodySide
from clinic.queries.today import Barrier, DueTest, Today, TodayExercise
from clinic.queries.today_rows import DoneLog, EpisodeDay
from clinic.rules.retest import RetestState
from clinic.rules.schedule import DayState
from exercises.quantities import quantity

LONG_DAY = "l j F"
NEWS_DAYS = datetime.timedelta(days=7)
SOON_DAYS = 14
SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One exercise of the list. `undo` is the entry that a second press takes back.

    `feel` is the entry that nobody has said a pain for yet, `said` the last one that has it.
    """

    one: TodayExercise
    dose: str
    hint: str
    where: str
    undo: DoneLog | None
    feel: DoneLog | None
    said: DoneLog | None
    new_id: uuid.UUID = field(default_factory=uuid.uuid4)


@dataclass(frozen=True, slots=True)
class TestCard:
    """A home test that waits: its heading, its day and the last values in words."""

    test: DueTest
    title: str
    when: str
    last: str


@dataclass(frozen=True, slots=True)
class News:
    """A routine given in the last week, with the therapist's words."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Just:
    """What was ticked a moment ago."""

    name: str
    log: DoneLog


@dataclass(frozen=True, slots=True)
class DayPage:
    """All that the page shows of one day."""

    today: Today
    title: str
    line: str
    week_line: str
    due: list[Row]
    free: list[Row]
    later: list[Row]
    go_on: TodayExercise | None
    begun: bool
    cards: list[TestCard]
    notes: list[TestCard]
    news: list[News]
    just: Just | None

    @property
    def gate_wanted(self) -> bool:
        """Some exercise waits for the start check."""
        return any(one.barrier is Barrier.GATE for one in self.today.exercises)

    @property
    def is_plain(self) -> bool:
        """Nothing to list: only the words of the heading matter."""
        return not self.today.exercises


def day_page(today: Today, just: str = "") -> DayPage:
    """The page of a day; `just` is the id of an entry made a moment ago."""
    asked = [one for one in today.exercises if one.is_due or one.done_today]
    due = [one for one in asked if one.is_due]
    free = [one for one in today.exercises if one.is_open]
    later = [one for one in today.exercises if one not in asked and not one.is_open]
    tests = [_test_card(test, several=_several(today)) for test in today.tests]
    return DayPage(
        today=today,
        title=_title(today, asked, due),
        line=_line(today, asked, due),
        week_line=_week_line(today),
        due=[_row(one, today) for one in asked],
        free=[_row(one, today) for one in free],
        later=[_row(one, today) for one in later],
        go_on=due[0] if due else None,
        begun=any(one.done_today for one in asked),
        cards=[card for card in tests if card.test.is_due],
        notes=[card for card in tests if not card.test.is_due and card.test.days_until <= SOON_DAYS],
        news=[news for episode in today.episodes if (news := _news(episode, today))],
        just=_just(today, just),
    )


def long_day(day: datetime.date) -> str:
    return date_format(day, LONG_DAY)


def in_a_sentence(name: str) -> str:
    """A name of the library inside a sentence: "Box hop" becomes "box hop", "SL hop" stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _title(today: Today, asked: list[TodayExercise], due: list[TodayExercise]) -> str:
    if not asked:
        return _title_of_nothing(today)
    if not due:
        return _("All done for today")
    if any(one.done_today for one in asked):
        count = ngettext("%(count)d exercise to go", "%(count)d exercises to go", len(due))
    else:
        count = ngettext("%(count)d exercise", "%(count)d exercises", len(due))
    minutes = _("about %(minutes)d min") % {"minutes": sum(one.minutes_left for one in due)}
    return f"{count % {'count': len(due)}}, {minutes}"


def _title_of_nothing(today: Today) -> str:
    if today.was_discharged:
        return _("Your care here has ended")
    if today.is_paused:
        return _("Your plan is paused")
    if not today.exercises:
        return _("No plan yet")
    if not today.consented:
        return _("Your plan waits for you")
    first = min(one.starts_on for one in today.exercises)
    if first > today.date:
        return _("Your plan starts on %(day)s") % {"day": long_day(first)}
    return _("First the start check") if _waits_for_the_gate(today) else _("Rest day")


def _line(today: Today, asked: list[TodayExercise], due: list[TodayExercise]) -> str:
    if not asked:
        return _line_of_nothing(today)
    done = len(asked) - len(due)
    if not due:
        return _("Rest is part of the plan too.")
    words = {"done": done, "left": len(due), "name": in_a_sentence(due[0].name)}
    if not done and today.tests_due and not today.lock and today.consented:
        return _first_tests(today.tests_due)
    if not done:
        return _("Start with the %(name)s.") % words if len(due) == 1 else _("First: %(name)s.") % words
    return _("%(done)d done, %(left)d to go. Next: %(name)s.") % words


def _first_tests(tests: tuple[DueTest, ...]) -> str:
    """A test says most before the exercises have tired the leg."""
    if len(tests) > 1:
        return _("First the tests, while you are fresh.")
    return _("First the %(name)s, while you are fresh.") % {"name": in_a_sentence(tests[0].name)}


def _line_of_nothing(today: Today) -> str:
    if today.was_discharged:
        return _("You can still see your results and messages.")
    if today.is_paused:
        return _pause_line(today)
    if not today.exercises:
        return _("Your therapist is working on it. You will find it here.")
    if not today.consented:
        return _("Nothing is recorded until you agree.")
    if all(one.starts_on > today.date for one in today.exercises):
        return _("Have a look at the exercises before.")
    if _waits_for_the_gate(today):
        return _("Your exercises begin when your leg is ready.")
    return _("Nothing is due today. Rest counts as kept.")


def _waits_for_the_gate(today: Today) -> bool:
    return all(one.barrier is Barrier.GATE for one in today.exercises)


def _pause_line(today: Today) -> str:
    pauses = [pause for episode in today.episodes for pause in episode.pauses if pause.covers(today.date)]
    ends = [pause.ends_on for pause in pauses]
    if None in ends:
        return _("Your therapist will tell you when it goes on.")
    day = min(end for end in ends if end) + datetime.timedelta(days=1)
    return _("It goes on from %(day)s.") % {"day": long_day(day)}


def _week_line(today: Today) -> str:
    """Only what is done and what still comes: a day that went by without is nobody's business."""
    done = sum(day.state in (DayState.DONE, DayState.PARTLY) for day in today.week)
    coming = sum(day.state in (DayState.DUE, DayState.PLANNED) for day in today.week)
    if done and coming:
        words = ngettext("%(done)d day done, %(coming)d to come.", "%(done)d days done, %(coming)d to come.", done)
    elif done:
        words = ngettext("%(done)d day done.", "%(done)d days done.", done)
    else:
        words = ngettext("%(coming)d day to come.", "%(coming)d days to come.", coming) if coming else ""
    return f"{words % {'done': done, 'coming': coming}} {_('Rest days count as kept.')}".strip()


def _where(complaint: str, side: str) -> str:
    """Which of several episodes something is for."""
    return f"{complaint}, {str(BodySide(side).label).lower()}"


def _several(today: Today) -> bool:
    return len(today.episodes) >= SEVERAL


def _row(one: TodayExercise, today: Today) -> Row:
    minutes = _("%(minutes)d min") % {"minutes": one.dosage.minutes()}
    dose = f"{one.dosage.short()} · {minutes}"
    where = _where(one.complaint, one.body_side) if _several(today) else ""
    latest = one.logs_today[0] if one.logs_today else None
    undo = latest if one.is_done else None
    rated = latest is not None and latest.pain is not None
    feel, said = (None, latest) if rated else (latest, None)
    return Row(one=one, dose=dose, hint=_hint(one, today), where=where, undo=undo, feel=feel, said=said)


def _hint(one: TodayExercise, today: Today) -> str:
    if one.barrier is Barrier.LOCK:
        return _("Not now. Your therapist looks at your answers first.")
    if one.barrier is Barrier.CONSENT:
        return _("It waits until you agree.")
    if one.barrier is Barrier.GATE:
        return _("First comes the start check.")
    if one.is_open:
        return _free_hint(one)
    if one.times_per_day > 1 and one.state in (DayState.DUE, DayState.PARTLY, DayState.DONE):
        return _("%(done)d of %(times)d times done") % {"done": one.done_today, "times": one.times_per_day}
    hints = {
        DayState.REST: _("A rest day for this one."),
        DayState.PAUSED: _("Paused."),
        DayState.OUTSIDE: _("Starts on %(day)s.") % {"day": long_day(one.starts_on)},
    }
    return hints.get(one.state, "")


def _free_hint(one: TodayExercise) -> str:
    done = sum(day.state is DayState.DONE for day in one.days)
    if done >= one.dosage.days_min:
        return _("Week kept. One more if you like.")
    return _("You did it yesterday. Today or another day.")


def _test_card(test: DueTest, *, several: bool) -> TestCard:
    day, name = long_day(test.due_on), test.name
    titles = {
        RetestState.DUE: _("%(name)s is due today"),
        RetestState.OVERDUE: _("%(name)s is ready when you are"),
        RetestState.UPCOMING: ngettext(
            "%(name)s again in %(days)d day", "%(name)s again in %(days)d days", test.days_until
        ),
    }
    # What is due today says so in its title.
    when = _("It was planned for %(day)s.") if test.days_until < 0 else "%(day)s." if test.days_until else ""
    words = {"name": name, "days": test.days_until, "day": day}
    title = titles[RetestState.OVERDUE if test.days_until < 0 else test.state] % words
    where = f" {_where(test.complaint, test.body_side)}." if several else ""
    return TestCard(test=test, title=title, when=(when % words + where).strip(), last=_last(test))


def _last(test: DueTest) -> str:
    sides = {"left": _("left %(value)s"), "right": _("right %(value)s"), "": "%(value)s"}
    values = [sides[one.side] % {"value": quantity(one.value, one.unit)} for one in test.last]
    return _("Last time: %(values)s.") % {"values": ", ".join(values)} if values else _("This is the first time.")


def _news(episode: EpisodeDay, today: Today) -> News | None:
    """A changed routine, or words that came with the first one: both for a week."""
    if episode.assigned_at is None or not (episode.revision > 1 or episode.words):
        return None
    given = episode.assigned_at.astimezone(ZoneInfo(today.zone)).date()
    if today.date - given >= NEWS_DAYS:
        return None
    who = episode.therapist or _("Your therapist")
    title = _("%(who)s changed your plan on %(day)s.") if episode.revision > 1 else _("%(who)s gave you this plan.")
    return News(title=title % {"who": who, "day": long_day(given)}, words=episode.words)


def _just(today: Today, entry: str) -> Just | None:
    found = [Just(one.name, log) for one in today.exercises for log in one.logs_today if str(log.uuid) == entry]
    return found[0] if found else None
