"""manage.py load_library: what it prints, and what it does to the shelves of clinics."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from exercises import actions
from exercises.models import ContentVersion, Exercise, Shelf
from tests.exercises.packs.small import pack, put

pytestmark = pytest.mark.usefixtures("library")


def load(*arguments):
    out = io.StringIO()
    call_command("load_library", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_load_library_again_is_a_no_op():
    before = list(ContentVersion.objects.values_list("pk"))
    assert load() == ["Toe-off library 2026.11: nothing new"]
    assert list(ContentVersion.objects.values_list("pk")) == before


def test_load_library_says_what_it_left_alone(clinic, therapist):
    exercise = Exercise.objects.get(shelf=clinic.shelf, slug="wall-lean")
    exercise.name = "Our wall lean"
    actions.save_content(content=exercise, by=therapist)
    assert load() == [
        "Toe-off library 2026.11: nothing new",
        "kept 1 exercise that Riverbend Running Clinic changed: wall-lean",
    ]
    exercise.refresh_from_db()
    assert exercise.name == "Our wall lean"


def test_load_library_own_pack_reaches_every_clinic_beside_the_shipped_one(tmp_path, clinic, other_clinic):
    content = pack()
    del content["screening"]
    assert load(put(tmp_path, content)) == [
        "Own pack 1: 11 added, 0 updated",
        "Hilltop Physiotherapy: 9 added, 0 updated",
        "Riverbend Running Clinic: 9 added, 0 updated",
    ]
    assert Exercise.objects.filter(slug="jump").values("shelf").distinct().count() == 3
    assert Exercise.objects.filter(shelf=clinic.shelf, slug="box-hop").exists()


def test_load_library_new_version_updates_what_a_clinic_did_not_edit(tmp_path, clinic, other_clinic, therapist):
    content = pack()
    load(put(tmp_path, content))
    rise = Exercise.objects.get(shelf=clinic.shelf, slug="rise")
    actions.save_content(content=rise, by=therapist, links={"causes": []})
    content["pack"]["version"] = "2"
    content["exercises"][0]["name"] = "Rise and rest"
    assert load(put(tmp_path, content)) == [
        "Own pack 2: 0 added, 1 updated",
        "Hilltop Physiotherapy: 0 added, 1 updated",
        "kept 1 exercise that Riverbend Running Clinic changed: rise",
    ]
    names = dict(Exercise.objects.filter(slug="rise").values_list("shelf__name", "name"))
    assert names == {
        "Shared library": "Rise and rest",
        "Hilltop Physiotherapy": "Rise and rest",
        "Riverbend Running Clinic": "Rise",
    }


def test_load_library_bad_pack_says_all_and_changes_nothing(tmp_path):
    content = pack()
    content["exercises"][0]["sides"] = "left"
    del content["causes"][0]["name"]
    with pytest.raises(CommandError) as caught:
        load(put(tmp_path, content))
    assert str(caught.value).splitlines() == [
        "Nothing was loaded: 2 problems.",
        "pack.yaml: causes[0] haste: name is missing",
        "pack.yaml: exercises[0] rise: sides: Value 'left' is not a valid choice.",
    ]
    assert not Exercise.objects.filter(slug="rise").exists()


def test_load_library_missing_path_is_one_sentence(tmp_path):
    with pytest.raises(CommandError, match="there is no YAML file here"):
        load(tmp_path / "none")


def test_load_library_first_time_makes_the_shared_shelf(db):
    assert Shelf.objects.filter(is_shared=True).count() == 1
    assert Shelf.objects.shared().get().pack_version == "2026.11"
