"""The words of the sheet, from rows that are in no database."""

import datetime

import pytest
import yaml

from clinic.models import Clinic, Runner
from clinic.queries.handout import Handout, HandoutExercise
from clinic.reports.handout import document_of, sheet_of
from exercises.dosage import Dosage
from exercises.drawing import words_of
from exercises.figures.shipped import FOLDER
from exercises.models import Exercise

DAY = datetime.date(2026, 11, 16)


def exercise(name="Wall lean", *, figure="", **fields):
    data = yaml.safe_load((FOLDER / f"exercises/{figure}.yaml").read_text()) if figure else {}
    return Exercise(
        name=name, figure=data, **{"steps": "Stand.\nLean.", "cues": "Slow.", "cautions": "Care.", **fields}
    )


def one(dosage=Dosage(sets=3, reps_min=8, per_side=True), note="", **fields):  # noqa: B008 -- a frozen value
    return HandoutExercise(exercise(**fields), dosage, note)


@pytest.fixture
def handout():
    clinic = Clinic(name="Riverbend <Clinic>", phone="+43 1 555", emergency_number="144")
    runner = Runner(clinic=clinic, name="Rita Runner", email="rita@demo.example", zone="Europe/Vienna")

    def made(*exercises, **fields):
        return Handout(runner, exercises or [one()], fields.pop("tests", []), "Tessa Therapist", DAY, **fields)

    return made


def test_sheet_says_who_and_whom_to_call(handout):
    sheet = sheet_of(handout())
    for words in ("Riverbend &lt;Clinic&gt;", "+43 1 555", "Tessa Therapist", "Call 144.", "From 16 November 2026"):
        assert words in sheet
    assert "Nobody watches the portal for emergencies." in sheet


def test_sheet_names_nobody_who_is_treated(handout):
    document = document_of(handout())
    assert [word for word in ("Rita", "rita@", "Runner") if word in document] == []
    assert "<title>Routine handout</title>" in document


def test_sheet_leads_to_the_start_page_of_all_and_to_no_row(handout, settings):
    settings.SITE_URL = "https://portal.example"
    assert "phone: portal.example/today/" in sheet_of(handout())


def test_sheet_without_a_phone_still_says_to_call(handout):
    paper = handout()
    paper.clinic.phone = ""
    assert "Call your clinic now." in sheet_of(paper)


def test_dose_comes_in_parts_with_the_load_in_the_readers_units(handout):
    dosage = Dosage(sets=2, reps_min=10, hold_seconds=2, load="8 kg each hand", times_per_day=2, when="warm_up")
    paper = handout(one(dosage))
    assert '<p class="s-dose">2 × 10</p>' in sheet_of(paper)
    assert "Hold 2 seconds, with 8 kg each hand. Twice a day, in your warm-up." in sheet_of(paper)
    paper.runner.units = Runner.Units.IMPERIAL
    assert "with 17.5 lb each hand" in sheet_of(paper)


def test_what_is_done_twice_a_day_has_two_marks_a_day(handout):
    paper = handout(one(Dosage(reps_min=10, times_per_day=2)), one(Dosage(reps_min=10)))
    assert sheet_of(paper).count("<i></i>") == 14 * 2


def test_words_that_were_typed_stay_words(handout):
    sheet = sheet_of(handout(one(note="<img src=file:///etc/passwd>", steps="<b>Stand.")))
    assert "&lt;img src=file:///etc/passwd&gt;" in sheet
    assert "<b>Stand" not in sheet


@pytest.mark.parametrize(
    ("number", "density", "cues", "cautions"),
    [(1, "roomy", 1, 1), (3, "usual", 1, 0), (4, "close", 0, 0), (5, "long", 1, 1)],
)
def test_the_more_exercises_the_closer_they_stand(handout, number, density, cues, cautions):
    sheet = sheet_of(handout(*[one()] * number))
    assert f"sheet--{density}" in sheet
    assert (sheet.count("Slow."), sheet.count("Care.")) == (number * cues, number * cautions)


def test_stills_are_numbered_and_drawn_for_paper(handout):
    shown = one(figure="wall-lean")
    sheet, words = sheet_of(handout(shown)), words_of(shown.exercise.figure)
    assert (sheet.count('<figure aria-hidden="true"><svg '), "var(" in sheet, "data:" in sheet) == (
        len(words),
        False,
        False,
    )
    captions = [f"<figcaption><b>{number}</b> {text}</figcaption>" for number, text in enumerate(words, start=1)]
    assert [text for text in captions if text not in sheet] == []


def test_stills_of_one_side_say_so_where_both_are_done(handout):
    said = "The pictures show the right side. Do the left side too."
    assert said in sheet_of(handout(one(figure="wall-lean")))
    assert said not in sheet_of(handout(one(Dosage(reps_min=5), figure="wall-lean")))


def test_lying_bodies_stand_two_in_a_row(handout):
    assert "s-stills--2 s-stills--low" in sheet_of(handout(one(figure="bridge-double")))


def test_a_faulty_figure_leaves_the_words(handout):
    broken = HandoutExercise(Exercise(name="Odd", steps="Stand.", figure={"frames": 3}), Dosage(reps_min=5), "")
    sheet = sheet_of(handout(broken))
    assert ("Stand." in sheet, "<figure" in sheet) == (True, False)


def test_document_holds_all_that_it_shows(handout):
    shown = one(figure="wall-lean")
    document = document_of(handout(shown))
    still, stills = 'src="data:image/svg+xml;base64,', len(words_of(shown.exercise.figure))
    assert (document.count("src="), document.count(still)) == (stills, stills)


def test_an_ended_routine_and_what_is_left_out_are_named(handout):
    sheet = sheet_of(handout(ended_on=DAY, left_out=["Box hop"]))
    assert "This routine ended on 16 November 2026." in sheet
    assert "Not on this sheet for now: Box hop." in sheet


def test_tests_to_come_have_their_day(handout):
    assert "Hop test on Monday 14 December" in sheet_of(handout(tests=[("Hop test", datetime.date(2026, 12, 14))]))


def test_an_uploaded_picture_that_is_gone_leaves_the_words(handout, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    paper = handout(one(picture="pictures/gone.webp", picture_alt="A wall"))
    assert 'src="/library/pictures/gone.webp"' in sheet_of(paper)
    assert "<img" not in document_of(paper)


def test_an_uploaded_picture_stands_in_the_document(handout, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures/here.webp").write_bytes(b"WEBP")
    document = document_of(handout(one(picture="pictures/here.webp", picture_alt="A wall")))
    assert '<img src="data:image/webp;base64,V0VCUA==" alt="A wall">' in document


def test_a_figure_that_was_left_out_is_not_printed(handout):
    own = {"figure": "box-hop", "picture": "pictures/own.webp", "picture_alt": "A box"}
    drawn_words = "Stand on a low, stable box."
    assert drawn_words in sheet_of(handout(one(**own)))
    sheet = sheet_of(handout(one(**own, figure_hidden=True)))
    assert drawn_words not in sheet
    assert 'alt="A box"' in sheet
