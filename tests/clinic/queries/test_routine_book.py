"""How long each revision was the routine."""

import datetime

from clinic.models import Routine
from clinic.queries.routine_book import Period, periods_of
from tests.factories import RoutineFactory

FIRST, SECOND = datetime.date(2026, 10, 5), datetime.date(2026, 11, 2)
ENDED = datetime.datetime(2026, 10, 30, 12, tzinfo=datetime.UTC)


def test_each_revision_lasts_until_the_next_begins(routine, django_assert_num_queries):
    Routine.objects.filter(pk=routine.pk).update(starts_on=FIRST, ended_at=ENDED)
    RoutineFactory(episode=routine.episode, revision=2, starts_on=SECOND)
    with django_assert_num_queries(1):
        found = periods_of(routine.episode_id)
    assert found == [Period(1, FIRST, SECOND), Period(2, SECOND, None)]


def test_the_last_one_ends_with_its_episode(routine):
    Routine.objects.filter(pk=routine.pk).update(starts_on=FIRST, ended_at=ENDED)
    assert periods_of(routine.episode_id) == [Period(1, FIRST, ENDED.date())]


def test_without_an_episode_there_are_none(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert periods_of(None) == []
