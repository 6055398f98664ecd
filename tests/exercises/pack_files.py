"""The files of the shipped library, read as they lie, for the tests of the content."""

from pathlib import Path

import yaml

FOLDER = Path(__file__).parents[2] / "exercises" / "content"


def read_pack() -> dict:
    pack: dict = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for key, value in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            pack[key] = [*pack.get(key, []), *value] if isinstance(value, list) else value
    return pack


PACK = read_pack()
EXERCISES = {row["slug"]: row for row in PACK["exercises"]}
SCREENING = PACK["screening"]["questions"]
GATE = PACK["start_gate"]["criteria"]
STAGES = [stage for protocol in PACK["protocols"] for stage in protocol["stages"]]
ROWS = {
    **{name: rows for name, rows in PACK.items() if isinstance(rows, list)},
    "stages": STAGES,
    "stage_exercises": [row for stage in STAGES for row in stage["exercises"]],
    "measures": [row for test in PACK["home_tests"] for row in test["measures"]],
    "questions": SCREENING,
    "criteria": GATE,
}
