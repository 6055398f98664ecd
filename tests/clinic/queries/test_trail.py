import re
from pathlib import Path

from clinic.queries.trail import VERBS, words_of

ACTIONS = Path(__file__).resolve().parents[3] / "clinic"


def test_every_verb_that_the_code_records_has_words():
    recorded = {
        verb
        for path in ACTIONS.rglob("*.py")
        for verb in re.findall(r"\brecord\(\s*\"([a-z_.]+)\"", path.read_text(encoding="utf-8"))
    }
    assert (len(recorded) > 20, sorted(recorded - VERBS.keys())) == (True, [])


def test_unknown_verb_is_shown_as_it_is():
    assert words_of("some_thing.done") == "some thing: done"
