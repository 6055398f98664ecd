"""Pages that no address opens by itself: each step of joining, of signing in by code, and of the guided home tests."""

from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from django.urls import resolve, reverse
from playwright.sync_api import expect

from clinic.models import Runner
from tests.browser.demo import BACKEND, PASSWORD
from tests.browser.faults import path_of
from tests.browser.looking import DAY, NIGHT, Look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COUNTDOWN_MS = 3500
BODY = Path(__file__).parent / "motion.js"
PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture
def steps(demo, faults):
    """Looks at each step as it is reached; `names` says which addresses it came by."""
    return Steps(Look(faults, demo.names_of_people(), DAY))


class Steps:
    def __init__(self, look):
        self.look, self.names = look, []

    def see(self, page, name):
        """The page that is open is this step, and sound."""
        self.names.append(resolve(path_of(page.url).split("?")[0]).view_name)
        self.look.faults.place = name
        # A button under the mouse changes its colours slowly: it would be read half-way.
        page.mouse.move(0, 0)
        self.look.over(page)
        self.look.views = NIGHT if self.look.views is DAY else DAY
        page.set_viewport_size(PHONE["viewport"])


def press(page, name, **kwargs):
    page.get_by_role("button", name=name, **kwargs).click()


def send(page, button):
    """Presses what leads to another page, and waits for that: a click comes back before the answer does."""
    with page.expect_navigation():
        button.click()


def send_by(page, name, **kwargs):
    send(page, page.get_by_role("button", name=name, **kwargs))


def test_runner_joins(screen_of, demo, steps):
    page = screen_of(**PHONE)
    Runner.objects.filter(invitations__isnull=False, user=None).update(birth_date=None)
    page.goto(reverse("join", args=[demo.invitations["runner"]]))
    steps.see(page, "consent")
    send_by(page, "Agree and go on")
    steps.see(page, "consent, refused")
    page.get_by_label("Your date of birth").fill("1991-04-02")
    page.get_by_label("I agree to this").check()
    send_by(page, "Agree and go on")
    steps.see(page, "settings")
    send_by(page, "Go on")
    steps.see(page, "account")
    send_by(page, "Join")
    steps.see(page, "account, refused")
    page.get_by_label("E-mail").fill("brand-new@demo.example")
    page.get_by_label("Password").fill(PASSWORD)
    send_by(page, "Join")
    steps.see(page, "welcome")
    assert steps.names == ["join", "join", "join-settings", "join-account", "join-account", "welcome"]


def test_code_signs_in(screen_of, demo, steps):
    page = screen_of(**PHONE)
    page.goto(reverse("account_request_login_code"))
    page.get_by_label("E-mail").fill("runner@demo.example")
    send(page, page.get_by_role("main").get_by_role("button").first)
    steps.see(page, "code")
    page.get_by_role("textbox").first.fill("wrong")
    send(page, page.get_by_role("main").get_by_role("button").first)
    steps.see(page, "code, refused")
    assert (steps.names, len(mail.outbox)) == (["account_confirm_login_code"] * 2, 1)


def test_first_password_is_set(screen_of, demo, steps):
    user = demo.people["runner2"]
    user.set_unusable_password()
    user.save()
    client = Client()
    client.force_login(user, backend=BACKEND)
    page = screen_of(client.cookies["sessionid"].value, **PHONE)
    page.goto(reverse("account_set_password"))
    steps.see(page, "first password")
    assert steps.names == ["account_set_password"]


def test_hop_test_is_guided(screen_of, demo, steps):
    page = screen_of(demo.sessions["runner"], **PHONE)
    page.add_init_script(path=BODY)
    page.goto(reverse("test-guide", args=["hop-test"]))
    steps.see(page, "hop test: read")
    press(page, "I am ready. Choose a leg")
    steps.see(page, "hop test: who counts")
    press(page, "Let the phone count", exact=True)
    page.get_by_label("Held to my chest").check()
    page.get_by_label("Metronome, 132 a minute").check()
    steps.see(page, "hop test: the phone counts")
    press(page, "Go on", exact=True)
    steps.see(page, "hop test: choose")
    press(page, "Left leg")
    steps.see(page, "hop test: practice")
    press(page, "Skip the practice")
    steps.see(page, "hop test: before the start")
    press(page, "Start: 3, 2, 1, go")
    page.wait_for_timeout(COUNTDOWN_MS)
    steps.see(page, "hop test: running")
    press(page, "Stop", exact=True)
    left = page.locator('[data-side="left"]')
    expect(left.get_by_text("The phone could not count this leg.")).to_be_visible()
    steps.see(page, "hop test: refused")
    press(page, "Do this leg again")
    press(page, "Start: 3, 2, 1, go")
    page.evaluate("feel('hop')")
    page.wait_for_timeout(2 * COUNTDOWN_MS)
    press(page, "Stop", exact=True)
    expect(left.locator("[data-by]")).to_contain_text("Counted by the phone")
    steps.see(page, "hop test: counted")
    left.get_by_label("My leg got tired").check()
    left.get_by_role("button", name="Go on", exact=True).click()
    steps.see(page, "hop test: pain")
    left.locator('input[name$="-pain"][value="1"]').check()
    left.get_by_role("button", name="Now the other leg").click()
    steps.see(page, "hop test: rest")
    press(page, "I am ready", exact=True)
    press(page, "Skip the clock and type it in")
    right = page.locator('[data-side="right"]')
    right.get_by_role("button", name="Go on", exact=True).click()
    right.get_by_role("button", name="Go on", exact=True).click()
    steps.see(page, "hop test: save")
    send_by(page, "Save", exact=True)
    steps.see(page, "hop test: sent")


def test_wall_lean_is_guided(screen_of, demo, steps):
    page = screen_of(demo.sessions["runner"], **PHONE)
    page.goto(reverse("test-guide", args=["wall-lean"]))
    steps.see(page, "wall lean: read")
    press(page, "I am ready. Choose a leg")
    steps.see(page, "wall lean: choose")
    press(page, "Right leg")
    steps.see(page, "wall lean: one leg")
    page.locator('[data-side="right"]').get_by_label("Try 1").fill("9,5")
    page.locator('[data-side="right"]').get_by_role("button", name="Now the other leg").click()
    steps.see(page, "wall lean: other leg")
    page.locator('[data-side="left"]').get_by_role("button", name="Go on").click()
    steps.see(page, "wall lean: save")
    send_by(page, "Save", exact=True)
    steps.see(page, "wall lean: result")


def test_exercise_is_counted(screen_of, demo, steps):
    page = screen_of(demo.sessions["runner"], **PHONE)
    page.goto(reverse("today"))
    send(page, page.locator("main a[href^='/today/']").first)
    press(page, "Next one")
    steps.see(page, "exercise: counting")
