"""What the builder works with, and the page made of it."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from clinic.models import Lock, Retest, Screening, StartGate
from clinic.queries.builder import Standing, bench_for
from clinic.queries.builder_page import BuilderPage
from clinic.rules import draft as moves
from clinic.rules.draft import TestLine
from exercises.models import HomeTest


@pytest.fixture
def screened(runner):
    return Screening.objects.create(
        runner=runner, uuid=runner.uuid, done_at=timezone.now(), local_date=runner.today(), answers={}, level="hold"
    )


def _page(routine, therapist):
    bench = bench_for(routine.episode, therapist)
    return BuilderPage(bench, bench.current, bench.revision)


def test_standing_of_a_new_runner(episode, therapist):
    assert bench_for(episode, therapist).standing == Standing()


def test_standing_takes_the_newest_gate_and_the_widest_lock(episode, therapist, runner, screened):
    StartGate.objects.create(runner=runner, passed=True, done_at=timezone.now() - datetime.timedelta(days=1))
    StartGate.objects.create(runner=runner, passed=False)
    Lock.objects.create(runner=runner, screening=screened, extent="impact")
    Lock.objects.create(runner=runner, screening=screened, extent="all")
    assert bench_for(episode, therapist).standing == Standing(False, "all", runner.today(), "hold")


def test_standing_counts_an_override_and_no_lifted_lock(episode, therapist, runner, screened):
    StartGate.objects.create(runner=runner, passed=False, override_reason="Jumps daily.")
    Lock.objects.create(
        runner=runner, screening=screened, extent="all", lifted_at=timezone.now(), lift_reason="Seen today."
    )
    assert bench_for(episode, therapist).standing == Standing(True, "", runner.today(), "hold")


def test_the_current_routine_is_the_next_draft_from_today(routine, therapist, clinic):
    today = routine.episode.runner.today()
    test = HomeTest.objects.get(shelf=clinic.shelf, slug="hop-test")
    Retest.objects.create(episode=routine.episode, home_test=test, due_on=today - datetime.timedelta(days=3))
    bench = bench_for(routine.episode, therapist)
    assert bench.revision == 1
    assert [bench.choices.name(line.exercise) for line in bench.current.lines] == ["Box hop", "Wall lean"]
    assert (bench.current.starts_on, bench.current.tests) == (
        today.isoformat(),
        (TestLine(str(test.uuid), today.isoformat()),),
    )


def test_totals_count_minutes_of_all_and_days_of_the_fullest(routine, therapist):
    totals = _page(routine, therapist).totals
    assert (totals.exercises, totals.minutes, totals.days, totals.is_much) == (2, 2, 7, False)


def test_more_than_four_exercises_are_much(routine, therapist):
    page = _page(routine, therapist)
    others = [one.line() for one in list(page.bench.choices.exercises.values())[:6]]
    assert replace(page, draft=moves.add(page.draft, others)).totals.is_much is True


def test_the_strip_shows_four_weeks_from_the_first_day(routine, therapist):
    page = _page(routine, therapist)
    days = [day for days in page.strip for day in days]
    first = routine.episode.runner.today()
    assert len(days) == 28
    assert {drawn for day, drawn in days if day.date < first} <= {"outside"}
    assert {drawn for day, drawn in days if day.date >= first} == {"full", "some"}


def test_the_same_routine_changes_nothing(routine, therapist):
    assert _page(routine, therapist).changes == []


def test_a_changed_box_is_marked_and_said(routine, therapist):
    page = _page(routine, therapist)
    line = page.draft.lines[0]
    given = page.bench.choices.exercises[line.exercise].line()
    changed = moves.change(page.draft, "1", boxes=dict(given.boxes) | {"reps": "6"}, usual=given.usual)
    row = replace(page, draft=changed).lines[0]
    assert [box.name for box in row.boxes if box.is_changed] == ["reps"]
    assert row.changed == "Reps: 6, was 10"


def test_impact_before_the_start_check_offers_the_calmer_exercise(routine, therapist):
    StartGate.objects.create(runner=routine.episode.runner, passed=False)
    hop, lean = _page(routine, therapist).lines
    assert (hop.needs_gate, hop.calmer) == (True, "Single-leg calf raise")
    assert (lean.needs_gate, lean.calmer) == (False, "")


@pytest.mark.parametrize(
    ("level", "words"), [("clear", ""), ("note", ""), ("hold", "The last screening was not clear: Hold.")]
)
def test_the_last_screening_is_told_when_it_was_not_clear(routine, therapist, screened, level, words):
    assert _page(routine, therapist).bench.standing.screened_on == screened.local_date
    Screening.objects.update(level=level)
    assert _page(routine, therapist).screening_words == words
