"""The library over the API."""

import pytest
from django.urls import reverse

from exercises.drawing import words_of
from exercises.models import Exercise, Status
from exercises.queries.search import forget_indexes

pytestmark = pytest.mark.usefixtures("library")

LISTS = ["api-exercises", "api-causes", "api-home-tests"]


@pytest.mark.parametrize("name", LISTS)
def test_list_anonymous_is_401(api_of, name):
    assert api_of().get(reverse(name)).status_code == 401


def test_exercise_anonymous_is_401(api_of, clinic):
    row = Exercise.objects.get(shelf=clinic.shelf, slug="box-hop")
    assert api_of().get(reverse("api-exercise", args=[row.uuid])).status_code == 401


@pytest.mark.parametrize("name", LISTS)
def test_list_is_only_read(api_of, therapist, name):
    assert api_of(therapist).post(reverse(name), {}, format="json").status_code == 405


@pytest.mark.parametrize("name", LISTS)
def test_list_holds_the_own_shelf_only(api_of, clinic, runner, name):
    rows = api_of(runner).get(reverse(name)).json()["results"]
    assert len({row["slug"] for row in rows}) == len(rows) > 1


def test_exercises_come_twenty_a_page(api_of, runner):
    first = api_of(runner).get(reverse("api-exercises")).json()
    second = api_of(runner).get(first["next"]).json()
    assert (len(first["results"]), len(second["results"])) == (20, 20)
    assert first["count"] == Exercise.objects.filter(shelf=runner.clinic.shelf).count() > 40


def test_exercises_row_is_exact(api_of, clinic, runner):
    (row,) = api_of(runner).get(reverse("api-exercises"), {"q": "box hop", "equipment": "box"}).json()["results"]
    assert row == {
        "id": str(Exercise.objects.get(shelf=clinic.shelf, slug="box-hop").uuid),
        "slug": "box-hop",
        "name": "Box hop",
        "summary": "Hop down from a box on two feet and land softly.",
        "sides": "both",
        "load_kind": "plyometric",
        "difficulty": 3,
        "dosage": {
            "sets": 1,
            "reps_min": 10,
            "reps_max": 10,
            "weeks": 4,
            "words": "1 set of 10, every day for 4 weeks",
        },
        "evidence_level": "D",
        "therapist_only": False,
        "reviewed": False,
        "causes": ["calf-strength", "springiness"],
        "body_parts": ["achilles", "ankle", "calf"],
        "equipment": ["box"],
    }


@pytest.mark.parametrize(
    ("query", "count"),
    [({"cause": "shoes"}, 0), ({"body_part": "back"}, 1), ({"q": "zzz"}, 0), ({"cause": "unknown"}, 0)],
)
def test_exercises_filters(api_of, runner, query, count):
    assert api_of(runner).get(reverse("api-exercises"), query).json()["count"] == count


@pytest.mark.parametrize("name", ["cause", "body_part", "equipment", "q"])
def test_exercises_odd_filter_is_400_and_named(api_of, runner, name):
    response = api_of(runner).get(reverse("api-exercises"), {name: "a b\x00"})
    assert response.status_code == 400
    assert list(response.json()) == [name]


def test_exercise_has_its_words_chain_and_references(api_of, clinic, runner):
    row = Exercise.objects.get(shelf=clinic.shelf, slug="box-hop")
    body = api_of(runner).get(reverse("api-exercise", args=[row.uuid])).json()
    assert body["steps"] == row.steps.splitlines()
    assert [step["name"] for step in body["easier"]] == ["Single-leg calf raise", "Step-off and hold"]
    assert [step["name"] for step in body["harder"]] == ["Single-leg box hop"]
    assert [still["words"] for still in body["figure"]["stills"]] == words_of(row.figure)
    assert body["figure"]["motion"].endswith("/motion.json")
    assert body["picture"] is None
    assert [reference["level"] for reference in body["references"]] == ["C", "D", "B"]


@pytest.mark.parametrize(("status", "code"), [(Status.DRAFT, 404), (Status.RETIRED, 200)])
def test_exercise_draft_is_not_there_but_retired_is(api_of, clinic, runner, status, code):
    row = Exercise.objects.get(shelf=clinic.shelf, slug="box-hop")
    Exercise.objects.filter(pk=row.pk).update(status=status)
    assert api_of(runner).get(reverse("api-exercise", args=[row.uuid])).status_code == code


def test_exercise_of_another_clinic_is_404(api_of, clinic, other_runner):
    row = Exercise.objects.get(shelf=clinic.shelf, slug="box-hop")
    assert api_of(other_runner).get(reverse("api-exercise", args=[row.uuid])).status_code == 404


def test_causes_in_the_order_of_the_complaint(api_of, runner):
    rows = api_of(runner).get(reverse("api-causes")).json()["results"]
    assert [row["slug"] for row in rows][:4] == ["calf-strength", "ankle-mobility", "glutes-hamstrings", "shoes"]


def test_causes_explain_to_a_therapist_only_what_is_theirs(api_of, runner, therapist):
    for_runner, for_therapist = (
        api_of(who).get(reverse("api-causes")).json()["results"][0]["explanation_therapist"]
        for who in (runner, therapist)
    )
    assert for_runner is None
    assert for_therapist.startswith("Working hypothesis")


def test_home_tests_have_their_measures(api_of, runner):
    tests = {row["slug"]: row for row in api_of(runner).get(reverse("api-home-tests")).json()["results"]}
    hop, lean = tests["hop-test"], tests["wall-lean"]
    assert [(measure["key"], measure["smallest_real_change"]) for measure in hop["measures"]] == [
        ("seconds", None),
        ("hops", None),
    ]
    assert [(measure["key"], measure["smallest_real_change"]) for measure in lean["measures"]] == [
        ("distance_cm", 1.9),
        ("angle_deg", 4.7),
    ]


@pytest.mark.parametrize("exercises", [1, 3])
def test_exercises_cost_the_same(api_of, clinic, runner, django_assert_num_queries, exercises):
    kept = ["box-hop", "wall-lean", "sl-rdl"][:exercises]
    Exercise.objects.filter(shelf=clinic.shelf).exclude(slug__in=kept).update(status=Status.DRAFT)
    api = api_of(runner)
    forget_indexes()
    with django_assert_num_queries(7):
        assert len(api.get(reverse("api-exercises")).json()["results"]) == exercises


@pytest.mark.parametrize(("name", "queries"), [("api-causes", 6), ("api-home-tests", 5)])
@pytest.mark.parametrize("page_size", [1, 2])
def test_other_lists_cost_the_same(api_of, therapist, django_assert_num_queries, name, queries, page_size):
    api = api_of(therapist)
    with django_assert_num_queries(queries):
        assert len(api.get(reverse(name), {"page_size": page_size}).json()["results"]) == page_size
