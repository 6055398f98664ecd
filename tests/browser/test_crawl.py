"""Every page as every role in Chromium: found by following links, looked at in light and dark, on phone and desk.

A page fails on an axe violation, a refused resource, a console message, an answer of 400 or more, or a horizontal
scroll at 320 px.
"""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client

from portal.accounts import demo

pytestmark = [pytest.mark.crawl, pytest.mark.django_db(transaction=True)]

# A bound on time: the starts and what lies nearest to them come first.
MOST_PAGES = 26
# Where each role begins; the rest is found by its links.
STARTS = {
    "": ["/accounts/login/", "/start/", "/accounts/login/code/", "/accounts/password/reset/"],
    "runner": [
        "/today/",
        "/tests/",
        "/progress/",
        "/messages/",
        "/me/",
        "/screening/?set=short",
        "/morning/",
        "/library/",
    ],
    "therapist": ["/caseload/?whose=clinic", "/inbox/", "/library/", "/clinic/", "/caseload/add/"],
    "staff": ["/library/", "/admin/", "/clinic/", "/clinic/reports/"],
    "owner": ["/clinic/", "/clinic/people/", "/clinic/audit/", "/caseload/?whose=clinic"],
}
# Downloads, and addresses that answer with something else than a page.
NOT_PAGES = (
    "/me/export/",
    "/export/",
    "/static/",
    "/media/",
    "/api/",
    "/library/pictures/",
    "/screenshot/",
    "/jsi18n/",
)
VIEWS = [("light", 390), ("dark", 1280)]


@pytest.fixture
def demo_clinics(db, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "soft-landing-42")
    get_user_model().objects.all().delete()
    call_command("load_library", verbosity=0)
    call_command("seed_demo", clinics=2, weeks=5, verbosity=0)


@pytest.fixture
def signed_in(browser, live_server):
    contexts = []

    def open_as(name):
        context = browser.new_context(base_url=live_server.url)
        contexts.append(context)
        if name:
            client = Client()
            client.force_login(get_user_model().objects.get(email=demo.email(name)))
            cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
            context.add_cookies([cookie])
        return context.new_page()

    yield open_as
    for context in contexts:
        context.close()


class Look:
    """One page of one role, and everything that went wrong on it."""

    def __init__(self, page):
        self.page, self.faults, self.path = page, [], ""
        page.on("console", lambda message: self.fault(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.fault(f"error: {error}"))
        page.on("requestfailed", self.failed)
        page.add_init_script(
            "document.addEventListener('securitypolicyviolation', e => console.error('csp ' + e.violatedDirective))"
        )

    def fault(self, words):
        self.faults.append(f"{self.path}: {words}")

    def failed(self, request):
        if request.failure != "net::ERR_ABORTED":
            self.fault(f"failed: {request.url}")

    def open(self, path):
        """Opens a page, looks at it in every view, and returns the paths that it links to."""
        self.path = path
        answer = self.page.goto(path)
        if answer.status >= 400:
            self.fault(f"answered {answer.status}")
            return []
        for scheme, width in VIEWS:
            self.look(scheme, width)
        self.page.set_viewport_size({"width": 320, "height": 800})
        over = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            self.fault(f"scrolls sideways by {over} px at 320 px")
        return self.page.evaluate(
            "[...document.links].filter(a => a.host === location.host).map(a => a.pathname + a.search)"
        )

    def look(self, scheme, width):
        """The viewport is as tall as the page: what lies half behind the tabs is no fault."""
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        self.page.set_viewport_size({"width": width, "height": 900})
        height = self.page.evaluate("document.documentElement.scrollHeight")
        self.page.set_viewport_size({"width": width, "height": min(int(height) + 80, 8000)})
        for found in Axe().run(self.page).response["violations"]:
            self.fault(f"axe, {scheme} {width}: {found['id']} {found['nodes'][0]['target']}")


def shape(path):
    """Addresses that differ only by what they show count once: /runners/<id>/ is one page."""
    parts = urlsplit(path)
    return tuple("*" if len(part) == 36 or part.isdigit() else part for part in parts.path.split("/"))


@pytest.mark.parametrize("name", list(STARTS), ids=lambda name: name or "nobody")
def test_pages_are_sound(name, signed_in, demo_clinics):
    look, waiting, seen = Look(signed_in(name)), list(STARTS[name]), set()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        if shape(path) in seen or any(part in path for part in NOT_PAGES):
            continue
        seen.add(shape(path))
        waiting += look.open(path)
    assert look.faults == []
    assert {shape(path) for path in STARTS[name]} <= seen
