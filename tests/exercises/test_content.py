"""The shipped library as it lies in its files: whole, and honest about doses and levels."""

import re
from collections import defaultdict

import pytest

from exercises.dosage import Dosage
from exercises.norms import norms_of
from tests.exercises.pack_files import EXERCISES, GATE, PACK, ROWS, SCREENING, STAGES

LETTERS = {"A", "B", "C", "D"}
KEYS = {
    "references": {"slug", "citation", "url", "year", "shows", "level"},
    "body_parts": {"slug", "name"},
    "equipment": {"slug", "name", "substitute"},
    "home_tests": {
        *("slug", "name", "summary", "purpose", "sides", "steps", "safety", "stop_rules", "impact", "retest_days"),
        *(
            "cue",
            "rest_seconds",
            "beats_per_minute",
            "benchmark",
            "benchmark_note",
            "references",
            "equipment",
            "measures",
        ),
    },
    "exercises": {
        *("slug", "name", "summary", "steps", "cues", "mistakes", "cautions", "stop_when", "sides", "load_kind"),
        *("difficulty", "dosage", "dosage_reason", "dosage_basis", "evidence_level", "evidence_note"),
        *("references", "body_parts", "equipment", "causes", "therapist_only"),
    },
    "progressions": {"easier", "harder"},
    "complaints": {"slug", "name", "summary", "causes"},
    "causes": {
        *("slug", "name", "explanation_runner", "explanation_therapist", "how_it_hurts", "evidence_level"),
        *("references", "home_tests", "shoe_review"),
    },
    "protocols": {"slug", "cause", "name", "summary", "stages"},
    "stages": {"name", "weeks", "criteria", "home_test", "retest_days", "exercises"},
    "stage_exercises": {"exercise", "dosage", "note"},
    "measures": {
        *("key", "name", "unit", "minimum", "maximum", "decimals", "higher_is_better", "primary", "methods"),
        *("benchmark", "smallest_real_change", "smallest_real_change_source", "norms", "norms_source"),
    },
    "questions": {"slug", "text", "hint", "level", "short_set", "unsure_is_yes", "reason"},
    "criteria": {"slug", "text", "hint", "kind", "minimum", "maximum"},
}
LOAD_KINDS = {
    *("plyometric", "plyometric_prep", "strength", "isometric", "endurance", "mobility", "motor_control"),
    *("balance", "gait_retraining", "load_management"),
}


def slugs(name: str) -> set[str]:
    return {row["slug"] for row in PACK[name]}


def chain() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    easier, harder = defaultdict(set), defaultdict(set)
    for step in PACK["progressions"]:
        easier[step["harder"]].add(step["easier"])
        harder[step["easier"]].add(step["harder"])
    return easier, harder


def test_pack_names_itself():
    assert PACK["pack"] == {"slug": "toe-off", "version": "2026.11", "name": "Toe-off library"}


@pytest.mark.parametrize("name", sorted(KEYS))
def test_rows_have_the_documented_keys(name):
    assert ROWS[name]
    assert [row for row in ROWS[name] if row.keys() != KEYS[name]] == []


@pytest.mark.parametrize("name", [name for name in sorted(KEYS) if "slug" in KEYS[name]])
def test_slugs_are_unique_and_fit_an_address(name):
    found = [row["slug"] for row in ROWS[name]]
    assert sorted(set(found)) == sorted(found)
    assert [slug for slug in found if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


@pytest.mark.parametrize(
    ("name", "field", "target"),
    [
        ("exercises", "references", "references"),
        ("exercises", "body_parts", "body_parts"),
        ("exercises", "equipment", "equipment"),
        ("exercises", "causes", "causes"),
        ("home_tests", "references", "references"),
        ("home_tests", "equipment", "equipment"),
        ("causes", "references", "references"),
        ("causes", "home_tests", "home_tests"),
        ("complaints", "causes", "causes"),
        ("protocols", "cause", "causes"),
        ("stages", "home_test", "home_tests"),
        ("stage_exercises", "exercise", "exercises"),
        ("progressions", "easier", "exercises"),
        ("progressions", "harder", "exercises"),
    ],
)
def test_every_named_slug_exists(name, field, target):
    values = [row[field] for row in ROWS[name] if row[field] is not None]
    named = {slug for value in values for slug in (value if isinstance(value, list) else [value])}
    assert named - slugs(target) == set()


@pytest.mark.parametrize("name", ["references", "body_parts", "equipment"])
def test_nothing_in_the_lists_is_left_unused(name):
    used = {
        slug
        for rows in (PACK["exercises"], PACK["home_tests"], PACK["causes"])
        for row in rows
        for slug in row.get(name, [])
    }
    assert slugs(name) - used == set()


def test_letters_kinds_and_levels_are_known():
    letters = [row["level"] for row in PACK["references"]]
    letters += [row["evidence_level"] for row in PACK["exercises"] + PACK["causes"]]
    assert set(letters) <= LETTERS
    assert {row["load_kind"] for row in PACK["exercises"]} <= LOAD_KINDS
    assert {row["sides"] for row in PACK["exercises"]} <= {"both", "each", "alternating"}
    assert {row["dosage_basis"] for row in PACK["exercises"]} <= {"seed", "source", "convention"}
    assert {row["difficulty"] for row in PACK["exercises"]} <= {1, 2, 3, 4, 5}


@pytest.mark.parametrize("row", PACK["exercises"] + ROWS["stage_exercises"], ids=lambda row: row.get("slug", "stage"))
def test_dosage_is_valid_and_counts_sides_as_its_exercise_does(row):
    sides = EXERCISES[row.get("slug") or row["exercise"]]["sides"]
    assert Dosage.from_dict(row["dosage"]).per_side == (sides == "each")


def test_progressions_have_no_cycle():
    _, harder = chain()

    def above(slug: str, seen: tuple[str, ...]) -> None:
        assert slug not in seen, " -> ".join((*seen, slug))
        for following in harder[slug].copy():
            above(following, (*seen, slug))

    for slug in EXERCISES:
        above(slug, ())


def test_progressions_never_get_easier_in_difficulty():
    steps = [(EXERCISES[step["easier"]], EXERCISES[step["harder"]]) for step in PACK["progressions"]]
    assert [(low["slug"], high["slug"]) for low, high in steps if low["difficulty"] > high["difficulty"]] == []


@pytest.mark.parametrize("slug", ["box-hop", "single-leg-box-hop", "wall-lean", "dumbbell-deadlift"])
def test_seed_exercise_has_easier_and_harder(slug):
    easier, harder = chain()
    assert easier[slug]
    assert harder[slug]


@pytest.mark.parametrize("slug", sorted(EXERCISES))
def test_every_exercise_stops_above_five(slug):
    assert "Stop if pain goes above 5 out of 10." in EXERCISES[slug]["stop_when"]


def test_every_home_test_stops_above_five():
    rule = "Stop if pain goes above 5 out of 10."
    assert [row["slug"] for row in PACK["home_tests"] if rule not in row["stop_rules"]] == []


@pytest.mark.parametrize("row", PACK["exercises"] + ROWS["stage_exercises"], ids=lambda row: row.get("slug", "stage"))
def test_tempo_says_which_way_each_number_goes(row):
    parts = row["dosage"].get("tempo", "").split(" - ")
    assert [part for part in parts if part and not re.fullmatch(r"[1-9] s (up|down|hold)", part)] == []


def test_first_way_down_from_a_box_hop_has_no_impact():
    first = next(step["easier"] for step in PACK["progressions"] if step["harder"] == "box-hop")
    assert EXERCISES[first]["load_kind"] == "strength"


IMPACT = [slug for slug, row in EXERCISES.items() if row["load_kind"] in {"plyometric", "plyometric_prep"}]


@pytest.mark.parametrize("slug", IMPACT)
def test_nearest_ways_down_from_an_impact_end_without_one(slug):
    nearest = {step["harder"]: step["easier"] for step in reversed(PACK["progressions"])}
    while slug in IMPACT:
        slug = nearest[slug]
    assert EXERCISES[slug]["load_kind"] == "strength"


def test_seed_chain_is_the_first_way_up_from_two_legs_to_one():
    first = {step["easier"]: step["harder"] for step in reversed(PACK["progressions"])}
    assert (first["box-hop"], first["dumbbell-deadlift"]) == ("single-leg-box-hop", "sl-rdl")


def test_every_exercise_but_these_is_in_a_chain():
    easier, harder = chain()
    assert [slug for slug in EXERCISES if not easier[slug] and not harder[slug]] == ["calf-ball-roll", "tib-raise-wall"]


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("box-hop", "1 set of 10, every day for 4 weeks"),
        ("single-leg-box-hop", "1 set of 10, each side, 3 or 4 times a week, in your warm-up"),
        ("wall-lean", "1 set of 10, each side, 3 or 4 times a week, in your warm-up"),
        ("dumbbell-deadlift", "1 set of 10, 3 or 4 times a week"),
    ],
)
def test_seed_doses(slug, words):
    assert EXERCISES[slug]["dosage_basis"] == "seed"
    assert Dosage.from_dict(EXERCISES[slug]["dosage"]).words() == words


def test_calf_complaint_has_the_four_causes_of_the_article_first():
    causes = {row["slug"]: row["name"] for row in PACK["causes"]}
    complaint = PACK["complaints"][0]
    assert complaint["slug"] == "calf-pain-running"
    assert [(slug, causes[slug]) for slug in complaint["causes"][:4]] == [
        ("calf-strength", "Insufficient calf strength"),
        ("ankle-mobility", "Poor ankle mobility"),
        ("glutes-hamstrings", "Weak glutes and hamstrings"),
        ("shoes", "Wrong shoes"),
    ]


def test_only_wrong_shoes_want_a_shoe_review():
    assert [row["slug"] for row in PACK["causes"] if row["shoe_review"]] == ["shoes"]


def test_every_cause_belongs_to_a_complaint_and_has_a_protocol():
    named = {slug for complaint in PACK["complaints"] for slug in complaint["causes"]}
    assert named == slugs("causes") == {protocol["cause"] for protocol in PACK["protocols"]}


def test_protocols_give_the_seed_doses_and_retests():
    found = [
        (protocol["cause"], stage["home_test"], stage["retest_days"], row["exercise"], Dosage.from_dict(row["dosage"]))
        for protocol in PACK["protocols"][:4]
        for stage in protocol["stages"][:1]
        for row in stage["exercises"] or [{"exercise": None, "dosage": {"reps_min": 1}}]
    ]
    daily = Dosage(sets=1, reps_min=10, weeks=4)
    warm_up = Dosage(sets=1, reps_min=10, per_side=True, days_min=3, days_max=4, when="warm_up")
    assert found == [
        ("calf-strength", "hop-test", 28, "box-hop", daily),
        ("ankle-mobility", "wall-lean", 28, "wall-lean", warm_up),
        ("glutes-hamstrings", None, None, "dumbbell-deadlift", Dosage(sets=1, reps_min=10, days_min=3, days_max=4)),
        ("shoes", None, None, None, Dosage(reps_min=1)),
    ]


def test_stages_have_at_most_four_exercises_and_four_weeks_to_the_next_test():
    assert [stage["name"] for stage in STAGES if len(stage["exercises"]) > 4] == []
    assert {stage["retest_days"] for stage in STAGES if stage["home_test"]} == {28}


@pytest.mark.parametrize("cause", ["calf-strain", "achilles-midportion", "achilles-insertional", "shin-pain"])
def test_painful_tendon_shin_and_strain_begin_without_impact(cause):
    first = [protocol["stages"][0] for protocol in PACK["protocols"] if protocol["cause"] == cause]
    kinds = {EXERCISES[row["exercise"]]["load_kind"] for stage in first for row in stage["exercises"]}
    assert kinds & {"plyometric", "plyometric_prep", "load_management", "gait_retraining"} == set()
    assert {stage["home_test"] for stage in first} <= {None, "heel-raise-test"}


def test_calf_protocol_goes_on_to_one_leg():
    protocol = next(row for row in PACK["protocols"] if row["cause"] == "calf-strength")
    assert [row["exercise"] for row in protocol["stages"][1]["exercises"]] == ["single-leg-box-hop"]


def test_home_tests_measure_what_the_api_takes():
    found = {
        (test["slug"], row["key"]): (
            *(row["unit"], row["minimum"], row["maximum"], row["decimals"], row["primary"]),
            *(row["methods"], row["benchmark"], row["smallest_real_change"]),
        )
        for test in PACK["home_tests"]
        for row in test["measures"]
    }
    assert found == {
        ("hop-test", "seconds"): ("s", 0, 30, 1, True, ["counted", "motion"], 30, None),
        ("hop-test", "hops"): ("hops", 0, 150, 0, False, ["counted", "motion"], None, None),
        ("wall-lean", "distance_cm"): ("cm", 0, 30, 1, True, ["tape"], None, 1.9),
        ("wall-lean", "angle_deg"): ("°", 0, 70, 1, False, ["phone"], None, 4.7),
        ("heel-raise-test", "raises"): ("raises", 0, 150, 0, True, ["counted"], None, 6),
        ("hamstring-bridge-test", "bridges"): ("bridges", 0, 150, 0, True, ["counted"], None, None),
        ("balance-test", "seconds"): ("s", 0, 30, 0, True, ["timed"], 30, None),
        ("cadence-test", "steps_per_minute"): ("steps/min", 80, 260, 0, True, ["counted"], None, None),
        ("shoe-comfort", "comfort"): ("points", 0, 10, 0, True, ["rated"], None, None),
        ("shoe-comfort", "comfort_other"): ("points", 0, 10, 0, False, ["rated"], None, None),
    }


# Hebert-Losier 2017 as two clinic pages reprint it: by the first age of a decade, the lower and the higher of the two.
RAISES = {
    "male": {20: (37, 37), 30: (32, 33), 40: (28, 28), 50: (23, 24), 60: (19, 19), 70: (14, 15), 80: (10, 10)},
    "female": {20: (30, 31), 30: (27, 27), 40: (24, 25), 50: (21, 22), 60: (19, 19), 70: (16, 17), 80: (14, 14)},
}


def test_usual_heel_raises_are_those_of_the_clinical_notes():
    (measure,) = next(row for row in PACK["home_tests"] if row["slug"] == "heel-raise-test")["measures"]
    found = {
        sex: {one.age_from: (one.low, one.high) for one in norms_of("\n".join(measure["norms"])) if one.sex == sex}
        for sex in RAISES
    }
    assert found == RAISES
    assert "Verify in the paper before release" in measure["norms_source"]


def test_fist_and_tape_are_never_mixed():
    exercise = " ".join(EXERCISES["wall-lean"]["steps"]).lower()
    test = " ".join(next(row for row in PACK["home_tests"] if row["slug"] == "wall-lean")["steps"]).lower()
    assert [word for word in ("fist", "tape") if word in exercise] == ["fist"]
    assert [word for word in ("fist", "tape") if word in test] == ["tape"]


def test_screening_levels_are_those_of_the_clinical_notes():
    assert [(row["level"], row["short_set"], row["unsure_is_yes"]) for row in SCREENING] == [
        ("emergency", True, True),
        ("emergency", True, True),
        ("emergency", True, True),
        ("emergency", True, True),
        ("same_day", True, True),
        ("same_day", True, True),
        ("same_day", False, True),
        ("same_day", False, True),
        ("hold", True, False),
        ("hold", False, False),
        ("review", False, False),
        ("review", False, False),
        ("review", False, False),
        ("note", False, False),
        ("note", False, False),
    ]


def test_advice_stands_for_each_level_and_says_nobody_watches():
    advice = PACK["screening"]["advice"]
    assert list(advice) == ["emergency", "same_day", "hold", "review", "note"]
    assert [level for level, text in advice.items() if "Nobody watches this portal for emergencies" not in text] == []


def test_start_gate_asks_what_the_clinical_notes_ask():
    assert [(row["slug"], row["kind"], row["minimum"], row["maximum"]) for row in GATE] == [
        ("no-bone-or-tear", "yes_no", None, None),
        ("walk-30-minutes", "yes_no", None, None),
        ("rest-pain", "rating", 0, 2),
        ("heel-raises", "count_each", 15, None),
        ("heel-raise-pain", "rating", 0, 3),
        ("two-leg-hops", "yes_no", None, None),
    ]


@pytest.mark.parametrize(
    ("name", "field", "length"),
    [
        ("references", "citation", 300),
        ("references", "shows", 400),
        ("exercises", "name", 120),
        ("exercises", "summary", 200),
        ("exercises", "dosage_reason", 400),
        ("exercises", "evidence_note", 800),
        ("home_tests", "summary", 200),
        ("home_tests", "purpose", 1000),
        ("home_tests", "benchmark", 200),
        ("home_tests", "benchmark_note", 1000),
        ("causes", "how_it_hurts", 200),
        ("causes", "explanation_runner", 2000),
        ("causes", "explanation_therapist", 4000),
        ("complaints", "summary", 300),
        ("protocols", "summary", 300),
        ("stages", "criteria", 300),
        ("stage_exercises", "note", 200),
        ("questions", "text", 300),
        ("questions", "hint", 300),
        ("questions", "reason", 120),
        ("criteria", "text", 300),
        ("criteria", "hint", 300),
    ],
)
def test_texts_fit_their_columns(name, field, length):
    assert [row[field] for row in ROWS[name] if len(row[field]) > length] == []
