import pytest
from django.utils import timezone

from clinic.queries.exercise import place_of, standing_entry
from clinic.queries.today import today_of
from tests.factories import LogFactory


@pytest.fixture
def hop(routine):
    return routine.prescribed.get(position=1)


def test_place_of_counts_in_the_order_of_the_day(runner, hop):
    place = place_of(hop, today_of(runner))
    assert (place.one.name, place.number, place.total) == ("Box hop", 2, 2)


def test_place_of_an_ended_exercise_is_none(runner, routine, hop):
    routine.ended_at = timezone.now()
    routine.save()
    assert place_of(hop, today_of(runner)) is None


def test_standing_entry_of_a_standing_one_is_itself(hop):
    log = LogFactory(prescribed_exercise=hop)
    assert standing_entry(log) == log


def test_standing_entry_follows_corrections(hop, runner):
    undone = {"voided_at": timezone.now(), "voided_by": runner.user}
    first = LogFactory(prescribed_exercise=hop, **undone)
    second = LogFactory(prescribed_exercise=hop, replaces=first, **undone)
    third = LogFactory(prescribed_exercise=hop, replaces=second)
    assert standing_entry(first) == third


def test_standing_entry_of_an_undone_one_is_none(hop, runner):
    log = LogFactory(prescribed_exercise=hop, voided_at=timezone.now(), voided_by=runner.user)
    assert standing_entry(log) is None
