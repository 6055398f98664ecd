"""Take the pictures of the README: a fresh demo in a temporary folder, photographed in Chromium.

CHROMIUM names the browser. To add a picture, add a line to SHOTS.
"""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs/screenshots"
PHONE, LAPTOP, SHEET = (390, 844), (1280, 800), (1100, 1300)
SLOW_MS = 15_000


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its file name, who is signed in (nobody when empty), the page and how it is seen.

    `follow` are links (CSS) to click one after the other from that page, for pages with keys in their address.
    """

    name: str
    person: str
    path: str
    size: tuple[int, int]
    scheme: Literal["light", "dark"] = "light"
    follow: tuple[str, ...] = ()


RUNNER_IN_CARE = "a.who >> nth=0"
SHOTS = (
    Shot("sign-in", "", "/", PHONE),
    Shot("today", "runner", "/today/", PHONE),
    Shot("today-dark", "runner", "/today/", PHONE, "dark"),
    Shot("exercise", "runner", "/today/", PHONE, follow=("main a[href^='/today/'] >> nth=0",)),
    Shot("hop-test", "runner", "/tests/hop-test/", PHONE),
    Shot("wall-lean", "runner", "/tests/wall-lean/", PHONE),
    Shot("progress", "runner", "/progress/", PHONE),
    Shot("caseload", "therapist", "/caseload/", LAPTOP),
    Shot("caseload-dark", "therapist", "/caseload/", LAPTOP, "dark"),
    Shot("runner", "therapist", "/caseload/", LAPTOP, follow=(RUNNER_IN_CARE,)),
    Shot("prescribe", "therapist", "/caseload/", LAPTOP, follow=(RUNNER_IN_CARE, "a[href*='/prescribe/'] >> nth=0")),
    Shot("library", "therapist", "/library/", LAPTOP),
    Shot(
        "library-exercise", "therapist", "/library/?q=box+hop", SHEET, follow=("main a[href*='/exercises/'] >> nth=0",)
    ),
    Shot(
        "handout",
        "therapist",
        "/caseload/",
        SHEET,
        follow=(RUNNER_IN_CARE, "a[href*='/routine/'] >> nth=0", "a[href$='/handout/'] >> nth=0"),
    ),
    Shot(
        "editing",
        "staff",
        "/library/?q=box+hop",
        LAPTOP,
        follow=("main a[href*='/exercises/'] >> nth=0", "main a[href^='/admin/'] >> nth=0"),
    ),
    Shot("reports", "staff", "/clinic/reports/", LAPTOP),
)


@contextlib.contextmanager
def demo(password: str) -> Iterator[str]:
    """A portal with the demo clinics for the time of the block; gives its address."""
    with tempfile.TemporaryDirectory() as folder:
        own = {"TOEOFF_VAR": folder, "PORT": str(_free_port()), "DEMO": "1", "DEMO_PASSWORD": password}
        environ = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SITE_URL"}}
        command = [sys.executable, str(ROOT / "scripts/run.py")]
        portal = subprocess.Popen(command, env=environ | own, stdout=subprocess.PIPE, text=True)
        try:
            yield _address(portal)
        finally:
            portal.terminate()
            portal.communicate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _address(portal: subprocess.Popen[str]) -> str:
    for line in portal.stdout or ():
        if line.startswith("Ready: "):
            return line.removeprefix("Ready: ").strip()
    sys.exit("The demo did not start, so there is nothing to take pictures of.")


def sign_in(page: Page, person: str, password: str) -> None:
    """Sign in as one of the demo people."""
    page.goto("/accounts/login/")
    page.fill("input[name=login]", f"{person}@demo.example")
    page.fill("input[name=password]", password)
    with page.expect_navigation():
        page.press("input[name=password]", "Enter")


def take(browser: Browser, shot: Shot, *, address: str, password: str) -> None:
    """Write one picture; exits with a sentence when the page does not answer 200."""
    width, height = shot.size
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": height}, color_scheme=shot.scheme, reduced_motion="reduce"
    )
    context.set_default_timeout(SLOW_MS)
    page = context.new_page()
    if shot.person:
        sign_in(page, shot.person, password)
    answer = page.goto(shot.path)
    if answer is None or answer.status != 200:
        sys.exit(f"{shot.path} as {shot.person or 'nobody'} answered {answer and answer.status}.")
    for link in shot.follow:
        with page.expect_navigation():
            page.click(link)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{shot.name}.png")
    context.close()


def main() -> None:
    """Take all pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    password = secrets.token_urlsafe(9)
    with demo(password) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        for shot in SHOTS:
            take(browser, shot, address=address, password=password)
            print(f"docs/screenshots/{shot.name}.png", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
