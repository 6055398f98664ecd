import uuid

from clinic.forms.answers import GateForm, ScreeningForm
from clinic.queries.safety import criteria_of, questions_of
from clinic.rules.screening import Level
from tests.clinic.bodies import answers


def test_screening_form_short_asks_seven_questions(runner):
    form = ScreeningForm(questions=questions_of(runner), kind="short")
    assert len(form.visible_fields()) == 7


def test_screening_form_judges_the_answers(runner):
    data = answers(runner, swollen_warm_calf="yes") | {"id": str(uuid.uuid4())}
    form = ScreeningForm(data, questions=questions_of(runner), kind="short")
    assert form.is_valid() is True
    assert (form.body.level, form.body.kind, len(form.body.reasons)) == (Level.SAME_DAY, "short", 1)


def test_screening_form_names_every_question_without_an_answer(runner):
    form = ScreeningForm({"id": str(uuid.uuid4())}, questions=questions_of(runner), kind="short")
    assert list(form.errors) == [row.slug for row in questions_of(runner) if row.short_set]


def test_screening_form_keeps_to_its_set(runner):
    data = answers(runner, short=False) | {"id": str(uuid.uuid4())}
    form = ScreeningForm(data, questions=questions_of(runner), kind="short")
    assert form.is_valid() is True
    assert len(form.body.answers) == 7


def test_gate_form_has_a_field_for_each_leg(runner):
    groups = {
        row.slug: [field.name for field in fields] for row, fields in GateForm(criteria=criteria_of(runner)).groups()
    }
    assert groups["heel-raises"] == ["heel-raises.left", "heel-raises.right"]
    assert groups["rest-pain"] == ["rest-pain"]


def test_gate_form_judges_the_answers(runner):
    data = {
        "no-bone-or-tear": "yes", "walk-30-minutes": "no", "rest-pain": "3", "heel-raises.left": "18",
        "heel-raises.right": "20", "heel-raise-pain": "2", "two-leg-hops": "yes",
    }  # fmt: skip
    form = GateForm(data, criteria=criteria_of(runner))
    assert form.is_valid() is True
    assert (form.body.outcome.passed, form.body.outcome.failed) == (False, ("walk-30-minutes", "rest-pain"))
