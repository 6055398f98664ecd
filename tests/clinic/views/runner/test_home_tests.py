"""The home tests of a runner, by plain forms."""

import datetime
import json
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic.models import Lock, Retest, Screening, StartGate, TestResult
from exercises.models import HomeTest, Measure
from tests.clinic.bodies import lean_body, motion_body, phone_body
from tests.clinic.bodies import measured as saved_result
from tests.clinic.recordings import hopping, leaning, standing

pytestmark = pytest.mark.django_db
# Session, user and membership; then runner, result, readings, what waits, who leads, and today's own.
QUERIES_OF_A_RESULT = 3 + 8


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


def test_hop_test_asks_the_start_check_once_the_answers_are_clear(client_of, routine, runner, screened):
    StartGate.objects.all().delete()
    assert client_of(runner).get(url("hop-test")).url.startswith(reverse("my-gate"))


@pytest.mark.parametrize("method", ["get", "post"])
def test_hop_test_after_answers_that_want_a_look_is_not_for_today(client_of, routine, runner, screened, method):
    Screening.objects.update(level="review")
    answer = getattr(client_of(runner), method)(
        url("hop-test"), hop("left", "30") | lean("right") if method == "post" else None
    )
    assert answer.status_code == 409
    assert "do not allow this test" in answer.content.decode()
    assert TestResult.objects.count() == 0


def test_hop_test_sent_after_midnight_loses_nothing(client_of, routine, runner, screened):
    Screening.objects.update(local_date=runner.today() - datetime.timedelta(days=1))
    answer = client_of(runner).post(url("hop-test"), hop("left", "30", note="In the hall.") | hop("right", "30"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Answer the short safety questions of today first." in page
    assert "In the hall." in page
    assert TestResult.objects.count() == 0


def test_side_with_pain_but_no_number_is_asked_for_it(client_of, routine, runner):
    answer = client_of(runner).post(url(), lean("left", "8") | lean("right", pain="3"))
    assert answer.status_code == 422
    assert TestResult.objects.count() == 0


def test_form_changed_after_saving_says_where_to_correct(client_of, routine, runner):
    client, body = client_of(runner), lean("left", "8") | lean("right")
    client.post(url(), body)
    answer = client.post(url(), body | {"left-try_1": "9"}, follow=True)
    assert "This was saved before. You can still correct it below." in answer.content.decode()
    assert measured() == [("left", "tape", {"distance_cm": "8.00"})]


def test_guide_of_a_test_that_nobody_can_type_in_is_not_found(client_of, routine, runner):
    HomeTest.objects.get(shelf=runner.clinic.shelf, slug="wall-lean").measures.update(methods=["phone"])
    assert client_of(runner).get(url()).status_code == 404


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


def test_side_that_hurt_too_much_is_the_one_that_is_shown(client_of, routine, runner):
    body = lean("left", "8", pain="8") | lean("right", "9", pain="1")
    answer = client_of(runner).post(url(), body, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == f"/tests/results/{TestResult.objects.get(side='left').uuid}/"
    assert ("It hurt more than 5." in page, "/screening/?set=short" in page) == (True, True)


def test_practice_is_marked(client_of, routine, runner):
    client_of(runner).post(url(), lean("left", "8") | lean("right") | {"practice": "on"})
    assert TestResult.objects.get().practice is True


def test_locked_runner_sees_what_to_do_instead(client_of, routine, runner, screened):
    Lock.objects.create(runner=runner, screening=screened, extent="all")
    client = client_of(runner)
    answers = [client.get(url()), client.post(url(), lean("left", "8") | lean("right"))]
    assert {answer.templates[0].name for answer in answers} == {"clinic/runner/locked.html"}
    assert TestResult.objects.count() == 0


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


def test_result_is_corrected_and_the_first_version_stays(client_of, runner, result):
    address = reverse("test-correct", args=[result.uuid])
    form = client_of(runner).get(address).context["form"]
    assert [form[name].value() for name in ("try_1", "try_2", "pain", "note")] == ["8", None, None, ""]
    answer = client_of(runner).post(address, lean("left", "8.4", note="Read it wrong."))
    newer = TestResult.objects.standing().get(side="left")
    assert (answer.status_code, answer.url) == (302, reverse("test-result", args=[newer.uuid]))
    assert (newer.replaces, newer.done_at, newer.note) == (result, result.done_at, "Read it wrong.")
    assert str(newer.values.get().value) == "8.40"
    old = client_of(runner).get(reverse("test-result", args=[result.uuid]))
    assert (old.status_code, old.url) == (302, reverse("test-result", args=[newer.uuid]))


def test_correction_of_a_hop_test_holds_what_was_typed(client_of, routine, runner, screened):
    body = hop("left", "21", stop_reason="tired", hops="44", effort="6", note="Wet floor.") | lean("right")
    client_of(runner).post(url("hop-test"), body)
    row = TestResult.objects.get()
    form = client_of(runner).get(reverse("test-correct", args=[row.uuid])).context["form"]
    names = ("seconds", "hops", "stop_reason", "pain", "effort", "note")
    assert [form[name].value() for name in names] == ["21", "44", "tired", 2, 6, "Wet floor."]
    client_of(runner).post(
        reverse("test-correct", args=[row.uuid]), body | {"left-id": str(uuid.uuid4()), "left-hops": "46"}
    )
    newer = TestResult.objects.standing().get()
    assert {value.measure.key: int(value.value) for value in newer.values.all()} == {"seconds": 21, "hops": 46}


@pytest.fixture
def by_motion(runner, episode, screened):
    StartGate.objects.create(runner=runner, passed=True)
    return saved_result(runner, motion_body()).row


def test_count_of_the_phone_is_corrected_and_its_recording_stays(client_of, runner, by_motion):
    address = reverse("test-correct", args=[by_motion.uuid])
    form = client_of(runner).get(address).context["form"]
    assert [form[name].value() for name in ("seconds", "hops", "pain")] == ["30", "65", 1]
    assert [field.name for field in form.hidden_fields()] == ["id"]
    client_of(runner).post(address, hop("left", "30", hops="63"))
    newer = TestResult.objects.standing().get()
    assert (newer.method, newer.rhythm, newer.replaces, newer.done_at) == (
        "motion",
        "own",
        by_motion,
        by_motion.done_at,
    )
    assert {value.measure.key: int(value.value) for value in newer.values.all()} == {"seconds": 30, "hops": 63}
    assert (newer.traces.count(), newer.traces.get().analyses.get().facts["hops"]) == (1, 65)


def test_degrees_of_the_phone_are_corrected_in_degrees(client_of, runner, episode):
    row = saved_result(runner, phone_body(38, 39, 40)).row
    address = reverse("test-correct", args=[row.uuid])
    form = client_of(runner).get(address).context["form"]
    assert ([field.value() for field in form.tries], form.unit) == (["38", "39", "40"], "°")
    client_of(runner).post(address, lean("left", "38", "39", "41.5"))
    newer = TestResult.objects.standing().get()
    assert (newer.method, str(newer.values.get().value), newer.traces.count()) == ("phone", "39.50", 3)


def test_hop_test_by_motion_is_kept_from_the_page(client_of, runner, episode, screened):
    StartGate.objects.create(runner=runner, passed=True)
    body = hop("left", "30", hops="64", method="motion", rhythm="own", traces=json.dumps([hopping()]))
    assert client_of(runner).post(url("hop-test"), body | lean("right")).status_code == 302
    assert measured() == [("left", "motion", {"seconds": "30.00", "hops": "64.00"})]
    assert TestResult.objects.get().traces.get().analyses.get().facts["hops"] == 65


def test_page_with_a_refused_recording_keeps_what_was_typed(client_of, runner, episode, screened):
    StartGate.objects.create(runner=runner, passed=True)
    body = hop("left", "30", hops="64", method="motion", note="Fine.", traces=json.dumps([standing()]))
    answer = client_of(runner).post(url("hop-test"), body | lean("right"))
    form = answer.context["forms"][0]
    assert (answer.status_code, TestResult.objects.count()) == (422, 0)
    assert [form[name].value() for name in ("seconds", "hops", "note", "method")] == ["30", "64", "Fine.", "motion"]
    assert form.errors == {
        "seconds": ["This looks like standing, not like hopping.", "Do this leg again, or count the hops yourself."]
    }


def test_wall_lean_by_phone_is_a_way_of_its_own(client_of, runner, episode):
    address = f"{url()}?way=phone"
    page = client_of(runner).get(address)
    assert (page.context["way"], page.context["forms"][0].main.key) == ("phone", "angle_deg")
    traces = json.dumps([leaning(one) for one in (38, 39, 40)])
    body = lean("left", "38", "39", "40", traces=traces) | lean("right")
    assert client_of(runner).post(address, body).status_code == 302
    assert measured() == [("left", "phone", {"angle_deg": "39.00"})]
    assert [row.place for row in TestResult.objects.get().traces.all()] == [1, 2, 3]


@pytest.mark.parametrize(("slug", "way"), [("wall-lean", "tape"), ("wall-lean", "x"), ("heel-raise-test", "phone")])
def test_way_that_a_test_does_not_know_is_the_usual_one(client_of, runner, episode, slug, way):
    page = client_of(runner).get(f"{url(slug)}?way={way}")
    assert (page.status_code, page.context["way"]) == (200, "tape" if slug == "wall-lean" else "counted")


def test_correction_sent_twice_is_one(client_of, runner, result):
    client, body = client_of(runner), lean("left", "8.4")
    for _time in range(2):
        assert client.post(reverse("test-correct", args=[result.uuid]), body).status_code == 302
    assert TestResult.objects.filter(side="left").count() == 2


def test_correction_to_nothing_is_refused(client_of, runner, result):
    answer = client_of(runner).post(reverse("test-correct", args=[result.uuid]), lean("left"))
    assert answer.status_code == 422
    assert TestResult.objects.standing().count() == 2


@pytest.mark.parametrize("day", ["same day", "next day"])
@pytest.mark.parametrize("door", ["correct by page", "undo by page", "correct by API", "undo by API"])
def test_result_may_be_changed_on_its_own_day_only_whatever_the_door(
    client_of, api_of, runner, result, day, door, time_machine
):
    client, api, address = client_of(runner), api_of(runner), "/api/v1/test-results/"
    if day == "next day":
        time_machine.move_to(timezone.now() + datetime.timedelta(days=1))
    doors = {
        "correct by page": lambda: client.post(reverse("test-correct", args=[result.uuid]), lean("left", "9")),
        "undo by page": lambda: client.post(reverse("test-undo", args=[result.uuid])),
        "correct by API": lambda: api.post(address, lean_body(replaces=str(result.uuid)), format="json"),
        "undo by API": lambda: api.delete(f"{address}{result.uuid}/"),
    }
    before = TestResult.objects.count()
    answer = doors[door]()
    result.refresh_from_db()
    if day == "same day":
        assert (answer.status_code in (201, 204, 302), result.voided_at is not None) == (True, True)
    else:
        assert (answer.status_code, result.voided_at, TestResult.objects.count()) == (409, None, before)


def test_api_says_why_it_is_too_late(api_of, runner, result):
    TestResult.objects.update(local_date=runner.today() - datetime.timedelta(days=1))
    answer = api_of(runner).delete(f"/api/v1/test-results/{result.uuid}/")
    assert (answer.status_code, answer.json()["code"]) == (409, "too_late")


def test_undo_of_what_is_undone_stays_harmless_later(api_of, runner, result, time_machine):
    api, address = api_of(runner), f"/api/v1/test-results/{result.uuid}/"
    assert api.delete(address).status_code == 204
    time_machine.move_to(timezone.now() + datetime.timedelta(days=2))
    assert api.delete(address).status_code == 204


def test_correction_anonymous_and_stranger_change_nothing(client, client_of, runner2, other_runner, result):
    address, body = reverse("test-correct", args=[result.uuid]), lean("left", "9")
    assert client.post(address, body).status_code == 302
    assert [client_of(one).post(address, body).status_code for one in (runner2, other_runner)] == [404, 404]
    assert TestResult.objects.count() == 2


def test_result_of_a_way_that_the_test_lost_is_not_typed_over(client_of, runner, result):
    TestResult.objects.filter(pk=result.pk).update(method="counted")
    assert client_of(runner).get(reverse("test-correct", args=[result.uuid])).status_code == 409


def test_result_page_of_an_earlier_day_shows_what_was_known_then(client_of, runner, routine, time_machine):
    client = client_of(runner)
    for day, tries in ((1, "8"), (20, "10.5")):
        time_machine.move_to(datetime.datetime(2026, 11, day, 9, tzinfo=datetime.UTC), tick=False)
        client.force_login(runner.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        client.post(url(), lean("left", tries) | lean("right"))
    first, second = TestResult.objects.order_by("done_at")
    page = client.get(reverse("test-result", args=[first.uuid])).content.decode().replace("\xa0", " ")
    assert ">Your first result</h1>" in page
    assert "10.5 cm" not in page
    page = client.get(reverse("test-result", args=[second.uuid])).content.decode().replace("\xa0", " ")
    assert ">Left leg: 2.5 cm more</h1>" in page
    assert "It was 8 cm on 1 November." in page


@pytest.fixture
def rises(clinic):
    """A test as content may bring it: counted once, no sides, no hops."""
    test = HomeTest.objects.create(
        shelf=clinic.shelf, slug="step-ups", name="Step-ups", status="published", sides="none", steps="Step up."
    )
    Measure.objects.create(
        home_test=test, key="reps", name="Step-ups", unit="reps", minimum=0, maximum=60, primary=True,
        methods=["counted"],
    )  # fmt: skip
    return test


def test_any_other_test_needs_content_only(client_of, runner, routine, rises):
    client = client_of(runner)
    assert client.get(url("step-ups")).status_code == 200
    answer = client.post(url("step-ups"), {"once-id": str(uuid.uuid4()), "once-try_1": "24", "once-pain": "1"})
    assert measured() == [("", "counted", {"reps": "24.00"})]
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize("value", ["61", "2.5", "-1", "NaN", "many"])
def test_any_other_test_keeps_to_its_bounds(client_of, runner, routine, rises, value):
    body = {"once-id": str(uuid.uuid4()), "once-try_1": value}
    answer = client_of(runner).post(url("step-ups"), body)
    assert answer.status_code == 422
    assert f'value="{value}"' in answer.content.decode()
    assert TestResult.objects.count() == 0


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
    with django_assert_num_queries(QUERIES_OF_A_RESULT):
        client.get(reverse("test-result", args=[result.uuid]))
