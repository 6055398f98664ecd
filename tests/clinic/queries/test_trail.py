import re
from pathlib import Path

from clinic.queries.trail import VERBS, words_of

ACTIONS = Path(__file__).resolve().parents[3] / "clinic"

RECORD = re.compile(r"\brecord\(([^)]*?),\s*by=")
VERB = re.compile(r"\"([a-z_]+\.[a-z_]+)\"")


def test_every_verb_that_the_code_records_has_words():
    calls = [call for path in ACTIONS.rglob("*.py") for call in RECORD.findall(path.read_text(encoding="utf-8"))]
    recorded = {verb for call in calls for verb in VERB.findall(call)}
    assert (len(recorded) > 20, sorted(recorded - VERBS.keys())) == (True, [])


def test_unknown_verb_is_shown_as_it_is():
    assert words_of("some_thing.done") == "some thing: done"
