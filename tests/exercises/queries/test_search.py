"""Finding exercises."""

import pytest

from exercises.models import Exercise, Status
from exercises.queries.search import FACETS, Option, Search, filters_of, find_exercises

pytestmark = pytest.mark.usefixtures("library")


def slugs(clinic, **wanted):
    return [row.slug for row in find_exercises([clinic.shelf], Search(**wanted))]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"q": "box hop"}, ["box-hop", "single-leg-box-hop"]),
        ({"q": "BOX"}, ["box-hop", "single-leg-box-hop"]),
        ({"q": "dumbbell"}, ["dumbbell-deadlift", "hip-thrust", "soleus-raise-seated", "sl-rdl"]),
        ({"q": "nothing like it"}, []),
        ({"q": "%"}, []),
        ({"cause": "ankle-mobility", "q": "lean"}, ["wall-lean", "stretch-gastroc"]),
        ({"body_part": "back"}, ["dumbbell-deadlift"]),
        ({"equipment": "box"}, ["box-hop"]),
        ({"equipment": "box", "cause": "ankle-mobility"}, []),
        ({"cause": "luck"}, []),
    ],
)
def test_find_exercises_by_words_and_filters(clinic, wanted, found):
    assert slugs(clinic, **wanted) == found


def test_find_exercises_for_a_cause_gives_the_easier_first(clinic):
    rows = find_exercises([clinic.shelf], Search(cause="calf-strength"))
    levels = [row.difficulty for row in rows]
    assert levels == sorted(levels)
    assert len(levels) == 12


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETIRED])
def test_find_exercises_leaves_out_what_is_not_published(clinic, status):
    Exercise.objects.filter(shelf=clinic.shelf, slug="box-hop").update(status=status)
    assert slugs(clinic, q="box hop") == ["single-leg-box-hop"]


def test_find_exercises_stays_on_the_shelves(clinic, other_clinic):
    Exercise.objects.filter(shelf=other_clinic.shelf, slug="box-hop").update(name="Zebra hop")
    assert slugs(clinic, q="zebra") == []
    assert slugs(other_clinic, q="zebra") == ["box-hop"]
    assert list(find_exercises([], Search())) == []


def test_filters_of_count_what_each_would_leave(clinic, django_assert_num_queries):
    shelves = [clinic.shelf]
    with django_assert_num_queries(1):
        filters = filters_of(shelves, Search(q="box hop"))
    assert filters == {
        "cause": [Option("calf-strength", "Insufficient calf strength", 2)],
        "body_part": [
            Option("achilles", "Achilles tendon", 2),
            Option("ankle", "Ankle", 2),
            Option("calf", "Calf", 2),
            Option("hip", "Hip", 1),
        ],
        "equipment": [Option("box", "Box, 15 to 30 cm", 1), Option("low-box", "Low box, 5 to 15 cm", 1)],
    }


def test_filters_of_each_leave_their_own_choice_open(clinic):
    every = filters_of([clinic.shelf], Search())
    chosen = filters_of([clinic.shelf], Search(cause="ankle-mobility"))
    assert chosen["cause"] == every["cause"]
    assert {option.slug for option in chosen["equipment"]} < {option.slug for option in every["equipment"]}


@pytest.mark.parametrize("facet", list(FACETS))
def test_filters_of_counts_are_true(clinic, facet):
    for option in filters_of([clinic.shelf], Search(q="leg"))[facet]:
        assert len(slugs(clinic, q="leg", **{facet: option.slug})) == option.count, option


def test_filters_of_keep_a_choice_that_leaves_nothing(clinic):
    filters = filters_of([clinic.shelf], Search(q="box", body_part="back"))
    assert Option("back", "Back", 0) in filters["body_part"]
