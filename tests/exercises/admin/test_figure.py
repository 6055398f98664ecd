import pytest
from django.test import Client
from django.urls import reverse

from exercises import history
from exercises.admin.figure_preview import preview_of
from exercises.figure_text import MOST_BYTES, text_of
from exercises.models import Exercise, HomeTest

STAND = 'frames:\n  - {words: "Stand <b>tall</b>.", body: {y: 95}}\n  - {body: {y: 95}, arms: {swing: 40}}\n'
BAD = 'frames:\n  - {words: "Stand tall.", body: {y: 95}, arms: {swing: 400}}\n'


@pytest.fixture
def client(client_of, therapist):
    return client_of(therapist)


@pytest.fixture
def ask(client):
    """What the editor asks while one types."""
    return lambda **sent: client.post(reverse("admin:exercises_exercise_figure"), sent)


@pytest.fixture
def edit(client, wall_lean, typed):
    address = reverse("admin:exercises_exercise_change", args=[wall_lean.pk])

    def post(**changed):
        response = client.post(address, typed(client, address) | changed)
        wall_lean.refresh_from_db()
        return None if response.status_code == 302 else response.context["adminform"].form

    return post


def test_figure_is_typed_as_text_and_saved_as_data(edit, wall_lean):
    edit(figure=STAND)

    assert (text_of(wall_lean.figure), wall_lean.figure["frames"][1]) == (
        STAND,
        {"body": {"y": 95}, "arms": {"swing": 40}},
    )


def test_saving_the_page_as_it_stands_changes_nothing(edit, wall_lean):
    before = len(history.versions_of(wall_lean))

    edit()

    assert len(history.versions_of(wall_lean)) == before


def test_fault_is_said_at_the_field_and_nothing_typed_is_lost(edit, wall_lean):
    before = wall_lean.figure

    form = edit(figure=BAD, summary="Lean well.")

    assert form.errors.keys() == {"figure"}
    assert form.errors["figure"][0].startswith("Keyframe 1 (line 2): arms.right: shoulder at 400 degrees")
    assert (form["figure"].value(), form["summary"].value(), wall_lean.figure) == (BAD, "Lean well.", before)


def test_history_says_what_changed_in_a_keyframe_and_goes_back(edit, wall_lean, client):
    edit(figure=STAND)
    first = history.versions_of(wall_lean)[0].number
    edit(figure=STAND.replace("40", "45"))
    new, old = history.versions_of(wall_lean)[:2]

    assert [str(change) for change in history.differences(old, new)] == [
        "Drawn figure, line 3: “… arms: {swing: 45}}”, was “… arms: {swing: 40}}”"
    ]
    client.post(reverse("admin:exercises_exercise_revert", args=[wall_lean.pk, first]))
    wall_lean.refresh_from_db()
    assert text_of(wall_lean.figure) == STAND


@pytest.mark.parametrize("op", ["draw", "copy-figure"])
def test_buttons_without_scripts_bring_all_back_and_save_nothing(edit, wall_lean, clinic, op):
    hop_test = HomeTest.objects.get(shelf=clinic.shelf, slug="hop-test")
    before = wall_lean.figure

    form = edit(_op=op, figure=STAND, summary="Lean well.", figure_from=str(hop_test.uuid))

    shown = {"draw": STAND, "copy-figure": text_of(hop_test.figure)}[op]
    wall_lean.refresh_from_db()
    assert (form["figure"].value(), form["summary"].value()) == (shown, "Lean well.")
    assert (form.errors, wall_lean.figure) == ({}, before)


def test_copy_without_a_choice_keeps_what_was_typed(edit):
    assert edit(_op="copy-figure", figure=STAND, figure_from="nothing")["figure"].value() == STAND


def test_figures_to_copy_are_those_of_the_shelf(edit, clinic):
    (kind, exercises), (_, tests) = edit(_op="draw").fields["figure"].widget.sources
    drawn = Exercise.objects.on_shelves([clinic.shelf]).exclude(figure={})
    assert (str(kind), {uuid for uuid, _name in exercises}) == ("Exercises", {str(row.uuid) for row in drawn})
    assert len(tests) == HomeTest.objects.on_shelves([clinic.shelf]).exclude(figure={}).count()


def test_preview_draws_every_keyframe_and_the_motion(ask):
    answer = ask(figure=STAND).json()

    assert answer["text"] == STAND
    assert [answer["html"].count(part) for part in ("data-frame=", "in between", "data-motion", "data-drawn")] == [
        *(2, 1, 1, 1)
    ]
    assert "Stand &lt;b&gt;tall&lt;/b&gt;." in answer["html"]
    assert "<b>tall" not in answer["html"]


def test_preview_draws_what_is_at_fault_where_it_can(ask):
    html = ask(figure=BAD).json()["html"]
    assert "shoulder at 400 degrees" in html
    assert "data-frame=" in html


@pytest.mark.parametrize(
    "text", ["frames: [", "a: &x 1\nb: *x", "x" * (MOST_BYTES + 1), "1: 2", "frames:\n  - {words: 3}"]
)
def test_preview_of_no_figure_says_why(ask, text):
    response = ask(figure=text)
    assert (response.status_code, "data-figure-faulty" in response.json()["html"]) == (200, True)


def test_preview_copies_another_figure_of_the_shelf_only(ask, wall_lean, other_clinic):
    stranger = Exercise.objects.get(shelf=other_clinic.shelf, slug="wall-lean")
    texts = [ask(copy=str(uuid), figure="").json()["text"] for uuid in (wall_lean.uuid, stranger.uuid, "nothing")]
    assert texts == [text_of(wall_lean.figure), "", ""]


def test_preview_of_nothing_is_empty():
    assert (preview_of("").frames, preview_of("").faults) == ([], [])


@pytest.mark.parametrize("who", ["runner", "nobody"])
def test_preview_is_for_editors(client_of, request, who):
    client = Client() if who == "nobody" else client_of(request.getfixturevalue(who))
    assert client.post(reverse("admin:exercises_exercise_figure"), {"figure": STAND}).status_code == 302


def test_duplicate_is_a_draft_with_the_same_figure_opened_at_once(client, wall_lean):
    response = client.post(reverse("admin:exercises_exercise_duplicate", args=[wall_lean.pk]))

    twin = Exercise.objects.get(shelf=wall_lean.shelf, name="Copy of Wall lean")
    assert response.url == reverse("admin:exercises_exercise_change", args=[twin.pk])
    assert (twin.status, twin.figure) == ("draft", wall_lean.figure)
