"""What runners read in the shipped library is short and plain; names of exercises and the like stay as they are."""

import re
from collections.abc import Iterator

import pyphen
import yaml

from tests.exercises.pack_files import FOLDER, GATE, PACK, ROWS, SCREENING

WORDS_A_SENTENCE = 15
GRADE = 6

# Names that a plain sentence cannot avoid; they count as one syllable.
GLOSSARY = {"therapist", "emergency", "diagnosis", "antibiotic", "quinolone", "diabetes"}


def runner_texts() -> Iterator[tuple[str, list[str]]]:
    """Where a text for runners stands, and its lines."""
    fields = {
        "exercises": ("summary", "steps", "cues", "mistakes", "cautions", "stop_when"),
        "home_tests": ("summary", "steps", "safety", "stop_rules"),
        "causes": ("explanation_runner", "how_it_hurts"),
        "complaints": ("summary",),
    }
    for name, wanted in fields.items():
        for row in PACK[name]:
            for field in wanted:
                text = row[field]
                yield f"{name} {row['slug']} {field}", text if isinstance(text, list) else [text]
    for test in PACK["home_tests"]:
        yield f"{test['slug']} while testing", [test["cue"], test["benchmark"], *test["steps"]]
    yield "substitutes", [f"{row['substitute']}." for row in PACK["equipment"]]
    for row in SCREENING + GATE:
        yield row["slug"], [row["text"], row["hint"]]
    for level, text in PACK["screening"]["advice"].items():
        yield f"advice {level}", [text]
    for number, row in enumerate(ROWS["stage_exercises"]):
        yield f"note {number} {row['exercise']}", [row["note"]]
    for path in sorted(FOLDER.glob("figures/*/*.yaml")):
        frames = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["frames"]
        yield f"figure {path.parent.name} {path.stem}", [frame["words"] for frame in frames if "words" in frame]


RUNNER_TEXTS = dict(runner_texts())


def sentences(lines: list[str]) -> list[list[str]]:
    parts = [part for line in lines for part in re.split(r"[.!?:]+(?:\s|$)", line)]
    return [words for part in parts if (words := re.findall(r"[A-Za-z0-9][\w'’-]*", part))]


HYPHENS = pyphen.Pyphen(lang="en_US", left=1, right=1)


def syllables(word: str) -> int:
    """Syllables by hyphenation, but at least its groups of vowels: hyphenation alone counts too few."""
    word = word.lower().rstrip("'’s")
    if word in GLOSSARY or word.isdigit():
        return 1
    groups = len(re.findall(r"[aeiouy]+", re.sub(r"(?<![aeiouyl])e(?:d|s)?$", "", word)))
    return max(1, groups, len(HYPHENS.positions(word)) + 1)


def grade(lines: list[str]) -> float:
    """Flesch-Kincaid grade (Kincaid 1975): 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    found = sentences(lines)
    words = [word for sentence in found for word in sentence]
    return 0.39 * len(words) / len(found) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_runner_sentences_are_short():
    found = {
        place: [" ".join(words) for words in sentences(lines) if len(words) > WORDS_A_SENTENCE]
        for place, lines in RUNNER_TEXTS.items()
    }
    assert {place: long for place, long in found.items() if long} == {}


def test_runner_texts_read_easily():
    found = {place: round(grade(lines), 1) for place, lines in RUNNER_TEXTS.items() if sentences(lines)}
    assert {place: high for place, high in found.items() if high > GRADE} == {}


def test_no_text_is_lost_by_the_name_of_its_place():
    assert len(RUNNER_TEXTS) == len(list(runner_texts())) > 400


def test_grade_tells_plain_from_heavy():
    assert grade(["Stand on one leg. Hop for as long as you can."]) < 2
    assert grade(["Plantarflexor insufficiency necessitates progressive rehabilitation."]) > 20
