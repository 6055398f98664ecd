"""Packs onto shelves: added once, brought up to date where nobody edited, left alone where somebody did."""

import pytest

from exercises.models import ContentVersion, Exercise, Measure, Progression, Protocol, Shelf, Status
from exercises.packs.check import check
from exercises.packs.form import digest_of, form_of
from exercises.packs.kinds import KINDS
from exercises.packs.read import read
from exercises.packs.write import pack_of, rows_on, write
from tests.exercises.packs.small import pack, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    return Shelf.objects.create(name="Own shelf")


@pytest.fixture
def load(shelf, tmp_path):
    def loading(content):
        return write(check(read(put(tmp_path, content))), onto=shelf, note="A load")

    return loading


def test_write_new_content_is_published_with_a_first_version(load, shelf):
    changes = load(pack())
    assert (len(changes.added), changes.updated, changes.kept) == (13, [], [])
    jump = Exercise.objects.get(shelf=shelf, slug="jump")
    assert jump.status == Status.PUBLISHED
    assert [row.easier.slug for row in jump.steps_down.all()] == ["rise", "hop"]
    (version,) = ContentVersion.objects.filter(content_uuid=jump.uuid)
    assert (version.number, version.kind, version.note, version.snapshot) == (1, "exercise", "A load", form_of(jump))


def test_write_same_again_writes_nothing(load):
    load(pack())
    before = list(Exercise.objects.values_list("pk", "updated_at")), list(Progression.objects.values_list("pk"))
    changes = load(pack())
    assert (changes.added, changes.updated, changes.kept) == ([], [], [])
    assert before == (
        list(Exercise.objects.values_list("pk", "updated_at")),
        list(Progression.objects.values_list("pk")),
    )


def test_write_changed_pack_updates_only_what_changed(load, shelf):
    load(pack())
    content = pack()
    content["exercises"][0]["steps"] = ["Rise slowly."]
    content["progressions"].reverse()
    changes = load(content)
    assert changes.updated == [("exercises", "rise"), ("exercises", "jump")]
    assert Exercise.objects.get(shelf=shelf, slug="rise").steps == "Rise slowly."
    jump = Exercise.objects.get(shelf=shelf, slug="jump")
    assert [row.easier.slug for row in jump.steps_down.all()] == ["hop", "rise"]


def test_write_pack_that_leaves_a_field_out_empties_it(load, shelf):
    load(pack())
    content = pack()
    del content["exercises"][0]["equipment"]
    load(content)
    assert list(Exercise.objects.get(shelf=shelf, slug="rise").equipment.all()) == []


def test_write_measures_keep_their_rows(load):
    load(pack())
    before = Measure.objects.get(key="seconds", home_test__slug="stand").pk
    content = pack()
    content["home_tests"][0]["measures"][0]["name"] = "Seconds"
    load(content)
    assert Measure.objects.get(pk=before).name == "Seconds"


def test_write_edited_row_is_left_alone_and_named(load, shelf):
    load(pack())
    Exercise.objects.filter(shelf=shelf, slug="rise").update(name="My rise")
    content = pack()
    content["exercises"][0]["name"] = "Their rise"
    assert load(content).kept == [("exercises", "rise")]
    assert Exercise.objects.get(shelf=shelf, slug="rise").name == "My rise"


def test_write_edit_that_the_pack_comes_to_is_no_edit_any_more(load, shelf):
    load(pack())
    Exercise.objects.filter(shelf=shelf, slug="rise").update(name="Better rise")
    content = pack()
    content["exercises"][0]["name"] = "Better rise"
    assert load(content).kept == []
    content["exercises"][0]["name"] = "Best rise"
    assert load(content).updated == [("exercises", "rise")]


def test_write_retired_row_stays_retired(load, shelf):
    load(pack())
    Exercise.objects.filter(shelf=shelf, slug="rise").update(status=Status.RETIRED)
    content = pack()
    content["exercises"][0]["name"] = "Better rise"
    assert load(content).updated == [("exercises", "rise")]
    assert Exercise.objects.get(shelf=shelf, slug="rise").status == Status.RETIRED


def test_write_copy_of_a_shelf_is_whole_and_its_own(load, shelf):
    load(pack())
    other = Shelf.objects.create(name="Other shelf")
    write(pack_of(shelf), onto=other)
    here, there = (Exercise.objects.get(shelf=each, slug="jump") for each in (shelf, other))
    assert form_of(here) == form_of(there)
    assert (there.origin, there.status, there.uuid != here.uuid) == (here, Status.PUBLISHED, True)
    assert {row.easier.shelf for row in there.steps_down.all()} == {other}
    assert {row.shelf for row in there.causes.all()} == {other}


def test_write_drafts_are_not_copied_nor_what_needs_them(load, shelf):
    load(pack())
    Exercise.objects.filter(shelf=shelf, slug="rise").update(status=Status.DRAFT)
    other = Shelf.objects.create(name="Other shelf")
    write(pack_of(shelf), onto=other)
    assert set(Exercise.objects.filter(shelf=other).values_list("slug", flat=True)) == {"hop", "jump"}
    assert [step.easier.slug for step in Exercise.objects.get(shelf=other, slug="jump").steps_down.all()] == ["hop"]
    assert list(Protocol.objects.filter(shelf=other)) == []


def test_write_copy_is_unedited_also_where_drafts_were_left_out(load, shelf):
    load(pack())
    Exercise.objects.filter(shelf=shelf, slug="rise").update(status=Status.DRAFT)
    other = Shelf.objects.create(name="Other shelf")
    write(pack_of(shelf), onto=other)
    for kind in KINDS:
        for row in rows_on(other, kind):
            assert not kind.is_shelved or row.origin_digest == digest_of(form_of(row)), row
    changes = write(pack_of(shelf), onto=other)
    assert (changes.added, changes.updated, changes.kept) == ([], [], [])
