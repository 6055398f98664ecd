"""The home tests of a runner, by plain forms."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic.models import Lock, Retest, Screening, StartGate, TestResult
from exercises.models import HomeTest

pytestmark = pytest.mark.django_db


def url(slug="wall-lean"):
    return reverse("test-guide", args=[slug])


def lean(side, *tries, **more):
    given = {f"{side}-try_{place}": value for place, value in enumerate(tries, 1)}
    return {f"{side}-id": str(uuid.uuid4()), **given, **{f"{side}-{name}": value for name, value in more.items()}}


def hop(side, seconds, **more):
    return {f"{side}-id": str(uuid.uuid4()), f"{side}-seconds": seconds, f"{side}-pain": "2"} | {
        f"{side}-{name}": value for name, value in more.items()
    }


def measured():
    return [
        (row.side, row.method, {value.measure.key: str(value.value) for value in row.values.all()})
        for row in TestResult.objects.order_by("side")
    ]


@pytest.fixture
def screened(runner):
    now = timezone.now()
    return Screening.objects.create(
        uuid=uuid.uuid4(), runner=runner, kind="short", level="clear", answers={},
        done_at=now - datetime.timedelta(minutes=1), local_date=runner.today(now),
    )  # fmt: skip


def test_guide_asks_anonymous_to_sign_in(client, library):
    assert client.post(url(), lean("left", "9")).status_code == 302
    assert TestResult.objects.count() == 0


def test_guide_is_not_for_therapists(client_of, therapist):
    assert client_of(therapist).post(url(), lean("left", "9")).status_code == 403


def test_lean_of_both_sides_is_kept_with_its_mean(client_of, routine, runner):
    body = lean("left", "8", "8,2", "8.4") | lean("right", "10", "10", "10")
    answer = client_of(runner).post(url(), body)
    assert answer.status_code == 302
    assert measured() == [
        ("left", "tape", {"distance_cm": "8.20"}),
        ("right", "tape", {"distance_cm": "10.00"}),
    ]


def test_one_side_alone_is_enough(client_of, routine, runner):
    client_of(runner).post(url(), lean("left", "8") | lean("right"))
    assert [row[0] for row in measured()] == ["left"]


def test_nothing_measured_says_what_to_do_and_keeps_nothing(client_of, routine, runner):
    answer = client_of(runner).post(url(), lean("left") | lean("right"))
    assert answer.status_code == 422
    assert "Measure at least one side" in answer.content.decode()
    assert TestResult.objects.count() == 0


def test_impossible_distance_names_the_try_and_loses_nothing(client_of, routine, runner):
    answer = client_of(runner).post(url(), lean("left", "8", "310") | lean("right", "9", note="cold floor"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="310"' in page
    assert "cold floor" in page
    assert TestResult.objects.count() == 0


def test_same_form_twice_is_one_result(client_of, routine, runner):
    body, client = lean("left", "8") | lean("right"), client_of(runner)
    first, again = client.post(url(), body), client.post(url(), body)
    assert (first.status_code, again.status_code) == (302, 302)
    assert TestResult.objects.count() == 1


def test_hop_test_asks_the_safety_questions_first(client_of, routine, runner):
    answer = client_of(runner).get(url("hop-test"))
    assert answer.url == reverse("my-screening") + "?set=short&next=%2Ftests%2Fhop-test%2F"


def test_hop_test_asks_the_start_check_before_all(client_of, routine, runner):
    StartGate.objects.all().delete()
    assert client_of(runner).get(url("hop-test")).url.startswith(reverse("my-gate"))


def test_hop_test_stopped_early_wants_a_reason(client_of, routine, runner, screened):
    answer = client_of(runner).post(url("hop-test"), hop("left", "21") | {"right-id": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert "Say why you stopped" in answer.content.decode()


def test_hop_test_is_kept_with_hops_and_reason(client_of, routine, runner, screened):
    body = hop("left", "21", stop_reason="tired", hops="44") | hop("right", "30")
    assert client_of(runner).post(url("hop-test"), body).status_code == 302
    assert measured() == [
        ("left", "counted", {"seconds": "21.00", "hops": "44.00"}),
        ("right", "counted", {"seconds": "30.00"}),
    ]


def test_practice_is_marked(client_of, routine, runner):
    client_of(runner).post(url(), lean("left", "8") | lean("right") | {"practice": "on"})
    assert TestResult.objects.get().practice is True


def test_locked_runner_sees_what_to_do_instead(client_of, routine, runner, screened):
    Lock.objects.create(runner=runner, screening=screened, extent="all")
    answer = client_of(runner).get(url())
    assert answer.templates[0].name == "clinic/runner/locked.html"


def test_unknown_test_is_not_found(client_of, routine, runner):
    assert client_of(runner).get(url("moon-walk")).status_code == 404


@pytest.fixture
def result(client_of, routine, runner):
    client_of(runner).post(url(), lean("left", "8") | lean("right", "9"))
    return TestResult.objects.get(side="left")


def test_result_page_shows_both_legs(client_of, runner, result):
    page = client_of(runner).get(reverse("test-result", args=[result.uuid])).content.decode()
    assert "Your first result" in page
    assert "8 cm" in page.replace("\xa0", " ")


def test_result_of_somebody_else_is_not_found(client_of, runner2, result):
    assert client_of(runner2).get(reverse("test-result", args=[result.uuid])).status_code == 404
    assert client_of(runner2).post(reverse("test-undo", args=[result.uuid])).status_code == 404


def test_result_is_taken_back_and_stays_in_the_history(client_of, runner, result):
    assert client_of(runner).post(reverse("test-undo", args=[result.uuid])).status_code == 302
    assert TestResult.objects.standing().count() == 1
    assert TestResult.objects.count() == 2


@pytest.mark.parametrize("extra", [0, 2])
def test_pages_cost_the_same_for_one_and_three(client_of, runner, routine, result, extra, django_assert_num_queries):
    test = HomeTest.objects.get(shelf=runner.clinic.shelf, slug="wall-lean")
    later = runner.today() + datetime.timedelta(days=60)
    Retest.objects.create(episode=routine.episode, home_test=test, due_on=later)
    client = client_of(runner)
    for _time in range(extra):
        client.post(url(), lean("left", "8") | lean("right", "9"))
    client.get(reverse("tests"))
    with django_assert_num_queries(10):
        client.get(reverse("tests"))
    with django_assert_num_queries(13):
        client.get(reverse("test-result", args=[result.uuid]))
