"""What a review looks at."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.utils import timezone

from clinic.models import EpisodeOfCare, MorningCheck, OwnMargin, Routine, TestResult, TestValue
from clinic.queries.care_course import course_of, heads_of
from clinic.queries.reason_words import SENTENCES, words_of
from clinic.queries.review import facts_for
from clinic.rules.change import ThresholdKind
from clinic.rules.proposal import Code, Decision, Reason
from clinic.rules.trend import Word
from exercises.models import HomeTest
from tests.factories import LogFactory, PrescribedFactory, RoutineFactory

DAY = datetime.timedelta(days=1)


@pytest.fixture
def measured(routine):
    """Writes one result: test, side, value, days ago."""

    def measure(slug, side, value, days_ago, **fields):
        runner = routine.episode.runner
        test = HomeTest.objects.get(shelf=runner.clinic.shelf, slug=slug)
        done_at = timezone.now() - days_ago * DAY
        fields = {"method": "tape" if slug == "wall-lean" else "counted"} | fields
        result = TestResult.objects.create(
            runner=runner, uuid=uuid.uuid4(), episode=routine.episode, home_test=test, side=side, done_at=done_at,
            local_date=runner.local_now(done_at).date(), **fields,
        )  # fmt: skip
        row = test.measures.get(primary=True)
        TestValue.objects.create(result=result, measure=row, value=Decimal(value), unit=row.unit)
        return result

    return measure


def _rows(facts):
    return [(one.home_test.name, one.side, one.latest.value, one.trend.word) for one in facts.comparisons]


def test_results_stand_beside_the_first_ones(routine, measured):
    for days, left, right in ((28, "7.5", "9"), (14, "9.6", "9"), (0, "9.8", "9.5")):
        measured("wall-lean", "left", left, days)
        measured("wall-lean", "right", right, days)
    facts = facts_for(routine.episode)
    name = "Knee-to-wall test (wall lean)"
    assert _rows(facts) == [
        (name, "left", Decimal("9.80"), Word.IMPROVED),
        (name, "right", Decimal("9.50"), Word.NO_CLEAR_CHANGE),
    ]
    assert [one.first.value for one in facts.comparisons] == [Decimal("7.50"), Decimal("9.00")]


def test_one_result_never_changes_a_routine(routine, measured):
    """A gain of 2.3 cm, or a loss: the therapist reads that it wants a repeat, and nothing is proposed by it."""
    measured("wall-lean", "left", "7.5", 28)
    measured("wall-lean", "right", "9.8", 28)
    measured("wall-lean", "left", "9.8", 0)
    measured("wall-lean", "right", "7.5", 0)
    facts = facts_for(routine.episode)
    assert facts.proposal.decision is Decision.KEEP
    about = [words for words in facts.reasons_for if "Knee-to-wall" in words]
    assert about == [
        "Knee-to-wall test (wall lean), left: perhaps improved. Repeat it to be sure.",
        "Knee-to-wall test (wall lean), right: perhaps worse. Repeat it to be sure.",
    ]


def test_a_loss_on_two_test_days_speaks_for_easing(routine, measured):
    for days, value in ((28, "9.8"), (14, "7.5"), (0, "7.4")):
        measured("wall-lean", "left", value, days)
    facts = facts_for(routine.episode)
    assert facts.proposal.decision is Decision.EASE
    assert facts.reasons_for == [
        "Knee-to-wall test (wall lean), left: worse by more than the threshold, more than once."
    ]


def test_the_hop_test_has_no_threshold_but_the_clinics_own(routine, measured, clinic):
    measured("hop-test", "left", "21", 28)
    measured("hop-test", "left", "28", 0)
    assert [row[3] for row in _rows(facts_for(routine.episode))] == [Word.NO_THRESHOLD]
    row = HomeTest.objects.get(shelf=clinic.shelf, slug="hop-test").measures.get(primary=True)
    OwnMargin.objects.create(clinic=clinic, measure=row, value=5)
    one = facts_for(routine.episode).comparisons[0]
    assert (one.trend.word, one.change.threshold_kind) == (Word.PERHAPS_IMPROVED, ThresholdKind.CLINIC)


def test_practice_voided_and_other_methods_do_not_count(routine, measured):
    measured("hop-test", "left", "10", 28, practice=True)
    measured("hop-test", "left", "12", 27, voided_at=timezone.now())
    measured("hop-test", "left", "14", 26, method="motion")
    measured("hop-test", "left", "28", 0)
    assert _rows(facts_for(routine.episode)) == [("Hop test", "left", Decimal("28.00"), Word.TOO_FEW)]


def test_pain_of_the_last_two_weeks(routine):
    row = routine.prescribed.first()
    today = routine.episode.runner.today()
    for days, pain in ((20, 8), (14, 4), (1, 2)):
        LogFactory(prescribed_exercise=row, local_date=today - days * DAY, pain=pain)
    assert facts_for(routine.episode).pain.worst == 4


@pytest.mark.parametrize("sign", ["new_limp", "new_swelling"])
def test_a_morning_with_a_new_sign_was_worse_however_low_the_pain(routine, sign):
    runner = routine.episode.runner
    row = MorningCheck.objects.create(runner=runner, uuid=uuid.uuid4(), on=runner.today() - DAY, pain=0)
    assert facts_for(routine.episode).pain.morning_worse is False
    MorningCheck.objects.filter(pk=row.pk).update(**{sign: True})
    assert facts_for(routine.episode).pain.morning_worse is True


def test_a_worse_morning_counts_for_two_weeks(routine):
    runner = routine.episode.runner
    for days, pain in ((20, 6), (3, 1), (2, 1)):
        MorningCheck.objects.create(runner=runner, uuid=uuid.uuid4(), on=runner.today() - days * DAY, pain=pain)
    assert facts_for(routine.episode).pain.morning_worse is False
    MorningCheck.objects.create(runner=runner, uuid=uuid.uuid4(), on=runner.today() - DAY, pain=4)
    assert facts_for(routine.episode).pain.morning_worse is True


def test_sessions_count_from_the_start_without_today(routine):
    hop, lean = routine.prescribed.order_by("position")
    today = routine.episode.runner.today()
    for days in range(29):
        LogFactory(prescribed_exercise=hop, local_date=today - days * DAY)
    facts = facts_for(routine.episode)
    assert facts.weeks[0].start <= routine.starts_on
    assert sum(week.sessions_done for week in facts.weeks) == 28
    assert facts.percent is not None
    LogFactory(prescribed_exercise=lean, local_date=today)
    assert facts_for(routine.episode).percent == facts.percent


def test_a_routine_of_today_has_no_sessions_to_judge(routine):
    routine.starts_on = routine.episode.runner.today()
    routine.save()
    assert facts_for(routine.episode).percent is None


def test_percent_is_the_one_of_the_record_also_after_a_change_of_routine(routine):
    hop = routine.prescribed.get(position=1)
    today = routine.episode.runner.today()
    for days in range(8, 24):
        LogFactory(prescribed_exercise=hop, local_date=today - days * DAY)
    Routine.objects.filter(pk=routine.pk).update(ended_at=timezone.now() - 3 * DAY)
    newer = RoutineFactory(episode=routine.episode, revision=2, starts_on=today - 3 * DAY)
    PrescribedFactory(routine=newer, slug="dumbbell-deadlift", position=1)
    EpisodeOfCare.objects.filter(pk=routine.episode.pk).update(opened_at=timezone.now() - 28 * DAY)
    [head] = heads_of(routine.episode.runner)
    facts = facts_for(routine.episode)
    assert [row.exercise.slug for row in facts.prescribed] == ["dumbbell-deadlift"]
    assert facts.percent == course_of(routine.episode.runner, head).lately
    assert 0 < facts.percent < 100


def test_mornings_that_were_answered_are_counted_for_two_weeks(routine):
    runner = routine.episode.runner
    assert facts_for(routine.episode).pain.mornings == 0
    for days in (15, 14, 1):
        MorningCheck.objects.create(runner=runner, uuid=uuid.uuid4(), on=runner.today() - days * DAY, pain=1)
    assert facts_for(routine.episode).pain.mornings == 2


def test_pain_above_five_speaks_for_easing(routine, measured):
    measured("hop-test", "left", "30", 0)
    today = routine.episode.runner.today()
    LogFactory(prescribed_exercise=routine.prescribed.first(), local_date=today, pain=7)
    facts = facts_for(routine.episode)
    assert facts.proposal.decision == Decision.EASE
    assert facts.reasons_for[0] == "Pain reached 7 of 10 in the last two weeks."
    assert facts.snapshot["decision"] == "ease"


def test_every_reason_has_words():
    values = (("test", "Hop test"), ("side", "left"), ("worst", 7), ("percent", 80), ("difference", Decimal(7)))
    assert set(SENTENCES) == set(Code)
    assert all("%" not in words_of(Reason(code, values)).replace("80 %", "") for code in Code)


@pytest.mark.parametrize("rounds", [1, 3])
def test_facts_cost_the_same_for_one_and_three(routine, measured, rounds, django_assert_num_queries):
    for days in range(rounds):
        measured("hop-test", "left", "20", days)
        measured("wall-lean", "right", "9", days)
    with django_assert_num_queries(6):
        facts = facts_for(routine.episode)
        assert facts.reasons_for or facts.reasons_against
