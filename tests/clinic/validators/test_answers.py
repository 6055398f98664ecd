import pytest
from django.core.exceptions import ValidationError

from clinic.policies import NotNow
from clinic.rules.screening import Level
from clinic.validators.answers import read_gate, read_screening
from exercises.models import GateCriterion
from tests.clinic.bodies import answers, questions_for, screening_body

PASSING = {
    "no-bone-or-tear": "yes",
    "walk-30-minutes": "yes",
    "rest-pain": 1,
    "heel-raises.left": 15,
    "heel-raises.right": 20,
    "heel-raise-pain": 3,
    "two-leg-hops": "yes",
}


def read(runner, **changes):
    return read_screening(screening_body(runner, **changes), questions=questions_for(runner))


def criteria(runner):
    return list(GateCriterion.objects.filter(shelf=runner.clinic.shelf))


@pytest.mark.parametrize(
    ("slug", "answer", "level"),
    [
        ("breathless_or_chest_pain", "yes", Level.EMERGENCY),
        ("swollen_warm_calf", "unsure", Level.SAME_DAY),
        ("bone_spot_or_night_pain", "yes", Level.HOLD),
        ("bone_spot_or_night_pain", "unsure", Level.NOTE),
        ("bone_spot_or_night_pain", "no", Level.CLEAR),
    ],
)
def test_read_screening_judges_the_short_set(runner, slug, answer, level):
    body = read(runner, **{slug: answer})
    assert (body.kind, body.level, len(body.reasons)) == ("short", level, int(level > Level.CLEAR))


def test_read_screening_judges_the_full_set(runner):
    body = read(runner, short=False, walking_cramp="yes", antibiotic_or_steroid="yes")
    assert (body.kind, body.level) == ("full", Level.REVIEW)
    words = {row.slug: row.reason for row in questions_for(runner)}
    assert body.reasons == (words["walking-cramp"], words["antibiotic-or-steroid"])


@pytest.mark.parametrize("said", [None, [], "no", {"x": ["no"]}, {"x": {"y": 1}}, {f"q{n}": "no" for n in range(201)}])
def test_read_screening_refuses_odd_answers(runner, said):
    with pytest.raises(ValidationError) as error:
        read_screening(screening_body(runner) | {"answers": said}, questions=questions_for(runner))
    assert list(error.value.message_dict) == ["answers"]


def test_read_screening_names_the_questions_at_fault(runner):
    said = answers(runner, swollen_warm_calf="maybe") | {"what": "no"}
    del said["snap-or-no-tiptoe"]
    with pytest.raises(ValidationError) as error:
        read_screening(screening_body(runner) | {"answers": said, "kind": "short"}, questions=questions_for(runner))
    assert error.value.by_question == {
        "swollen-warm-calf": "Choose one of the answers.",
        "snap-or-no-tiptoe": "Answer this question.",
        "what": "There is no such question. Leave it out.",
    }
    assert list(error.value.message_dict) == ["answers"]


@pytest.mark.parametrize("said", [True, 1, None, ""])
def test_read_screening_wants_words(runner, said):
    with pytest.raises(ValidationError) as error:
        read(runner, swollen_warm_calf=said)
    assert list(error.value.by_question) == ["swollen-warm-calf"]


def test_read_screening_without_questions_is_never_clear(runner):
    with pytest.raises(NotNow) as refused:
        read_screening(screening_body(runner) | {"answers": {}}, questions=[])
    assert refused.value.conflict_code == "no_questions"


def test_read_gate_passes(runner):
    outcome = read_gate(PASSING, criteria=criteria(runner)).outcome
    assert (outcome.passed, outcome.failed) == (True, ())


def test_read_gate_names_what_does_not_hold(runner):
    outcome = read_gate(PASSING | {"rest-pain": 3, "heel-raises.right": 14}, criteria=criteria(runner)).outcome
    assert (outcome.passed, outcome.failed) == (False, ("rest-pain", "heel-raises"))


def test_read_gate_names_the_faults(runner):
    said = PASSING | {"rest-pain": 11, "heel-raises.left": "many", "two-leg-hops": True}
    del said["walk-30-minutes"]
    with pytest.raises(ValidationError) as error:
        read_gate(said, criteria=criteria(runner))
    assert error.value.by_question == {
        "rest-pain": "This number is not possible. Count again.",
        "heel-raises.left": "Give a whole number.",
        "two-leg-hops": "Choose one of the answers.",
        "walk-30-minutes": "Answer this question.",
    }


def test_read_gate_without_criteria_never_opens(runner):
    with pytest.raises(NotNow):
        read_gate({}, criteria=[])
