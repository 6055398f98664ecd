import datetime
import uuid

import pytest
from django.utils import timezone

from clinic.forms.log import FeelForm, TickForm
from tests.factories import LogFactory


@pytest.fixture
def hop(routine):
    return routine.prescribed.get(position=1)


@pytest.fixture
def log(hop):
    return LogFactory(prescribed_exercise=hop, pain=None, sets_done=1)


def test_tick_form_makes_a_body_of_now(hop, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    entry = uuid.uuid4()
    form = TickForm({"id": str(entry)}, prescribed=hop)
    assert form.is_valid() is True
    assert (form.body.uuid, form.body.prescribed_exercise, form.body.done_at) == (entry, hop, timezone.now())
    assert (form.body.pain, form.body.sets_done) == (None, None)


def test_tick_form_before_the_routine_says_so_on_top(hop, runner):
    hop.routine.starts_on = runner.today() + datetime.timedelta(days=9)
    hop.routine.assigned_at = timezone.now() + datetime.timedelta(days=9)
    form = TickForm({"id": str(uuid.uuid4())}, prescribed=hop)
    assert form.errors == {"__all__": ["This exercise was not in your plan yet. Check date and time."]}


def test_feel_form_starts_with_what_was_said(log):
    form = FeelForm(log=log)
    assert (form["sets_done"].value(), form["pain"].value(), form.more_open) == (1, None, True)


def test_feel_form_folds_away_what_is_empty(log):
    log.sets_done = None
    assert FeelForm(log=log).more_open is False


def test_feel_form_replaces_the_entry_at_its_own_time(log):
    entry = uuid.uuid4()
    form = FeelForm({"id": str(entry), "pain": "3"}, log=log)
    assert form.is_valid() is True
    assert (form.body.uuid, form.body.replaces, form.body.done_at) == (entry, log.uuid, log.done_at)
    assert (form.body.pain, form.body.effort, form.body.sets_done, form.body.note) == (3, None, None, "")


@pytest.mark.parametrize(
    ("said", "note", "kept"),
    [
        ("yes", "", "Sharp or sudden."),
        ("yes", "In the heel.", "In the heel.\nSharp or sudden."),
        ("yes", "Sharp or sudden.", "Sharp or sudden."),
        ("no", "In the heel.", "In the heel."),
        ("", "", ""),
    ],
)
def test_feel_form_keeps_sharp_pain_in_the_words(log, said, note, kept):
    form = FeelForm({"id": str(uuid.uuid4()), "pain": "1", "sharp": said, "note": note}, log=log)
    assert form.is_valid() is True
    assert (form.body.note, form.is_sharp) == (kept, said == "yes")
