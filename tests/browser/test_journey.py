"""The whole loop as its people walk it: a runner joins, does routine and tests, and gets the routine that follows.

Every step is taken on the page, by labels and roles; what a browser complains of on the way fails the walk.
"""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from clinic.actions.memberships import editors
from clinic.models import ExerciseLog, Message, Retest, Review, Routine, RoutineDraft, Screening, TestResult
from exercises.models import ContentVersion, Exercise
from tests.browser import at_the_desk, on_the_phone
from tests.browser.hands import Keyboard, comes_to

pytestmark = [pytest.mark.browser, pytest.mark.journey, pytest.mark.django_db(transaction=True)]
DESK = {"viewport": {"width": 1280, "height": 900}, "timezone_id": "Europe/Vienna"}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "timezone_id": "Europe/Berlin"}
# What the product promises: from an open episode with its screening to a given routine.
MOST_INTERACTIONS = 12
WORDS = "Well done. Now on one leg."
STEP = "Stand tall on a low step."


@pytest.fixture(autouse=True)
def nothing_is_refused(faults):
    """On these ways every answer is a page."""
    faults.expected.clear()


@pytest.fixture
def desk(screen_of, therapist):
    """The therapist's laptop. The therapist may edit the library too."""
    therapist.groups.add(editors())
    return screen_of(**DESK)


@pytest.fixture
def phone(screen_of, live_server, settings):
    """The runner's phone, on which nobody is signed in. Links of invitations lead to the server of this test."""
    settings.SITE_URL = live_server.url
    return screen_of(**PHONE)


def test_everybody_walks_the_loop(desk, phone, therapist, clinic):
    begin(desk, phone, therapist)
    examine_and_prescribe(desk)
    do_the_routine(phone)
    do_the_tests(phone)
    decide(desk)
    on_the_phone.see_the_change(phone, WORDS)
    on_the_phone.see_what_counts(phone)
    edit_the_library(desk)
    on_the_phone.read_new_words(phone, STEP)
    assert kept_of_care() == {
        "screenings": [("full", "clear")],
        "done": [("box-hop", 2)],
        "undone": 1,
        "decided": [("progress", WORDS)],
        "told": [(False, WORDS)],
        "routines": [(1, ["box-hop", "wall-lean"]), (2, ["single-leg-box-hop", "banded-ankle-glide"])],
        "drafts": 0,
        "to_repeat": ["hop-test", "wall-lean"],
    }
    assert measured() == {
        "hop-test left": {"seconds": 21, "hops": 43},
        "hop-test right": {"seconds": 30},
        "wall-lean left": {"distance_cm": 8.2},
        "wall-lean right": {"distance_cm": 10},
    }
    assert written(clinic) == [False, True]


def begin(desk, phone, therapist):
    at_the_desk.sign_in(desk, therapist)
    at_the_desk.add_runner(desk)
    at_the_desk.open_episode(desk)
    on_the_phone.join(phone, at_the_desk.invite(desk))
    on_the_phone.answer_safety_questions(phone)


def examine_and_prescribe(desk):
    at_the_desk.do_start_check(desk)
    at_the_desk.suspect_weak_calves(desk)
    at_the_desk.prescribe(desk)


def do_the_routine(phone):
    on_the_phone.do_box_hop(phone)
    on_the_phone.say_how_it_felt(phone)


def do_the_tests(phone):
    on_the_phone.do_hop_test(phone)
    on_the_phone.read_hop_result(phone)
    on_the_phone.do_wall_lean(phone)
    on_the_phone.read_wall_lean_result(phone)


def decide(desk):
    at_the_desk.find_in_caseload(desk)
    at_the_desk.read_record(desk)
    at_the_desk.decide_on_progress(desk, WORDS)
    at_the_desk.give_next_routine(desk)


def edit_the_library(desk):
    at_the_desk.edit_exercise(desk, STEP)
    at_the_desk.read_history(desk, STEP)


def kept_of_care():
    """What stands in the end: answered, done, decided, said, given, and still to come."""
    return {
        "screenings": list(Screening.objects.values_list("kind", "level")),
        "done": list(ExerciseLog.objects.standing().values_list("prescribed_exercise__exercise__slug", "pain")),
        "undone": ExerciseLog.objects.filter(voided_at__isnull=False, replaced_by__isnull=True).count(),
        "decided": list(Review.objects.values_list("decision", "words")),
        "told": list(Message.objects.values_list("from_runner", "text")),
        "routines": [(row.revision, slugs_of(row)) for row in Routine.objects.order_by("revision")],
        "drafts": RoutineDraft.objects.count(),
        "to_repeat": sorted(Retest.objects.waiting().values_list("home_test__slug", flat=True)),
    }


def slugs_of(routine):
    return list(routine.prescribed.values_list("exercise__slug", flat=True))


def measured():
    return {
        f"{row.home_test.slug} {row.side}": {one.measure.key: float(one.value) for one in row.values.all()}
        for row in TestResult.objects.standing()
    }


def written(clinic):
    """Which version of the exercise holds the new step, the first one first."""
    hop = Exercise.objects.get(shelf=clinic.shelf, slug="single-leg-box-hop")
    versions = ContentVersion.objects.filter(content_uuid=hop.uuid).order_by("number")
    return [STEP in str(version.snapshot) for version in versions]


@pytest.fixture
def keyboard(desk, live_server, client_of, therapist, episode):
    """At the page of a runner whose episode is open and whose screening is done."""
    Screening.objects.create(
        uuid=uuid.uuid4(), runner=episode.runner, kind="full", level="clear", answers={},
        done_at=timezone.now(), local_date=episode.runner.today(),
    )  # fmt: skip
    cookie = client_of(therapist).cookies["sessionid"].value
    desk.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    desk.goto(reverse("runner", args=[episode.runner.uuid]))
    return Keyboard(desk)


def do_start_check(keyboard, desk):
    keyboard.press(desk.get_by_role("region", name="Next step").get_by_role("link", name="Start check"))
    comes_to(desk, "May hopping start?")
    for question in ("Is your leg free of signs", "Can you walk for 30 minutes"):
        keyboard.press(desk.get_by_role("group", name=question).get_by_label("Yes"), "Space")
    keyboard.write(desk.get_by_label("How much does your leg hurt at rest?"), "0")
    for leg in ("Left leg", "Right leg"):
        keyboard.write(desk.get_by_role("textbox", name=leg), "25")
    keyboard.write(desk.get_by_label("How much did it hurt when you rose on your toes?"), "1")
    keyboard.press(desk.get_by_role("group", name="Can you do 10 small hops").get_by_label("Yes"), "Space")
    keyboard.press(desk.get_by_role("button", name="Check", exact=True))


def suspect_weak_calves(keyboard, desk):
    comes_to(desk, "Which cause?")
    card = desk.get_by_role("group", name="Insufficient calf strength", exact=True)
    keyboard.press(card.get_by_label("Suspected"), "Space")
    keyboard.press(card.get_by_role("button", name="Keep and prescribe"))
    comes_to(desk, "Routine 1")


def give(keyboard, desk):
    keyboard.press(desk.get_by_role("button", name="Give to Rita"))
    expect(desk.get_by_text("Routine 1 is given.")).to_be_visible()
    return [slugs_of(row) for row in Routine.objects.all()], RoutineDraft.objects.count()


def test_routine_is_given_by_keyboard_with_the_start_check(keyboard, desk):
    do_start_check(keyboard, desk)
    suspect_weak_calves(keyboard, desk)
    assert give(keyboard, desk) == ([["box-hop"]], 0)
    assert keyboard.count <= MOST_INTERACTIONS


def test_routine_is_given_by_keyboard_for_two_causes_with_a_reason(keyboard, desk):
    keyboard.press(desk.get_by_role("link", name="Findings first"))
    suspect_weak_calves(keyboard, desk)
    keyboard.press(desk.get_by_role("button", name="Add Poor ankle mobility, Warm-up routine"))
    expect(desk.get_by_role("heading", name="Wall lean")).to_be_visible()
    keyboard.write(desk.get_by_label("Start with impact all the same"), "Hopped without pain in the room.")
    assert give(keyboard, desk) == ([["box-hop", "wall-lean"]], 0)
    assert keyboard.count <= MOST_INTERACTIONS
