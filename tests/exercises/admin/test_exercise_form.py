import pytest
from django.urls import reverse

from exercises.models import Exercise

CHANGE, PREVIEW = "admin:exercises_exercise_change", "admin:exercises_exercise_preview"


@pytest.fixture
def edit(client_of, therapist, wall_lean, typed):
    """Posts the editor with some boxes changed; gives the form back, or None when it was saved."""
    address = reverse(CHANGE, args=[wall_lean.pk])
    client = client_of(therapist)

    def post(**changed):
        names = {name.replace("__", "-"): value for name, value in changed.items()}
        response = client.post(address, typed(client, address) | names)
        return None if response.status_code == 302 else response.context["adminform"].form

    return post


def messages_of(form, name):
    return [str(message) for message in form.errors[name]]


@pytest.mark.parametrize(
    ("box", "value", "message"),
    [
        ("hold", "240", "Hold must be 120 seconds or less"),
        ("sets", "21", "Sets must be 20 or less"),
        ("reps", "many", "Reps must be a number like 10, or a range like 8 to 12"),
        ("days", "8", "Most days a week must be 7 or less"),
        ("rest", "-1", "Rest must be 0 seconds or more"),
        ("weeks", "99999999999999999999", "Weeks must be a whole number"),
    ],
)
def test_dosage_box_out_of_bounds_has_its_own_sentence(edit, box, value, message):
    form = edit(**{f"dosage-{box}": value})

    widget = form.fields["dosage"].widget
    assert widget.faults == {box: message}
    assert form["dosage"].id_for_label == f"id_dosage-{box}"
    assert form["dosage"].value()[box] == value


def test_several_boxes_at_fault_are_all_named(edit):
    form = edit(**{"dosage-hold": "240", "dosage-sets": "0"})

    assert sorted(form.fields["dosage"].widget.faults) == ["hold", "sets"]


def test_dosage_is_saved(edit, wall_lean):
    edit(**{"dosage-sets": "3", "dosage-reps": "8 to 12"})

    wall_lean.refresh_from_db()
    assert (wall_lean.dosage.sets, wall_lean.dosage.reps_min, wall_lean.dosage.reps_max) == (3, 8, 12)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("name", "", "This field is required."),
        ("name", "x" * 121, "Ensure this value has at most 120 characters (it has 121)."),
        ("name", "a\x00b", "Null characters are not allowed."),
        ("difficulty", "6", "Ensure this value is less than or equal to 5."),
        ("difficulty", "9" * 30, "Ensure this value is less than or equal to 5."),
        ("load_kind", "magic", "Select a valid choice. magic is not one of the available choices."),
        ("steps", "\n".join("abc" for _ in range(41)), "Write at most 40 lines."),
        ("steps", "x" * 301, "Keep each line to 300 characters."),
        ("steps", "  \n ", "This field is required."),
        ("reviewed_on", "soon", "Enter a valid date."),
    ],
)
def test_bad_value_is_refused_at_its_field(edit, name, value, message):
    form = edit(**{name: value})

    assert messages_of(form, name)[0] == message


def rows(**lists):
    """What the page sends for lists of choices, in that order."""
    data = {}
    for name, slugs in lists.items():
        keys = [str(number) for number in range(1, len(slugs) + 1)]
        data |= {name: keys} | {f"{name}-{key}-choice": slug for key, slug in zip(keys, slugs, strict=True)}
    return data


def test_chain_is_kept_in_the_order_of_the_page(edit, wall_lean):
    edit(**rows(easier=["stretch-gastroc", "stretch-soleus"]))

    kept = [step.easier.slug for step in wall_lean.steps_down.all()]
    assert kept == ["stretch-gastroc", "stretch-soleus"]


def test_harder_exercise_takes_this_one_as_easier(edit, wall_lean, clinic):
    edit(**rows(harder=["box-hop"]))

    assert [step.harder.slug for step in wall_lean.steps_up.all()] == ["box-hop"]
    assert "wall-lean" in [row.slug for row in Exercise.objects.get(shelf=clinic.shelf, slug="box-hop").easier.all()]


def test_chain_to_itself_is_refused(edit):
    form = edit(**rows(easier=["wall-lean"], harder=[]))

    assert form.non_field_errors() == ["The chain goes round in a circle: Wall lean → Wall lean."]


def test_chain_in_a_circle_is_refused_and_named(edit, wall_lean):
    harder = wall_lean.steps_up.first().harder

    form = edit(**rows(easier=[harder.slug], harder=[harder.slug]))

    assert [str(error).partition(":")[0] for error in form.non_field_errors()] == ["The chain goes round in a circle"]
    assert harder.name in str(form.non_field_errors()[0])


def test_choice_named_twice_is_refused(edit):
    form = edit(**rows(easier=["box-hop", "box-hop"]))

    assert form.lists["easier"].forms[1].errors == {"choice": ["This is named twice. Take one out."]}


def test_choice_of_another_shelf_is_refused(edit, other_clinic):
    Exercise.objects.filter(shelf=other_clinic.shelf, slug="box-hop").update(slug="only-theirs")

    form = edit(**rows(easier=["only-theirs"]))

    assert list(form.lists["easier"].forms[0].errors) == ["choice"]


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        ("down:easier:1", ["2", "1"]),
        ("up:easier:2", ["2", "1"]),
        ("up:easier:1", ["1", "2"]),
        ("out:easier:1", ["2"]),
        ("add:easier:", ["1", "2", "3"]),
        ("out:easier:9", ["1", "2"]),
        ("nonsense", ["1", "2"]),
    ],
)
def test_row_button_without_javascript_moves_and_saves_nothing(edit, wall_lean, operation, expected):
    sent = rows(easier=["stretch-gastroc", "stretch-soleus"])

    form = edit(**sent, _op=operation, name="")

    assert [row.row_key for row in form.lists["easier"].forms] == expected
    assert (form.errors, form["name"].value()) == ({}, "")
    wall_lean.refresh_from_db()
    assert wall_lean.name == "Wall lean"


@pytest.fixture
def preview(client_of, therapist, wall_lean, typed):
    client = client_of(therapist)
    data = typed(client, reverse(CHANGE, args=[wall_lean.pk]))
    return lambda **changed: client.post(
        reverse(PREVIEW, args=[wall_lean.pk]), data | changed, headers={"HX-Request": "true"}
    )


def test_preview_shows_what_is_typed_and_saves_nothing(preview, wall_lean):
    response = preview(steps="Typed just now.", **{"dosage-sets": "4"})

    wall_lean.refresh_from_db()
    shown = response.content.decode()
    assert ("Typed just now." in shown, "4 sets of 10" in shown) == (True, True)
    assert "Typed just now." not in wall_lean.steps


def test_preview_of_a_wrong_form_says_why(preview):
    response = preview(**{"dosage-hold": "240"})

    assert "Hold must be 120 seconds or less" in response.content.decode().replace("hold must", "Hold must")
    assert response.context["is_valid"] is False


def test_preview_of_anothers_row_is_not_there(client_of, other_therapist, wall_lean):
    assert client_of(other_therapist).post(reverse(PREVIEW, args=[wall_lean.pk]), {}).status_code == 404


def test_preview_asks_the_anonymous_to_sign_in(client, wall_lean):
    assert client.post(reverse(PREVIEW, args=[wall_lean.pk]), {}).status_code == 302


def test_preview_of_a_new_exercise_opens(client_of, therapist):
    response = client_of(therapist).post(reverse("admin:exercises_exercise_preview_new"), {"name": "New"})

    assert (response.status_code, Exercise.objects.filter(name="New").exists()) == (200, False)
