"""The timeline: one query over every kind of happening."""

import datetime
import uuid

import pytest
from django.utils import timezone

from clinic.actions import episodes, findings
from clinic.actions.messages import send_message
from clinic.models import TestResult, TestValue
from clinic.queries.timeline import happenings
from exercises.models import HomeTest
from tests.factories import LogFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(episode, routine, therapist):
    """An episode in which a bit of everything happened."""
    cause = episode.complaint.causes.get(slug="calf-strength")
    findings.confirm_cause(episode=episode, cause=cause, evidence="hop test 21 s", by=therapist)
    send_message(runner=episode.runner, text="How is it?", by=therapist)
    LogFactory(prescribed_exercise=routine.prescribed.first(), pain=7, note="hill")
    test = HomeTest.objects.get(shelf=episode.runner.clinic.shelf, slug="hop-test")
    now = timezone.now()
    result = TestResult.objects.create(
        uuid=uuid.uuid4(), runner=episode.runner, episode=episode, home_test=test, side="left", method="counted",
        done_at=now, local_date=now.date(),
    )  # fmt: skip
    TestValue.objects.create(result=result, measure=test.measures.get(primary=True), value=21, unit="s")
    episodes.pause(episode=episode, from_on=datetime.date(2030, 1, 1), reason="holiday", by=therapist)
    return episode


def test_happenings_hold_one_of_each_kind_newest_first(busy):
    found = happenings(busy)
    assert sorted(row.kind for row in found) == [
        "finding", "message", "opened", "pain", "paused", "result", "routine",
    ]  # fmt: skip
    assert [row.at for row in found] == sorted((row.at for row in found), reverse=True)


def test_happenings_carry_their_words(busy):
    rows = {row.kind: (row.one, row.two, row.who) for row in happenings(busy)}
    assert rows["finding"] == ("confirmed", "Insufficient calf strength", "Tessa Therapist")
    assert rows["message"] == ("How is it?", rows["message"][1], "Tessa Therapist")
    assert rows["pain"] == ("7", "Box hop", "")
    assert rows["result"][:2] == ("Hop test", "left")


def test_happenings_of_somebody_else_are_not_among_them(busy, runner2, therapist):
    other = episodes.open_episode(runner=runner2, complaint=busy.complaint, side="right", by=therapist)
    assert [row.kind for row in happenings(other)] == ["opened"]


def test_happenings_take_one_query(busy, django_assert_num_queries):
    with django_assert_num_queries(1):
        happenings(busy)
