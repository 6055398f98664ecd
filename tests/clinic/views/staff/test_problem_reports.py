import pytest
from django.urls import reverse

from clinic.actions.problem_reports import answer_report, report_problem
from clinic.models import ProblemReport
from exercises.models import Exercise

LIST = "/clinic/reports/"


@pytest.fixture
def make_report(clinic, runner):
    def make(text="Step 3 is unclear."):
        exercise = Exercise.objects.get(shelf=clinic.shelf, slug="box-hop")
        return report_problem(exercise=exercise, text=text, by=runner.user)

    return make


def test_anonymous_is_asked_to_sign_in(client, make_report):
    report = make_report()
    assert client.post(reverse("problem-report", args=[report.uuid]), {"answer": "x"}).status_code == 302
    assert ProblemReport.objects.get().answer == ""


@pytest.mark.parametrize(("who", "status"), [("other_therapist", 404), ("runner2", 403), ("runner", 403)])
def test_strangers_do_not_answer(client_of, make_report, request, who, status):
    address = reverse("problem-report", args=[make_report().uuid])
    assert client_of(request.getfixturevalue(who)).post(address, {"answer": "x"}).status_code == status
    assert ProblemReport.objects.get().answer == ""


def test_staff_answer(client_of, make_report, staff):
    address = reverse("problem-report", args=[make_report().uuid])
    response = client_of(staff).post(address, {"answer": "Fixed."})
    assert (response.status_code, response.url, ProblemReport.objects.get().answer) == (302, LIST, "Fixed.")


def test_empty_answer_is_refused(client_of, make_report, staff):
    response = client_of(staff).post(reverse("problem-report", args=[make_report().uuid]), {"answer": " "})
    assert (response.status_code, ProblemReport.objects.get().answered_at) == (422, None)


def test_open_ones_come_first(client_of, make_report, staff):
    answer_report(report=make_report("First."), answer="Done.", by=staff)
    make_report("Second.")
    make_report("Third.")
    rows = client_of(staff).get(LIST).context["page"].object_list
    assert [row.text for row in rows] == ["Third.", "Second.", "First."]


def test_other_clinics_reports_are_not_listed(client_of, make_report, other_therapist):
    make_report()
    assert list(client_of(other_therapist).get(LIST).context["page"]) == []


def test_runner_has_no_list(client_of, runner):
    assert client_of(runner).get(LIST).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_stays(client_of, make_report, staff, django_assert_num_queries, count):
    for _ in range(count):
        make_report()
    browser = client_of(staff)
    with django_assert_num_queries(7):
        browser.get(LIST)
