"""The browser of these tests: the system's Chromium, driven by Playwright, and the demo that it is shown."""

import datetime
import os
import sys
from pathlib import Path
from unittest import mock

import pytest
from django.contrib.staticfiles import handlers
from django.contrib.staticfiles.views import serve
from django.core.cache import cache
from django.utils import timezone

from clinic.models import Retest, Screening
from exercises.models import HomeTest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
sys.path.insert(0, str(SCRIPTS))

from browser import find  # noqa: E402 -- the scripts are a folder of programs, no package

from tests.browser.demo import Demo, seeded  # noqa: E402 -- after the path is set
from tests.browser.faults import Faults, watch  # noqa: E402 -- after the path is set

PHONE = {"width": 390, "height": 844}
NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)

# Playwright's loop runs in the thread of the test, which also reads the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Chromium refuses its sandbox to root, who runs the tests in a container."""
    path = find(os.environ) or pytest.exit("Chromium is missing: `make test-browser` installs it.", returncode=1)
    args = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": path, "args": args}


@pytest.fixture(scope="session")
def kept_demo():
    """The demo's rows, kept once they are made: making them takes a second, putting them back a hundredth."""
    return {}


@pytest.fixture
def demo(transactional_db, kept_demo) -> Demo:
    """The demo clinics as they are on the first day; `demo.put_back()` undoes whatever was done to them."""
    if not kept_demo:
        kept_demo["rows"] = seeded()
    demo = kept_demo["rows"]
    demo.put_back()
    yield demo
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def kept_files():
    """Style and scripts are asked for once a browser, as in production, where their names carry a digest."""

    def kept(request, path, **kwargs):
        answer = serve(request, path, **kwargs)
        answer["Cache-Control"] = "max-age=3600"
        return answer

    with mock.patch.object(handlers, "serve", kept):
        yield


@pytest.fixture
def faults():
    """What the browsers complain of; nothing, when the test ends."""
    found = Faults()
    yield found
    assert found.lines() == []


@pytest.fixture
def screen_of(browser, live_server, faults):
    """Opens a new browser for the demo person with this session key (nobody where it is empty), and watches it."""
    contexts = []

    def opened(session="", **look):
        context = browser.new_context(base_url=live_server.url, **look)
        contexts.append(context)
        watch(context, faults)
        if session:
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def runners_page(page, live_server, client_of, routine, runner):
    """A page of the size of a phone, on which the runner is signed in."""
    cookie = client_of(runner).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.set_viewport_size(PHONE)
    return page


@pytest.fixture
def phone(runners_page):
    """The same, with a clock that the test may hold and move."""
    runners_page.clock.install(time=NOON)
    return runners_page


@pytest.fixture
def hop_test(routine, runner):
    """The hop test, due today, with today's safety questions answered."""
    test = HomeTest.objects.get(shelf=runner.clinic.shelf, slug="hop-test")
    Retest.objects.create(
        episode=routine.episode, routine=routine, home_test=test, due_on=runner.today(),
        created_at=timezone.now() - datetime.timedelta(days=28),
    )  # fmt: skip
    now = timezone.now()
    Screening.objects.create(
        uuid="11111111-1111-4111-8111-111111111111", runner=runner, kind="short", level="clear", answers={},
        done_at=now - datetime.timedelta(minutes=1), local_date=runner.today(),
    )  # fmt: skip
    return test
