"""Every page as every role in Chromium: axe in light and dark, the console, the content policy, each control once.

A role's pages (tests/browser/pages.py) are shared out over a few tests, so that all cores have work.
"""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import resolve

from tests.browser import pages, pages_admin
from tests.browser.faults import path_of
from tests.browser.looking import DAY, DESK, NIGHT, PHONE, Look
from tests.browser.pressing import Presser
from tests.test_access import ROWS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LINKS = "[...document.links].filter(one => one.host === location.host).map(one => one.pathname + one.search)"


@dataclass(frozen=True, slots=True)
class Role:
    """A demo person whose pages are looked at, in `portions`; `like` names who presses what both have alike."""

    name: str
    portions: int = 1
    views: tuple = DAY
    width: int = DESK
    like: str = ""

    def presses(self, name: str) -> bool:
        if self.name == "superuser":
            return not name.startswith("admin:exercises_")
        return not self.like or not pages.alike(self.name, self.like, name)


ROLES = (
    Role("editor", 5),
    Role("therapist", 5),
    Role("runner", 3, width=PHONE),
    Role("owner", 2, views=NIGHT, like="therapist"),
    Role("superuser", 2, views=NIGHT),
    Role("therapist2", 1, views=NIGHT, like="therapist"),
    Role("other-therapist", 1, like="therapist"),
    Role("runner2", 2, views=NIGHT, width=PHONE, like="runner"),
    Role("staff", 1, views=NIGHT, like="therapist"),
    Role("locked-runner", 1, width=PHONE),
    Role("new-runner", 1, views=NIGHT, width=PHONE),
    Role("paused-runner", 1, width=PHONE),
    Role("discharged-runner", 1, views=NIGHT, width=PHONE),
    Role("nobody", 1, width=PHONE),
)
PORTIONS = [(role, place) for role in ROLES for place in range(role.portions)]


def pages_of(role, demo):
    """All of them; of pages that a role has like another one, the first of each name."""
    listed = pages_admin if role.name in {"superuser", "editor"} else pages
    found = listed.addresses_for(role.name, demo)
    if not role.like:
        return found
    return [(name, path) for place, (name, path) in enumerate(found) if name not in {one for one, _ in found[:place]}]


@pytest.mark.parametrize(("role", "place"), PORTIONS, ids=[f"{role.name}-{place + 1}" for role, place in PORTIONS])
def test_pages_are_sound(role, place, screen_of, live_server, demo, faults, record_property):
    session = demo.sessions.get(role.name, "")
    look = Look(faults, demo.names_of_people(), role.views)
    presser = Presser(screen_of(session), site=live_server.url, session=session, demo=demo, look=look, width=role.width)
    listed = pages_of(role, demo)
    links: dict[str, None] = {}
    for name, path in listed[place :: role.portions]:
        presser.written = True
        visit(presser, look, name, path)
        links |= dict.fromkeys(presser.page.evaluate(LINKS))
        if role.presses(name):
            presser.press_all(name, path)
    follow(links, session, faults)
    record_property("seen", f"{role.name}: {len(listed[place :: role.portions])} pages, {presser.pressed} controls")


@pytest.mark.parametrize("role", [role for role in pages.COLUMN if role not in pages.ONLY])
def test_no_page_is_left_out(role, demo):
    """What a role may open is looked at, or reached by the steps of tests/browser/test_steps.py, or exempt."""
    seen = {name for name, _path in pages.addresses_for(role, demo)}
    assert pages.expected(role) - seen - pages.BY_STEPS == set()


def test_every_page_is_somebodys(demo):
    seen = {name for role in (*pages.COLUMN, *pages.STATES) for name, _path in pages.addresses_for(role, demo)}
    assert pages.pages_of_somebody() - seen - pages.BY_STEPS == set()


def test_every_exemption_is_needed():
    assert (pages.BY_STEPS | pages.EXEMPT.keys()) - ROWS.keys() == set()


def visit(presser, look, name, path):
    if (status := presser.open(path)) != 200:
        presser.faults.add(f"answered {status}")
    elif (found := resolve(path_of(presser.page.url).split("?")[0]).view_name) != name:
        presser.faults.add(f"leads to {found}")
    look.over(presser.page)


def follow(links, session, faults):
    """Every link leads to something."""
    client = Client(raise_request_exception=False)
    if session:
        client.cookies["sessionid"] = session
    faults.doing = ""
    for link in links:
        faults.place = link
        answer = client.get(link, follow=True)
        if answer.status_code >= 400:
            faults.add(f"a link, answered {answer.status_code}")
