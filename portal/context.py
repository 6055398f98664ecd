"""What the shell around every page needs to know: who is here, where they may go, where they are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clinic.models import Message, ProblemReport
from clinic.scoping import Access, access_of
from portal.templatetags.toeoff import THEMES, initials

Label = str | Promise


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the portal: its first page, and how the names of its other addresses begin."""

    page: str
    label: Label
    icon: str
    prefixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of a menu. `badge` is the number of new things behind it, 0 for none."""

    key: str
    label: Label
    url: str
    icon: str = ""
    badge: int = 0
    current: bool = False


TODAY = Section("today", _("Today"), "clock", ("today", "prescribed", "log-", "undo-log", "morning", "my-shoes"))
TESTS = Section("tests", _("Tests"), "hop", ("tests", "test-", "my-screening", "my-gate"))
PROGRESS = Section("progress", _("Progress"), "chart", ("progress",))
MY_MESSAGES = Section("my-messages", _("Messages"), "message", ("my-messages",))
CASELOAD = Section(
    "caseload",
    _("Caseload"),
    "people",
    ("caseload", "runner", "episode", "findings", "prescribe", "routine", "review", "shoe", "gate-", "lock-", "alert"),
)
LIBRARY = Section(
    "library", _("Library"), "book", ("library", "exercise", "cause", "protocol", "home-test", "problem-report-new")
)
INBOX = Section("inbox", _("Messages"), "message", ("inbox",))
REPORTS = Section("problem-reports", _("Reports"), "flag", ("problem-report",))
CLINIC = Section("clinic", _("Clinic"), "home", ("clinic", "people", "invit", "member", "margin"))
PROFILE = Section("profile", _("Your profile"), "person", ("profile",))
MY_REPORTS = Section("my-reports", _("Your reports"), "flag", ("my-reports",))

RUNNER_TABS = (TODAY, TESTS, PROGRESS, MY_MESSAGES)
MESSAGES = "messages"
WITH_MESSAGES = {INBOX.page, MY_MESSAGES.page}


def shell(request: HttpRequest) -> dict[str, "Shell"]:
    """The context processor. Nothing is asked of the database until a template uses it."""
    return {"shell": Shell(request)}


class Shell:
    """Everything that the base templates show around a page. Each attribute is worked out when it is first used."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def user(self) -> Any:
        """The signed-in person, or None: also on error pages from before the person is known."""
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def access(self) -> Access | None:
        return access_of(self.user) if self.user else None

    @property
    def is_runner(self) -> bool:
        return bool(self.access and self.access.runner_ids)

    @property
    def is_desk(self) -> bool:
        """Works in a clinic, or looks after the install."""
        return bool(self.access and (self.access.works_in or not self.access.runner_ids))

    @property
    def look(self) -> int:
        """The look of drawn figures for this person; the first for who is not signed in."""
        return self.user.shown_look if self.user else 1

    @property
    def base(self) -> str:
        """The layout of pages that runners and clinic people share."""
        if self.user is None:
            return "base_door.html"
        return "base_desk.html" if self.is_desk else "base_phone.html"

    @cached_property
    def current(self) -> str:
        """The name of this address; empty where there is none."""
        match = getattr(self.request, "resolver_match", None)
        return (match.url_name or "") if match else ""

    @cached_property
    def nav(self) -> list[Entry]:
        """The main links of the desk."""
        return self._entries(self._desk_sections())

    @cached_property
    def tabs(self) -> list[Entry]:
        """The main links of the runner's pages."""
        return self._entries(RUNNER_TABS if self.is_runner else ())

    @cached_property
    def menu(self) -> list[Entry]:
        """The links behind the person's initials."""
        if self.user is None:
            return []
        works = bool(self.access and self.access.works_in)
        also = (TODAY, CASELOAD) if self.is_runner and works else (LIBRARY,) if self.is_runner else ()
        return self._entries((*also, PROFILE, MY_REPORTS))

    @cached_property
    def clinic_name(self) -> str:
        if self.user is None:
            return ""
        runner = getattr(self.request, "runner", None)
        place = getattr(self.request, "clinic", None) or (runner.clinic if runner else None)
        if place is not None:
            return str(place.name)
        return self.access.clinic_name if self.access else ""

    @cached_property
    def news(self) -> Counter[str]:
        """How many new things wait, by the page that they are on; all of them in one query."""
        if self.access is None:
            return Counter()
        messages = _marked(self._new_messages(self.access), MESSAGES)
        reports = ProblemReport.objects.visible_to(self.user)
        answers = reports.filter(reporter=self.user, answered_at__isnull=False, answer_seen_at__isnull=True)
        waiting = reports.open().filter(clinic_id__in=self.access.works_in)
        return Counter(messages.union(_marked(answers, MY_REPORTS.page), _marked(waiting, REPORTS.page), all=True))

    @property
    def unread(self) -> int:
        """Messages from the other side that nobody has read."""
        return self.news[MESSAGES]

    def _new_messages(self, access: Access) -> QuerySet[Message]:
        rows = Message.objects.visible_to(self.user).filter(read_at__isnull=True)
        if access.cares_in:
            return rows.filter(from_runner=True, runner__clinic_id__in=access.cares_in)
        return rows.filter(from_runner=False)

    @property
    def display_name(self) -> str:
        return str(self.user) if self.user else ""

    @property
    def initials(self) -> str:
        return initials(self.display_name)

    @property
    def admin_url(self) -> str:
        """The Django admin, for those who may open it."""
        return _address("admin:index") if self.user and self.user.is_staff else ""

    @property
    def theme(self) -> str:
        """The look that the person chose: "light", "dark", or "" for what the device says."""
        chosen = self.request.COOKIES.get("theme", "")
        return chosen if chosen in THEMES else ""

    def _desk_sections(self) -> list[Section]:
        access = self.access
        if access is None:
            return []
        cares = [CASELOAD] if access.cares_in else []
        answers = [INBOX] if access.cares_in else []
        works = [REPORTS, CLINIC] if access.works_in else []
        return [*cares, LIBRARY, *answers, *works]

    def _entries(self, sections: Iterable[Section]) -> list[Entry]:
        entries = (self._entry(section) for section in sections)
        return [entry for entry in entries if entry.url]

    def _entry(self, section: Section) -> Entry:
        return Entry(
            key=section.page,
            label=section.label,
            url=_address(section.page),
            icon=section.icon,
            badge=self.news[MESSAGES if section.page in WITH_MESSAGES else section.page],
            current=_is_in(self.current, section),
        )


def _is_in(name: str, section: Section) -> bool:
    """The library's pages begin with words that other parts use as well, so it is asked first."""
    if not name.startswith(section.prefixes):
        return False
    return section is LIBRARY or not name.startswith("problem-report-new")


def _marked(rows: QuerySet, page: str) -> QuerySet:
    """Nothing of each row but the page that it is on."""
    return rows.order_by().values_list(Value(page, output_field=CharField()), flat=True)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
