"""Editing the library in a browser: lines, rows, the preview, and what reaches the runner."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from clinic.actions.memberships import editors
from exercises.models import Exercise, Protocol

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A preview that the next one replaces, or that is left by going on, is no fault.
ABORTED = ("htmx:sendAbort", "htmx:afterRequest")


@pytest.fixture
def desk(page, live_server, client_of, therapist):
    """The therapist's laptop, signed in. What the browser complains of is collected."""
    therapist.groups.add(editors())
    cookie = client_of(therapist).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.set_viewport_size({"width": 1280, "height": 900})
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    assert [text for text in page.complaints if not text.startswith(ABORTED)] == []


@pytest.fixture
def wall_lean(clinic):
    return Exercise.objects.get(shelf=clinic.shelf, slug="wall-lean")


def editor(live_server, content):
    return live_server.url + reverse(f"admin:exercises_{content._meta.model_name}_change", args=[content.pk])


def test_lines_are_edited_previewed_and_reach_the_runner(
    desk, live_server, browser, browser_context_args, client_of, wall_lean, runner
):
    stored = wall_lean.steps
    desk.goto(editor(live_server, wall_lean))
    first = desk.get_by_label("Step 1", exact=True)
    first.fill("Stand at a wall.")
    first.press("Enter")
    desk.get_by_label("Step 2", exact=True).fill("Breathe out.")
    desk.get_by_role("button", name="Move Step 2 up").click()
    expect(desk.get_by_label("Step 1", exact=True)).to_have_value("Breathe out.")
    expect(desk.locator("#preview .steps li").first).to_have_text("Breathe out.")
    wall_lean.refresh_from_db()
    assert wall_lean.steps == stored

    desk.get_by_role("button", name="Take Step 2 out").click()
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("Wall lean is saved.")).to_be_visible()
    wall_lean.refresh_from_db()
    assert wall_lean.steps.splitlines() == ["Breathe out.", *stored.splitlines()[1:]]

    phone = browser.new_context(**browser_context_args)
    cookie = client_of(runner).cookies["sessionid"].value
    phone.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = phone.new_page()
    page.goto(live_server.url + reverse("exercise", args=[wall_lean.uuid]))
    expect(page.locator(".steps li").first).to_have_text("Breathe out.")
    phone.close()


def test_wrong_box_is_told_and_linked(desk, live_server, wall_lean):
    desk.goto(editor(live_server, wall_lean))
    desk.get_by_label("Hold s").first.fill("240")
    expect(desk.locator("#preview")).to_contain_text("120 seconds or less")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk).to_have_title(re.compile("^Error:"))
    desk.locator(".summary a").click()
    expect(desk.locator("#id_dosage-hold")).to_be_focused()
    expect(desk.locator("#id_dosage-hold")).to_have_value("240")


def test_stages_and_their_exercises_are_built(desk, live_server, clinic, library):
    protocol = Protocol.objects.filter(shelf=clinic.shelf).order_by("pk").first()
    count = protocol.stages.count()
    desk.goto(editor(live_server, protocol))
    desk.get_by_role("button", name="Add a stage").click()
    stage = desk.locator(".row-item--stage").last
    stage.get_by_label("Name").fill("New stage")
    stage.get_by_role("button", name="Add an exercise").click()
    stage.get_by_label("Exercise", exact=True).select_option("box-hop")
    stage.get_by_label("Reps").fill("12")
    stage.get_by_label("Days a week").fill("3")
    stage.get_by_role("button", name="Move up in Stages", exact=True).click()
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text(f"{protocol.name} is saved.")).to_be_visible()

    names = list(protocol.stages.values_list("name", flat=True))
    assert (len(names), names.index("New stage")) == (count + 1, count - 1)
    inside = protocol.stages.get(name="New stage").stage_exercises.get()
    assert (inside.exercise.slug, inside.dosage.words()) == ("box-hop", "12 reps, 3 times a week")


def test_editor_works_without_javascript(browser, live_server, client_of, therapist, wall_lean):
    therapist.groups.add(editors())
    context = browser.new_context(java_script_enabled=False)
    cookie = client_of(therapist).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(editor(live_server, wall_lean))
    page.locator("#id_steps").fill("One.\nTwo.")
    page.get_by_role("button", name="Add an easier exercise").click()
    page.locator('select[name^="easier-"]').last.select_option("box-hop")
    page.get_by_role("button", name="Save", exact=True).last.click()
    wall_lean.refresh_from_db()
    assert (wall_lean.steps, wall_lean.steps_down.last().easier.slug) == ("One.\nTwo.", "box-hop")
    context.close()


def test_figure_is_copied_nudged_drawn_and_saved(desk, live_server, wall_lean):
    desk.goto(editor(live_server, wall_lean))
    before = wall_lean.figure
    text, number = desk.get_by_label("The figure as text"), desk.locator("[data-figure-number]")
    desk.get_by_label("Copy figure from").select_option(label="Box hop")
    desk.get_by_role("button", name="Copy", exact=True).click()
    expect(desk.locator("[data-figure-status]")).to_have_text("Copied, not saved yet.")
    expect(desk.locator("#preview .fig-stills li").first).to_contain_text("Stand on a low, stable box.")

    text.evaluate("area => { const at = area.value.indexOf('neck: '); area.setSelectionRange(at + 6, at + 6); }")
    text.press("Alt+ArrowUp")
    desk.get_by_role("button", name="One more").click()
    copied = Exercise.objects.get(shelf=wall_lean.shelf, slug="box-hop").figure
    frame, turned = next(
        (at, frame["body"]["neck"]) for at, frame in enumerate(copied["frames"]) if "neck" in frame["body"]
    )
    expect(number).to_have_text(f"neck {turned + 2}")
    expect(desk.locator(".figure-frames .is-at b")).to_have_text(str(frame + 1))

    drawn = text.input_value()
    text.fill(drawn.replace("frames:", "frame:"))
    expect(desk.locator("[data-figure-faulty] li").first).to_contain_text("Frame: is not known here.")
    text.fill(drawn)
    expect(desk.locator("[data-figure-preview] [data-frame]")).to_have_count(len(copied["frames"]))
    wall_lean.refresh_from_db()
    assert wall_lean.figure == before

    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("Wall lean is saved.")).to_be_visible()
    wall_lean.refresh_from_db()
    copied["frames"][frame]["body"]["neck"] = turned + 2
    assert wall_lean.figure == copied
