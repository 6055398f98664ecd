"""The page with what changed between two revisions."""

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic.models import Routine
from tests.factories import PrescribedFactory, RoutineFactory


@pytest.fixture
def second(routine, therapist):
    Routine.objects.filter(pk=routine.pk).update(ended_at=timezone.now())
    row = RoutineFactory(episode=routine.episode, revision=2, assigned_by=therapist)
    PrescribedFactory(routine=row, slug="wall-lean", position=1)
    return row


def _address(routine):
    return reverse("routine-compare", args=[routine.uuid])


def test_compare_with_the_one_before(second, therapist, client_of):
    response = client_of(therapist).get(_address(second))
    assert [(one.kind, one.what) for one in response.context["changes"]] == [("removed", "Box hop")]


def test_the_first_has_nothing_before_it(routine, therapist, client_of):
    response = client_of(therapist).get(_address(routine))
    assert (response.status_code, response.context["changes"]) == (200, [])


@pytest.mark.parametrize("number", ["7", "x", "-1", "99999999999999999999"])
def test_compare_with_one_that_is_not_there(second, therapist, client_of, number):
    assert client_of(therapist).get(_address(second), {"with": number}).status_code == 404


def test_who_is_refused(second, client, staff, other_therapist, client_of):
    where = _address(second)
    assert client.get(where).url == f"{reverse('account_login')}?next={where}"
    people = {"staff": staff, "runner": second.episode.runner, "stranger": other_therapist}
    answers = {name: client_of(person).get(where).status_code for name, person in people.items()}
    assert answers == {"staff": 403, "runner": 403, "stranger": 404}
