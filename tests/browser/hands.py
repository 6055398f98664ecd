"""What people do on a page, in their words: by roles and labels, as a reader of the page knows them."""

from playwright.sync_api import expect

# A machine that runs several tests at once answers late; a person would wait as well.
expect.set_options(timeout=15_000)


def press(page, name, **kwargs):
    page.get_by_role("button", name=name, **kwargs).click()


def follow(page, name, **kwargs):
    page.get_by_role("link", name=name, exact=True, **kwargs).click()


def go_to(page, name):
    page.get_by_role("navigation", name="Main").get_by_role("link", name=name, exact=True).click()


def comes_to(page, words):
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def fill(page, label, words):
    page.get_by_role("textbox", name=label).fill(words)


def choose(page, question, answer):
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def tell_pain(page, rating):
    page.get_by_role("radio", name=str(rating), exact=True).check()


class Keyboard:
    """A person without a mouse. Tab moves for nothing; a key that does something, or a field filled, counts as one."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def reach(self, target):
        for _stop in range(150):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {target}")

    def press(self, target, key="Enter"):
        self.reach(target)
        self.page.keyboard.press(key)
        self.count += 1

    def write(self, target, words):
        self.reach(target)
        self.page.keyboard.type(words)
        self.count += 1
