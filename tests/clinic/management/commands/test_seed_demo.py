"""The command: what it refuses, what it says, and that a size is kept to."""

import datetime
import io

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction

from clinic.demo.seed import Size, seed_demo, shares, stories
from clinic.models import ExerciseLog, Runner
from portal.accounts.models import User

NOW = datetime.datetime(2026, 11, 24, 13, 0, tzinfo=datetime.UTC)


def test_same_seed_makes_the_same_rows(db):
    first = _made(7)
    assert (_made(7) == first, _made(8) == first) == (True, False)


def _made(number):
    """The people and logs of a small demo, which is taken back."""
    with time_machine.travel(NOW, tick=False), transaction.atomic():
        seed_demo(size=Size(runners=6, weeks=3, seed=number), password="x")
        runners = list(Runner.objects.order_by("pk").values_list("name", "uuid", "birth_date"))
        logs = list(ExerciseLog.objects.order_by("pk").values_list("uuid", "done_at", "pain"))
        transaction.set_rollback(True)
    return runners, logs


@pytest.mark.parametrize("weeks", [1, 5, 30])
def test_any_length_can_be_asked_for(db, weeks):
    assert seed_demo(size=Size(weeks=weeks, runners=26), password="x") > 0


def test_shares_add_up():
    for size in (Size(), Size(clinics=1, therapists=2, runners=2), Size(clinics=5, therapists=9, runners=203)):
        found = list(shares(size))
        assert (sum(one for one, _ in found), sum(two for _, two in found)) == (size.therapists, size.runners)
        assert len(found) == size.clinics


def test_stories_keep_to_the_weeks():
    assert max(28 * story.months + story.day for story in list(stories(0, 60, 6))[2:]) <= 42


def test_database_with_people_is_refused(therapist):
    with pytest.raises(CommandError, match="There are people in this database"):
        call_command("seed_demo", verbosity=0)


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        ("--clinics=0", "--clinics is a whole number from 1 to 50."),
        ("--runners=2", "--runners is a whole number from 3 to 100000."),
        ("--therapists=2", "--therapists is a whole number from 3 to 1000."),
        ("--weeks=0", "--weeks is a whole number from 1 to 520."),
    ],
)
def test_odd_size_is_refused(db, option, sentence):
    with pytest.raises(CommandError) as refused:
        call_command("seed_demo", option, verbosity=0)
    assert str(refused.value) == sentence


def test_progress_counts_every_runner(db):
    told = []
    seed_demo(size=Size(runners=5, weeks=1), password="x", progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


def test_bar_is_for_people_at_a_terminal(db):
    screen = io.StringIO()
    screen.isatty = lambda: True
    call_command("seed_demo", "--runners=3", "--weeks=1", stdout=io.StringIO(), stderr=screen)
    assert screen.getvalue().split("\r")[-1] == f"[{'#' * 40}] 3 of 3 runners\n"


def test_command_says_what_it_made(db, capsys, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "soft-landing-42")
    call_command("seed_demo", "--runners=4", "--weeks=2")
    assert capsys.readouterr().out.startswith("2 clinics, 4 runners, ")
    assert User.objects.get(email="runner@demo.example").check_password("soft-landing-42")
