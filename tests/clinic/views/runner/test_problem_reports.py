import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from clinic.actions.problem_reports import answer_report, report_problem
from clinic.models import ProblemReport
from exercises.models import Exercise
from tests.whole_record import picture


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def exercise(clinic):
    return Exercise.objects.get(shelf=clinic.shelf, slug="box-hop")


@pytest.fixture
def url(exercise):
    return reverse("problem-report-new", args=[exercise.uuid])


def _upload(content, name="shot.png", kind="image/png"):
    return SimpleUploadedFile(name, content, content_type=kind)


def test_anonymous_is_asked_to_sign_in(client, url):
    assert client.post(url, {"text": "x"}).status_code == 302
    assert ProblemReport.objects.count() == 0


def test_stranger_does_not_find_the_page(client_of, other_runner, url):
    assert client_of(other_runner).post(url, {"text": "x"}).status_code == 404
    assert ProblemReport.objects.count() == 0


def test_runner_reports_with_a_screenshot(client_of, runner, url, media):
    response = client_of(runner).post(url, {"text": "Step 3 is unclear.", "screenshot": _upload(picture())})
    report = ProblemReport.objects.get()
    assert (response.status_code, response.url) == (302, reverse("my-reports"))
    assert (report.text, (media / report.screenshot.name).read_bytes()[8:12]) == ("Step 3 is unclear.", b"WEBP")


@pytest.mark.parametrize(
    ("content", "name"), [(b"<svg/>", "a.svg"), (b"<html>", "a.png"), (picture("GIF"), "a.gif"), (b"", "a.png")]
)
def test_what_is_no_picture_is_refused_and_the_words_stay(client_of, runner, url, content, name):
    response = client_of(runner).post(url, {"text": "Step 3 is unclear.", "screenshot": _upload(content, name)})
    assert (response.status_code, ProblemReport.objects.count()) == (422, 0)
    assert "Step 3 is unclear." in response.text


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001, "null\x00byte"])
def test_text_that_cannot_be_kept_is_refused(client_of, runner, url, text):
    assert client_of(runner).post(url, {"text": text}).status_code == 422
    assert ProblemReport.objects.count() == 0


def test_form_opens_with_one_heading(client_of, runner, url):
    response = client_of(runner).get(url)
    assert (response.status_code, response.text.count("<h1")) == (200, 1)


def test_answer_is_new_once(client_of, runner, exercise, staff):
    report = report_problem(exercise=exercise, text="Step 3 is unclear.", by=runner.user)
    answer_report(report=report, answer="The step is clear now.", by=staff)
    browser = client_of(runner)
    pages = [browser.get(reverse("my-reports")).text for _ in range(2)]
    assert ["New answer" in page for page in pages] == [True, False]
    assert ["The step is clear now." in page for page in pages] == [True, True]


def test_reports_of_others_are_not_listed(client_of, runner, runner2, exercise):
    report_problem(exercise=exercise, text="Step 3 is unclear.", by=runner.user)
    assert "Step 3" not in client_of(runner2).get(reverse("my-reports")).text


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_stays(client_of, runner, exercise, django_assert_num_queries, count):
    for _ in range(count):
        report_problem(exercise=exercise, text="Step 3 is unclear.", by=runner.user)
    browser = client_of(runner)
    with django_assert_num_queries(6):
        browser.get(reverse("my-reports"))


@pytest.mark.parametrize(
    ("who", "status"),
    [("runner", 200), ("staff", 200), ("owner", 200), ("runner2", 404), ("other_therapist", 404)],
)
def test_screenshot_is_for_reporter_and_clinic(client_of, runner, exercise, url, request, who, status):
    client_of(runner).post(url, {"text": "See.", "screenshot": _upload(picture())})
    address = reverse("problem-screenshot", args=[ProblemReport.objects.get().uuid])
    response = client_of(request.getfixturevalue(who)).get(address)
    kind = response["Content-Type"]
    assert (response.status_code, kind) == (status, "image/webp" if status == 200 else "text/html; charset=utf-8")


def test_screenshot_that_is_gone_is_not_found(client_of, runner, exercise):
    report = report_problem(exercise=exercise, text="None.", by=runner.user)
    assert client_of(runner).get(reverse("problem-screenshot", args=[report.uuid])).status_code == 404
