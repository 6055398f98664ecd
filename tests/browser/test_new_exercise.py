"""A therapist's own exercise: written, drawn from another one's figure, put into a protocol, prescribed, printed."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from clinic.actions.memberships import editors
from clinic.models import Routine
from exercises.models import Exercise, Protocol
from tests.browser.hands import comes_to, follow, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(page, live_server, client_of, therapist):
    therapist.groups.add(editors())
    cookie = client_of(therapist).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.set_viewport_size({"width": 1280, "height": 900})
    page.site = live_server.url
    return page


def test_own_exercise_goes_from_the_editor_to_paper(desk, clinic, routine):
    write_it(desk)
    made = Exercise.objects.get(shelf=clinic.shelf, name="Wall lean, hands high")
    assert made.figure == Exercise.objects.get(shelf=clinic.shelf, slug="wall-lean").figure

    into_a_protocol(desk, Protocol.objects.filter(shelf=clinic.shelf, slug="ankle-mobility-wall-lean").get())
    into_a_routine(desk)
    given = Routine.objects.filter(episode=routine.episode).order_by("-revision").first()
    assert [one.exercise.name for one in given.prescribed.all()] == ["Box hop", "Wall lean", "Wall lean, hands high"]
    onto_paper(desk)


def write_it(desk):
    desk.goto(desk.site + reverse("admin:exercises_exercise_add"))
    desk.get_by_label("Name", exact=True).fill("Wall lean, hands high")
    desk.get_by_label("In one sentence").fill("Lean to a wall with your hands up high.")
    desk.locator("#id_steps").locator("xpath=..").get_by_label("Step 1", exact=True).fill("Face a wall. Lean in.")
    desk.get_by_label("Copy figure from").select_option(label="Wall lean")
    desk.get_by_role("button", name="Copy", exact=True).click()
    expect(desk.locator("[data-figure-status]")).to_have_text("Copied, not saved yet.")
    desk.get_by_label("Sets", exact=True).first.fill("2")
    desk.get_by_label("Reps", exact=True).first.fill("8")
    desk.get_by_label("The dosage rests on").select_option(label="Clinical convention")
    desk.get_by_label("Sides", exact=True).select_option(label="Each side")
    desk.get_by_label("Load kind").select_option(label="Mobility")
    desk.get_by_role("combobox", name="Evidence", exact=True).select_option("D")
    desk.get_by_label("Poor ankle mobility").check()
    press(desk, "Save and publish")
    expect(desk.get_by_text("Wall lean, hands high is saved and published.")).to_be_visible()


def into_a_protocol(desk, protocol):
    desk.goto(desk.site + reverse("admin:exercises_protocol_change", args=[protocol.pk]))
    stage = desk.locator(".row-item--stage").last
    stage.get_by_role("button", name="Add an exercise").click()
    stage.get_by_label("Exercise", exact=True).last.select_option(label="Wall lean, hands high")
    stage.get_by_label("Reps").last.fill("8")
    press(desk, "Save", exact=True)
    expect(desk.get_by_text(f"{protocol.name} is saved.")).to_be_visible()


def into_a_routine(desk):
    desk.goto(desk.site + reverse("library") + "?q=hands+high")
    follow(desk, "Wall lean, hands high")
    comes_to(desk, "Wall lean, hands high")
    expect(desk.locator(".fig-stills figure")).to_have_count(4)
    follow(desk, "Add to a routine")
    desk.get_by_role("link", name="Add to the routine of Rita Runner").click()
    expect(desk.get_by_role("heading", name="Wall lean, hands high")).to_be_visible()
    press(desk, "Give to Rita")
    expect(desk.get_by_text("Routine 2 is given.")).to_be_visible()


def onto_paper(desk):
    desk.get_by_role("link", name="Handout").first.click()
    sheet = desk.get_by_role("main")
    for words in ("Wall lean, hands high", "2 × 8", "Face a wall. Lean in.", "Stop if it hurts more than 5 of 10."):
        expect(sheet.get_by_text(words).first).to_be_visible()
    with desk.expect_download() as taken:
        follow(desk, "PDF")
    assert taken.value.suggested_filename == "routine-handout.pdf"
