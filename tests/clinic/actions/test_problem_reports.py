import pytest
from django.core.files.base import ContentFile

from clinic.actions.mailing import send_due
from clinic.actions.problem_reports import answer_report, report_problem, see_answers
from clinic.models import AuditEvent, Notification, ProblemReport
from clinic.permissions import NotAllowed
from exercises.models import Exercise, Shelf


@pytest.fixture
def exercise(clinic):
    return Exercise.objects.get(shelf=clinic.shelf, slug="box-hop")


@pytest.fixture
def report(exercise, runner):
    return report_problem(exercise=exercise, text="Step 3 is unclear.", by=runner.user)


def test_report_belongs_to_the_clinic_of_the_page(report, clinic, runner):
    row = ProblemReport.objects.get()
    assert (row.clinic, row.reporter, row.text, row.answered_at) == (clinic, runner.user, "Step 3 is unclear.", None)
    assert AuditEvent.objects.filter(verb="report.made", clinic=clinic, actor=runner.user).count() == 1


def test_screenshot_is_kept_under_its_own_name(exercise, runner, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = ContentFile(b"picture", name="abc.webp")
    report = report_problem(exercise=exercise, text="See.", by=runner.user, screenshot=file)
    assert (report.screenshot.name, report.screenshot.read()) == ("reports/abc.webp", b"picture")


def test_page_of_another_clinic_is_refused(exercise, other_runner):
    with pytest.raises(NotAllowed):
        report_problem(exercise=exercise, text="Hello", by=other_runner.user)
    assert ProblemReport.objects.count() == 0


def test_page_of_the_shared_shelf_is_refused(runner):
    shared = Exercise.objects.filter(shelf=Shelf.objects.shared().get()).first()
    with pytest.raises(NotAllowed):
        report_problem(exercise=shared, text="Hello", by=runner.user)


def test_answer_is_kept_and_the_reporter_is_told(report, staff, mailoutbox):
    answer_report(report=report, answer="Fixed.", by=staff)
    send_due()
    row = ProblemReport.objects.get()
    assert (row.answer, row.answered_by, row.answer_seen_at) == ("Fixed.", staff, None)
    assert [mail.to for mail in mailoutbox] == [["runner@demo.example"]]
    assert Notification.objects.get().kind == Notification.Kind.REPORT_ANSWERED


def test_mail_of_an_answer_says_nothing_of_it(report, staff, mailoutbox):
    answer_report(report=report, answer="Fixed.", by=staff)
    send_due()
    text = mailoutbox[0].subject + mailoutbox[0].body
    assert [word for word in ("Fixed", "Step 3", "Box hop", "Rita") if word in text] == []


def test_same_answer_again_tells_nobody(report, staff):
    for _ in range(2):
        answer_report(report=report, answer="Fixed.", by=staff)
    assert Notification.objects.count() == 1


def test_corrected_answer_is_new_to_the_reporter(report, staff, runner):
    answer_report(report=report, answer="Fixed.", by=staff)
    assert see_answers(by=runner.user) == 1
    answer_report(report=report, answer="Fixed, and the picture too.", by=staff)
    assert see_answers(by=runner.user) == 1


@pytest.mark.parametrize("who", ["runner", "other_therapist"])
def test_only_people_of_the_clinic_answer(report, request, who):
    person = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        answer_report(report=report, answer="Mine", by=getattr(person, "user", None) or person)
    assert ProblemReport.objects.get().answer == ""


def test_answers_are_seen_by_their_reporter_only(report, staff, runner, runner2):
    answer_report(report=report, answer="Fixed.", by=staff)
    assert (see_answers(by=runner2.user), see_answers(by=runner.user), see_answers(by=runner.user)) == (0, 1, 0)
