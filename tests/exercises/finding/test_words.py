"""Words as they are compared."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from exercises.finding.words import asked_words, forms_of, is_one_slip, words_of

LETTERS = "abcdefgh"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Single-leg calf raise", ["single", "leg", "calf", "raise"]),
        ("Déjà vu, STRASSE 2x", ["deja", "vu", "strasse", "2x"]),
        ("under_score", ["under", "score"]),
        ("  \x00 %", []),
    ],
)
def test_words_of_a_text(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [("raise on a step raise", ["raise", "step"]), ("the", ["the"]), ("", [])],
)
def test_asked_words_pass_over_fillers(text, words):
    assert asked_words(text) == words


@pytest.mark.parametrize(
    ("word", "forms"),
    [("raises", ["raises", "raise"]), ("calves", ["calves", "calf"]), ("soleus", ["soleus"]), ("press", ["press"])],
)
def test_forms_of_a_word(word, forms):
    assert list(forms_of(word)) == forms


@pytest.mark.parametrize(
    ("typed", "meant", "is_slip"),
    [
        ("solues", "soleus", True),
        ("achiles", "achilles", True),
        ("dumbell", "dumbbell", True),
        ("calff", "calf", True),
        ("xalf", "calf", True),
        ("calf", "calf", False),
        ("cafl", "calf", True),
        ("fcal", "calf", False),
        ("ca", "calf", False),
    ],
)
def test_is_one_slip_of_known_pairs(typed, meant, is_slip):
    assert is_one_slip(typed, meant) == is_slip


@given(st.text(LETTERS, min_size=1, max_size=8), st.text(LETTERS, min_size=1, max_size=8))
def test_is_one_slip_goes_both_ways(one, other):
    assert is_one_slip(one, other) == is_one_slip(other, one)


@given(st.text(LETTERS, min_size=2, max_size=8), st.data())
def test_is_one_slip_of_two_swapped_letters(word, data):
    place = data.draw(st.integers(0, len(word) - 2))
    swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    assume(swapped != word)
    assert is_one_slip(swapped, word)
