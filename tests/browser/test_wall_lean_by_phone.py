"""The wall lean by the phone on the shin: permission, zero, tries, refusals, and the row that comes of it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from clinic.models import TestResult

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A phone that leans by `angle` degrees for `seconds`, every 16 ms; `shake` in m/s² at 10 Hz. Times go on.
LEAN = """([angle, seconds, shake]) => {
  const [y, z] = [9.81 * Math.cos(angle * Math.PI / 180), 9.81 * Math.sin(angle * Math.PI / 180)];
  for (let n = 0; n < seconds * 62.5; n += 1) {
    window.sensed = (window.sensed ?? 5000) + 16;
    const off = 0.05 * Math.cos(n * 7) + shake * Math.sin(n * Math.PI / 3);
    const accelerationIncludingGravity = { x: off, y: y + off, z: z - off };
    const event = new DeviceMotionEvent("devicemotion", { accelerationIncludingGravity, interval: 16 });
    Object.defineProperty(event, "timeStamp", { value: window.sensed });
    dispatchEvent(event);
  }
}"""


def answer_permission(phone, answer):
    phone.evaluate("answer => { DeviceMotionEvent.requestPermission = async () => answer; }", answer)


def lean(phone, angle, seconds=3.0, shake=0.0):
    phone.evaluate(LEAN, [angle, seconds, shake])


@pytest.fixture
def leaning(phone, live_server):
    """The first leg, where the page asks for the sensor."""
    phone.goto(live_server.url + reverse("test-guide", args=["wall-lean"]))
    phone.get_by_role("link", name="Measure with the phone instead").click()
    phone.get_by_role("button", name="I am ready. Choose a leg").click()
    phone.get_by_role("button", name="Left leg").click()
    answer_permission(phone, "granted")
    return phone


def ask_sensor(phone):
    phone.get_by_role("button", name="Use the motion sensor").click()


def zeroed(phone):
    ask_sensor(phone)
    lean(phone, 30, 0.1)
    phone.get_by_role("button", name="Set the zero").click()
    lean(phone, 40, 0.5)
    expect(phone.get_by_text("Turn it upright on the wall")).to_be_visible()
    lean(phone, 2)
    expect(phone.get_by_text("Try 1 of 3", exact=True)).to_be_visible()


def start(phone):
    phone.get_by_role("button", name="Start this try").click()
    lean(phone, 10, 0.5)


def take(phone, angle):
    start(phone)
    lean(phone, angle)
    expect(phone.get_by_text("Got it.")).to_be_visible()


def here(phone):
    """The part that is shown of the step that is open."""
    return phone.locator(".is-here [data-part]:not([hidden]), .is-here:not([data-lean])")


def test_three_tries_of_one_leg_from_permission_to_row(leaning, routine):
    zeroed(leaning)
    for place, angle in enumerate((40, 41, 42), 1):
        take(leaning, angle)
        expect(here(leaning).get_by_text(f"{angle - 2}.0°", exact=True)).to_be_visible()
        leaning.get_by_role("button", name="See all three" if place == 3 else "Next try").click()
    expect(leaning.get_by_text("Your tries lie 2.0° apart: 38.0° – 40.0°")).to_be_visible()
    expect(here(leaning).get_by_text("Measured by phone: differences under 4.7 degrees mean nothing.")).to_be_visible()
    here(leaning).get_by_role("listitem").filter(has_text="Try 2").get_by_role("button").click()
    take(leaning, 42)
    leaning.get_by_role("button", name="See all three").click()
    here(leaning).get_by_role("button", name="Go on").click()
    here(leaning).locator('input[name="left-pain"][value="2"]').check()
    leaning.get_by_role("button", name="Now the other leg").click()
    leaning.get_by_role("button", name="Leave this leg out").click()
    here(leaning).get_by_role("button", name="Go on").click()
    with leaning.expect_navigation():
        leaning.get_by_role("button", name="Save", exact=True).click()
    expect(leaning.get_by_role("heading", level=1)).to_have_text("Your first result")

    row = TestResult.objects.get()
    assert (row.side, row.method, row.pain) == ("left", "phone", 2)
    assert [float(one) for one in row.tries] == [38.0, 40.0, 40.0]
    assert {one.measure.key: float(one.value) for one in row.values.all()} == {"angle_deg": 39.3}
    traces = list(row.traces.order_by("place"))
    assert [one.sample_count for one in traces] == [130, 130, 130]
    assert traces[0].zero == pytest.approx([0, 9.80, 0.34], abs=0.02)
    assert [one.analyses.get().accepted for one in traces] == [True, True, True]


def test_no_permission_and_a_silent_sensor_lead_back_to_the_tape(leaning, routine):
    answer_permission(leaning, "denied")
    ask_sensor(leaning)
    expect(here(leaning).get_by_text("Your phone said no.")).to_be_visible()
    answer_permission(leaning, "granted")
    ask_sensor(leaning)
    leaning.clock.run_for(1_100)
    expect(here(leaning).get_by_text("The motion sensor says nothing.")).to_be_visible()
    expect(here(leaning).get_by_text("Your phone said no.")).to_be_hidden()
    with leaning.expect_navigation():
        here(leaning).get_by_role("link", name="Measure with the tape").click()
    expect(leaning.get_by_text("Lay the tape measure on the floor, straight out from the wall.")).to_be_visible()


def test_what_stays_in_the_hand_moves_lies_sideways_or_loses_the_screen_is_not_taken(leaning, routine):
    zeroed(leaning)
    leaning.get_by_role("button", name="Start this try").click()
    lean(leaning, 45, 5)
    expect(here(leaning).get_by_text("Lay the phone on your shin", exact=True)).to_be_visible()
    lean(leaning, 30, 4, shake=2)
    expect(here(leaning).get_by_text("Now hold still")).to_be_visible()
    lean(leaning, 80, 4)
    expect(here(leaning).get_by_text("The phone lies on its side. Point it up your shin.")).to_be_visible()
    lean(leaning, 40, 1.5)
    expect(here(leaning).get_by_text("Good. Hold it there")).to_be_visible()
    leaning.evaluate("dispatchEvent(new Event('blur'))")
    expect(here(leaning).get_by_text("This try was interrupted.")).to_be_visible()
    lean(leaning, 40, 4)
    expect(leaning.locator('[name="left-traces"]')).to_have_value("")
    expect(here(leaning).get_by_role("button", name="Start this try")).to_be_visible()


def test_portal_refuses_a_try_is_out_of_reach_and_the_page_is_loaded_anew(leaning, routine):
    refusal = {"accepted": False, "reasons": ["The phone moved.", "Do this try again."], "angle_deg": None}
    leaning.route("**/trace/", lambda route: route.fulfill(json=refusal))
    zeroed(leaning)
    start(leaning)
    lean(leaning, 40)
    expect(leaning.locator(".is-here").get_by_text("The phone moved.")).to_be_visible()
    expect(leaning.locator('[name="left-try_1"]')).to_have_value("")
    leaning.unroute("**/trace/")
    leaning.route("**/trace/", lambda route: route.abort())
    start(leaning)
    lean(leaning, 40)
    unheard = "No answer from here just now. We check it when you save."
    expect(here(leaning).get_by_text(unheard)).to_be_visible()
    expect(leaning.locator('[name="left-try_1"]')).to_have_value("38.0")
    leaning.unroute("**/trace/")

    leaning.reload()
    expect(leaning.get_by_text("We kept what you had done.")).to_be_visible()
    answer_permission(leaning, "granted")
    ask_sensor(leaning)
    lean(leaning, 30, 0.1)
    expect(here(leaning).get_by_text("Try 2 of 3", exact=True)).to_be_visible()
    take(leaning, 44)
    expect(here(leaning).get_by_text("42.0°", exact=True)).to_be_visible()

    # The first and the last have no answer until all is about to be saved, and are refused then.
    leaning.route("**/trace/", lambda route: route.abort())
    leaning.get_by_role("button", name="Next try").click()
    start(leaning)
    lean(leaning, 41)
    leaning.get_by_role("button", name="See all three").click()
    expect(here(leaning).get_by_text(unheard)).to_be_visible()
    here(leaning).get_by_role("button", name="Go on").click()
    leaning.get_by_role("button", name="Now the other leg").click()
    leaning.unroute("**/trace/")
    leaning.route("**/trace/", lambda route: route.fulfill(json=refusal))
    leaning.get_by_role("button", name="Leave this leg out").click()
    here(leaning).get_by_role("button", name="Go on").click()
    expect(leaning.locator(".is-here").get_by_text("The phone moved.")).to_be_visible()
    expect(here(leaning).get_by_text("Try 1 of 3", exact=True)).to_be_visible()
    for place, angle in enumerate(("", "42.0", ""), 1):
        expect(leaning.locator(f'[name="left-try_{place}"]')).to_have_value(angle)
