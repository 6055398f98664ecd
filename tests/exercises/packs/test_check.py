"""Every fault of a pack, said with its place."""

import pytest

from exercises.packs.check import check
from exercises.packs.read import PackError, read
from tests.exercises.packs.small import pack, put

EXERCISE = "pack.yaml: exercises[0] rise"
MEASURE = "pack.yaml: home_tests[0] stand: measures[0]"
STAGE = "pack.yaml: protocols[0] slow: stages[0]"


def problems_of(folder, content, already=None):
    with pytest.raises(PackError) as caught:
        check(read(put(folder, content)), already)
    return caught.value.problems


def test_check_small_pack_gives_canonical_forms(tmp_path):
    checked = check(read(put(tmp_path, pack())))
    assert (checked.slug, checked.version, checked.name) == ("own", "1", "Own pack")
    assert list(checked.forms["exercises"]) == ["rise", "hop", "jump"]
    assert checked.forms["exercises"]["jump"] == {
        "slug": "jump",
        "name": "Jump",
        "steps": ["Stand tall.", "Rise."],
        "sides": "both",
        "load_kind": "strength",
        "difficulty": 3,
        "dosage": {"sets": 1, "reps_min": 10, "reps_max": 10},
        "dosage_basis": "convention",
        "evidence_level": "D",
        "body_parts": ["heel"],
        "equipment": ["sling"],
        "causes": ["haste"],
        "easier": ["rise", "hop"],
    }
    assert checked.forms["questions"]["numb"]["position"] == 1


def test_check_takes_what_is_as_long_as_may_be(tmp_path):
    about = {"slug": "x" * 40, "version": "1" * 40, "name": "x" * 120}
    checked = check(read(put(tmp_path, pack() | {"pack": about})))
    assert {name: getattr(checked, name) for name in about} == about


def set_in(*path):
    """A change of a pack: the last item of the path is the value to put where the rest leads."""

    def change(content):
        *keys, last, value = path
        for key in keys:
            content = content[key]
        content[last] = value

    return change


def add_exercise(value):
    return lambda content: content["exercises"].append(value)


BAD = [
    (set_in("exercises", 0, "colour", "red"), f"{EXERCISE}: “colour” is not known here; leave it out or mend its name"),
    (set_in("exercises", 0, 7, "red"), f"{EXERCISE}: “7” is not known here; leave it out or mend its name"),
    (set_in("exercises", 0, "picture", "x.svg"), f"{EXERCISE}: “picture” cannot be set by a pack file"),
    (set_in("exercises", 0, "easier", ["hop"]), f"{EXERCISE}: “easier” cannot be set by a pack file"),
    (set_in("exercises", 0, "name", None), f"{EXERCISE}: name: must be text; put it in quotes"),
    (set_in("exercises", 0, "name", ""), f"{EXERCISE}: name: This field cannot be blank."),
    (set_in("exercises", 0, "name", "x" * 121), f"{EXERCISE}: name: must be at most 120 characters, not 121"),
    (set_in("exercises", 0, "steps", "Stand."), f"{EXERCISE}: steps: must be a list of lines of text"),
    (set_in("exercises", 0, "steps", []), f"{EXERCISE}: steps: This field cannot be blank."),
    (set_in("exercises", 0, "steps", ["a\nb"]), f"{EXERCISE}: steps: must have one line of text for each point"),
    (set_in("exercises", 0, "sides", "left"), f"{EXERCISE}: sides: Value 'left' is not a valid choice."),
    (set_in("exercises", 0, "difficulty", True), f"{EXERCISE}: difficulty: must be a whole number"),
    (
        set_in("exercises", 0, "difficulty", 6),
        f"{EXERCISE}: difficulty: Ensure this value is less than or equal to 5.",
    ),
    (set_in("exercises", 0, "therapist_only", "yes"), f"{EXERCISE}: therapist_only: must be true or false"),
    (
        set_in("exercises", 0, "dosage", "hold_seconds", 121),
        f"{EXERCISE}: dosage.hold_seconds: Hold must be 120 seconds or less",
    ),
    (set_in("exercises", 0, "dosage", 3), f"{EXERCISE}: dosage.dosage: Dosage must be a set of named fields"),
    (set_in("exercises", 0, "causes", ["luck"]), f"{EXERCISE}: causes: there is no “luck” among the causes"),
    (set_in("exercises", 0, "causes", ["haste", "haste"]), f"{EXERCISE}: causes: names the same slug twice"),
    (set_in("exercises", 0, "causes", "haste"), f"{EXERCISE}: causes: must be a list of slugs"),
    (set_in("exercises", 0, "reviewed_by", "Ann"), f"{EXERCISE}: reviewed_by and reviewed_on belong together"),
    (
        set_in("exercises", 0, "reviewed_on", "soon"),
        f"{EXERCISE}: reviewed_on: must be a date such as 2026-11-30",
    ),
    (add_exercise({"slug": "hop"}), "pack.yaml: exercises[3]: slug: is given twice"),
    (
        add_exercise({"slug": None}),
        "pack.yaml: exercises[3]: slug: is missing; give it small letters, digits and hyphens",
    ),
    (add_exercise(3), "pack.yaml: exercises[3]: slug: is missing; give it small letters, digits and hyphens"),
    (
        add_exercise({"slug": "a b"}),
        "pack.yaml: exercises[3]: slug: Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
    ),
    (set_in("references", 0, "url", "javascript:alert(1)"), "pack.yaml: references[0] study: url: Enter a valid URL."),
    (set_in("home_tests", 0, "measures", 0, "minimum", 60), f"{MEASURE}: minimum must be below maximum"),
    (
        set_in("home_tests", 0, "measures", 0, "benchmark", 61),
        f"{MEASURE}: benchmark must lie between minimum and maximum",
    ),
    (
        set_in("home_tests", 0, "measures", 0, "smallest_real_change", 1.9),
        f"{MEASURE}: smallest_real_change needs its source",
    ),
    (
        lambda pack: pack["home_tests"][0]["measures"][0].update(
            smallest_real_change=0, smallest_real_change_source="A study"
        ),
        f"{MEASURE}: smallest_real_change must be above 0",
    ),
    (
        set_in("home_tests", 0, "measures", 0, "primary", False),
        "pack.yaml: home_tests[0] stand: measures: exactly one must be primary",
    ),
    (set_in("home_tests", 0, "measures", 0, "minimum", 0.125), f"{MEASURE}: minimum: must have at most 2 decimals"),
    (set_in("home_tests", 0, "measures", 0, "maximum", 1e9), f"{MEASURE}: maximum: must be a smaller number"),
    (set_in("home_tests", 0, "measures", 0, "maximum", float("nan")), f"{MEASURE}: maximum: must be a number"),
    (
        set_in("home_tests", 0, "measures", 0, "methods", ["eye"]),
        f"{MEASURE}: methods: must be a list of counted, timed, rated, tape, motion, phone",
    ),
    (set_in("complaints", 0, "causes", "haste"), "pack.yaml: complaints[0] shin-pain: causes: must be a list"),
    (
        set_in("complaints", 0, "causes", ["haste", "haste"]),
        "pack.yaml: complaints[0] shin-pain: causes: “haste” is given twice",
    ),
    (set_in("protocols", 0, "stages", 0, "home_test", None), f"{STAGE}: home_test and retest_days belong together"),
    (
        set_in("protocols", 0, "stages", 0, "exercises", 0, "dosage", {}),
        f"{STAGE}: exercises[0]: dosage.reps_min: Reps or time is missing; give one of the two",
    ),
    (set_in("protocols", 0, "stages", 0, "exercises", [3]), f"{STAGE}: exercises[0]: must be a set of named fields"),
    (
        set_in("screening", "questions", 0, "level", "clear"),
        "pack.yaml: screening.questions[0] numb: level: a question must lead to something",
    ),
    (set_in("progressions", 0, {"easier": "rise"}), "pack.yaml: progressions[0]: must give easier and harder"),
    (
        set_in("progressions", 0, "easier", "fly"),
        "pack.yaml: progressions[0]: names an exercise that is not there",
    ),
    (set_in("progressions", 1, "easier", "rise"), "pack.yaml: progressions[1]: is given twice"),
    (
        set_in("progressions", 1, {"easier": "jump", "harder": "rise"}),
        "progressions: go round in a circle: rise -> jump -> rise",
    ),
    (set_in("progressions", 1, {"easier": "hop", "harder": "hop"}), "progressions: go round in a circle: hop -> hop"),
    (set_in("pack", "version", 1), "pack: version must be a short text in quotes"),
    (set_in("pack", "slug", "x" * 41), "pack: slug must be a short text in quotes"),
    (set_in("pack", "name", "x" * 121), "pack: name must be a short text in quotes"),
    (set_in("pack", "author", "me"), "pack: “author” is not part of it"),
]


@pytest.mark.parametrize(("change", "problem"), BAD, ids=[problem[-60:] for _change, problem in BAD])
def test_check_bad_pack_names_the_place_and_what_to_do(tmp_path, change, problem):
    content = pack()
    change(content)
    assert problems_of(tmp_path, content) == [problem]


def test_check_collects_all_problems_of_all_kinds(tmp_path):
    content = pack()
    del content["exercises"][0]["name"]
    content["exercises"][1]["dosage"] = {"reps_min": 0, "hold_seconds": 500}
    content["causes"][0]["evidence_level"] = "E"
    assert problems_of(tmp_path, content) == [
        "pack.yaml: causes[0] haste: evidence_level: Value 'E' is not a valid choice.",
        "pack.yaml: exercises[0] rise: name is missing",
        "pack.yaml: exercises[1] hop: dosage.reps_min: Reps must be 1 or more",
        "pack.yaml: exercises[1] hop: dosage.hold_seconds: Hold must be 120 seconds or less",
    ]


def test_check_without_a_head_says_what_it_needs(tmp_path):
    assert problems_of(tmp_path, {"exercises": []}) == [
        "pack: slug must be a short text in quotes",
        "pack: version must be a short text in quotes",
        "pack: name must be a short text in quotes",
    ]


def test_check_small_pack_may_name_what_is_on_the_shelf(tmp_path):
    content = {"pack": pack()["pack"], "exercises": [pack()["exercises"][0]]}
    already = {"causes": {"haste"}, "body_parts": {"heel"}, "equipment": {"sling"}}
    assert list(check(read(put(tmp_path, content)), already).forms["exercises"]) == ["rise"]
    assert len(problems_of(tmp_path, content)) == 3


def test_check_step_may_start_on_the_shelf_and_must_end_in_the_pack(tmp_path):
    content = pack()
    content["progressions"] = [{"easier": "walk", "harder": "rise"}]
    already = {"exercises": {"walk"}}
    assert check(read(put(tmp_path, content)), already).forms["exercises"]["rise"]["easier"] == ["walk"]
    content["progressions"] = [{"easier": "rise", "harder": "walk"}]
    assert problems_of(tmp_path, content, already) == [
        "pack.yaml: progressions[0]: the harder exercise must be in the same pack"
    ]
