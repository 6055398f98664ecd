"""The moving figure: it moves at once, pauses by its button, and where motion is not welcome stills tell it all."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STATES = "() => document.getAnimations().filter(one => one.effect.target.closest('.fig')).map(one => one.playState)"


def test_figure_moves_pauses_and_rests(page, live_server, client_of, routine, runner):
    cookie = client_of(runner).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(live_server.url + reverse("prescribed", args=[routine.prescribed.get(position=1).uuid]))
    player = page.locator("[data-figure]")

    expect(player).to_have_attribute("data-moving", "")
    assert set(page.evaluate(STATES)) == {"running"}
    player.get_by_role("button", name="Pause").click()
    expect(player).not_to_have_attribute("data-moving", "")
    assert set(page.evaluate(STATES)) == {"paused"}
    player.get_by_role("button", name="Play").click()
    expect(player).to_have_attribute("data-moving", "")

    page.emulate_media(reduced_motion="reduce")
    expect(player).to_be_hidden()
    expect(player).not_to_have_attribute("data-moving", "")
    expect(page.locator(".fig-stills figure").first).to_be_visible()
