"""Reads the short dosages that people type, such as "2 x 8-12 each side, 3-4 days a week"."""

import re
from collections.abc import Callable
from dataclasses import dataclass

Fields = dict[str, object]

NUMBER = r"([0-9]{1,5})"
RANGE = NUMBER + r"(?:\s*(?:-|–|to|or)\s*" + NUMBER + r")?"
UNIT = r"\s*(seconds?|secs?|s|minutes?|mins?|min)\b"
WEEKLY = r"\s*(?:(?:x|times|days?|sessions?)?\s*(?:a|per|each|every|in a|/)|x|times)\s*(?:week|wk)\b"
NUMBER_WORDS = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
}
FILLERS = re.compile(r"\b(?:and|of|for|on|in|do|reps?|with|a|the)\b|[\s,.;:()&+]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and how a match of it becomes fields of a dosage."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Fields]


def _rule(pattern: str, read: Callable[[re.Match[str]], Fields]) -> Rule:
    return Rule(re.compile(pattern, re.IGNORECASE), read)


def _fixed(**fields: object) -> Callable[[re.Match[str]], Fields]:
    return lambda _: dict(fields)


def _number(field: str, group: int = 1) -> Callable[[re.Match[str]], Fields]:
    return lambda match: {field: int(match[group])}


def _span(low: str, high: str) -> Callable[[re.Match[str]], Fields]:
    return lambda match: {low: int(match[1]), high: int(match[2] or match[1])}


def _seconds(field: str, group: int = 1) -> Callable[[re.Match[str]], Fields]:
    def read(match: re.Match[str]) -> Fields:
        per_unit = 60 if match[group + 1].lower().startswith("m") else 1
        return {field: int(match[group]) * per_unit}

    return read


def _sets_of_reps(match: re.Match[str]) -> Fields:
    return {"sets": int(match[1]), "reps_min": int(match[2]), "reps_max": int(match[3] or match[2])}


def _sets_of_time(match: re.Match[str]) -> Fields:
    return {"sets": int(match[1])} | _seconds("work_seconds", 2)(match)


def _words(field: str) -> Callable[[re.Match[str]], Fields]:
    return lambda match: {field: match[1].strip()}


# Tempo and load may hold any words and numbers, so they are taken out before anything else is read.
FREE_TEXT = (
    _rule(r"\btempo:?\s+([^,;]+)", _words("tempo")),
    _rule(
        r"(?:\bwith|\bload:?|@)\s+(?![^,;]*\b(?:rest|holds?)\b)([^,;]+?)"
        r"(?=\s+(?:each|per|both|every) (?:side|leg|foot|day|week|other)\b|\s*[,;]|\s*$)",
        _words("load"),
    ),
)

# Order matters: what carries a unit or a noun is read before what is a bare number.
RULES = (
    _rule(r"\b(?:every (?:other|second)|alternate) days?\b", _fixed(days_min=3, days_max=4, min_rest_days=1)),
    _rule(NUMBER + r"\s+rest days?(?: between)?", _number("min_rest_days")),
    _rule(r"\b(?:once|1 time) (?:a|per|each) day\b", _fixed(times_per_day=1)),
    _rule(r"\b(?:twice (?:a|per|each) day|twice daily)\b", _fixed(times_per_day=2)),
    _rule(NUMBER + r"\s*(?:x|times)\s*(?:(?:a|per|each|/)\s*day|daily)\b", _number("times_per_day")),
    _rule(r"\bonce or twice (?:a|per|each|every) week\b", _fixed(days_min=1, days_max=2)),
    _rule(r"\b(?:once (?:a|per|each|every) week|weekly)\b", _fixed(days_min=1, days_max=1)),
    _rule(r"\btwice (?:(?:a|per|each|every) week|weekly)\b", _fixed(days_min=2, days_max=2)),
    _rule(RANGE + WEEKLY, _span("days_min", "days_max")),
    _rule(r"\b(?:every day|each day|daily)\b", _fixed(days_min=7, days_max=7)),
    _rule(NUMBER + r"\s*(?:weeks?|wks?)\b", _number("weeks")),
    _rule(r"\b(?:a|1) month\b", _fixed(weeks=4)),
    _rule(r"(?:\b(?:each|per|both|every) |/\s*)(?:side|leg|foot)s?\b", _fixed(per_side=True)),
    _rule(r"\b(?:in|during|as part of) (?:the |your |my )?(?:running )?warm[- ]?ups?\b", _fixed(when="warm_up")),
    _rule(r"\bbefore (?:the |your |a |my )?(?:run|running)\b", _fixed(when="warm_up")),
    _rule(r"\bafter (?:the |your |a |my )?(?:run|running)\b", _fixed(when="after_run")),
    _rule(r"\b(?:at )?any ?time\b", _fixed(when="any_time")),
    _rule(NUMBER + UNIT + r"(?: of)? rest\b(?: between sets)?", _seconds("rest_seconds")),
    _rule(r"\brest(?: for| of)?\s+" + NUMBER + UNIT + r"(?: between sets)?", _seconds("rest_seconds")),
    _rule(NUMBER + r"\s*(?:x|sets? of|sets? x)\s*" + NUMBER + UNIT + r"(?: holds?\b)?", _sets_of_time),
    _rule(NUMBER + UNIT + r"\s+holds?\b", _seconds("hold_seconds")),
    _rule(r"\bhold(?:ing)?(?: for| of)?\s+" + NUMBER + UNIT, _seconds("hold_seconds")),
    _rule(NUMBER + r"\s*(?:x|sets? of|sets? x)\s*" + RANGE + r"(?:\s*(?:reps?|times)\b)?", _sets_of_reps),
    _rule(NUMBER + r"\s*sets?\s*x?\s*" + RANGE + r"\s*reps?\b", _sets_of_reps),
    _rule(RANGE + r"\s*(?:reps?|repetitions?|times)\b", _span("reps_min", "reps_max")),
    _rule(r"(?:\bx\s*)?" + NUMBER + r"\s*sets?\b", _number("sets")),
    _rule(NUMBER + UNIT, _seconds("work_seconds")),
    _rule(r"(?<![0-9])" + RANGE + r"(?![0-9])", _span("reps_min", "reps_max")),
)


def read(text: str) -> tuple[Fields, str]:
    """Fields of a dosage found in an English phrase, and the words not understood ("" when all were).

    Times become seconds; a month is four weeks, as in the shipped library. "Every other day" is 3 or 4 days
    a week with a rest day between. A hold without reps is timed work.
    """
    fields: Fields = {}
    rest = _apply(FREE_TEXT, " ".join(text.split()), fields)
    rest = _apply(RULES, _plain(rest), fields)
    if "hold_seconds" in fields and not fields.keys() & {"reps_min", "work_seconds"}:
        fields["work_seconds"] = fields.pop("hold_seconds")
    return fields, FILLERS.sub(" ", rest).strip()


def _plain(text: str) -> str:
    text = re.sub(r"[×✕*]", "x", text)
    return re.sub(r"[a-z]+", lambda match: NUMBER_WORDS.get(match[0].lower(), match[0]), text, flags=re.IGNORECASE)


def _apply(rules: tuple[Rule, ...], text: str, fields: Fields) -> str:
    for rule in rules:
        match = rule.pattern.search(text)
        if match and not rule.read(match).keys() & fields.keys():
            fields |= rule.read(match)
            text = f"{text[: match.start()]}, {text[match.end() :]}"
    return text
