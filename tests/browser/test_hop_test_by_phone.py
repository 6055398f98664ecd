"""The hop test counted by the phone: a body of tests/browser/motion.js hops, or the browser's own sensor says so."""

import json
import math
import re
import time
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from clinic.models import MotionTrace, TestResult, TraceAnalysis
from tests.browser.conftest import NOON
from tests.browser.hands import press
from tests.browser.test_home_tests import HIDE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BODY = (Path(__file__).parent / "motion.js").read_text()
DENIED = "DeviceMotionEvent.requestPermission = async () => 'denied'"
# What is felt in the hand, and how often the screen was asked to stay on.
SIGNS = """window.felt = []; window.awake = 0
navigator.vibrate = milliseconds => felt.push(milliseconds)
const wakeLock = { request: async () => { awake += 1; return { release() {} } } }
Object.defineProperty(navigator, "wakeLock", { value: wakeLock })"""
SENSORS = ("accelerometer", "linear-acceleration", "gyroscope")
# Ten seconds to put the phone away, and a moment after "go" until the body hops.
AWAY_MS = 10_400


@pytest.fixture
def here(phone):
    """The page of the test that is open."""
    phone.add_init_script(BODY)
    return phone.locator(".is-here")


def feel(phone, kind, hops=None):
    phone.evaluate("([kind, hops]) => feel(kind, hops ?? Infinity)", [kind, hops])


def open_guide(phone, live_server):
    phone.goto(live_server.url + reverse("test-guide", args=["hop-test"]))
    phone.clock.pause_at(NOON.replace(minute=10))
    press(phone, "I am ready. Choose a leg")


def let_the_phone_count(phone, here):
    press(here, "Let the phone count", exact=True)
    # The browser grants in its own time; then the page's clock lets a sample come.
    phone.wait_for_timeout(100)
    phone.clock.run_for(100)
    expect(here.get_by_role("heading", name="The phone counts")).to_be_visible()


def begin(phone, live_server, here):
    open_guide(phone, live_server)
    let_the_phone_count(phone, here)
    press(here, "Go on")
    press(here, "Left leg")
    press(here, "Skip the practice")


def hop(phone, here, milliseconds, kind="hop", hops=None):
    """One run; what the body does begins just after "go", the milliseconds count from then."""
    press(here, "Start: 10 seconds, then go")
    phone.wait_for_timeout(50)
    phone.clock.run_for(AWAY_MS)
    feel(phone, kind, hops)
    phone.clock.run_for(milliseconds)


def say_pain(here, rating=1):
    press(here, "Go on", exact=True)
    here.locator(f'input[name$="-pain"][value="{rating}"]').check()


def save_one_leg(phone, here):
    say_pain(here)
    press(here, "Now the other leg")
    press(here, "I am ready")
    press(here, "Skip the clock and type it in")
    press(here, "Go on", exact=True)
    press(here, "Go on", exact=True)
    with phone.expect_navigation():
        press(here, "Save", exact=True)


def kept():
    """What stands of the left leg, what its recording says, and which clock it has."""
    result = TestResult.objects.get(side="left")
    typed = {row.measure.key: float(row.value) for row in result.values.all()}
    said = [analysis.facts["hops"] for analysis in TraceAnalysis.objects.filter(trace__result=result)]
    return result.method, result.rhythm, typed, said


def test_whole_run_to_the_metronome_is_corrected_and_kept(phone, live_server, hop_test, here):
    phone.add_init_script(SIGNS)
    open_guide(phone, live_server)
    let_the_phone_count(phone, here)
    here.get_by_label("Metronome, 132 a minute").check()
    press(here, "Go on")
    press(here, "Left leg")
    press(here, "Start to practise")
    phone.wait_for_timeout(50)
    phone.clock.run_for(AWAY_MS)
    feel(phone, "hop", 10)
    phone.clock.run_for(8_000)
    expect(here.get_by_text("The phone counted 10. It counts well there.")).to_be_visible()
    press(here, "Now rest one minute")
    phone.evaluate("awake = 0; document.dispatchEvent(new Event('visibilitychange'))")
    phone.clock.run_for(60_500)
    assert phone.evaluate("awake") == 1
    expect(here.get_by_text("Your rest is over.")).to_be_visible()
    press(here, "I am ready")
    phone.evaluate("felt = []")
    hop(phone, here, 29_700)
    expect(here.get_by_text("Counted by the phone: 65")).to_be_visible()
    assert [round(one) for one in phone.evaluate("felt")] == [180, 180, 90, 300]
    expect(here.locator("[data-outcome]")).to_have_text("Completed 30 s")
    expect(here.locator("[data-saw]")).to_be_empty()
    press(here, "One fewer")
    expect(here.get_by_text("The phone counted 65. You say 64. Yours counts.")).to_be_visible()
    save_one_leg(phone, here)
    assert kept() == ("motion", "metronome", {"seconds": 30.0, "hops": 64.0}, [65])
    assert TestResult.objects.count() == 1


def test_stop_is_found_by_itself_and_can_be_put_right(phone, live_server, hop_test, here):
    begin(phone, live_server, here)
    hop(phone, here, 19_000, hops=30)
    expect(here.locator("[data-outcome]")).to_have_text("Stopped at 13.7 s")
    expect(here.get_by_text("Your last hop was at 13.7 s. So that is your time.")).to_be_visible()
    expect(here.get_by_label("My leg got tired")).to_be_visible()
    press(here, "I went on hopping")
    expect(here.locator("[data-outcome]")).to_have_text(re.compile(r"Stopped at 16\.\d s"))
    expect(here.get_by_role("button", name="I went on hopping")).to_be_hidden()


def test_recording_goes_with_the_try_that_loses_the_screen(phone, live_server, hop_test, here):
    begin(phone, live_server, here)
    hop(phone, here, 7_200)
    expect(here.locator("[data-hops]")).to_have_text("16")
    phone.evaluate(HIDE)
    expect(here.get_by_text("This try was interrupted.")).to_be_visible()
    phone.clock.run_for(30_000)
    left = {name: phone.locator(f"#id_left-{name}").input_value() for name in ("hops", "method", "traces")}
    assert left == {"hops": "", "method": "counted", "traces": ""}
    assert TestResult.objects.count() == 0


def test_without_permission_or_sensor_the_runner_counts_on_the_same_page(phone, live_server, hop_test, here):
    phone.add_init_script(DENIED)
    open_guide(phone, live_server)
    press(here, "Let the phone count", exact=True)
    expect(here.get_by_text("The phone may not use its motion sensor.")).to_be_visible()
    phone.evaluate(DENIED.replace("denied", "granted"))
    feel(phone, "silent")
    press(here, "Let the phone count after all")
    phone.wait_for_timeout(50)
    phone.clock.run_for(1_100)
    expect(here.get_by_text("The motion sensor says nothing.")).to_be_visible()
    press(here, "Go on")
    press(here, "Right leg")
    expect(here.get_by_role("button", name="Start: 3, 2, 1, go")).to_be_visible()


def test_sensor_that_falls_silent_stops_the_start(phone, live_server, hop_test, here):
    begin(phone, live_server, here)
    feel(phone, "silent")
    press(here, "Start: 10 seconds, then go")
    phone.wait_for_timeout(50)
    phone.clock.run_for(2_000)
    expect(here.get_by_text("The phone cannot count now.")).to_be_visible()
    expect(here.get_by_role("button", name="Start: 3, 2, 1, go")).to_be_focused()


def test_walk_is_refused_with_its_reason_and_counted_by_hand(phone, live_server, hop_test, here):
    begin(phone, live_server, here)
    hop(phone, here, 29_700, "walk")
    expect(here.get_by_text("This looks like walking, not like hopping.")).to_be_visible()
    expect(here.get_by_role("button", name="Do this leg again")).to_be_visible()
    expect(here.get_by_role("button", name="Go on", exact=True)).to_be_hidden()
    press(here, "Count it myself")
    here.get_by_label("Hops").fill("58")
    save_one_leg(phone, here)
    assert kept() == ("counted", "own", {"seconds": 30.0, "hops": 58.0}, [])
    assert MotionTrace.objects.count() == 0


def test_leg_without_signal_is_checked_when_it_is_saved(phone, live_server, hop_test, here):
    phone.route("**/trace/", lambda route: route.abort())
    begin(phone, live_server, here)
    hop(phone, here, 29_700)
    expect(here.get_by_text("We check it when you save.")).to_be_visible()
    say_pain(here)
    phone.reload()
    expect(phone.get_by_text("We kept what you had done.")).to_be_visible()
    phone.unroute("**/trace/")
    phone.go_back()
    expect(here.locator("[data-outcome]")).to_have_text("Completed 30 s")
    save_one_leg(phone, here)
    assert kept() == ("motion", "own", {"seconds": 30.0, "hops": 65.0}, [65])


def test_recording_that_the_browser_did_not_keep_is_said_to_be_lost(phone, live_server, hop_test, here):
    begin(phone, live_server, here)
    full = "Storage.prototype.setItem = function (key, text) { if (text.length > 20000) throw new Error('full'); "
    phone.evaluate(f"() => {{ const set = Storage.prototype.setItem; {full} return set.call(this, key, text) }} }}")
    hop(phone, here, 29_700)
    expect(here.get_by_text("Counted by the phone: 65")).to_be_visible()
    phone.reload()
    expect(here.get_by_text("The phone's recording of this leg is lost.")).to_be_visible()
    save_one_leg(phone, here)
    assert kept() == ("counted", "own", {"seconds": 30.0, "hops": 65.0}, [])


def answer(phone, yes=""):
    for question in phone.locator("fieldset:has(input[value='yes'])").all():
        name = question.locator("input").first.get_attribute("name")
        question.locator(f"input[value='{'yes' if name == yes else 'no'}']").check(force=True)
    with phone.expect_navigation():
        press(phone, "Save my answers")


def test_one_tap_leads_to_the_safety_questions_and_back_or_locks(phone, live_server, hop_test, here):
    begin(phone, live_server, here)
    hop(phone, here, 29_700)
    expect(here.get_by_text("Counted by the phone: 65")).to_be_visible()
    here.get_by_role("link", name="Something feels wrong").click()
    answer(phone)
    phone.get_by_role("link", name="Go on").click()
    expect(phone.get_by_text("We kept what you had done.")).to_be_visible()
    expect(here.locator("[data-outcome]")).to_have_text("Completed 30 s")
    here.get_by_role("link", name="Something feels wrong").click()
    answer(phone, yes="swollen-warm-calf")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Get your leg checked today")
    phone.goto(live_server.url + reverse("test-guide", args=["hop-test"]))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Get your leg checked today")


COUNTS = """async ([rates, interval]) => {
  const { counter, take, cadence } = await import("/static/clinic/js/hop_count.js")
  return rates.map(rate => {
    const state = counter(), contact = 0.6 / rate
    for (let t = 0; t < 20; t += interval) {
      const within = t % (1 / rate) - 0.4 / rate
      take(state, t, 0, 0, within < 0 ? 0.1 : 9.81 * Math.PI / 1.2 * Math.sin(Math.PI * within / contact))
    }
    for (let t = 20; t < 30; t += interval) take(state, t, 0, 0, 9.81 + 2 * Math.sin(12 * t))
    return [state.landings.length, Math.round(cadence(state) * 10) / 10]
  })
}"""


@pytest.mark.parametrize("interval", [0.01, 0.016, 0.05])
def test_live_counter_counts_hops_and_no_steps_after_them(page, live_server, interval):
    page.goto(live_server.url + reverse("healthz"))
    rates = [1.6, 2.2, 3.0]
    assert page.evaluate(COUNTS, [rates, interval]) == [[round(20 * rate), rate] for rate in rates]


def hop_for_real(session, seconds):
    """Feeds the browser's own sensors in real time."""
    began = time.monotonic()
    while (passed := time.monotonic() - began) < seconds:
        within = passed % 0.4 - 0.16
        force = 0.1 if within < 0 else 9.81 * 0.4 * math.pi / 0.48 * math.sin(math.pi * within / 0.24)
        say(session, force)
        time.sleep(0.012)


def say(session, force):
    for kind in SENSORS:
        still = {"x": 0.0, "y": 0.0, "z": 0.01}
        reading = still | {"y": force} if kind == "accelerometer" else still
        session.send("Emulation.setSensorOverrideReadings", {"type": kind, "reading": {"xyz": reading}})


@pytest.fixture
def sensed(runners_page, live_server, hop_test):
    """A phone whose sensors the test holds, in real time."""
    session = runners_page.context.new_cdp_session(runners_page)
    able = {"available": True, "minimumFrequency": 1, "maximumFrequency": 100}
    for kind in SENSORS:
        session.send("Emulation.setSensorOverrideEnabled", {"enabled": True, "type": kind, "metadata": able})
    runners_page.goto(live_server.url + reverse("test-guide", args=["hop-test"]))
    return session


def test_hops_of_the_own_sensor_reach_the_database(runners_page, sensed):
    here = runners_page.locator(".is-here")
    press(here, "I am ready. Choose a leg")
    press(here, "Let the phone count", exact=True)
    for step in range(20):
        say(sensed, 9.81 + step / 100)
    here.get_by_label("Held to my chest").check()
    press(here, "Go on")
    press(here, "Left leg")
    press(here, "Skip the practice")
    press(here, "Start: 3, 2, 1, go")
    hop_for_real(sensed, 6)
    press(here, "Stop", exact=True)
    expect(here.locator("[data-by]")).to_contain_text("Counted by the phone")
    here.get_by_label("My leg got tired").check()
    save_one_leg(runners_page, here)
    method, rhythm, typed, said = kept()
    analysis = TraceAnalysis.objects.get()
    assert (method, rhythm, typed["hops"], analysis.accepted) == ("motion", "own", said[0], True)
    assert 5 <= said[0] <= 8
    assert json.loads(json.dumps(analysis.facts["pauses"])) == []
