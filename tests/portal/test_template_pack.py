"""The template pack and the shared components, drawn without any page of the product."""

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row, Submit
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

BASES = ["base.html", "base_desk.html", "base_phone.html", "base_step.html", "base_deep.html", "base_door.html"]


class Visit(forms.Form):
    name = forms.CharField(help_text="Short.")
    note = forms.CharField(required=False, widget=forms.Textarea)
    pop = forms.ChoiceField(label="Did it pop?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect)
    pain = forms.TypedChoiceField(coerce=int, choices=[(n, n) for n in range(11)], widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(Row("name", "note"), Fieldset("Screening", "pop"), "pain", Submit("save", "Save"))


def crispy(form):
    return Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": form, "csrf_token": "t"}))


def component(template, **context):
    return render_to_string(f"_components/{template}.html", context)


def test_form_marks_optional_fields_only():
    assert crispy(Visit()).count("(optional)") == 1


def test_form_without_optional_marks_when_it_says_so():
    form = Visit()
    form.no_optional_marks = True
    assert "(optional)" not in crispy(form)


def test_form_with_errors_prints_the_summary_once_and_links_each_field():
    markup = crispy(Visit({}))
    assert markup.count("There is a problem") == 1
    assert re.findall(r'<li><a href="#([^"]+)">', markup) == ["id_name", "id_pop_0", "id_pain_0"]
    assert all(f'id="{target}"' in markup for target in ["id_name", "id_pop_0", "id_pain_0"])


def test_form_ids_meet_what_the_widgets_point_to():
    markup = crispy(Visit({}))
    pointed = {name for names in re.findall(r'aria-describedby="([^"]+)"', markup) for name in names.split()}
    assert pointed == {"id_name_helptext", "id_name_error", "id_pop_error", "id_pain_error"}
    assert all(f'id="{name}"' in markup for name in pointed)


def test_form_groups_radios_under_a_legend():
    group = crispy(Visit()).partition('<fieldset id="div_id_pop"')[2].partition("</fieldset>")[0]
    assert re.search(r"<legend[^>]*>Did it pop\?\s*</legend>", group)
    assert group.count('type="radio"') == 2


def test_form_leaves_the_checking_to_the_server():
    assert re.search(r"<form [^>]*novalidate", crispy(Visit()))


def test_formset_prints_management_form_and_every_row():
    rows = forms.formset_factory(Visit, extra=2)()
    markup = Template("{% load crispy_forms_tags %}{{ rows|crispy }}").render(Context({"rows": rows}))
    assert 'name="form-TOTAL_FORMS"' in markup
    assert 'name="form-0-name"' in markup
    assert 'name="form-1-name"' in markup


def test_pain_ruler_keeps_the_answer():
    markup = component("pain", field=Visit({"pain": "7"})["pain"])
    assert re.findall(r'value="(\d+)" id="id_pain_\d+" checked', markup) == ["7"]
    assert markup.count('type="radio"') == 11


def test_week_strip_says_each_day_in_words():
    monday = date(2026, 11, 23)
    states = ["done", "partly", "rest", "due", "open", "planned", "missed"]
    days = [SimpleNamespace(date=monday + timedelta(n), state=state) for n, state in enumerate(states)]
    markup = component("week_strip", days=days, today=date(2026, 11, 26))
    assert re.findall(r'<span class="sr">([^<]+)</span>', markup) == [
        "Monday: Done",
        "Tuesday: Partly done",
        "Wednesday: Rest day, kept",
        "Thursday, today: To do",
        "Friday: Free to do",
        "Saturday: Planned",
        "Sunday: Not done",
    ]


def test_figure_slot_without_a_picture_draws_nothing():
    assert component("figure_slot").strip() == ""


def test_error_summary_without_problems_draws_nothing():
    assert component("error_summary", problems=[]).strip() == ""


def test_task_is_ticked_by_a_post_with_its_token():
    markup = component("task", name="Box hop", dose="1 × 10", tick_url="/tick/", done=True, csrf_token="secret")
    assert 'action="/tick/"' in markup
    assert 'value="secret"' in markup
    assert 'aria-pressed="true"' in markup


def test_names_of_people_are_escaped():
    assert "<b>" not in component("task", name="<b>x</b>", dose="<b>")


@pytest.mark.parametrize(
    "base", ["base.html", "base_desk.html", "base_phone.html", "base_step.html", "base_deep.html", "base_door.html"]
)
def test_every_base_has_one_main_one_status_and_nothing_inline(base):
    page = render_to_string(base, {"shell": SimpleNamespace(nav=[], tabs=[])})
    assert page.count("<main ") == 1
    assert page.count('id="status"') == 1
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", page) == []


@pytest.mark.parametrize(("bound", "title"), [(False, "Hello · Toe-off"), (True, "Error: Hello · Toe-off")])
def test_title_starts_with_error_only_after_a_refusal(bound, title):
    source = '{% extends "base.html" %}{% block title %}Hello{% endblock %}'
    page = Template(source).render(Context({"form": Visit({}) if bound else Visit()}))
    assert re.search(r"<title>(.*?)</title>", page)[1] == title


def test_page_wears_the_look_of_the_cookie():
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = "dark"
    page = Template('{% extends "base.html" %}').render(Context({"request": request}))
    assert '<html lang="en" data-theme="dark">' in page
