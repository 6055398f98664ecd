"""The facts of all 45 exercises, as the clinical notes give them: what the library says must be the same."""

import re
from typing import NamedTuple

import pytest

from exercises.dosage import Dosage
from tests.exercises.pack_files import EXERCISES


class Fact(NamedTuple):
    """One row of FACTS.

    `amount` is reps or seconds of work, `days` are days a week (`2x` before them: twice a day), `rest` is none
    where there is one set, `letter` the weaker one where the notes give two, `stage` the difficulty, `who` is T
    where only a therapist assigns it.
    """

    slug: str
    sets: str
    amount: str
    hold: str
    rest: str
    days: str
    sides: str
    stage: str
    basis: str
    letter: str
    who: str


# The three moves of the founding article keep its own numbers: no hold, no tempo, one set.
FACTS = """
box-hop                     1  10   -   -  7-7    both         3  seed        D  -
single-leg-box-hop          1  10   -   -  3-4    each         4  seed        D  -
step-off-stick              2   8   2  45  3-3    each         2  convention  D  -
pogo-double                 5  10s  -  50  3-3    both         3  source      B  -
pogo-single                 3  15   -  60  2-3    each         4  convention  C  -
forward-hops                3   8   -  90  1-2    each         4  source      C  T
jump-rope                   5  30s  -  45  2-3    both         3  convention  D  -
calf-raise-double           3  15   1  60  7-7    both         1  convention  C  -
calf-raise-single           3  12   1  90  3-4    each         2  convention  C  -
calf-raise-step             3  12   1 120  3-4    each         3  convention  C  -
calf-eccentric-straight     3  15   - 120  2x7-7  each         2  source      A  T
calf-eccentric-bent         3  15   - 120  2x7-7  each         2  source      A  T
calf-hsr-standing           3  15   - 150  3-3    both         3  source      A  -
soleus-raise-seated         3  15   2  90  3-3    each         1  convention  C  -
soleus-raise-bent-standing  3  12   1  90  3-3    each         2  convention  C  -
calf-iso-hold               4  30s  -  60  7-7    each         1  convention  D  -
soleus-wall-hold            3  30s  -  60  3-3    both         2  convention  D  -
calf-raise-floor-insertional 3 15   1  90  3-4    both         1  source      C  T
toe-walk                    3  20   -  45  3-4    alternating  2  convention  D  -
ball-squeeze-heel-raise     3  12   2  60  3-3    both         2  convention  D  -
wall-lean                   1  10   -   -  3-4    each         1  seed        C  -
banded-ankle-glide          2  12   2  30  3-4    each         2  convention  C  -
stretch-gastroc             3  45s  -  15  7-7    each         1  source      B  -
stretch-soleus              3  45s  -  15  7-7    each         1  source      B  -
supported-squat-hold        3  30s  -  30  3-3    both         2  convention  D  -
calf-ball-roll              1  60s  -   -  1-7    each         1  convention  D  -
dumbbell-deadlift           1  10   -   -  3-4    both         2  seed        D  -
sl-rdl                      3   8   -  90  2-2    each         3  convention  C  -
bridge-double               3  15   2  60  3-3    both         1  convention  C  -
bridge-single               3  10   2  60  3-3    each         2  convention  C  -
hamstring-bridge-chair      2  12   1  90  2-3    each         3  source      B  -
hip-thrust                  3  10   2  90  2-2    both         2  convention  C  -
side-lying-abduction        3  12   2  45  3-3    each         1  convention  C  -
band-lateral-walk           3  12   -  45  3-4    alternating  1  convention  C  -
side-plank                  3  30s  -  45  3-3    each         1  convention  C  -
lateral-step-down           3   8   -  60  3-3    each         2  convention  C  -
hip-hike                    3  12   2  45  3-3    each         1  convention  C  -
split-squat                 3  10   -  90  2-2    each         2  convention  C  -
short-foot                  3  10   5  30  3-3    each         1  source      B  -
toe-yoga                    2  10   3  20  3-3    each         1  source      B  -
hallux-mobilise             2  12   3  20  4-5    each         1  convention  D  -
single-leg-balance          3  30s  -  20  3-4    each         1  convention  C  -
tib-raise-wall              3  15   1  45  3-3    both         1  convention  D  -
cadence-run                 4  60s  -  60  2-3    alternating  2  source      C  -
walk-run                    6  60s  -  90  3-4    alternating  2  source      C  -
"""
WARM_UP = {
    *("single-leg-box-hop", "wall-lean", "toe-walk", "band-lateral-walk", "single-leg-balance", "jump-rope"),
}
WEEKS = {"box-hop": 4, "calf-eccentric-straight": 12, "calf-eccentric-bent": 12, "cadence-run": 4}
TEMPOS = {
    **dict.fromkeys(("calf-raise-double", "calf-raise-single"), "2 s up - 1 s hold - 3 s down"),
    **dict.fromkeys(("soleus-raise-bent-standing", "calf-raise-floor-insertional"), "2 s up - 1 s hold - 3 s down"),
    **dict.fromkeys(("soleus-raise-seated", "ball-squeeze-heel-raise"), "2 s up - 2 s hold - 3 s down"),
    **dict.fromkeys(("calf-eccentric-straight", "calf-eccentric-bent"), "3 s down"),
    "calf-raise-step": "3 s down - 3 s up - 1 s hold",
    "calf-hsr-standing": "3 s up - 3 s down",
    "sl-rdl": "3 s down - 1 s up",
    "lateral-step-down": "3 s down - 2 s up",
}


def told(slug: str) -> Fact:
    row = EXERCISES[slug]
    dose = Dosage.from_dict(row["dosage"])
    hold = re.search(r"(\d) s hold", dose.tempo)
    seconds = dose.hold_seconds or (hold and hold[1])
    often = f"{dose.times_per_day}x" if dose.times_per_day > 1 else ""
    return Fact(
        slug,
        *(str(dose.sets), f"{dose.work_seconds}s" if dose.work_seconds else str(dose.reps_min)),
        *(str(seconds or "-"), str(dose.rest_seconds or "-"), f"{often}{dose.days_min}-{dose.days_max}"),
        *(row["sides"], str(row["difficulty"]), row["dosage_basis"], row["evidence_level"]),
        who="T" if row["therapist_only"] else "-",
    )


ROWS = [Fact(*line.split()) for line in FACTS.splitlines() if line]


@pytest.mark.parametrize("fact", ROWS, ids=lambda fact: fact.slug)
def test_exercise_says_what_the_notes_say(fact):
    assert told(fact.slug) == fact


def test_no_exercise_is_missing_and_none_is_beside_the_notes():
    assert sorted(fact.slug for fact in ROWS) == sorted(EXERCISES)


def test_warm_up_weeks_and_tempo_are_those_of_the_notes():
    doses = {slug: Dosage.from_dict(row["dosage"]) for slug, row in EXERCISES.items()}
    assert {slug for slug, dose in doses.items() if dose.when == "warm_up"} == WARM_UP
    assert {slug: dose.weeks for slug, dose in doses.items() if dose.weeks} == WEEKS
    assert {slug: dose.tempo for slug, dose in doses.items() if dose.tempo} == TEMPOS


def test_a_dose_with_a_source_has_its_reference():
    unnamed = [slug for slug, row in EXERCISES.items() if row["dosage_basis"] != "convention" and not row["references"]]
    assert unnamed == []


@pytest.mark.parametrize("slug", [slug for slug, row in EXERCISES.items() if row["therapist_only"]])
def test_what_a_therapist_assigns_says_so_to_its_reader(slug):
    assert "Do this only if your therapist has set it for you." in EXERCISES[slug]["cautions"]


@pytest.mark.parametrize("slug", [slug for slug, row in EXERCISES.items() if row["load_kind"].startswith("plyometric")])
def test_every_impact_comes_after_the_start_check(slug):
    cautions = " ".join(EXERCISES[slug]["cautions"])
    assert "start check" in cautions or "30 seconds of one-leg hops" in cautions
    assert "Skip it if walking hurts today." in cautions


# Whom an exercise is for, the closest cause first. Relief of symptoms and return from bone stress are no causes here.
CAUSES = """
box-hop                     calf-strength springiness
single-leg-box-hop          calf-strength springiness
step-off-stick              calf-strength springiness hip-control
pogo-double                 springiness calf-strength
pogo-single                 springiness calf-strength
forward-hops                springiness calf-strength
jump-rope                   springiness calf-strength
calf-raise-double           calf-strength achilles-midportion shin-pain calf-strain
calf-raise-single           calf-strength achilles-midportion shin-pain calf-strain
calf-raise-step             calf-strength achilles-midportion
calf-eccentric-straight     achilles-midportion calf-strength
calf-eccentric-bent         achilles-midportion calf-strain
calf-hsr-standing           achilles-midportion calf-strength
soleus-raise-seated         calf-strength achilles-midportion calf-strain shin-pain
soleus-raise-bent-standing  calf-strength calf-strain achilles-midportion
calf-iso-hold               achilles-midportion calf-strain calf-strength
soleus-wall-hold            calf-strength calf-strain
calf-raise-floor-insertional achilles-insertional
toe-walk                    calf-strength shin-pain
ball-squeeze-heel-raise     shin-pain foot-strength
wall-lean                   ankle-mobility
banded-ankle-glide          ankle-mobility
stretch-gastroc             ankle-mobility
stretch-soleus              ankle-mobility calf-strain
supported-squat-hold        ankle-mobility
calf-ball-roll              ankle-mobility
dumbbell-deadlift           glutes-hamstrings
sl-rdl                      glutes-hamstrings hip-control
bridge-double               glutes-hamstrings
bridge-single               glutes-hamstrings hip-control
hamstring-bridge-chair      glutes-hamstrings
hip-thrust                  glutes-hamstrings
side-lying-abduction        hip-control shin-pain
band-lateral-walk           hip-control
side-plank                  hip-control
lateral-step-down           hip-control calf-strength ankle-mobility
hip-hike                    hip-control
split-squat                 glutes-hamstrings ankle-mobility
short-foot                  foot-strength shin-pain
toe-yoga                    foot-strength big-toe
hallux-mobilise             big-toe
single-leg-balance          foot-strength hip-control achilles-midportion
tib-raise-wall              shin-pain calf-strength
cadence-run                 cadence shin-pain achilles-midportion
walk-run                    load-error calf-strain shin-pain
"""


def test_causes_of_each_exercise_are_those_of_the_notes():
    found = [(slug, row["causes"]) for slug, row in EXERCISES.items()]
    assert sorted(found) == sorted((slug, causes) for slug, *causes in map(str.split, CAUSES.strip().splitlines()))
