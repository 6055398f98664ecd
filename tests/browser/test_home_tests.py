"""The home tests on a phone: clock, stop, interruption, both legs, and what is kept."""

import datetime

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from clinic.models import Retest, TestResult
from exercises.models import ScreeningQuestion
from tests.browser.conftest import NOON

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def begin(phone, live_server, first="Left leg"):
    phone.goto(live_server.url + reverse("test-guide", args=["hop-test"]))
    # From here only the test moves the clock, however slow the machine is.
    phone.clock.pause_at(NOON + datetime.timedelta(minutes=10))
    phone.get_by_role("button", name="I am ready. Choose a leg").click()
    phone.get_by_role("button", name="Count myself instead").click()
    phone.get_by_role("button", name="Go on").click()
    phone.get_by_role("button", name=first).click()


def run_for(phone, milliseconds):
    phone.get_by_role("button", name="Start: 3, 2, 1, go").click()
    phone.clock.run_for(3_000 + milliseconds)


def stop_after(phone, milliseconds):
    run_for(phone, milliseconds)
    phone.get_by_role("button", name="Stop", exact=True).click()


def hurt(part, rating):
    """Of a leg of the hop test, on the page after its numbers."""
    part.get_by_role("button", name="Go on", exact=True).click()
    part.locator(f'input[name$="-pain"][value="{rating}"]').check()


def values(side):
    result = TestResult.objects.standing().get(side=side)
    return {row.measure.key: float(row.value) for row in result.values.all()}, result


def test_hop_test_both_legs_from_start_to_row(phone, live_server, hop_test):
    begin(phone, live_server)
    run_for(phone, 200)
    expect(phone.get_by_role("timer").first).to_have_text("30")
    phone.clock.run_for(21_000)
    phone.get_by_role("button", name="Stop", exact=True).click()

    left = phone.locator('[data-side="left"]')
    expect(left.get_by_label("Time (s)")).to_have_value("21.2")
    left.get_by_label("My leg got tired").check()
    left.get_by_label("Hops").fill("43")
    left.get_by_role("button", name="One more").click()
    hurt(left, 3)
    left.get_by_role("button", name="Now the other leg").click()
    expect(phone.get_by_role("heading", name="Now rest")).to_be_visible()
    phone.get_by_role("button", name="I am ready", exact=True).click()

    run_for(phone, 30_500)
    right = phone.locator('[data-side="right"]')
    expect(right.get_by_label("Time (s)")).to_have_value("30")
    expect(right.get_by_label("My leg got tired")).to_be_hidden()
    hurt(right, 1)
    right.get_by_role("button", name="Go on").click()
    phone.get_by_role("button", name="Save", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your first result")

    measured, row = values("left")
    assert (measured, row.stop_reason, row.pain) == ({"seconds": 21.2, "hops": 44.0}, "tired", 3)
    assert values("right")[0] == {"seconds": 30.0}
    assert Retest.objects.get(home_test=hop_test).done_at is not None


HIDE = (
    "Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
    "document.dispatchEvent(new Event('visibilitychange'))"
)
LEAVE = "dispatchEvent(new Event('blur'))"


@pytest.mark.parametrize("loss", [HIDE, LEAVE])
def test_try_that_loses_the_screen_is_not_kept(phone, live_server, hop_test, loss):
    begin(phone, live_server)
    run_for(phone, 7_000)
    phone.evaluate(loss)
    expect(phone.locator("[data-side=left]").get_by_text("This try was interrupted.")).to_be_visible()
    phone.clock.run_for(30_000)
    expect(phone.locator('[data-side="left"]').get_by_label("Time (s)")).to_have_value("")
    assert TestResult.objects.count() == 0


def test_stop_just_before_the_end_is_not_the_full_time(phone, live_server, hop_test):
    begin(phone, live_server)
    stop_after(phone, 29_970)
    left = phone.locator('[data-side="left"]')
    expect(left.get_by_label("Time (s)")).to_have_value("29.9")
    expect(left.get_by_label("My leg got tired")).to_be_visible()


def test_page_loaded_anew_loses_the_running_try_only(phone, live_server, hop_test):
    begin(phone, live_server)
    run_for(phone, 30_500)
    left, right = (phone.locator(f'[data-side="{side}"]') for side in ("left", "right"))
    left.get_by_label("Hops").fill("60")
    hurt(left, 2)
    left.get_by_role("button", name="Now the other leg").click()
    phone.get_by_role("button", name="I am ready", exact=True).click()
    run_for(phone, 10_000)
    phone.reload()
    expect(phone.get_by_text("We kept what you had done.")).to_be_visible()
    expect(right.get_by_text("This try was interrupted.")).to_be_visible()
    expect(right.get_by_label("Time (s)")).to_have_value("")
    run_for(phone, 30_500)
    hurt(right, 1)
    right.get_by_role("button", name="Go on").click()
    phone.get_by_role("button", name="Save", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your first result")
    assert values("left")[0] == {"seconds": 30.0, "hops": 60.0}
    assert values("right")[0] == {"seconds": 30.0}
    phone.goto(live_server.url + reverse("test-guide", args=["hop-test"]))
    expect(phone.get_by_role("button", name="I am ready. Choose a leg")).to_be_visible()
    expect(phone.get_by_text("We kept what you had done.")).to_be_hidden()


def test_too_much_pain_leaves_the_other_leg(phone, live_server, hop_test):
    begin(phone, live_server)
    stop_after(phone, 12_000)
    left = phone.locator('[data-side="left"]')
    left.get_by_label("It hurt").check()
    hurt(left, 6)
    left.get_by_role("button", name="Go on").click()
    expect(phone.get_by_text("It hurt more than 5. Stop for today.")).to_be_visible()
    phone.get_by_role("button", name="Save", exact=True).click()
    expect(phone.get_by_text("It hurt more than 5. Stop for today.")).to_be_visible()
    assert [(row.side, row.pain, row.stop_reason) for row in TestResult.objects.all()] == [("left", 6, "pain")]


def test_red_flag_locks_before_the_first_hop(phone, live_server, routine, runner):
    phone.goto(live_server.url + reverse("test-guide", args=["hop-test"]))
    for question in ScreeningQuestion.objects.filter(shelf=runner.clinic.shelf, short_set=True):
        answer = "yes" if question.slug == "swollen-warm-calf" else "no"
        phone.locator(f'input[name="{question.slug}"][value="{answer}"]').check(force=True)
    phone.get_by_role("button", name="Save my answers").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Get your leg checked today")
    phone.goto(live_server.url + reverse("test-guide", args=["hop-test"]))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Get your leg checked today")


def test_stop_in_the_countdown_measures_nothing(phone, live_server, hop_test):
    begin(phone, live_server)
    stop_after(phone, -2_000)
    expect(phone.get_by_role("button", name="Start: 3, 2, 1, go")).to_be_visible()
    expect(phone.locator('[data-side="left"]').get_by_label("Time (s)")).to_have_value("")


def test_wall_lean_takes_commas_and_shows_mean_and_spread(phone, live_server, routine):
    phone.goto(live_server.url + reverse("test-guide", args=["wall-lean"]))
    phone.get_by_role("button", name="I am ready. Choose a leg").click()
    phone.get_by_role("button", name="Right leg").click()
    for side, tries, said, button in (
        ("right", ("9,5", "10", "10,5"), ("Mean: 10.0 cm", "Your tries lie 1.0 cm apart."), "Now the other leg"),
        ("left", ("8.0", "8.2", "8.4"), ("Mean: 8.2 cm", "Your tries lie 0.4 cm apart."), "Go on"),
    ):
        part = phone.locator(f'[data-side="{side}"]')
        for place, value in enumerate(tries, 1):
            part.get_by_label(f"Try {place}").fill(value)
        for words in said:
            expect(part.get_by_text(words)).to_be_visible()
        part.get_by_role("button", name=button).click()
    phone.get_by_role("button", name="Save", exact=True).click()
    expect(phone.get_by_text("Your legs differ by more than 1.5 cm.")).to_be_visible()
    assert values("right")[0] == {"distance_cm": 10.0}
    assert values("left")[0] == {"distance_cm": 8.2}


def test_back_goes_one_step_back_and_keeps_what_was_typed(phone, live_server, routine):
    phone.goto(live_server.url + reverse("tests"))
    phone.goto(live_server.url + reverse("test-guide", args=["wall-lean"]))
    phone.get_by_role("button", name="I am ready. Choose a leg").click()
    phone.get_by_role("button", name="Left leg").click()
    phone.locator('[data-side="left"]').get_by_label("Try 1").fill("9")
    phone.go_back()
    expect(phone.get_by_role("heading", name="Which leg first?")).to_be_visible()
    phone.go_forward()
    expect(phone.locator('[data-side="left"]').get_by_label("Try 1")).to_have_value("9")
    for _step in range(3):
        phone.go_back()
    expect(phone).to_have_url(live_server.url + reverse("tests"))


def test_second_tap_on_start_does_not_stop(phone, live_server, hop_test):
    begin(phone, live_server)
    run_for(phone, -2_800)
    phone.get_by_role("button", name="Stop", exact=True).click()
    phone.clock.run_for(32_900)
    expect(phone.locator('[data-side="left"]').get_by_label("Time (s)")).to_have_value("30")
    expect(phone.locator('[data-side="left"] [data-outcome]')).to_have_text("Completed 30 s")


def test_only_the_first_step_is_in_view_until_the_script_starts(phone, live_server, hop_test):
    """On a slow line the steps must not flash by; where the script never comes, they all come after a while."""
    phone.route("**/home_test*.js", lambda route: route.abort())
    phone.goto(live_server.url + reverse("test-guide", args=["hop-test"]), wait_until="domcontentloaded")
    expect(phone.get_by_role("heading", name="How to do it")).to_be_visible()
    expect(phone.get_by_role("button", name="Save", exact=True)).to_be_hidden()
    expect(phone.get_by_role("button", name="Save", exact=True)).to_be_visible(timeout=8_000)


def test_beat_counts_what_is_raised_and_a_hidden_page_does_not_count(phone, live_server):
    phone.goto(live_server.url + reverse("test-guide", args=["heel-raise-test"]))
    phone.clock.pause_at(NOON + datetime.timedelta(minutes=10))
    phone.get_by_role("button", name="I am ready. Choose a leg").click()
    phone.get_by_role("button", name="Left leg").click()
    here = phone.locator(".is-here")
    here.get_by_role("button", name="Start the beat").click()
    phone.clock.run_for(5_000)
    phone.evaluate("dispatchEvent(new Event('pagehide'))")
    expect(here.get_by_text("The beat was interrupted.")).to_be_visible()
    here.get_by_role("button", name="Start the beat").click()
    phone.clock.run_for(3_000 + 6_500)
    expect(here.get_by_text("Up", exact=True)).to_be_visible()
    here.get_by_role("button", name="Stop", exact=True).click()
    expect(here.get_by_label("Raises")).to_have_value("3")
    here.get_by_role("button", name="One more").click()
    here.get_by_role("button", name="Now the other leg").click()
    here.get_by_role("button", name="I am ready").click()
    here.get_by_role("button", name="Count without the beat").click()
    here.get_by_role("button", name="Go on").click()
    expect(here.get_by_text("4 raises")).to_be_visible()
    here.get_by_role("button", name="Save").click()
    phone.wait_for_url("**/tests/results/**")
    row = TestResult.objects.get()
    assert (row.body["values"], row.rhythm) == ({"raises": "4"}, "metronome")
