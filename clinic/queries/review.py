"""What a review looks at: results beside the first ones, pain and adherence lately, and what they speak for."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import BigIntegerField, BooleanField, ExpressionWrapper, F, Q, QuerySet, Value

from clinic.models import EpisodeOfCare, ExerciseLog, MorningCheck, Pause, PrescribedExercise, Retest
from clinic.queries.choices import Choices, causes_of
from clinic.queries.norm_words import usual_for
from clinic.queries.progress import ROOT, ROOT_OF_LOG, WEEKS_SHOWN, courses_from
from clinic.queries.reason_words import words_of
from clinic.queries.results import Comparison, compare_readings, readings_of
from clinic.rules import adherence
from clinic.rules import pain as pain_rules
from clinic.rules.adherence import Course
from clinic.rules.draft import Line
from clinic.rules.plan import Pause as PauseDays
from clinic.rules.proposal import Facts, Proposal, Reason, SideBenchmark, SideChange, propose
from clinic.rules.weeks import monday_of
from exercises.models import Measure

# How far back "lately" reaches: two weeks, a product choice.
LATELY = datetime.timedelta(days=14)
MORNINGS_BACK = datetime.timedelta(days=60)
ONE_DAY = datetime.timedelta(days=1)
# The root of the exercise, the local date and the pain of something done.
Log = tuple[int, datetime.date, int | None]
# The date of a morning, its pain, and whether a new sign came with it.
Morning = tuple[datetime.date, int, bool]


@dataclass(frozen=True, slots=True)
class PainLately:
    """The last two weeks: ratings during exercise, how many mornings were answered, whether one was worse."""

    ratings: tuple[int, ...]
    mornings: int
    morning_worse: bool

    @property
    def worst(self) -> int | None:
        return max(self.ratings, default=None)


@dataclass(frozen=True)
class ReviewFacts:
    """All that the therapist sees before deciding, and the proposal that it makes."""

    episode: EpisodeOfCare
    today: datetime.date
    prescribed: Sequence[Any]
    comparisons: Sequence[Comparison]
    pain: PainLately
    weeks: Sequence[adherence.Week]
    percent: int | None
    tests: Sequence[tuple[int, str, int]]
    choices: Choices

    @cached_property
    def proposal(self) -> Proposal:
        return propose(self.facts)

    @property
    def facts(self) -> Facts:
        return Facts(
            changes=tuple(_side_change(one) for one in self.comparisons if one.change is not None),
            benchmarks=tuple(_side_benchmark(one) for one in self.comparisons if one.reaches_benchmark is not None),
            pains=self.pain.ratings,
            morning_worse=self.pain.morning_worse,
            adherence=self.percent,
            last_stage=self.is_last_stage,
        )

    @property
    def is_last_stage(self) -> bool:
        """Whether the protocols of what is prescribed hold nothing further."""
        lines = [Line("", str(row.exercise_uuid), cause=str(row.cause_uuid or "")) for row in self.prescribed]
        known = [line for line in lines if self.choices.stages_of(line)[0]]
        return bool(known) and not any(self.choices.stage_beside(line, harder=True) for line in known)

    @property
    def reasons_for(self) -> list[str]:
        return [words_of(reason) for reason in self.proposal.reasons_for]

    @property
    def reasons_against(self) -> list[str]:
        return [words_of(reason) for reason in self.proposal.reasons_against]

    @property
    def snapshot(self) -> dict[str, Any]:
        """The proposal as it is kept with the decision: codes and plain values."""
        found = self.proposal
        return {
            "decision": found.decision.value,
            "for": [_plain(reason) for reason in found.reasons_for],
            "against": [_plain(reason) for reason in found.reasons_against],
        }

    @property
    def rows(self) -> list[tuple[Comparison, str]]:
        """Each comparison with what is usual for the runner's sex and age; empty where no norms are known."""
        runner = self.episode.runner
        found = [(one, one.latest.result.local_date) for one in self.comparisons]
        return [(one, usual_for(runner, one.measure, day)) for one, day in found]

    @property
    def result_ids(self) -> list[int]:
        return sorted({one.latest.result.pk for one in self.comparisons})


def facts_for(episode: EpisodeOfCare) -> ReviewFacts:
    """Reads what a review looks at in six queries. The episode must come with its runner and clinic."""
    today = episode.runner.today()
    given = list(_prescribed(episode))
    logs, mornings = _said(episode, since=today - MORNINGS_BACK)
    courses = _courses(episode, given, logs)
    return ReviewFacts(
        episode=episode,
        today=today,
        prescribed=[row for row in given if row.routine.ended_at is None],
        comparisons=_compared(episode),
        pain=_pain(logs, mornings, since=today - LATELY),
        weeks=_weeks(courses, today),
        percent=adherence.lately(courses, today),
        tests=_tests(episode),
        choices=Choices(causes_of(episode)),
    )


def _prescribed(episode: EpisodeOfCare) -> QuerySet[PrescribedExercise]:
    """The exercises of all revisions: what was asked for lately may have been replaced."""
    rows = PrescribedExercise.objects.filter(routine__episode=episode)
    names = {"exercise_uuid": F("exercise__uuid"), "cause_uuid": F("cause__uuid")}
    return rows.select_related("routine").annotate(**names, root=ROOT).order_by("position")


def _said(episode: EpisodeOfCare, *, since: datetime.date) -> tuple[list[Log], list[Morning]]:
    """Everything logged in the episode, and the mornings since then, the oldest first, in one query."""
    no = Value(False, BooleanField())
    logs = ExerciseLog.objects.standing().filter(prescribed_exercise__routine__episode=episode).order_by()
    checks = MorningCheck.objects.filter(runner=episode.runner_id, on__gte=since).order_by()
    new_sign = ExpressionWrapper(Q(new_limp=True) | Q(new_swelling=True), BooleanField())
    rows = logs.values_list(ROOT_OF_LOG, "local_date", "pain", no).union(
        checks.values_list(Value(None, BigIntegerField()), "on", "pain", new_sign), all=True
    )
    said = sorted(rows, key=lambda row: row[1])
    done = [(root, day, rating) for root, day, rating, _sign in said if root is not None]
    return done, [(day, rating, bool(sign)) for root, day, rating, sign in said if root is None]


def _compared(episode: EpisodeOfCare) -> list[Comparison]:
    """Of each side of each measure that a change is judged by, the way in which it was taken last; left first.

    Judged by are main measures, and those with a published threshold. Results of no episode count here too.
    """
    readings, margins = readings_of(episode.runner)
    here = [one for one in readings if one.result.episode_id in {episode.pk, None} and _is_judged(one.measure)]
    last: dict[tuple[str, str, str], Comparison] = {}
    for one in sorted(compare_readings(here, margins), key=lambda one: one.latest.result.done_at):
        last[one.home_test.name, one.measure.name, one.side] = one
    return [last[key] for key in sorted(last)]


def _is_judged(measure: Measure) -> bool:
    return measure.primary or measure.smallest_real_change is not None


def _pain(logs: Sequence[Log], mornings: Sequence[Morning], *, since: datetime.date) -> PainLately:
    ratings = tuple(rating for _root, day, rating in logs if rating is not None and day >= since)
    worse = [_was_worse(mornings, place) for place, (on, *_said) in enumerate(mornings) if on >= since]
    return PainLately(ratings, len(worse), any(worse))


def _was_worse(mornings: Sequence[Morning], place: int) -> bool:
    usual = pain_rules.usual_morning([rating for _on, rating, _sign in mornings[:place]])
    _on, rating, sign = mornings[place]
    return pain_rules.morning_rule(usual, rating, new_sign=sign) is pain_rules.Morning.EASE_AND_NOTIFY


def _courses(episode: EpisodeOfCare, given: Sequence[Any], logs: Sequence[Log]) -> list[Course]:
    """As the record counts them, so that both say the same number."""
    rows = Pause.objects.filter(episode=episode).values_list("from_on", "to_on")
    pauses = {episode.pk: [PauseDays(first, last) for first, last in rows]}
    parts = [
        (row.root, row.dosage, row.routine.starts_on, row.routine.ended_at, episode.pk, episode.discharged_at)
        for row in given
    ]
    times = {row.root: _times(logs, row.root) for row in given}
    return courses_from(parts, times, pauses, episode.runner)


def _weeks(courses: Sequence[Course], today: datetime.date) -> list[adherence.Week]:
    """The weeks since the first routine, at most twelve, without today, which may still be done."""
    first = monday_of(today) - datetime.timedelta(weeks=WEEKS_SHOWN - 1)
    begun = min((plan.starts_on for plan, _times in courses), default=today)
    return adherence.by_week(courses, max(first, begun), today - ONE_DAY)


def _times(logs: Iterable[Log], root: int) -> dict[datetime.date, int]:
    times: dict[datetime.date, int] = {}
    for found, day, _rating in logs:
        if found == root:
            times[day] = times.get(day, 0) + 1
    return times


def _tests(episode: EpisodeOfCare) -> list[tuple[int, str, int]]:
    """The home tests that were asked for in this episode: key, name, and days until they are usually repeated."""
    rows = Retest.objects.filter(episode=episode, cancelled_at__isnull=True).order_by("home_test__name")
    return list(rows.values_list("home_test_id", "home_test__name", "home_test__retest_days").distinct())


def _side_change(one: Comparison) -> SideChange:
    difference = one.change.difference if one.change else Decimal(0)
    return SideChange(one.home_test.name, one.side or None, one.trend.word, difference)


def _side_benchmark(one: Comparison) -> SideBenchmark:
    return SideBenchmark(one.home_test.name, one.side or None, bool(one.reaches_benchmark))


def _plain(reason: Reason) -> dict[str, Any]:
    values = {name: str(value) if isinstance(value, Decimal) else value for name, value in reason.values}
    return {"code": reason.code.value, "values": values}
