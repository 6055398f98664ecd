"""Using every control of a page once: as the page comes, and once more with the form filled in.

Controls that differ only by the row they stand in count once. Whatever a press writes is put back before the next one,
so nothing is too destructive to be pressed.
"""

from pathlib import Path

from django.urls import resolve
from django.utils import timezone
from playwright.sync_api import Error, Page, Request
from playwright.sync_api import TimeoutError as TooSlow

from tests.browser.demo import Demo
from tests.browser.faults import path_of
from tests.browser.looking import Look

NEXT = (Path(__file__).parent / "controls.js").read_text()
FOLD_MENUS = "document.querySelectorAll('header details').forEach(one => { one.open = false })"
UNFOLD = "document.querySelectorAll('details').forEach(one => { one.open = true })"
FORGET = "if (location.protocol.startsWith('http')) { localStorage.clear(); sessionStorage.clear() }"
# A form's first button may be out of sight: the Enter key presses it.
AS_ENTER_DOES = "one => one.click()"
ANSWERS = "one => Boolean(one.closest('[hx-get], [hx-post]'))"
PATIENCE_MS, TYPING_MS, STEP_MS = 4_000, 750, 15
# Far above what any page has: a page whose controls never end is a fault, not a long test.
MOST = 400
HEIGHT = 900
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
TYPED = {
    "email": "someone@demo.example", "tel": "+43 1 555 0199", "url": "https://demo.example/", "time": "08:30",
    "password": "soft-landing-42", "search": "hop", "text": "A few words",
}  # fmt: skip


class Presser:
    """One role's browser page, which presses. `pressed` counts the controls that were used."""

    def __init__(self, page: Page, *, site: str, session: str, demo: Demo, look: Look, width: int) -> None:
        self.page, self.site, self.session, self.width = page, site, session, width
        self.demo, self.look, self.faults = demo, look, look.faults
        # What was used: around every page, and on the pages of each name. Which answers to a press were looked at.
        self.shell: set[str] = set()
        self.used: dict[str, set[str]] = {}
        self.looked: set[tuple[str, int, str]] = set()
        self.pressed = 0
        # Whether something was written or asked for since the page was opened, and whether it was touched at all.
        self.written = self.stirred = self.fresh = False
        self.under_way: set[Request] = set()
        self.answer = (200, "GET")
        page.on("request", self._asked)
        page.on("requestfinished", self._done)
        page.on("requestfailed", self._done)
        page.on("response", self._answered)
        page.on("download", lambda download: download.cancel())

    def _asked(self, request) -> None:
        self.under_way.add(request)
        self.stirred = True
        self.written = self.written or request.method not in {"GET", "HEAD"}

    def _done(self, request) -> None:
        self.under_way.discard(request)

    def _answered(self, answer) -> None:
        if answer.request.is_navigation_request() and answer.frame == self.page.main_frame:
            self.answer = (answer.status, answer.request.method)

    def open(self, path: str) -> int:
        """Opens the page anew, in the world as it was. Returns the status of the answer."""
        self.faults.place, self.faults.doing = path, ""
        self.settle()
        if self.written:
            self.put_back()
        self.page.set_viewport_size({"width": self.width, "height": HEIGHT})
        answer = self.page.goto(path)
        self.page.evaluate("window.crawlMark = 1")
        self.fresh, self.stirred = True, False
        return answer.status if answer else 0

    def _as_new(self, path: str) -> None:
        """Opens the page where something was done to it since it was opened."""
        if not self.fresh:
            self.open(path)

    def put_back(self) -> None:
        """The world as it was: rows, sessions, and what the browser remembers."""
        self.page.evaluate(FORGET)
        self.page.goto("about:blank")
        self.demo.put_back()
        self.page.context.clear_cookies()
        if self.session:
            self.page.context.add_cookies([{"name": "sessionid", "value": self.session, "url": self.site}])
        self.written = False

    def settle(self) -> None:
        """Waits for every answer that is under way."""
        for _step in range(PATIENCE_MS // STEP_MS):
            if not self.under_way:
                break
            self.page.wait_for_timeout(STEP_MS)
        self.under_way.clear()
        self.page.wait_for_load_state()

    def press_all(self, name: str, path: str) -> None:
        """Every control of the open page that this role has not used on a page of this name."""
        used = self.used.setdefault(name, set())
        self.page.set_viewport_size({"width": self.width, "height": HEIGHT})
        self._press_as_it_comes(path, used)
        self._press_filled_in(path, used)

    def _press_as_it_comes(self, path: str, used: set[str]) -> None:
        for _press in range(MOST):
            self._as_new(path)
            control = self._next(["submit"], used)
            if control is None:
                return
            self._press(control, used)
        self.faults.add(f"still has controls after {MOST} presses")

    def _press_filled_in(self, path: str, used: set[str]) -> None:
        """First everything that sends nothing, then one sending of each form that has something to fill in."""
        filled: set[str] = set()
        for _press in range(MOST):
            self._as_new(path)
            if not self._use_what_stays(used):
                continue
            control = self._next(["submit"], used) or self._form_to_fill(filled)
            if control is None:
                return
            self._press(control, used)
        self.faults.add(f"still has controls after {MOST} presses")

    def _use_what_stays(self, used: set[str]) -> bool:
        """Uses fields, folds and plain buttons; False when one of them led away from the page."""
        kinds = set()
        for _press in range(MOST):
            control = self._next(["summary", "field", "button"], used)
            if control is None:
                return self._see_what_appeared(kinds)
            kinds.add(control["kind"])
            if self._press(control, used):
                return False
        self.faults.add(f"still has controls after {MOST} presses")
        return True

    def _see_what_appeared(self, kinds: set[str]) -> bool:
        """A page that answers to what is typed or pressed is read once more; True when it is still there."""
        self.page.wait_for_timeout(TYPING_MS if "field" in kinds else 0)
        self.settle()
        if self._left():
            self._land()
            return False
        if "button" in kinds or self.stirred:
            self.look.used(self.page)
            self.page.set_viewport_size({"width": self.width, "height": HEIGHT})
            self.stirred = False
        return True

    def _form_to_fill(self, filled: set[str]) -> dict | None:
        """The first button of a form that was not sent filled in yet, once its fields are filled in."""
        while (control := self._next(["submit"], filled)) is not None:
            filled.add(control["sign"])
            if control["has_fields"] and control["owner"] not in filled:
                break
        if control is None:
            return None
        self.faults.doing = f"filling in for {control['words']}"
        filled.add(control["owner"])
        self._fill_in(control["form"])
        filled.discard(control["sign"])
        again = self._next(["submit"], filled)
        filled.add(control["sign"])
        return again

    def _fill_in(self, form: int) -> None:
        done: set[str] = set()
        while (field := self._next(["field"], done)) is not None:
            done.add(field["sign"])
            if field["form"] == form:
                self.page.evaluate(FOLD_MENUS)
                self._use(field)
        self.page.wait_for_timeout(TYPING_MS)
        self.settle()

    def _next(self, kinds: list[str], used: set[str]) -> dict | None:
        """None too while the page goes away by itself: whoever asks sees that it left."""
        try:
            self.page.evaluate(UNFOLD)
            return self.page.evaluate(NEXT, [[*used, *self.shell], kinds])
        except Error:
            self.page.wait_for_load_state()
            return None

    def _press(self, control: dict, used: set[str]) -> bool:
        """Uses one control; True when that led to another page, which is then looked at."""
        (self.shell if control["shell"] else used).add(control["sign"])
        self.faults.doing = f"{control['kind']} {control['words'] or control['sign']}"
        self.pressed += 1
        self.fresh = False
        if not control["shell"]:
            self.page.evaluate(FOLD_MENUS)
        self._use(control)
        if control["kind"] in {"button", "submit"} or self.under_way:
            self.page.wait_for_timeout(STEP_MS)
            self.settle()
        left = self._left()
        if left:
            self._land()
        return left

    def _use(self, control: dict) -> None:
        handle = self.page.evaluate_handle("window.crawled").as_element()
        try:
            if control["unseen"]:
                handle.evaluate(AS_ENTER_DOES)
            elif control["kind"] == "field":
                self._fill(handle, control)
            else:
                handle.click(timeout=PATIENCE_MS)
            if control["kind"] == "summary" and control["open"]:
                handle.click(timeout=PATIENCE_MS)
        except TooSlow as error:
            self.faults.add(f"cannot be pressed: {_why(error)}")

    def _fill(self, handle, control: dict) -> None:
        kind = control["type"]
        if kind in {"checkbox", "radio"}:
            handle.click(timeout=PATIENCE_MS)
        elif control["option"] is not None:
            handle.select_option(index=control["option"], timeout=PATIENCE_MS)
        elif kind == "file":
            handle.set_input_files({"name": "picture.png", "mimeType": "image/png", "buffer": PNG})
        else:
            handle.fill(_typed(kind, control["least"]), timeout=PATIENCE_MS)
            handle.dispatch_event("change")
        self._hear_out(handle)

    def _hear_out(self, handle) -> None:
        """What is filled in may change what there is to choose from: the next field waits for the answer."""
        try:
            answers = handle.evaluate(ANSWERS)
        except Error:
            return  # the page went away, which whoever asks next sees
        if answers:
            self.page.wait_for_timeout(TYPING_MS)
            self.settle()

    def _left(self) -> bool:
        try:
            return self.page.evaluate("window.crawlMark") != 1
        except Error:
            self.page.wait_for_load_state()
            return True

    def _land(self) -> None:
        """Where a press led: looked at in full when no address opens this page by itself (422, 409, confirmations)."""
        status, method = self.answer
        name = resolve(path_of(self.page.url).split("?")[0]).view_name
        kind = (name, status, method)
        if (status, method) == (200, "GET") or kind in self.looked:
            self.look.glance(self.page)
            return
        self.looked.add(kind)
        self.look.over(self.page)


def _why(error: TooSlow) -> str:
    """What Playwright says stood in the way, without its counting of tries."""
    lines = [line.strip(" -") for line in error.message.splitlines()]
    found = [line for line in lines if "intercepts" in line or "element is not" in line or "outside" in line]
    return "; ".join(dict.fromkeys(found)) or lines[0]


def _typed(kind: str, least: str) -> str:
    if kind == "number":
        return least or "1"
    if kind == "date":
        return timezone.localdate().isoformat()
    return TYPED.get(kind, TYPED["text"])
