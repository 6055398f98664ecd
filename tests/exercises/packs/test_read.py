"""Pack files: merged, strict, harmless."""

import pytest

from exercises.packs.read import MOST_BYTES, Entry, PackError, read
from tests.exercises.packs.small import put


def test_read_folder_merges_files_in_order_and_remembers_places(tmp_path):
    put(tmp_path, {"exercises": [{"slug": "b"}]}, "2.yaml")
    put(tmp_path, {"exercises": [{"slug": "a"}], "pack": {"slug": "own"}}, "1.yml")
    put(tmp_path, "not: [read", "notes.txt")
    source = read(tmp_path)
    assert source.about == {"slug": "own"}
    assert source.problems == []
    assert source.entries == {
        "exercises": [Entry("1.yml: exercises[0]", {"slug": "a"}), Entry("2.yaml: exercises[0]", {"slug": "b"})]
    }


def test_read_nested_lists_get_their_own_names(tmp_path):
    content = {"screening": {"questions": [{"slug": "q"}], "advice": {"hold": "Wait."}}, "start_gate": {"criteria": []}}
    assert read(put(tmp_path, content)).entries == {
        "questions": [Entry("pack.yaml: screening.questions[0]", {"slug": "q"})],
        "advice": [Entry("pack.yaml: screening.advice[0]", {"level": "hold", "text": "Wait."})],
        "criteria": [],
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("exercises: []\nexercises: []", "pack.yaml: line 2: “exercises” is given twice"),
        ("a: &x [1]\nexercises: *x", "pack.yaml: line 2: write it out; there are no aliases here"),
        ("exercises: " + "[" * 50_000, "pack.yaml: line 1: is nested too deeply"),
        ("exercises: !!python/object/apply:os.system [ls]", None),
        ("exercises: [", None),
        ("exercises: {}", "pack.yaml: exercises: must be a list"),
        ("screening: {other: []}", "pack.yaml: screening: must hold ('questions', 'advice')"),
        ("start_gate: 3", "pack.yaml: start_gate: must hold ('criteria',)"),
        ("recipes: []", "pack.yaml: “recipes” is not part of a pack"),
        ("pack: 3", "pack.yaml: pack: must give slug, version and name"),
        ("[]", "pack.yaml: must hold lists such as “exercises:”"),
        ("", "pack.yaml: must hold lists such as “exercises:”"),
        ("exercises: [{reviewed_on: 2026-13-40}]", "pack.yaml: month must be in 1..12"),
    ],
)
def test_read_bad_file_is_a_problem_with_its_place(tmp_path, text, problem):
    source = read(put(tmp_path, text))
    assert len(source.problems) == 1
    assert source.problems[0].startswith("pack.yaml: ")
    assert problem in {None, source.problems[0]}


def test_read_unreadable_bytes_are_a_problem(tmp_path):
    (tmp_path / "pack.yaml").write_bytes(b"name: \xff\xfe")
    assert read(tmp_path).problems == ["pack.yaml: is not UTF-8 text"]


def test_read_huge_file_is_not_parsed(tmp_path):
    put(tmp_path, "a" * (MOST_BYTES + 1))
    assert read(tmp_path).problems == ["pack.yaml: is larger than 2 MB; split it"]


def test_read_two_heads_are_a_problem(tmp_path):
    put(tmp_path, {"pack": {"slug": "a"}}, "1.yaml")
    put(tmp_path, {"pack": {"slug": "b"}}, "2.yaml")
    assert read(tmp_path).problems == ["2.yaml: pack: is given twice"]


@pytest.mark.parametrize("name", ["", "missing.yaml"])
def test_read_nothing_there_says_so(tmp_path, name):
    with pytest.raises(PackError) as caught:
        read(tmp_path / name)
    assert caught.value.problems == [f"{tmp_path / name}: there is no YAML file here"]


def test_read_puts_each_figure_with_the_entry_of_its_slug(tmp_path):
    put(tmp_path, {"exercises": [{"slug": "lunge"}], "home_tests": [{"slug": "lunge"}]})
    _figure(tmp_path, "exercises", "lunge", "view: front")
    _figure(tmp_path, "home_tests", "lunge", "view: side")
    entries = read(tmp_path).entries
    assert entries["exercises"][0].value == {"slug": "lunge", "figure": {"view": "front"}}
    assert entries["home_tests"][0].value == {"slug": "lunge", "figure": {"view": "side"}}


def test_read_figure_without_its_entry_is_a_problem(tmp_path):
    put(tmp_path, {"exercises": [{"slug": "lunge", "figure": {}}]})
    _figure(tmp_path, "exercises", "lunge", "view: front")
    _figure(tmp_path, "exercises", "squat", "view: front")
    assert read(tmp_path).problems == [
        "figures/exercises/lunge.yaml: its entry has a figure already",
        "figures/exercises/squat.yaml: this pack has no “squat”",
    ]


def _figure(folder, kind, slug, text):
    place = folder / "figures" / kind
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{slug}.yaml").write_text(text)
