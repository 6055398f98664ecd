"""Rows in pack form."""

import pytest

from exercises.models import Exercise, HomeTest, Protocol, Shelf
from exercises.packs.form import digest_of, form_of, with_everything
from exercises.packs.kinds import KIND_NAMED, KIND_OF, KINDS
from exercises.packs.write import rows_on
from tests.exercises.pack_files import PACK

pytestmark = pytest.mark.usefixtures("library")


def shared(model, slug):
    return model.objects.get(shelf__is_shared=True, slug=slug)


@pytest.mark.parametrize("slug", ["box-hop", "wall-lean", "dumbbell-deadlift"])
def test_form_of_exercise_says_what_the_file_says(slug):
    (written,) = (entry for entry in PACK["exercises"] if entry["slug"] == slug)
    form = form_of(shared(Exercise, slug))
    easier = [step["easier"] for step in PACK["progressions"] if step["harder"] == slug]
    assert form.pop("easier", []) == easier
    assert {name: form.get(name) for name in ("name", "steps", "dosage", "dosage_basis", "evidence_level")} == {
        name: written[name] for name in ("name", "steps", "dosage", "dosage_basis", "evidence_level")
    }
    assert form["references"] == sorted(written["references"])


def test_form_of_home_test_holds_its_measures():
    measures = form_of(shared(HomeTest, "wall-lean"))["measures"]
    assert [(measure["key"], measure["smallest_real_change"]) for measure in measures] == [
        ("distance_cm", 1.9),
        ("angle_deg", 4.7),
    ]


def test_form_of_protocol_holds_its_stages():
    stages = form_of(shared(Protocol, "ankle-mobility-wall-lean"))["stages"]
    assert [[item["exercise"] for item in stage["exercises"]] for stage in stages] == [["wall-lean"]]


def test_digest_does_not_depend_on_the_order_of_keys():
    assert digest_of({"a": 1, "b": "ü"}) == digest_of({"b": "ü", "a": 1})


def test_digest_depends_on_every_word():
    assert digest_of({"a": ["one two"]}) != digest_of({"a": ["one", "two"]})


@pytest.mark.parametrize(("kind", "queries"), [("exercises", 6), ("home_tests", 4), ("protocols", 3), ("questions", 1)])
def test_with_everything_reads_many_rows_in_few_queries(kind, queries, django_assert_num_queries):
    shelf = Shelf.objects.shared().get()
    rows = with_everything(rows_on(shelf, KIND_NAMED[kind]), KIND_NAMED[kind])
    with django_assert_num_queries(queries):
        assert len([form_of(row) for row in rows]) > 1
    with django_assert_num_queries(queries):
        assert len([form_of(row) for row in rows.all()[:1]]) == 1


def test_kinds_know_every_field_of_their_models():
    """A field added to a model must be part of packs, or be named here as none of their business."""
    apart = {
        *("id", "uuid", "shelf", "slug", "status", "origin", "origin_digest", "created_at", "updated_at"),
        *("copies", "harder", "causes", "level"),
    }
    for kind in KINDS:
        fields = {field.name for field in (*kind.model._meta.fields, *kind.model._meta.many_to_many)}
        assert fields - apart == set(kind.fields) - apart, kind.name
    assert KIND_OF[Exercise].name == "exercises"
