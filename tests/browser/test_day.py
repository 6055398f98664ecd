"""A tick on a phone: it shows at once, can be undone for a while, and then asks how it felt."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from clinic.models import Alert, ExerciseLog

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(page, live_server, client_of, routine, runner):
    """The runner's phone, signed in, with a clock that the test moves."""
    cookie = client_of(runner).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.set_viewport_size(PHONE)
    page.clock.install()
    return page


def tick(phone):
    return phone.get_by_role("checkbox", name="Box hop done", exact=True)


def test_tick_undo_and_feel(phone, live_server, routine):
    phone.goto(live_server.url + reverse("today"))
    tick(phone).press("Space")
    expect(tick(phone)).to_be_checked()
    expect(tick(phone)).to_be_focused()
    expect(phone.locator("h1 + p")).to_have_text("1 done, 1 to go. Next: wall lean.")

    phone.get_by_role("button", name="Undo").click()
    expect(tick(phone)).not_to_be_checked()
    expect(phone.locator("h1 + p")).to_have_text("First: wall lean.")
    assert ExerciseLog.objects.standing().count() == 0

    tick(phone).click()
    expect(phone.get_by_role("button", name="Undo")).to_be_visible()
    expect(phone.locator(".ask")).to_be_hidden()
    phone.clock.run_for(7000)
    expect(phone.get_by_role("button", name="Undo")).to_have_count(0)
    phone.locator(".ask").get_by_role("link").click()

    phone.get_by_label("7", exact=True).check()
    expect(phone.locator(".advice--stop")).to_be_visible()
    phone.get_by_role("button", name="Save and go on").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Stop this one for today")
    assert [log.pain for log in ExerciseLog.objects.standing()] == [7]
    assert Alert.objects.get().kind == Alert.Kind.PAIN


def test_counter_counts_both_legs_and_sends_what_was_done(phone, live_server, routine):
    lean = routine.prescribed.get(position=2)
    phone.goto(live_server.url + reverse("prescribed", args=[lean.uuid]))
    for _rep in range(10):
        phone.get_by_role("button", name="Next one").click()
    expect(phone.locator("[data-place]")).to_have_text("Set 1 of 1 · other leg")
    for _rep in range(10):
        phone.get_by_role("button", name="Next one").click()
    phone.get_by_role("button", name="Done", exact=True).click()
    expect(phone).to_have_url(re.compile(r"/today/logs/"))
    assert [(log.sets_done, log.reps_done) for log in ExerciseLog.objects.all()] == [(1, 10)]


def test_second_tap_of_a_double_one_takes_nothing_back(phone, live_server, routine):
    phone.goto(live_server.url + reverse("today"))
    phone.clock.pause_at(timezone.now() + datetime.timedelta(minutes=10))
    for after, ticked in ((250, True), (600, False)):
        if not tick(phone).is_checked():
            tick(phone).click()
        expect(phone.get_by_role("button", name="Undo")).to_be_visible()
        phone.clock.run_for(after)
        tick(phone).click()
        expect(tick(phone)).to_be_checked(checked=ticked)
    expect(phone.get_by_role("button", name="Undo")).to_have_count(0)
    assert ExerciseLog.objects.standing().count() == 0


def test_page_left_open_overnight_is_loaded_anew(phone, live_server, routine, runner):
    phone.goto(live_server.url + reverse("today"))
    phone.evaluate("document.getElementById('day').dataset.date = '2020-01-01'")
    with phone.expect_navigation():
        phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(phone.locator("#day")).to_have_attribute("data-date", runner.today().isoformat())


def test_counter_goes_on_after_a_look_elsewhere(phone, live_server, routine):
    lean = routine.prescribed.get(position=2)
    phone.goto(live_server.url + reverse("prescribed", args=[lean.uuid]))
    for _rep in range(12):
        phone.get_by_role("button", name="Next one").click()
    phone.goto(live_server.url + reverse("today"))
    phone.go_back()
    expect(phone.locator("[data-place]")).to_have_text("Set 1 of 1 · other leg")
    expect(phone.locator("[data-number]")).to_have_text("2")
    phone.get_by_role("button", name="Done", exact=True).click()
    phone.goto(live_server.url + reverse("prescribed", args=[lean.uuid]))
    expect(phone.locator("[data-number]")).to_have_text("0")
