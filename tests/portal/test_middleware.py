"""Refusals as pages, each person's own clock, and what a cache may keep."""

import datetime
import io
import re
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.http import HttpResponse, UnreadablePostError
from django.test import Client, RequestFactory
from django.utils import timezone

from clinic.actions import episodes
from clinic.actions.memberships import editors
from clinic.models import Membership, Message, Runner, ShoeReview
from clinic.scoping import access_of
from exercises.models import ContentVersion, Exercise
from portal.middleware import HearOutMiddleware
from tests.factories import UserFactory

PRIVATE = "max-age=0, no-cache, no-store, must-revalidate, private"
NOON = datetime.datetime(2026, 11, 23, 12, 0, tzinfo=datetime.UTC)
LATE = datetime.datetime(2026, 11, 22, 23, 30, tzinfo=datetime.UTC)


@pytest.fixture
def written(runner):
    """A message of half past midnight in Vienna, which is half past three in the afternoon in Los Angeles."""
    return Message.objects.create(runner=runner, sender=runner.user, from_runner=True, text="Hello.", sent_at=LATE)


@pytest.mark.parametrize(
    ("zone", "words"), [("Europe/Vienna", "today 00:30"), ("America/Los_Angeles", "22 Nov, 15:30")]
)
@time_machine.travel(NOON, tick=False)
def test_a_therapist_reads_the_time_of_the_clinic(clinic, therapist, written, client_of, zone, words):
    clinic.zone = zone
    clinic.save()
    assert f">{words}</time>" in client_of(therapist).get("/inbox/").text


@pytest.mark.parametrize(("works", "zone"), [(False, "Asia/Tokyo"), (True, "Europe/Vienna")])
def test_the_clock_of_a_runner_who_may_also_work_in_a_clinic(runner, clinic, works, zone):
    Runner.objects.filter(pk=runner.pk).update(zone="Asia/Tokyo")
    if works:
        Membership.objects.create(user=runner.user, clinic=clinic, is_staff=True)
    assert access_of(runner.user).zone == zone


def test_who_works_nowhere_and_runs_nowhere_reads_utc(db, client_of):
    person = UserFactory()
    assert (access_of(person).zone, client_of(person).get("/library/").status_code) == ("", 200)


@pytest.mark.parametrize(("who", "words"), [("owner", "today 00:30"), ("admin_user", "22 Nov, 23:30 UTC")])
@time_machine.travel(NOON, tick=False)
def test_the_history_of_content_is_on_the_clock_of_the_clinic_or_names_its_zone(clinic, client_of, request, who, words):
    person = request.getfixturevalue(who)
    person.groups.add(editors())
    shelf = {"shelf__is_shared": True} if person.is_superuser else {"shelf": clinic.shelf}
    content = Exercise.objects.get(**shelf, slug="box-hop")
    ContentVersion.objects.filter(content_uuid=content.uuid).update(saved_at=LATE)
    page = client_of(person).get(f"/admin/exercises/exercise/{content.pk}/history/").text
    assert f'muted">{words} ·' in page


@time_machine.travel(NOON, tick=False)
def test_a_runner_who_works_elsewhere_reads_the_own_pages_on_the_own_clock(runner, other_clinic, episode, client_of):
    """Half past midnight in Vienna is the day before in Denver, where the person works."""
    other_clinic.zone = "America/Denver"
    other_clinic.save()
    Membership.objects.create(user=runner.user, clinic=other_clinic, is_staff=True)
    review = ShoeReview.objects.create(
        episode=episode, shoes="Road shoes", comfort_now=8, advice="keep", reviewed_at=LATE
    )
    assert "Road shoes, 23 November 2026" in client_of(runner).get(f"/shoes/{review.uuid}/").text


@pytest.mark.parametrize(("zone", "said"), [("Europe/Vienna", False), ("America/Denver", True)])
def test_a_record_names_the_clock_of_a_runner_elsewhere(runner, episode, therapist, client_of, zone, said):
    Runner.objects.filter(pk=runner.pk).update(zone=zone)
    page = client_of(therapist).get(f"/runners/{runner.uuid}/log/").text
    assert (f"on the runner&#x27;s clock, {zone}" in page or f"on the runner's clock, {zone}" in page) is said


CLOCK = re.compile(r'\|time\b|\|date:"[^"]*[aAgGhHiPsu][^"]*"')
TEMPLATES = Path(settings.BASE_DIR) / "templates"


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.*")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_time_of_day_says_on_whose_clock(path):
    """By `local_time`, which names the zone where it is nobody's own, or with `timezone` before the format."""
    found = [tag for tag in re.findall(r"\{[{%].*?[%}]\}", path.read_text()) if CLOCK.search(tag)]
    assert [tag for tag in found if "|timezone:" not in tag] == []


@pytest.mark.parametrize("path", ["/library/", "/no-such-page/", "/healthz", "/clinic/audit/"])
def test_the_clock_goes_back_after_each_answer(therapist, client_of, path):
    client_of(therapist).get(path)
    assert timezone.get_current_timezone_name() == "UTC"


def test_the_api_answers_in_utc(runner, routine, therapist, api_of):
    joined = api_of(therapist).get("/api/v1/runners/").json()["results"][0]["joined_at"]
    assert datetime.datetime.fromisoformat(joined) == runner.joined_at
    assert joined.endswith(("Z", "+00:00"))


@pytest.mark.parametrize("path", ["/healthz", "/accounts/login/", "/start/"])
def test_a_page_without_a_sign_in_asks_nothing_of_the_database(db, path, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Client().get(path).status_code == 200


def test_not_now_is_a_page_that_says_why(episode, therapist, client_of):
    episodes.discharge(episode=episode, outcome="better", reason="Well.", by=therapist)
    before = episode.pauses.count()
    body = {"from_on": "2026-12-01", "reason": "Holiday"}
    answer = client_of(therapist).post(f"/episodes/{episode.uuid}/pause/", body)
    assert (answer.status_code, episode.pauses.count()) == (409, before)
    assert "This episode of care has ended. Reopen it first." in answer.text


def test_a_fault_of_ours_is_no_refusal(therapist, client_of, monkeypatch):
    def break_(*_args, **_kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr("clinic.views.therapist.inbox.inbox_of", break_)
    browser = client_of(therapist)
    browser.raise_request_exception = False
    assert browser.get("/inbox/").status_code == 500


@pytest.mark.parametrize("who", ["runner", "therapist", "staff", "owner"])
@pytest.mark.parametrize("path", ["/library/", "/me/", "/no-such-page/", "/api/v1/exercises/"])
def test_no_cache_keeps_what_a_person_sees(who, path, request, client_of):
    answer = client_of(request.getfixturevalue(who)).get(path)
    assert sorted(answer["Cache-Control"].split(", ")) == sorted(PRIVATE.split(", "))


def test_healthz_asks_nothing_of_the_database_whoever_asks(client_of, runner, django_assert_num_queries):
    client = client_of(runner)
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200


def test_readyz_asks_one_thing_whoever_asks(client_of, runner, django_assert_num_queries):
    client = client_of(runner)
    with django_assert_num_queries(1):
        assert client.get("/readyz").status_code == 200


def unread(status, size, stream=None):
    """How many bytes of a body are left after an answer that came without looking at it."""
    body = stream or io.BytesIO(bytes(size))
    request = RequestFactory().post("/", b"", content_type="application/json")
    request.META["CONTENT_LENGTH"], request._stream = str(size), body
    HearOutMiddleware(lambda _request: HttpResponse(status=status))(request)
    return size - body.tell()


@pytest.mark.parametrize(
    ("status", "size", "left"),
    [(400, 3_000_000, 0), (413, 3_000_000, 0), (400, 1000, 1000), (200, 3_000_000, 3_000_000)],
)
def test_whoever_sends_too_much_is_heard_out(status, size, left):
    assert unread(status, size) == left


def test_nobody_is_heard_for_ever(monkeypatch):
    monkeypatch.setattr("portal.middleware.HEARD_SECONDS", 0)
    assert unread(400, 3_000_000) == 3_000_000


def test_a_broken_line_is_not_heard_out():
    class Broken(io.BytesIO):
        def read(self, *_):
            raise UnreadablePostError

    assert unread(400, 3_000_000, Broken()) == 3_000_000


@pytest.mark.parametrize("told", ["", "-5", "many"])
def test_an_odd_length_is_none(told):
    request = RequestFactory().get("/", CONTENT_LENGTH=told)
    assert HearOutMiddleware(lambda _request: HttpResponse(status=400))(request).status_code == 400
