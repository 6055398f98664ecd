"""What may come in as JSON, and what each refusal says."""

import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import ParseError

from portal.api.parsing import MAX_BYTES, MAX_DEPTH, MAX_WHOLE_NUMBER, StrictJSONParser

DEEP = 100_000


def parse(text, encoding="utf-8"):
    body = text if isinstance(text, bytes) else text.encode()
    return StrictJSONParser().parse(BytesIO(body), "application/json", {"encoding": encoding})


def refusal(text, encoding="utf-8"):
    with pytest.raises(ParseError) as caught:
        parse(text, encoding)
    return str(caught.value.detail)


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-MAX_WHOLE_NUMBER, MAX_WHOLE_NUMBER)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text('abc"\\[{', max_size=4), inner, max_size=4),
    max_leaves=12,
)


@given(plain)
def test_plain_json_comes_in_as_it_is(value):
    assert parse(json.dumps(value)) == value


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_nesting_up_to_the_bound_is_taken(opening, closing):
    assert parse(opening * MAX_DEPTH + "1" + closing * MAX_DEPTH) is not None
    assert refusal(opening * (MAX_DEPTH + 1) + "1" + closing * (MAX_DEPTH + 1)) == "The body is nested too deeply."


def test_brackets_in_words_are_no_nesting():
    words = '"' * 3 + "[" * 50 + "\\" * 3
    assert parse(json.dumps({"note": words})) == {"note": words}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[" * DEEP + "]" * DEEP, "The body is nested too deeply."),
        ("[" * DEEP, "The body is nested too deeply."),
        ('{"a": NaN}', "The body holds a number that is not finite."),
        ('{"a": -Infinity}', "The body holds a number that is not finite."),
        ('{"a": 1e999}', "The body holds a number that is not finite."),
        (f'{{"a": {2**63}}}', "The body holds a number that is too large."),
        (f"[{-(2**63)}]", "The body holds a number that is too large."),
        ('{"a": "x\\u0000y"}', "The body holds a null byte."),
        ('{"\\u0000": 1}', "The body holds a null byte."),
        ('{"a": "\\ud800"}', "The body holds half a character."),
        ('{"pain": 1, "pain": 9}', "The body names a field twice."),
        ('[{"a": {"b": 1, "b": 1}}]', "The body names a field twice."),
        ("[" + "1," * MAX_BYTES + "1]", "The body is too large."),
    ],
)
def test_odd_body_is_refused_in_words(text, said):
    assert refusal(text) == said


@pytest.mark.parametrize("text", ["", " ", "{", "{'a': 1}", "[1,]", "1 2", b"\xff\xfe{}", b"\xef\xbb\xbf{}", b"\x00"])
def test_what_is_no_json_is_said_to_be_none(text):
    assert refusal(text).startswith("The body is not JSON: ")


def test_a_whole_number_of_64_bits_is_taken():
    assert parse(str(MAX_WHOLE_NUMBER)) == MAX_WHOLE_NUMBER


@pytest.mark.parametrize("name", ["utf-7", "cp037", "utf-16", "utf-32", "latin-1", "unicode_escape", "zip", "rot13"])
def test_another_encoding_is_refused_before_it_is_decoded(name):
    """In UTF-7 and EBCDIC brackets are other bytes: they would pass the count and break the parser."""
    assert refusal("+AFs-" * DEEP, name) == "Send the body as UTF-8."


@pytest.mark.parametrize("name", ["utf-8", "UTF-8", "utf8", "us-ascii"])
def test_utf_8_is_taken_by_its_names(name):
    assert parse('{"note": "läuft"}', name) == {"note": "läuft"}
