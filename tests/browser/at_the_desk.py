"""The steps of the therapist: adds a runner, examines, prescribes, looks at results, decides, edits the library."""

import re

from playwright.sync_api import expect

from tests.browser.hands import choose, comes_to, fill, follow, go_to, press
from tests.factories import PASSWORD

WALL_LEAN = "Knee-to-wall test (wall lean)"


def sign_in(desk, person):
    desk.goto("/")
    fill(desk, "E-mail", person.email)
    fill(desk, "Password", PASSWORD)
    press(desk, "Sign in")
    comes_to(desk, "Nobody needs you today")


def add_runner(desk):
    desk.get_by_role("link", name="Add a runner").first.click()
    comes_to(desk, "Who is it?")
    fill(desk, "Name", "Nora Newcomer")
    fill(desk, "E-mail", "nora@demo.example")
    desk.get_by_label("Send the invitation by e-mail now").uncheck()
    press(desk, "Add and go on")


def open_episode(desk):
    comes_to(desk, "What hurts?")
    choose(desk, "Complaint", "Calf pain when running")
    choose(desk, "Side", "Left")
    press(desk, "Open the episode")
    comes_to(desk, "Safety questions")


def invite(desk):
    """Returns the link that the page shows."""
    follow(desk, "Nora Newcomer")
    comes_to(desk, "Nora Newcomer")
    follow(desk, "Invite")
    press(desk, "Make the invitation")
    comes_to(desk, "Invitation ready")
    return desk.locator("#invitation-link").inner_text()


def do_start_check(desk):
    follow(desk, "To the runner's page")
    desk.get_by_role("region", name="Next step").get_by_role("link", name="Start check").click()
    comes_to(desk, "May hopping start?")
    choose(desk, "Is your leg free of signs of a bone injury", "Yes")
    choose(desk, "Can you walk for 30 minutes", "Yes")
    desk.get_by_label("How much does your leg hurt at rest?").select_option("0")
    fill(desk, "Left leg", "25")
    fill(desk, "Right leg", "27")
    desk.get_by_label("How much did it hurt when you rose on your toes?").select_option("1")
    choose(desk, "Can you do 10 small hops", "Yes")
    press(desk, "Check")
    expect(desk.get_by_text("The start check is passed.")).to_be_visible()


def suspect_weak_calves(desk):
    comes_to(desk, "Which cause?")
    card = desk.get_by_role("group", name="Insufficient calf strength", exact=True)
    card.get_by_label("Suspected").check()
    card.get_by_label("On what evidence").fill("25 raises on the left, 27 on the right.")
    card.get_by_role("button", name="Keep the finding").click()
    expect(desk.get_by_text("Kept: Insufficient calf strength.")).to_be_visible()


def prescribe(desk):
    """Box hop is there for the cause; the wall lean is added. Both tests are wanted today, for a start."""
    press(desk, "Next: Prescribe")
    comes_to(desk, "Routine 1")
    expect(desk.get_by_role("heading", name="Box hop")).to_be_visible()
    press(desk, "Add Poor ankle mobility, Warm-up routine")
    expect(desk.get_by_role("heading", name="Wall lean")).to_be_visible()
    today = desk.get_by_label("Starts").input_value()
    desk.get_by_label("Repeat the Hop test on").fill(today)
    desk.get_by_label(f"Repeat the {WALL_LEAN} on").fill(today)
    press(desk, "Give to Nora")
    expect(desk.get_by_text("Routine 1 is given.")).to_be_visible()


def find_in_caseload(desk):
    go_to(desk, "Caseload")
    comes_to(desk, "1 runner needs you today")
    follow(desk, "Nora Newcomer")
    comes_to(desk, "Nora Newcomer")


def read_record(desk):
    follow(desk, "Log")
    expect(desk.get_by_role("row", name=re.compile("Box hop .* 2 of 10"))).to_be_visible()
    follow(desk, "Tests")
    for test, line in (("Hop test", "Left .*21 s"), ("Hop test", "Right .*30 s"), (WALL_LEAN, "Left .*8.2 cm")):
        part = desk.get_by_role("region", name=test)
        expect(part.get_by_role("row", name=re.compile(line)).first).to_be_visible()


def decide_on_progress(desk, words):
    follow(desk, "Overview")
    follow(desk, "Progress")
    comes_to(desk, "What next?")
    expect(desk.get_by_label("Progress: the next routine, one step harder")).to_be_checked()
    fill(desk, "Words to the runner", words)
    press(desk, "Record this decision")


def give_next_routine(desk):
    """It comes filled from the chains, with the tests to repeat."""
    comes_to(desk, "Routine 2")
    for name in ("Single-leg box hop", "Ankle rock with band"):
        expect(desk.get_by_role("heading", name=name, exact=True)).to_be_visible()
    for test in ("Hop test", WALL_LEAN):
        expect(desk.get_by_label(f"Repeat the {test} on")).to_be_visible()
    press(desk, "Give to Nora")
    expect(desk.get_by_text("Routine 2 is given.")).to_be_visible()


def edit_exercise(desk, step):
    desk.locator("summary").filter(has_text="You and your settings").click()
    follow(desk, "Edit the library")
    desk.get_by_role("main").get_by_role("link", name="Exercises", exact=True).click()
    follow(desk, "Single-leg box hop")
    desk.get_by_label("Step 1", exact=True).fill(step)
    press(desk, "Save", exact=True)
    expect(desk.get_by_text("Single-leg box hop is saved.")).to_be_visible()


def read_history(desk, step):
    follow(desk, "Single-leg box hop")
    follow(desk, "History")
    expect(desk.get_by_role("heading", name="From version 1 to 2")).to_be_visible()
    expect(desk.get_by_role("insertion")).to_contain_text(step)
