"""Every refusal has its words."""

import pytest

from clinic.measurement.hop import Refusal
from clinic.measurement.tilt import TiltRefusal
from clinic.validators.trace_words import HOP, TILT, sentences


@pytest.mark.parametrize(("codes", "words"), [(Refusal, HOP), (TiltRefusal, TILT)])
def test_every_code_has_words_and_every_word_a_code(codes, words):
    assert sorted(words) == sorted(code.value for code in codes)


def test_sentences_are_short():
    spoken = [part for words in (*HOP.values(), *TILT.values()) for part in str(words).split(". ")]
    assert [part for part in spoken if len(part.split()) > 15] == []


def test_what_to_do_stands_last():
    assert sentences("motion", ["walking", "gaps"]) == [
        "This looks like walking, not like hopping.",
        "Your phone stopped telling us in between. Keep this page open.",
        "Do this leg again, or count the hops yourself.",
    ]
    assert sentences("phone", ["moving"])[-1] == "Do this try again."


def test_nothing_wrong_needs_no_words():
    assert sentences("motion", []) == []
