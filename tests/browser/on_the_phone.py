"""The steps of the runner: joins, answers, does the day and the home tests, and reads what comes of it."""

import datetime

from playwright.sync_api import expect

from tests.browser.hands import comes_to, fill, follow, go_to, press, tell_pain
from tests.factories import PASSWORD

WALL_LEAN = "Knee-to-wall test (wall lean)"


def join(phone, link):
    phone.goto(link)
    comes_to(phone, "Join your clinic")
    phone.get_by_label("Your date of birth").fill("1991-04-02")
    phone.get_by_label("I agree to this").check()
    press(phone, "Agree and go on")
    expect(phone.get_by_label("Where you run")).to_have_value("Europe/Berlin")
    press(phone, "Go on")
    comes_to(phone, "Your account")
    expect(phone.get_by_label("Your name")).to_have_value("Nora Newcomer")
    expect(phone.get_by_label("E-mail")).to_have_value("nora@demo.example")
    fill(phone, "Password", PASSWORD)
    press(phone, "Join")
    comes_to(phone, "You are in")


def answer_safety_questions(phone):
    follow(phone, "Answer now")
    expect(phone.get_by_role("button", name="Save my answers")).to_be_visible()
    for no in phone.get_by_label("No", exact=True).all():
        no.check()
    press(phone, "Save my answers")
    comes_to(phone, "All clear. You can go on.")
    follow(phone, "Go on")
    comes_to(phone, "No plan yet")


def tick(phone, name="Box hop"):
    return phone.get_by_role("checkbox", name=f"{name} done", exact=True)


def do_box_hop(phone):
    phone.goto("/today/")
    comes_to(phone, "2 exercises, about 2 min")
    tick(phone).tap()
    expect(tick(phone)).to_be_checked()
    phone.get_by_role("button", name="Undo").tap()
    expect(tick(phone)).not_to_be_checked()
    tick(phone).tap()
    expect(phone.get_by_role("button", name="Undo")).to_be_visible()
    expect(tick(phone)).to_be_checked()


def say_how_it_felt(phone):
    follow(phone, "How did it feel? Box hop")
    comes_to(phone, "How much did it hurt?")
    tell_pain(phone, 2)
    press(phone, "Save and go on")
    expect(phone.get_by_text("1 done, 1 to go. Next: wall lean.")).to_be_visible()


def begin_test(phone, name):
    phone.get_by_role("region", name=f"{name} is due today").get_by_role("link", name="Start the test").tap()
    press(phone, "I am ready. Choose a leg")


def hop(phone, seconds):
    press(phone, "Start: 3, 2, 1, go")
    phone.clock.run_for(3_000 + seconds * 1_000)


def hold_the_clock(phone):
    """From here only the test moves the clock of the phone, however slow the machine is."""
    now = datetime.datetime.now(datetime.UTC)
    phone.clock.install(time=now)
    phone.clock.pause_at(now + datetime.timedelta(minutes=2))


def do_hop_test(phone):
    hold_the_clock(phone)
    begin_test(phone, "Hop test")
    press(phone, "Count myself instead")
    press(phone, "Go on")
    press(phone, "Left leg")
    hop(phone, 21)
    press(phone, "Stop", exact=True)
    phone.get_by_role("radio", name="My leg got tired").check()
    fill(phone, "Hops", "43")
    press(phone, "Go on")
    tell_pain(phone, 2)
    press(phone, "Now the other leg")
    expect(phone.get_by_role("heading", name="Now rest")).to_be_visible()
    press(phone, "I am ready", exact=True)
    hop(phone, 31)
    press(phone, "Go on")
    tell_pain(phone, 1)
    press(phone, "Go on")
    press(phone, "Save", exact=True)


def read_hop_result(phone):
    comes_to(phone, "Your first result")
    expect(phone.get_by_text("You stopped before the end.")).to_be_visible()
    expect(phone.get_by_text("You completed it.")).to_be_visible()
    phone.clock.resume()
    follow(phone, "Done")


def lean(phone, *distances):
    for place, distance in enumerate(distances, 1):
        fill(phone, f"Try {place}", distance)


def do_wall_lean(phone):
    begin_test(phone, WALL_LEAN)
    press(phone, "Right leg")
    lean(phone, "9,5", "10", "10,5")
    press(phone, "Now the other leg")
    lean(phone, "8.0", "8.2", "8.4")
    press(phone, "Go on")
    press(phone, "Save", exact=True)


def read_wall_lean_result(phone):
    comes_to(phone, "Your first result")
    expect(phone.get_by_text("Your legs differ by more than 1.5 cm.")).to_be_visible()
    expect(phone.get_by_role("img", name="Left: 8.2 cm. Right: 10 cm.")).to_be_visible()
    follow(phone, "Done")


def see_the_change(phone, words):
    phone.goto("/today/")
    expect(phone.get_by_text("Tessa Therapist changed your plan")).to_be_visible()
    expect(tick(phone, "Single-leg box hop")).not_to_be_checked()
    expect(tick(phone)).to_have_count(0)
    follow(phone, "Read it now")
    expect(phone.get_by_text(words)).to_be_visible()


def see_what_counts(phone):
    """What was done before the change still counts."""
    go_to(phone, "Progress")
    comes_to(phone, "1 exercise done")


def read_new_words(phone, step):
    go_to(phone, "Today")
    follow(phone, "Single-leg box hop")
    expect(phone.locator(".steps li").first).to_have_text(step)
