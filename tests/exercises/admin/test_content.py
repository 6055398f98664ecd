import pytest
from django.urls import reverse

from exercises.models import Cause, Complaint, ContentVersion, Exercise, HomeTest, Protocol, Reference, Status
from tests.factories import UserFactory

KINDS = [Exercise, Cause, Complaint, HomeTest, Protocol, Reference]
STATED = KINDS[:-1]


def page(model, name, *args):
    return reverse(f"admin:exercises_{model._meta.model_name}_{name}", args=args)


def row_of(model, clinic):
    return model.objects.filter(shelf=clinic.shelf).order_by("pk").first()


def change(exercise):
    return page(Exercise, "change", exercise.pk)


@pytest.mark.parametrize("model", KINDS)
def test_list_asks_the_anonymous_to_sign_in(client, library, model):
    address = page(model, "changelist")

    response = client.get(address)

    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={address}")


@pytest.mark.parametrize("model", KINDS)
def test_list_is_closed_to_runners(client_of, runner, model):
    response = client_of(runner).get(page(model, "changelist"), follow=True)

    assert response.status_code == 403


@pytest.mark.parametrize("who", ["therapist", "staff"])
@pytest.mark.parametrize("model", KINDS)
def test_list_holds_ones_own_shelf_only(client_of, request, clinic, model, who):
    response = client_of(request.getfixturevalue(who)).get(page(model, "changelist"))

    assert set(response.context["cl"].queryset) == set(model.objects.filter(shelf=clinic.shelf))


@pytest.mark.parametrize("name", ["change", "delete", "history"])
@pytest.mark.parametrize("model", KINDS)
def test_page_of_another_clinics_row_is_not_there(client_of, therapist, other_clinic, model, name):
    response = client_of(therapist).get(page(model, name, row_of(model, other_clinic).pk))

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["change", "delete", "history"])
@pytest.mark.parametrize("model", KINDS)
def test_page_of_ones_own_row_opens(client_of, therapist, clinic, model, name):
    response = client_of(therapist).get(page(model, name, row_of(model, clinic).pk))

    assert response.status_code == 200


@pytest.mark.parametrize("object_id", ["x", "99999999", "1e3", "٣"])
def test_page_of_an_unknown_row_is_not_there(client_of, therapist, object_id):
    assert client_of(therapist).get(f"/admin/exercises/exercise/{object_id}/change/").status_code == 404


def test_post_to_another_clinics_row_changes_nothing(client_of, therapist, other_clinic):
    row = row_of(Exercise, other_clinic)

    response = client_of(therapist).post(change(row), {"name": "Taken over"})

    row.refresh_from_db()
    assert (response.status_code, row.name != "Taken over") == (404, True)


def test_form_offers_nothing_from_another_shelf(client_of, therapist, clinic, wall_lean):
    form = client_of(therapist).get(change(wall_lean)).context["adminform"].form

    offered = {name: set(form.fields[name].queryset) for name in ("causes", "references")}
    assert offered == {
        "causes": set(Cause.objects.filter(shelf=clinic.shelf)),
        "references": set(Reference.objects.filter(shelf=clinic.shelf)),
    }


def test_link_to_another_clinics_cause_is_refused(client_of, therapist, other_clinic, wall_lean, typed):
    client = client_of(therapist)
    data = typed(client, change(wall_lean))
    data["causes"] = [row_of(Cause, other_clinic).pk]

    response = client.post(change(wall_lean), data)

    assert list(response.context["adminform"].form.errors) == ["causes"]


def test_saving_as_it_stands_makes_no_version(client_of, therapist, wall_lean, typed):
    client = client_of(therapist)
    before = ContentVersion.objects.filter(content_uuid=wall_lean.uuid).count()

    response = client.post(change(wall_lean), typed(client, change(wall_lean)) | {"_save": "1"})

    assert (response.status_code, response["Location"]) == (302, page(Exercise, "changelist"))
    assert ContentVersion.objects.filter(content_uuid=wall_lean.uuid).count() == before


@pytest.mark.parametrize("model", STATED)
def test_saving_as_it_stands_succeeds_for_every_kind(client_of, therapist, clinic, typed, model):
    client, row = client_of(therapist), row_of(model, clinic)
    address = page(model, "change", row.pk)
    before = client.get(address).context["adminform"].form.stored

    response = client.post(address, typed(client, address))

    assert response.status_code == 302
    assert client.get(address).context["adminform"].form.stored == before


def test_edit_is_kept_with_who_and_why(client_of, therapist, wall_lean, typed):
    client = client_of(therapist)
    data = typed(client, change(wall_lean))
    data.update({"summary": "Lean in slowly.", "note": "Runners rushed it"})

    client.post(change(wall_lean), data)

    version = ContentVersion.objects.filter(content_uuid=wall_lean.uuid).first()
    kept = (version.number, version.saved_by, version.note, version.snapshot["summary"])
    assert kept == (2, therapist, "Runners rushed it", "Lean in slowly.")


def test_edit_reaches_the_runners_page(client_of, therapist, runner, wall_lean, typed):
    client = client_of(therapist)
    data = typed(client, change(wall_lean))
    data["steps"] = "Stand tall.\r\n\r\n  Lean in   slowly. "

    client.post(change(wall_lean), data)

    wall_lean.refresh_from_db()
    read = client_of(runner).get(reverse("exercise", args=[wall_lean.uuid])).content.decode()
    assert wall_lean.steps == "Stand tall.\nLean in slowly."
    assert "Lean in slowly." in read


def test_edit_in_one_clinic_leaves_the_other_alone(client_of, therapist, other_clinic, wall_lean, typed):
    client = client_of(therapist)
    data = typed(client, change(wall_lean))
    data["name"] = "Our own lean"

    client.post(change(wall_lean), data)

    assert Exercise.objects.get(shelf=other_clinic.shelf, slug="wall-lean").name == "Wall lean"


def test_second_saver_is_told_and_loses_nothing(client_of, therapist, therapist2, wall_lean, typed):
    first, second = client_of(therapist), client_of(therapist2)
    mine, theirs = typed(first, change(wall_lean)), typed(second, change(wall_lean))
    mine["summary"], theirs["cues"] = "Changed by the first.", "Typed by the second."
    first.post(change(wall_lean), mine)

    response = second.post(change(wall_lean), theirs)

    form = response.context["adminform"].form
    assert form.has_error("__all__", "overtaken")
    assert form["cues"].value() == "Typed by the second."
    assert [change.after for change in form.newer] == ["Changed by the first."]
    wall_lean.refresh_from_db()
    assert wall_lean.summary == "Changed by the first."

    again = second.post(change(wall_lean), dict(form.data.lists()))

    wall_lean.refresh_from_db()
    assert (again.status_code, wall_lean.cues) == (302, "Typed by the second.")


def test_change_takes_the_review_away_unless_confirmed(client_of, therapist, wall_lean, typed):
    client = client_of(therapist)
    review = {"reviewed_by": "Dr. R. Viewer", "reviewed_on": "2026-11-01"}
    client.post(change(wall_lean), typed(client, change(wall_lean)) | review)

    confirmed = {"summary": "First.", "still_reviewed": "on"}
    client.post(change(wall_lean), typed(client, change(wall_lean)) | confirmed)
    wall_lean.refresh_from_db()
    assert wall_lean.reviewed_by == "Dr. R. Viewer"

    client.post(change(wall_lean), typed(client, change(wall_lean)) | {"summary": "Second."})
    wall_lean.refresh_from_db()
    assert (wall_lean.summary, wall_lean.reviewed_by) == ("Second.", "")


def test_review_needs_both_name_and_day(client_of, therapist, wall_lean, typed):
    client = client_of(therapist)

    response = client.post(change(wall_lean), typed(client, change(wall_lean)) | {"reviewed_by": "Dr. R. Viewer"})

    assert list(response.context["adminform"].form.errors) == ["reviewed_on"]


def test_review_of_a_coming_day_is_refused(client_of, therapist, wall_lean, typed):
    client = client_of(therapist)
    review = {"reviewed_by": "Dr. R. Viewer", "reviewed_on": "2999-01-01"}

    response = client.post(change(wall_lean), typed(client, change(wall_lean)) | review)

    assert list(response.context["adminform"].form.errors) == ["reviewed_on"]
    wall_lean.refresh_from_db()
    assert wall_lean.reviewed_by == ""


def test_new_exercise_goes_to_the_editors_shelf_as_a_draft(client_of, therapist, clinic, typed):
    client = client_of(therapist)
    words = {"name": "Heel walk", "steps": "Walk on your heels.", "sides": "alternating", "load_kind": "strength"}
    facts = {"dosage-sets": "2", "dosage-reps": "10", "dosage_basis": "convention", "evidence_level": "D"}

    response = client.post(page(Exercise, "add"), typed(client, page(Exercise, "add")) | words | facts)

    made = Exercise.objects.get(slug="heel-walk")
    assert (response["Location"], made.shelf, made.status) == (change(made), clinic.shelf, Status.DRAFT)


def test_one_who_edits_several_shelves_is_asked_which(client_of, superuser, therapist, other_clinic):
    from clinic.models import Membership

    Membership.objects.create(user=therapist, clinic=other_clinic, is_staff=True)
    client = client_of(therapist)

    asked = client.get(page(Exercise, "add"))
    chosen = client.get(page(Exercise, "add"), {"shelf": str(other_clinic.shelf.uuid)})

    assert len(asked.context["shelves"]) == 2
    assert chosen.context["adminform"].form.shelf == other_clinic.shelf


def test_staff_flag_without_a_clinic_opens_nothing(client_of, library):
    from clinic.actions.memberships import editors

    lost = UserFactory(is_staff=True)
    lost.groups.add(editors())

    response = client_of(lost).get(page(Exercise, "add"))

    assert response.status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_with_one_and_three(client_of, therapist, clinic, django_assert_num_queries, count):
    for number in range(count):
        Complaint.objects.create(shelf=clinic.shelf, slug=f"c{number}", name=f"Zebra {number}")
    client = client_of(therapist)
    client.get(page(Complaint, "changelist"))

    with django_assert_num_queries(9):
        response = client.get(page(Complaint, "changelist"), {"q": "Zebra"})

    assert len(response.context["cl"].result_list) == count
