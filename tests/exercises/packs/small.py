"""A small pack as plain values, each test changing what it is about."""

import copy
from pathlib import Path

import yaml

PACK = {
    "pack": {"slug": "own", "version": "1", "name": "Own pack"},
    "references": [{"slug": "study", "citation": "A study", "url": "https://example.org/", "year": 2020, "level": "B"}],
    "body_parts": [{"slug": "heel", "name": "Heel"}],
    "equipment": [{"slug": "sling", "name": "Sling", "substitute": "A belt"}],
    "home_tests": [
        {
            "slug": "stand",
            "name": "Stand",
            "steps": ["Stand on one leg."],
            "measures": [
                {
                    "key": "seconds",
                    "name": "Time",
                    "unit": "s",
                    "minimum": 0,
                    "maximum": 60,
                    "primary": True,
                    "methods": ["counted"],
                }
            ],
        }
    ],
    "causes": [
        {
            "slug": "haste",
            "name": "Haste",
            "explanation_runner": "Too much too soon.",
            "explanation_therapist": "Load error.",
            "evidence_level": "C",
            "home_tests": ["stand"],
            "references": ["study"],
        }
    ],
    "complaints": [{"slug": "shin-pain", "name": "Shin pain", "causes": ["haste"]}],
    "exercises": [
        {
            "slug": slug,
            "name": slug.capitalize(),
            "steps": ["Stand tall.", "Rise."],
            "sides": "both",
            "load_kind": "strength",
            "difficulty": level,
            "dosage": {"sets": 1, "reps_min": 10, "reps_max": 10},
            "dosage_basis": "convention",
            "evidence_level": "D",
            "body_parts": ["heel"],
            "equipment": ["sling"],
            "causes": ["haste"],
        }
        for level, slug in enumerate(("rise", "hop", "jump"), start=1)
    ],
    "progressions": [{"easier": "rise", "harder": "jump"}, {"easier": "hop", "harder": "jump"}],
    "protocols": [
        {
            "slug": "slow",
            "cause": "haste",
            "name": "Slowly",
            "stages": [
                {
                    "name": "Rise",
                    "weeks": 4,
                    "home_test": "stand",
                    "retest_days": 28,
                    "exercises": [{"exercise": "rise", "dosage": {"reps_min": 5}}],
                }
            ],
        }
    ],
    "screening": {
        "questions": [{"slug": "numb", "text": "Is it numb?", "reason": "Numb", "level": "emergency"}],
        "advice": {"emergency": "Call now."},
    },
    "start_gate": {"criteria": [{"slug": "walk", "text": "Can you walk?", "kind": "yes_no"}]},
}


def pack() -> dict:
    return copy.deepcopy(PACK)


def put(folder: Path, content: object, name: str = "pack.yaml") -> Path:
    """Writes a pack file and gives its path."""
    path = folder / name
    path.write_text(content if isinstance(content, str) else yaml.safe_dump(content), encoding="utf-8")
    return path
