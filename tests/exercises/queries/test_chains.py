"""The chain around an exercise."""

from itertools import pairwise

import pytest

from exercises.models import Exercise, Progression, Shelf, Status
from exercises.queries.chains import chain_of

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def made():
    """Exercises 0 to 7 on a shelf of their own, one harder than the other."""
    shelf = Shelf.objects.create(name="Steps")
    words = {"sides": "both", "load_kind": "balance", "dosage_basis": "seed", "evidence_level": "D", "steps": "One."}
    dosage = Exercise.objects.first().dosage
    rows = Exercise.objects.bulk_create(
        Exercise(shelf=shelf, slug=f"e{n}", name=f"E {n}", dosage=dosage, status=Status.PUBLISHED, **words)
        for n in range(8)
    )
    for low, high in pairwise(rows):
        Progression.objects.create(easier=low, harder=high)
    return rows


def slugs(rows):
    return [row.slug for row in rows]


@pytest.mark.parametrize(
    ("here", "line"),
    [
        (3, ["e1", "e2", "e3", "e4", "e5"]),
        (0, ["e0", "e1", "e2", "e3", "e4"]),
        (1, ["e0", "e1", "e2", "e3", "e4"]),
        (7, ["e3", "e4", "e5", "e6", "e7"]),
        (6, ["e3", "e4", "e5", "e6", "e7"]),
    ],
)
def test_chain_of_shows_five_around_the_exercise(made, django_assert_num_queries, here, line):
    with django_assert_num_queries(1):
        chain = chain_of(made[here])
    assert slugs(chain.line) == line


def test_chain_of_one_alone_is_empty(made):
    Progression.objects.all().delete()
    chain = chain_of(made[0])
    assert (bool(chain), slugs(chain.line)) == (False, ["e0"])


def test_chain_of_names_other_steps_beside_the_line(made):
    Progression.objects.create(easier=made[6], harder=made[3])
    chain = chain_of(made[3])
    assert (slugs(chain.easier), slugs(chain.beside_easier)) == (["e2", "e6"], ["e6"])
    assert (slugs(chain.harder), slugs(chain.beside_harder)) == (["e4"], [])


def test_chain_of_ends_where_it_comes_round(made):
    Progression.objects.create(easier=made[7], harder=made[0])
    Progression.objects.filter(easier=made[2]).delete()
    Progression.objects.create(easier=made[2], harder=made[0])
    assert slugs(chain_of(made[2]).line) == ["e6", "e7", "e0", "e1", "e2"]


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETIRED])
def test_chain_of_leaves_out_what_is_not_published(made, status):
    Exercise.objects.filter(pk=made[2].pk).update(status=status)
    assert slugs(chain_of(made[3]).line) == ["e3", "e4", "e5", "e6", "e7"]
    assert slugs(chain_of(Exercise.objects.get(pk=made[2].pk)).line) == ["e0", "e1", "e2", "e3", "e4"]
