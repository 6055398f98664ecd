"""Looking at one page: accessibility in light and dark, phone and desk, and what every page of ours keeps to."""

import json
import re
from collections.abc import Iterable

from axe_playwright_python.sync_playwright import Axe

from tests.browser.faults import Faults

PHONE, DESK, NARROW = 390, 1280, 320
LOW, TALLEST = 800, 6000
# One role sees the phone in light and the desk in dark, the next the other way round: so both halves see all four.
DAY, NIGHT = (("light", PHONE), ("dark", DESK)), (("dark", PHONE), ("light", DESK))
HEADINGS = "[...document.querySelectorAll('h1')].filter(one => one.checkVisibility()).length"
OVER = """() => {
  const over = document.documentElement.scrollWidth - innerWidth
  if (over <= 0) return null
  const beyond = one => one.getBoundingClientRect().right > innerWidth + 1
  const wide = [...document.body.querySelectorAll('*')].filter(beyond)
  const named = one => one.tagName.toLowerCase() + [...one.classList].map(name => '.' + name).join('')
  return `${over} px, ${wide.slice(-1).map(named)}`
}"""
AXE = Axe()
RUN_AXE = """more => axe.run({resultTypes: ['violations'], preload: false, iframes: false, ...more})
  .then(found => found.violations)"""
# What another scheme and another width can change; the rest of the rules were asked in the first view.
AGAIN = {"runOnly": ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]}
UNFOLD = "document.querySelectorAll('main details').forEach(one => { one.open = true })"
LOST_ANCHORS = """[...document.querySelectorAll('a[href^="#"]')].map(one => one.getAttribute('href').slice(1))
  .filter(id => id && !document.getElementById(id))"""


class Look:
    """Looks at pages and adds what is wrong to `faults`. `names` are words that no title may say."""

    def __init__(self, faults: Faults, names: Iterable[str], views=DAY) -> None:
        self.faults, self.views = faults, views
        self.named = re.compile(rf"\b({'|'.join(map(re.escape, sorted(names)))})\b") if names else None

    def over(self, page) -> None:
        """Everything, unfolded: narrow and wide, light and dark."""
        self.glance(page)
        page.evaluate(UNFOLD)
        tall = self._fits(page, NARROW)
        for (scheme, width), rules in zip(self.views, ({}, AGAIN), strict=True):
            page.set_viewport_size({"width": width, "height": tall})
            self._reads(page, scheme, width, rules)
        page.emulate_media(color_scheme="light", reduced_motion="no-preference")

    def used(self, page) -> None:
        """A page on which things were used: what appeared is read too."""
        tall, (scheme, width) = self._fits(page, NARROW), self.views[0]
        page.set_viewport_size({"width": width, "height": tall})
        self._reads(page, scheme, width, {})

    def glance(self, page) -> None:
        """What costs nothing: one heading, a title that says no name, and no anchor that leads nowhere."""
        if (count := page.evaluate(HEADINGS)) != 1:
            self.faults.add(f"{count} h1")
        title = page.title()
        if not title.removesuffix(" · Toe-off") or (self.named and self.named.search(title)) or "@" in title:
            self.faults.add(f"title: {title}")
        for anchor in page.evaluate(LOST_ANCHORS):
            self.faults.add(f"anchor #{anchor} is nowhere")

    def _fits(self, page, width: int) -> int:
        """Returns the height at which all of the page is seen, here and wherever it is wider."""
        page.set_viewport_size({"width": width, "height": LOW})
        self._overflows(page, width)
        return min(int(page.evaluate("document.documentElement.scrollHeight")) + 80, TALLEST)

    def _overflows(self, page, width: int) -> None:
        if over := page.evaluate(OVER):
            self.faults.add(f"scrolls sideways at {width} px by {over}")

    def _reads(self, page, scheme: str, width: int, rules: dict) -> None:
        """The viewport is as tall as the page: what lies half behind the tabs is no fault."""
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        self._overflows(page, width)
        for found in self._violations(page, rules):
            where = json.dumps([node["target"] for node in found["nodes"]][:3])
            self.faults.add(f"axe, {scheme} {width}: {found['id']} at {len(found['nodes'])} places, {where}")

    def _violations(self, page, rules: dict) -> list[dict]:
        if not page.evaluate("Boolean(window.axe)"):
            page.evaluate(AXE.axe_script)
        return page.evaluate(RUN_AXE, rules)
