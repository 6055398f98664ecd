"""The record of a runner, as pages."""

import datetime

from django.urls import reverse

from tests.factories import LogFactory


def test_log_shows_the_clock_of_the_runner(routine, therapist, client_of):
    late = datetime.datetime(2026, 11, 20, 23, 15, tzinfo=datetime.UTC)
    LogFactory(prescribed_exercise=routine.prescribed.first(), done_at=late)
    page = client_of(therapist).get(reverse("runner-log", args=[routine.episode.runner.uuid])).content.decode()
    assert ("Sat 21 Nov" in page, '<span class="xs muted">00:15</span>' in page) == (True, True)
