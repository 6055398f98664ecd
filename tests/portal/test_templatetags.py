from datetime import UTC, datetime
from decimal import Decimal

import pytest
import time_machine
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from portal.templatetags import fields, toeoff
from portal.templatetags.icon_paths import ICON_PATHS

NBSP = "\N{NO-BREAK SPACE}"


def render(source, **context):
    return Template("{% load fields %}" + source).render(Context(context))


@pytest.mark.parametrize("name", sorted(ICON_PATHS))
def test_icon_is_hidden_from_readers_and_drawn_without_style(name):
    drawn = toeoff.icon(name)
    assert drawn.startswith('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><')
    assert "style" not in drawn


def test_icon_takes_a_size():
    assert 'class="icon icon--s"' in toeoff.icon("check", "s")


def test_icon_of_an_unknown_name_raises():
    with pytest.raises(KeyError, match="unicorn"):
        toeoff.icon("unicorn")


@pytest.mark.parametrize(("cookie", "shown"), [("dark", "dark"), ("light", "light"), ("system", ""), ("<b>", "")])
def test_theme_shows_only_what_we_know(cookie, shown):
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = cookie
    assert render("{% theme %}", request=request) == shown


def test_theme_without_a_request_follows_the_device():
    assert render("{% theme %}") == ""


def test_classes_keeps_only_what_is_true():
    assert toeoff.classes("btn", "", btn__main=True, is_busy=False) == "btn btn--main"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mara Lindqvist", "ML"),
        ("ana-sofia de la cruz", "AC"),
        ("Ines", "I"),
        ("", "?"),
        ("  (  ", "?"),
        ("Ævar Öst", "ÆÖ"),
    ],
)
def test_initials_of_names(name, letters):
    assert toeoff.initials(name) == letters


@given(st.text())
def test_initials_are_never_empty(name):
    assert toeoff.initials(name)


def test_lines_drops_empty_ones():
    assert toeoff.lines(" Stand.\n\n  Jump. \r\n") == ["Stand.", "Jump."]


def test_lines_of_nothing_is_empty():
    assert toeoff.lines(None) == []


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (Decimal("8.50"), "cm", f"8.5{NBSP}cm"),
        (Decimal("30.0"), "s", f"30{NBSP}s"),
        (28, "s", f"28{NBSP}s"),
        (Decimal("100"), "%", "100%"),
        (Decimal("38.2"), "°", "38.2°"),
        (Decimal("0E+2"), "", "0"),
        (Decimal("-3.5"), "cm", f"−3.5{NBSP}cm"),
        (None, "s", "–"),
        (Decimal("NaN"), "s", "–"),
        ("about 3", "s", "–"),
    ],
)
def test_quantity_drops_needless_zeros(value, unit, shown):
    assert toeoff.quantity(value, unit) == shown


@pytest.mark.parametrize(("value", "shown"), [(7, "+7"), (-3, "−3"), (0, "0"), (Decimal("-0.0"), "0"), ("", "–")])
def test_signed_shows_the_direction(value, shown):
    assert toeoff.signed(value) == shown


@time_machine.travel("2026-11-30T12:00:00Z", tick=False)
@pytest.mark.parametrize(
    ("moment", "zone", "shown"),
    [
        (datetime(2026, 11, 30, 7, 12, tzinfo=UTC), "UTC", "today 07:12"),
        (datetime(2026, 11, 29, 23, 30, tzinfo=UTC), "Europe/Helsinki", "today 01:30"),
        (datetime(2026, 11, 26, 7, 0, tzinfo=UTC), None, "26 Nov, 07:00 UTC"),
        (datetime(2025, 11, 26, 7, 0, tzinfo=UTC), "UTC", "26 Nov 2025, 07:00"),
        (None, "UTC", ""),
    ],
)
def test_local_time_in_words(moment, zone, shown):
    assert toeoff.local_time(moment, zone) == shown


@pytest.mark.parametrize("state", ["done", "partly", "due", "open", "rest", "planned", "missed", "paused", "outside"])
def test_state_word_exists_for_each_day(state):
    assert toeoff.state_word(state)


def test_state_word_of_a_missed_day_blames_nobody():
    assert toeoff.state_word("missed") == "Not done"


@pytest.mark.parametrize(
    ("tags", "kind"), [("success", "good"), ("extra error", "stop"), ("warning", "warn"), ("", "note")]
)
def test_alert_kind_of_message_tags(tags, kind):
    assert toeoff.alert_kind(tags) == kind


def test_page_numbers_leave_out_the_middle():
    page = Paginator(range(300), 20).get_page(6)
    assert [str(number) for number in toeoff.page_numbers(page)] == ["1", "…", "5", "6", "7", "…", "15"]


@pytest.mark.parametrize(("share", "drawn"), [(0.5, "138.2"), (0, "0.0"), (2, "276.5"), (-1, "0.0")])
def test_arc_stays_on_the_ring(share, drawn):
    assert toeoff.arc(share) == f'stroke-dasharray="{drawn} 276.5"'


class Answers(forms.Form):
    name = forms.CharField(max_length=5, help_text="As runners see it.")
    age = forms.IntegerField(min_value=1, widget=forms.NumberInput(attrs={"class": "input--num", "min": 1}))
    reach = forms.DecimalField(required=False)
    side = forms.ChoiceField(choices=[("", "Choose a side"), ("left", "Left")])
    pop = forms.ChoiceField(label="Did it pop?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect)
    parts = forms.MultipleChoiceField(choices=[("a", "Ankle")], widget=forms.CheckboxSelectMultiple)
    agree = forms.BooleanField()
    picture = forms.FileField(required=False)
    key = forms.CharField(widget=forms.HiddenInput)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("name", "input"),
        ("side", "select"),
        ("pop", "radios"),
        ("parts", "checkboxes"),
        ("agree", "checkbox"),
        ("picture", "file"),
    ],
)
def test_kind_of_fields(name, kind):
    assert fields.kind(Answers()[name]) == kind


def test_control_keeps_what_was_typed_in_a_number():
    markup = fields.control(Answers({"age": "about 12"})["age"])
    assert 'type="text"' in markup
    assert 'value="about 12"' in markup
    assert 'inputmode="numeric"' in markup
    assert 'class="input input--num"' in markup
    assert "min=" not in markup


def test_control_of_a_decimal_offers_the_decimal_keyboard():
    assert 'inputmode="decimal"' in fields.control(Answers()["reach"])


def test_control_ties_hint_and_error_to_the_field():
    markup = fields.control(Answers({"name": "too long a name"})["name"])
    assert 'aria-describedby="id_name_helptext id_name_error"' in markup
    assert 'aria-invalid="true"' in markup


def test_problems_name_the_field_and_link_to_it():
    problems = fields.problems(Answers({"name": "x", "age": "abc"}))
    assert [(problem.message, problem.target) for problem in problems] == [
        ("Age: enter a whole number.", "id_age"),
        ("Side: choose one from the list.", "id_side"),
        ("Did it pop? Choose an answer.", "id_pop_0"),
        ("Parts: choose at least one.", "id_parts_0"),
        ("Agree: tick this box to go on.", "id_agree"),
        ("Key: fill this in.", ""),
    ]


def test_problems_use_the_words_at_the_field():
    form = Answers({})
    summary = [problem.message for problem in fields.problems(form)]
    assert summary == [message for field in form for message in fields.worded_errors(field)]


def test_problems_keep_a_message_that_names_the_field():
    form = Answers({})
    form.add_error("age", "Age must be 120 or less")
    assert "Age must be 120 or less" in fields.worded_errors(form["age"])


def test_problems_of_an_unbound_form_are_none():
    assert fields.problems(Answers()) == []
    assert fields.has_problems(None) is False


def test_problems_of_a_formset_and_a_form_come_together():
    rows = forms.formset_factory(Answers, extra=1)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-name": "x"}
    )
    lone = Answers({"name": "x"})
    targets = [problem.target for problem in fields.problems([lone, rows])]
    assert targets.count("id_age") == 1
    assert targets.count("id_form-0-age") == 1


def test_pain_scale_has_zones_and_words_at_the_ends():
    scale = fields.pain_scale()
    assert [step.zone for step in scale] == ["go"] * 3 + ["hold"] * 3 + ["stop"] * 5
    assert {step.value for step in scale if step.word} == {0, 5, 10}


@pytest.mark.parametrize(("typed", "held"), [("3", True), ("4", False), (None, False)])
def test_holds_compares_as_text(typed, held):
    form = Answers({"age": typed} if typed else {})
    assert fields.holds(form["age"], 3) is held
