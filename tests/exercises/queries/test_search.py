"""Finding exercises on shelves."""

import pytest
from django.utils import translation

from exercises.models import BodyPart, Cause, Exercise, Status
from exercises.queries.search import Search, exercises_of, find_exercises, forget_indexes

pytestmark = pytest.mark.usefixtures("library")


def slugs(clinic, **wanted):
    shelves = [clinic.shelf]
    return [row.slug for row in exercises_of(shelves, find_exercises(shelves, Search(**wanted)).pks)]


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ({"q": "box hop"}, ["box-hop", "single-leg-box-hop"]),
        ({"q": "BOX hops"}, ["box-hop", "single-leg-box-hop"]),
        ({"q": "dumbell"}, ["dumbbell-deadlift"]),
        ({"q": "solues", "equipment": "chair"}, ["soleus-raise-seated"]),
        ({"q": "nothing like it"}, []),
        ({"cause": "ankle-mobility", "q": "lean"}, ["wall-lean"]),
        ({"equipment": "box", "cause": "ankle-mobility"}, []),
        ({"q": "box", "kind": "plyometric", "level": "3", "complaint": "calf-pain-running"}, ["box-hop"]),
        ({"cause": "luck"}, []),
    ],
)
def test_find_exercises_by_words_and_filters(clinic, wanted, first):
    assert slugs(clinic, **wanted)[: len(first) or 1] == first


def test_find_exercises_for_a_cause_gives_the_easier_first(clinic):
    shelves = [clinic.shelf]
    rows = exercises_of(shelves, find_exercises(shelves, Search(cause="calf-strength")).pks)
    levels = [row.difficulty for row in rows]
    assert levels == sorted(levels)
    assert len(levels) == Exercise.objects.filter(shelf=clinic.shelf, causes__slug="calf-strength").count()


def test_find_exercises_without_equipment(clinic):
    bare = Exercise.objects.filter(shelf=clinic.shelf, equipment__isnull=True).values_list("slug", flat=True)
    assert sorted(slugs(clinic, equipment="none")) == sorted(bare)
    assert len(bare) > 1


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETIRED])
def test_find_exercises_leaves_out_what_is_not_published(clinic, status):
    assert slugs(clinic, q="box hop")[0] == "box-hop"
    Exercise.objects.filter(shelf=clinic.shelf, slug="box-hop").update(status=status)
    assert slugs(clinic, q="box hop")[0] == "single-leg-box-hop"


def test_find_exercises_stays_on_the_shelves(clinic, other_clinic):
    Exercise.objects.filter(shelf=other_clinic.shelf, slug="box-hop").update(name="Zebra hop")
    assert (slugs(clinic, q="zebra"), slugs(other_clinic, q="zebra")) == ([], ["box-hop"])
    assert find_exercises([], Search()).pks == ()


def test_exercises_of_gives_nothing_of_other_shelves(clinic, other_clinic):
    pks = find_exercises([other_clinic.shelf], Search(q="box hop")).pks
    assert exercises_of([clinic.shelf], pks) == []


# what is kept in memory follows every change


def saved(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


CHANGES = {
    "saved": lambda row: saved(row, name="Zebra hop"),
    "many at once": lambda row: Exercise.objects.filter(pk=row.pk).update(summary="Like a zebra."),
    "linked": lambda row: row.body_parts.add(BodyPart.objects.create(slug="zebra", name="Zebra")),
    "linked from the other side": lambda row: Cause.objects.create(
        shelf=row.shelf, slug="zebra", name="Zebra", evidence_level="D", status=Status.PUBLISHED
    ).exercises.add(row),
    "label renamed": lambda row: saved(row.body_parts.first(), name="Zebra"),
    "cause renamed": lambda row: saved(row.causes.first(), name="Zebra"),
}


@pytest.mark.parametrize("change", list(CHANGES))
def test_find_exercises_sees_a_change_at_once(clinic, change):
    row = Exercise.objects.get(shelf=clinic.shelf, slug="box-hop")
    before = slugs(clinic, q="zebra")
    CHANGES[change](row)
    assert (before, "box-hop" in slugs(clinic, q="zebra")) == ([], True)


def test_find_exercises_sees_a_deletion(clinic):
    row = Exercise.objects.create(
        shelf=clinic.shelf, slug="zebra", name="Zebra", sides="both", load_kind="balance", dosage_basis="seed",
        evidence_level="D", steps="One.", dosage=Exercise.objects.first().dosage, status=Status.PUBLISHED,
    )  # fmt: skip
    there = slugs(clinic, q="zebra")
    row.delete()
    assert (there, slugs(clinic, q="zebra")) == (["zebra"], [])


def test_find_exercises_asks_once_while_nothing_changes(clinic, django_assert_num_queries):
    shelves = [clinic.shelf]
    forget_indexes()
    with django_assert_num_queries(3):
        find_exercises(shelves, Search(q="box"))
    with django_assert_num_queries(1):
        find_exercises(shelves, Search(q="wall"))


def test_find_exercises_keeps_labels_of_each_language_apart(clinic):
    with translation.override("de"):
        find_exercises([clinic.shelf], Search())
    levels = find_exercises([clinic.shelf], Search()).options["level"]
    assert [option.name for option in levels][:2] == ["Very easy", "Easy"]


def test_find_exercises_offers_causes_in_the_order_of_the_complaint(clinic):
    causes = find_exercises([clinic.shelf], Search()).options["cause"]
    assert [option.slug for option in causes][:3] == ["calf-strength", "ankle-mobility", "glutes-hamstrings"]
