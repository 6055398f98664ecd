"""The pages of refusals and faults, as nobody, a runner and a therapist see them."""

import pytest
from django.urls import reverse

from clinic.models import EpisodeOfCare, TestResult
from tests.browser.looking import DAY, NIGHT, Look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VIEWS = {"": DAY, "runner": NIGHT, "therapist": DAY}


def refused(demo) -> dict[str, dict[int, str]]:
    """By person and status, an address that is answered so."""
    old = TestResult.objects.filter(runner__user=demo.people["runner"]).earliest("done_at")
    running = EpisodeOfCare.objects.visible_to(demo.people["therapist"]).filter(discharged_at=None).first()
    found = {status: f"/break/{status}/" for status in (400, 429, 500, 503)}
    return {
        "": found | {404: "/accounts/signup/"},
        "runner": found | {403: "/caseload/", 404: "/nowhere/", 409: reverse("test-correct", args=[old.uuid])},
        "therapist": found | {403: "/today/", 404: "/nowhere/", 409: reverse("episode-reopen", args=[running.uuid])},
    }


@pytest.mark.parametrize("person", VIEWS, ids=lambda person: person or "nobody")
def test_error_pages_are_sound(person, screen_of, demo, faults, settings):
    settings.ROOT_URLCONF = "tests.browser.broken_urls"
    page = screen_of(demo.sessions.get(person, ""))
    look = Look(faults, demo.names_of_people(), VIEWS[person])
    for status, path in refused(demo)[person].items():
        faults.place, faults.expected = path, {status}
        assert page.goto(path).status == status
        look.over(page)
