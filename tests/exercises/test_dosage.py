import json
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.dosage import Dosage, DosageError

TAME_TEXT = st.text("abc 0123-", max_size=20)


@st.composite
def dosages(draw: st.DrawFn) -> Dosage:
    days_min = draw(st.integers(1, 7))
    days_max = draw(st.integers(days_min, 7))
    most_rest = 6 if days_max == 1 else (7 - days_max) // (days_max - 1)
    timed = draw(st.booleans())
    least = draw(st.integers(1, 200))
    amount = (
        {"work_seconds": draw(st.integers(1, 7200))}
        if timed
        else {
            "reps_min": least,
            "reps_max": draw(st.integers(least, 200)),
            "hold_seconds": draw(st.none() | st.integers(0, 120)),
        }
    )
    return Dosage(
        sets=draw(st.none() | st.integers(1, 20)),
        tempo=draw(TAME_TEXT),
        rest_seconds=draw(st.none() | st.integers(0, 900)),
        load=draw(TAME_TEXT),
        per_side=draw(st.booleans()),
        times_per_day=draw(st.integers(1, 6)),
        days_min=days_min,
        days_max=days_max,
        min_rest_days=draw(st.integers(0, most_rest)),
        when=draw(st.sampled_from(["any_time", "warm_up", "after_run"])),
        weeks=draw(st.none() | st.integers(1, 52)),
        **amount,
    )


@given(dosages())
def test_from_dict_gives_back_what_to_dict_and_json_took(dosage):
    assert Dosage.from_dict(json.loads(json.dumps(dosage.to_dict()))) == dosage


@given(dosages())
def test_parse_of_short_keeps_the_amount(dosage):
    again = Dosage.parse(dosage.short())
    kept = ("sets", "reps_min", "reps_max", "work_seconds", "per_side")
    assert [getattr(again, name) for name in kept] == [getattr(dosage, name) for name in kept]


@given(dosages())
def test_words_are_whole_and_without_placeholders(dosage):
    assert re.search(r"%|None|  |^,|,$|^$", dosage.words()) is None


@given(dosages(), st.integers(1, 19))
def test_minutes_grow_with_sets(dosage, sets):
    fewer, more = (Dosage.from_dict({**dosage.to_dict(), "sets": count}).minutes() for count in (sets, sets + 1))
    assert 1 <= fewer <= more


@given(dosages(), dosages())
def test_differences_are_empty_only_between_equals(one, other):
    assert one.differences(one) == []
    assert (one.differences(other) == []) == (one == other)


@given(st.text(max_size=60))
def test_parse_of_any_text_gives_a_dosage_or_a_dosage_error(text):
    with suppress(DosageError):
        assert Dosage.parse(text).words()


@given(
    st.dictionaries(
        st.sampled_from(["sets", "reps_min", "hold_seconds", "tempo", "per_side", "when", "days_max", "odd"]),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.lists(st.integers()),
    )
)
def test_from_dict_of_anything_gives_a_dosage_or_a_dosage_error(mapping):
    with suppress(DosageError):
        dosage = Dosage.from_dict(mapping)
        assert Dosage.from_dict(dosage.to_dict()) == dosage


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3 x 10", "3 sets of 10, every day"),
        ("1x10", "1 set of 10, every day"),
        ("2 x 10 each side, every day, 4 weeks", "2 sets of 10, each side, every day for 4 weeks"),
        (
            "10 reps each side, 3-4 times a week, in the warm-up",
            "10 reps, each side, 3 or 4 times a week, in your warm-up",
        ),
        (
            "1 x 10 each side, 3-4 days a week, in the warm-up, 4 weeks",
            "1 set of 10, each side, 3 or 4 times a week for 4 weeks, in your warm-up",
        ),
        ("2x8-12 each side", "2 sets of 8 to 12, each side, every day"),
        ("3 x 30 s hold", "3 sets of 30 seconds, every day"),
        ("30 s hold each side", "30 seconds, each side, every day"),
        ("10 min, after the run, 2 to 5 times a week", "10 minutes, 2 to 5 times a week, after your run"),
        (
            "Two sets of ten with 2 x 8 kg each side every other day for a month",
            "2 sets of 10, each side, with 2 x 8 kg, every other day for 4 weeks",
        ),
        (
            "3 x 15, tempo up with both-3 down, 2 min rest, twice a day",
            "3 sets of 15, tempo up with both-3 down, 2 minutes rest between sets, twice a day",
        ),
        ("2 × 8, hold 2 s, 3x/week", "2 sets of 8, hold 2 seconds, 3 times a week"),
        ("1 x 1 once a week", "1 set of 1, once a week"),
        ("10 reps x 3 sets, 3x week, 1 week", "3 sets of 10, 3 times a week for 1 week"),
        ("3 sets x 8-10 reps/side, 2x per wk", "3 sets of 8 to 10, each side, twice a week"),
        ("3 sets 10 reps 5 days/week", "3 sets of 10, 5 times a week"),
        ("5 reps, twice a week, 2 rest days", "5 reps, twice a week, with 2 rest days between"),
        ("5 reps once or twice a week", "5 reps, once or twice a week"),
        ("5 reps 3 times a day on 3 or 4 days a week", "5 reps, 3 times a day on 3 or 4 days a week"),
    ],
)
def test_parse_reads_what_people_type(text, words):
    assert Dosage.parse(text).words() == words


@given(dosages())
def test_parse_of_words_reads_the_portal_s_own_wording(dosage):
    plain = Dosage.from_dict({**dosage.to_dict(), "tempo": "", "load": ""})
    again = Dosage.parse(plain.words())
    assert again.words() == plain.words()


@pytest.mark.parametrize(
    ("text", "field", "message"),
    [
        ("every day", "reps_min", "Reps or time is missing; give one of the two"),
        (
            "3 x 10 x 5",
            "dosage",
            "Dosage was not understood at “x 5”; write it like “3 x 10 each side, every day”",
        ),
        ("x" * 301, "dosage", "Dosage must be a short text such as “3 x 10 each side”"),
        ("3 x 300", "reps_min", "Reps must be 200 or less"),
        ("3 x 10, hold 121 s", "hold_seconds", "Hold must be 120 seconds or less"),
    ],
)
def test_parse_says_what_is_wrong(text, field, message):
    with pytest.raises(DosageError) as caught:
        Dosage.parse(text)
    assert caught.value.errors == {field: message}


def test_from_dict_names_every_wrong_field_at_once():
    with pytest.raises(DosageError) as caught:
        Dosage.from_dict(
            {
                "sets": float("nan"),
                "reps_min": True,
                "hold_seconds": 121,
                "rest_seconds": -1,
                "tempo": "x" * 41,
                "load": "8\0kg",
                "per_side": 1,
                "days_min": 8,
                "when": "later",
                "weeks": 2**63,
                "reps": 10,
            }
        )
    assert caught.value.errors == {
        "sets": "Sets must be a whole number",
        "reps_min": "Reps must be a whole number",
        "hold_seconds": "Hold must be 120 seconds or less",
        "rest_seconds": "Rest must be 0 seconds or more",
        "tempo": "Tempo must be 40 characters or fewer",
        "load": "Load must be plain text on one line",
        "per_side": "Each side must be yes or no",
        "days_min": "Fewest days a week must be 7 or less",
        "when": "When must be any time, in the warm-up or after the run",
        "weeks": "Weeks must be 52 or less",
        "reps": "“reps” is not part of a dosage; leave it out",
    }


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        (
            {"reps_min": 10, "reps_max": 8},
            {"reps_max": "Most reps must be 10 or more, like the fewest"},
        ),
        (
            {"reps_min": 10, "days_min": 5, "days_max": 4},
            {"days_max": "Most days a week must be 5 or more, like the fewest"},
        ),
        (
            {"reps_min": 10, "days_min": 3, "days_max": 4, "min_rest_days": 2},
            {"min_rest_days": "Rest days between must be 1 or less for 4 days a week"},
        ),
        (
            {"reps_min": 10, "work_seconds": 30},
            {"work_seconds": "Time must be empty when reps are given"},
        ),
        (
            {"work_seconds": 30, "hold_seconds": 5},
            {"hold_seconds": "Hold must be empty for timed work; put the hold in the time"},
        ),
    ],
)
def test_from_dict_refuses_fields_that_do_not_fit_together(fields, errors):
    with pytest.raises(DosageError) as caught:
        Dosage.from_dict(fields)
    assert caught.value.errors == errors


def test_from_dict_refuses_what_is_no_mapping():
    with pytest.raises(DosageError) as caught:
        Dosage.from_dict([("sets", 1)])
    assert caught.value.errors == {"dosage": "Dosage must be a set of named fields"}


def test_a_single_number_of_reps_is_both_ends_of_the_range():
    assert Dosage(reps_max=8) == Dosage(reps_min=8) == Dosage(reps_min=8, reps_max=8)


def test_to_dict_leaves_defaults_out():
    assert Dosage(sets=1, reps_min=10, load="  8   kg ").to_dict() == {
        "sets": 1,
        "reps_min": 10,
        "reps_max": 10,
        "load": "8 kg",
    }


@pytest.mark.parametrize(
    ("fields", "short"),
    [
        ({"sets": 1, "reps_min": 10, "per_side": True}, "1 × 10 each side"),
        ({"sets": 3, "reps_min": 8, "reps_max": 12}, "3 × 8 to 12"),
        ({"sets": 3, "work_seconds": 30}, "3 × 30 s"),
        ({"work_seconds": 600}, "10 min"),
        ({"reps_min": 10, "per_side": True}, "10 reps each side"),
        ({"reps_min": 1}, "1 rep"),
    ],
)
def test_short_wording(fields, short):
    assert Dosage(**fields).short() == short


@pytest.mark.parametrize(
    ("fields", "frequency"),
    [
        ({}, "every day"),
        ({"times_per_day": 2}, "twice a day"),
        ({"days_min": 3, "days_max": 4}, "3 or 4 times a week"),
        ({"days_min": 2, "days_max": 5}, "2 to 5 times a week"),
        ({"days_min": 3, "days_max": 4, "min_rest_days": 1}, "every other day"),
        ({"days_min": 3, "days_max": 3}, "3 times a week"),
        (
            {"days_min": 3, "days_max": 4, "min_rest_days": 1, "times_per_day": 2},
            "twice a day, every other day",
        ),
        ({"days_min": 1, "days_max": 1, "times_per_day": 3}, "3 times a day on 1 day a week"),
    ],
)
def test_frequency_wording(fields, frequency):
    assert Dosage(reps_min=10, **fields).frequency() == frequency


@pytest.mark.parametrize(
    ("fields", "minutes"),
    [
        ({"sets": 1, "reps_min": 10}, 1),  # 30 s
        ({"reps_min": 10, "per_side": True}, 1),  # 60 s
        ({"reps_min": 11, "per_side": True}, 2),  # 66 s
        ({"sets": 3, "reps_min": 12, "tempo": "2-1-3", "per_side": True, "rest_seconds": 90}, 11),  # 612 s
        ({"sets": 2, "reps_min": 8, "hold_seconds": 2, "per_side": True, "rest_seconds": 45}, 4),  # 205 s
        ({"sets": 6, "work_seconds": 60, "rest_seconds": 90}, 14),  # 810 s
        ({"sets": 3, "work_seconds": 60, "times_per_day": 2}, 3),  # one session of the two
    ],
)
def test_minutes_are_rounded_up(fields, minutes):
    assert Dosage(**fields).minutes() == minutes


def test_differences_name_what_changed_and_what_it_was():
    before = Dosage(sets=1, reps_min=8, per_side=True, days_min=3, days_max=4, when="warm_up")
    now = Dosage(sets=1, reps_min=10, reps_max=12, load="8 kg", weeks=4)
    assert now.differences(before) == [
        "Reps: 10 to 12, was 8",
        "Load: 8 kg, was none",
        "Each side: no, was yes",
        "How often: every day, was 3 or 4 times a week",
        "When: any time, was in your warm-up",
        "Weeks: 4, was none",
    ]


def test_manner_and_rhythm_are_the_words_without_the_amount():
    dosage = Dosage(sets=2, reps_min=10, hold_seconds=2, load="8 kg", rest_seconds=60, per_side=True, when="warm_up")
    assert dosage.manner() == ["hold 2 seconds", "with 8 kg", "1 minute rest between sets"]
    assert dosage.rhythm() == ["every day", "in your warm-up"]
    assert dosage.words() == ", ".join(["2 sets of 10", "each side", *dosage.manner(), *dosage.rhythm()])
