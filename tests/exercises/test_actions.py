"""Writing content: each change one version, by those who may, undone whole."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from exercises import actions
from exercises.dosage import Dosage
from exercises.models import Cause, Complaint, ContentVersion, Exercise, HomeTest, Protocol, Shelf, Status
from exercises.packs.form import form_of

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def exercise(clinic):
    return Exercise.objects.get(shelf=clinic.shelf, slug="wall-lean")


def numbers(content):
    return list(
        ContentVersion.objects.filter(content_uuid=content.uuid).values_list("number", "note", "saved_by__name")
    )


def new(clinic, **values):
    made = {
        "name": "Towel curl",
        "steps": "Lift your big toe.",
        "sides": "each",
        "load_kind": "motor_control",
        "dosage": Dosage(reps_min=10),
        "dosage_basis": "convention",
        "evidence_level": "D",
    }
    return Exercise(shelf=clinic.shelf, **{**made, **values})


# saving


def test_save_content_of_new_exercise_makes_slug_draft_and_first_version(clinic, therapist):
    exercise = new(clinic)
    actions.save_content(content=exercise, by=therapist, note="First try", links={"causes": Cause.objects.none()})
    assert (exercise.slug, exercise.status) == ("towel-curl", Status.DRAFT)
    assert numbers(exercise) == [(1, "First try", "Tessa Therapist")]


def test_save_content_of_same_name_gets_another_slug(clinic, therapist):
    actions.save_content(content=new(clinic), by=therapist)
    second = new(clinic)
    actions.save_content(content=second, by=therapist)
    assert second.slug == "towel-curl-2"


def test_save_content_keeps_a_version_with_its_whole_content(exercise, therapist):
    exercise.steps += "\nBreathe."
    version = actions.save_content(content=exercise, by=therapist, links={"equipment": []})
    assert numbers(exercise)[0] == (2, "", "Tessa Therapist")
    assert version.snapshot == form_of(Exercise.objects.get(pk=exercise.pk))
    assert version.snapshot["steps"][-1] == "Breathe."
    assert "equipment" not in version.snapshot


def test_save_content_without_a_change_keeps_no_version(exercise, therapist):
    assert actions.save_content(content=exercise, by=therapist) is None
    assert len(numbers(exercise)) == 1


def test_save_content_of_one_clinic_leaves_the_other_and_the_shared_alone(exercise, therapist):
    exercise.name = "Our wall lean"
    actions.save_content(content=exercise, by=therapist)
    others = Exercise.objects.filter(slug="wall-lean").exclude(pk=exercise.pk)
    assert list(others.values_list("name", flat=True)) == ["Wall lean", "Wall lean"]


def test_save_content_that_cannot_be_names_the_field_and_changes_nothing(exercise, therapist):
    exercise.name, exercise.difficulty = "", 9
    with pytest.raises(ValidationError) as caught:
        actions.save_content(content=exercise, by=therapist)
    assert set(caught.value.message_dict) == {"name", "difficulty"}
    assert Exercise.objects.get(pk=exercise.pk).name == "Wall lean"


@pytest.mark.parametrize("who", ["runner", "other_therapist"])
@pytest.mark.parametrize("act", ["save_content", "publish", "retire", "delete", "copy"])
def test_actions_on_a_shelf_that_is_not_theirs_are_refused(request, exercise, who, act):
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        getattr(actions, act)(content=exercise, by=getattr(person, "user", person))
    assert len(numbers(exercise)) == 1


@pytest.mark.parametrize("who", ["owner", "therapist", "staff"])
def test_save_content_is_for_everybody_who_works_in_the_clinic(request, exercise, who):
    exercise.name = "Our wall lean"
    actions.save_content(content=exercise, by=request.getfixturevalue(who))
    assert Exercise.objects.get(pk=exercise.pk).name == "Our wall lean"


def test_save_content_of_complaint_has_no_history(clinic, therapist):
    complaint = Complaint.objects.get(shelf=clinic.shelf, slug="calf-pain-running")
    complaint.summary = "It hurts."
    assert actions.save_content(content=complaint, by=therapist) is None


# the chain


def test_save_content_sets_the_chain_in_order(clinic, exercise, therapist):
    below = [Exercise.objects.get(shelf=clinic.shelf, slug=slug) for slug in ("step-off-stick", "calf-raise-double")]
    version = actions.save_content(content=exercise, by=therapist, easier=below)
    assert version.snapshot["easier"] == ["step-off-stick", "calf-raise-double"]


def test_save_content_with_a_circle_is_refused_and_names_it(clinic, therapist):
    easy, hard = (Exercise.objects.get(shelf=clinic.shelf, slug=slug) for slug in ("box-hop", "single-leg-box-hop"))
    with pytest.raises(ValidationError, match=r"The chain goes round in a circle: .*Single-leg box hop"):
        actions.save_content(content=easy, by=therapist, easier=[hard])
    assert [step.easier.slug for step in easy.steps_down.all()] == ["calf-raise-single", "step-off-stick"]


# reviews


def approve(exercise, therapist, day="2026-11-01", **values):
    exercise.reviewed_by, exercise.reviewed_on = "Dr. Ada Ankle, PT", day
    for name, value in values.items():
        setattr(exercise, name, value)
    actions.save_content(content=exercise, by=therapist)
    exercise.refresh_from_db()


def test_review_ends_when_the_words_change(exercise, therapist):
    approve(exercise, therapist)
    exercise.name = "Other"
    version = actions.save_content(content=exercise, by=therapist)
    exercise.refresh_from_db()
    assert (exercise.reviewed_by, exercise.reviewed_on, exercise.is_reviewed) == ("", None, False)
    assert "reviewed_by" not in version.snapshot


def test_review_given_with_the_new_words_stays(exercise, therapist):
    approve(exercise, therapist)
    approve(exercise, therapist, day="2026-11-20", name="Other")
    assert (exercise.name, exercise.is_reviewed) == ("Other", True)


# publishing


def test_publish_draft_shows_it_and_keeps_a_version(clinic, therapist):
    exercise = new(clinic)
    actions.save_content(content=exercise, by=therapist)
    actions.publish(content=exercise, by=therapist)
    assert Exercise.objects.get(pk=exercise.pk).status == Status.PUBLISHED
    assert numbers(exercise) == [(2, "Published", "Tessa Therapist"), (1, "", "Tessa Therapist")]


def test_publish_twice_is_once(exercise, therapist):
    actions.publish(content=exercise, by=therapist)
    assert len(numbers(exercise)) == 1


def test_publish_protocol_with_a_draft_inside_says_which(clinic, therapist):
    protocol = Protocol.objects.get(shelf=clinic.shelf, slug="ankle-mobility-wall-lean")
    Protocol.objects.filter(pk=protocol.pk).update(status=Status.DRAFT)
    Exercise.objects.filter(shelf=clinic.shelf, slug="wall-lean").update(status=Status.DRAFT)
    protocol.refresh_from_db()
    with pytest.raises(ValidationError) as caught:
        actions.publish(content=protocol, by=therapist)
    assert caught.value.messages == ["Exercise “Wall lean”: publish it first."]


def test_publish_home_test_without_a_main_measure_is_refused(clinic, therapist):
    test = HomeTest(shelf=clinic.shelf, name="Stand", steps="Stand.")
    actions.save_content(content=test, by=therapist)
    with pytest.raises(ValidationError) as caught:
        actions.publish(content=test, by=therapist)
    assert caught.value.messages == ["Measures: exactly one must be the main measure."]


def test_retire_keeps_the_content_and_its_place_in_routines(exercise, therapist):
    actions.retire(content=exercise, by=therapist)
    assert Exercise.objects.get(pk=exercise.pk).status == Status.RETIRED
    assert numbers(exercise)[0] == (2, "Retired", "Tessa Therapist")


# going back


def test_revert_puts_back_words_links_and_chain_as_the_next_version(exercise, therapist, owner):
    before = form_of(exercise)
    exercise.name, exercise.dosage = "Other", Dosage(reps_min=3)
    actions.save_content(content=exercise, by=therapist, links={"equipment": [], "causes": []}, easier=[])
    first = ContentVersion.objects.get(content_uuid=exercise.uuid, number=1)
    actions.revert(version=first, by=owner)
    assert form_of(Exercise.objects.get(pk=exercise.pk)) == before
    assert numbers(exercise)[0] == (3, "Back to version 1", "Olga Owner")


def test_revert_protocol_puts_its_stages_back(clinic, therapist):
    protocol = Protocol.objects.get(shelf=clinic.shelf, slug="calf-strength-box-hop")
    before = form_of(protocol)
    actions.save_content(content=protocol, by=therapist, parts={"stages": [{"name": "Only", "weeks": 1}]})
    assert [stage.name for stage in Protocol.objects.get(pk=protocol.pk).stages.all()] == ["Only"]
    actions.revert(version=ContentVersion.objects.get(content_uuid=protocol.uuid, number=1), by=therapist)
    assert form_of(Protocol.objects.get(pk=protocol.pk)) == before


def test_revert_by_a_stranger_is_refused(exercise, other_therapist):
    with pytest.raises(PermissionDenied):
        actions.revert(version=ContentVersion.objects.get(content_uuid=exercise.uuid), by=other_therapist)


def test_revert_to_what_names_something_gone_says_so(clinic, therapist):
    protocol = Protocol.objects.get(shelf=clinic.shelf, slug="ankle-mobility-wall-lean")
    version = ContentVersion.objects.get(content_uuid=protocol.uuid)
    version.snapshot["stages"][0]["exercises"][0]["exercise"] = "gone"
    with pytest.raises(ValidationError, match="gone"):
        actions.revert(version=version, by=therapist)
    assert Protocol.objects.get(pk=protocol.pk).stages.get().stage_exercises.get().exercise.slug == "wall-lean"


# copies and deletion


def test_copy_is_a_draft_with_the_same_words(exercise, therapist):
    twin = actions.copy(content=exercise, by=therapist)
    assert (twin.name, twin.slug, twin.status) == ("Copy of Wall lean", "copy-of-wall-lean", Status.DRAFT)
    assert form_of(twin) == form_of(exercise) | {"name": twin.name, "slug": twin.slug}


def test_delete_own_draft_takes_its_history_along(clinic, therapist):
    exercise = new(clinic)
    actions.save_content(content=exercise, by=therapist)
    actions.delete(content=exercise, by=therapist)
    assert not Exercise.objects.filter(pk=exercise.pk).exists()
    assert not ContentVersion.objects.filter(content_uuid=exercise.uuid).exists()


def test_delete_what_is_used_says_where(exercise, therapist):
    with pytest.raises(ValidationError) as caught:
        actions.delete(content=exercise, by=therapist)
    assert caught.value.messages == [
        "It is used in 1 protocol, 4 steps of a chain.",
        "It came with the shared library.",
        "It can be retired instead.",
    ]
    assert Exercise.objects.filter(pk=exercise.pk).exists()


def test_delete_what_a_routine_holds_is_refused(clinic, routine, therapist):
    exercise = new(clinic)
    actions.save_content(content=exercise, by=therapist)
    routine.prescribed.filter(position=1).update(exercise=exercise)
    with pytest.raises(ValidationError) as caught:
        actions.delete(content=exercise, by=therapist)
    assert caught.value.messages[-1].endswith("It can be retired instead.")
    assert Exercise.objects.filter(pk=exercise.pk).exists()


def test_fill_shelf_gives_a_clinic_everything_once(clinic):
    shared = Shelf.objects.shared().get()
    fresh = Shelf.objects.create(name="New clinic")
    actions.fill_shelf(shelf=fresh, from_shelf=shared)
    again = actions.fill_shelf(shelf=fresh, from_shelf=shared)
    assert (again.added, again.updated, again.kept) == ([], [], [])
    counts = [model.objects.filter(shelf=fresh).count() for model in (Exercise, Cause, HomeTest, Protocol)]
    assert counts == [model.objects.filter(shelf=shared).count() for model in (Exercise, Cause, HomeTest, Protocol)]
