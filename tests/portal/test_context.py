import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from clinic.actions.problem_reports import answer_report, report_problem
from clinic.models import Membership, Message, ProblemReport
from exercises.models import Exercise
from portal.context import Shell


def shell_of(person, path="/", name=""):
    request = RequestFactory().get(path)
    request.user = getattr(person, "user", person)
    if name:
        request.resolver_match = type("Match", (), {"url_name": name})
    return Shell(request)


def keys(entries):
    return [entry.key for entry in entries]


def current(entries):
    return [entry.key for entry in entries if entry.current]


@pytest.fixture
def every_page_exists(monkeypatch):
    monkeypatch.setattr("portal.context.reverse", lambda name: f"/{name}/")


@pytest.mark.parametrize(
    ("who", "base", "nav"),
    [
        ("runner", "base_phone.html", ["library"]),
        ("therapist", "base_desk.html", ["caseload", "library", "inbox", "problem-reports", "clinic"]),
        ("owner", "base_desk.html", ["caseload", "library", "inbox", "problem-reports", "clinic"]),
        ("staff", "base_desk.html", ["library", "problem-reports", "clinic"]),
    ],
)
def test_base_and_nav(who, base, nav, request, every_page_exists):
    shell = shell_of(request.getfixturevalue(who))
    assert (shell.base, keys(shell.nav)) == (base, nav)


def test_tabs_are_the_runners(runner, therapist, every_page_exists):
    assert keys(shell_of(runner).tabs) == ["today", "tests", "progress", "my-messages"]
    assert keys(shell_of(therapist).tabs) == []


def test_nobody_has_a_door_and_nothing_else(db):
    shell = shell_of(AnonymousUser())
    assert (shell.base, shell.nav, shell.tabs, shell.menu, shell.unread, shell.clinic_name, shell.admin_url) == (
        "base_door.html",
        [],
        [],
        [],
        0,
        "",
        "",
    )


def test_request_from_before_the_person_is_known(db):
    assert Shell(RequestFactory().get("/")).base == "base_door.html"


def test_page_that_does_not_exist_is_left_out(runner, monkeypatch):
    from django.urls import NoReverseMatch

    def only_today(name):
        if name != "today":
            raise NoReverseMatch
        return "/today/"

    monkeypatch.setattr("portal.context.reverse", only_today)
    assert keys(shell_of(runner).tabs) == ["today"]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("caseload", ["caseload"]),
        ("runner-log", ["caseload"]),
        ("prescribe", ["caseload"]),
        ("exercise", ["library"]),
        ("problem-report-new", ["library"]),
        ("problem-report", ["problem-reports"]),
        ("people", ["clinic"]),
        ("clinic-audit", ["clinic"]),
        ("inbox", ["inbox"]),
        ("profile", []),
        ("", []),
    ],
)
def test_current_place_of_a_therapist(therapist, name, place, every_page_exists):
    assert current(shell_of(therapist, name=name).nav) == place


@pytest.mark.parametrize(
    ("name", "place"), [("prescribed", ["today"]), ("test-result", ["tests"]), ("my-messages", ["my-messages"])]
)
def test_current_place_of_a_runner(runner, name, place, every_page_exists):
    assert current(shell_of(runner, name=name).tabs) == place


def test_unread_counts_what_came_from_the_other_side(runner, runner2, other_runner, therapist):
    for row, from_runner in ((runner, True), (runner2, True), (runner, False), (other_runner, True)):
        Message.objects.create(runner=row, from_runner=from_runner, text="Hello")
    assert [shell_of(one).unread for one in (therapist, runner, runner2)] == [2, 1, 0]


def test_unread_costs_one_query_and_only_when_used(therapist, runner, django_assert_num_queries):
    shell = shell_of(therapist)
    assert shell.is_desk
    with django_assert_num_queries(1):
        assert (shell.unread, shell.unread) == (0, 0)


def test_reports_wait_for_the_clinic_and_answers_for_their_reporter(runner, runner2, staff, other_therapist, clinic):
    exercise = Exercise.objects.filter(shelf=clinic.shelf).first()
    for person in (runner.user, runner2.user):
        report_problem(exercise=exercise, text="A step is unclear.", by=person)
    answer_report(report=ProblemReport.objects.get(reporter=runner.user), answer="Fixed.", by=staff)
    pages = {"staff": "problem-reports", "other": "problem-reports", "runner": "my-reports", "runner2": "my-reports"}
    people = {"staff": staff, "other": other_therapist, "runner": runner, "runner2": runner2}
    found = {name: shell_of(person).news[pages[name]] for name, person in people.items()}
    assert found == {"staff": 1, "other": 0, "runner": 1, "runner2": 0}


def test_admin_link_is_for_who_may_open_it(therapist, runner):
    assert [shell_of(one).admin_url for one in (therapist, runner)] == ["/admin/", ""]


def test_name_initials_and_clinic(therapist):
    shell = shell_of(therapist)
    assert (shell.display_name, shell.initials, shell.clinic_name) == (
        "Tessa Therapist",
        "TT",
        "Riverbend Running Clinic",
    )


def test_therapist_who_is_treated_too_has_both_ways(runner, clinic, every_page_exists):
    Membership.objects.create(user=runner.user, clinic=clinic, is_therapist=True)
    shell = shell_of(runner)
    assert (shell.base, keys(shell.tabs)[0], keys(shell.menu)) == (
        "base_desk.html",
        "today",
        ["today", "caseload", "profile", "my-reports"],
    )


@pytest.mark.parametrize(("cookie", "theme"), [("dark", "dark"), ("light", "light"), ("pink", ""), ("", "")])
def test_theme_from_the_cookie(cookie, theme):
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = cookie
    assert Shell(request).theme == theme


def test_look_is_the_chosen_one_or_stays_one_by_chance(runner):
    by_chance = {shell_of(runner).look for _time in range(3)}
    assert by_chance == {runner.user.uuid.int % 6 + 1}
    runner.user.look = 4
    assert (shell_of(runner).look, shell_of(AnonymousUser()).look) == (4, 1)
