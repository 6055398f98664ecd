"""JSON in, strictly."""

import json
import math
from typing import Any, NoReturn

from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.parsers import JSONParser

MAX_DEPTH = 20
MAX_BYTES = 1_000_000
MAX_WHOLE_NUMBER = 2**63 - 1
UTF_8 = {"utf-8", "utf8", "us-ascii", "ascii"}  # ASCII is a part of it


class StrictJSONParser(JSONParser):
    """JSON as the standard has it: UTF-8, no NaN, no null bytes, no number beyond 64 bits, no deep nesting.

    A name that stands twice in one object is refused: nobody can tell which of its values was meant.
    """

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        if str((parser_context or {}).get("encoding", "utf-8")).lower() not in UTF_8:
            raise exceptions.ParseError(_("Send the body as UTF-8."))
        text = stream.read(MAX_BYTES + 1)
        if len(text) > MAX_BYTES:
            raise exceptions.ParseError(_("The body is too large."))
        _refuse_depth(text)
        body = _read(text)
        _refuse_odd_values(body)
        return body


def _read(text: bytes) -> Any:
    try:
        return json.loads(text.decode(), parse_constant=_refuse_constant, object_pairs_hook=_object)
    except ValueError as error:
        raise exceptions.ParseError(_("The body is not JSON: %(why)s") % {"why": error}) from error


def _refuse_constant(name: str) -> NoReturn:
    raise exceptions.ParseError(_("The body holds a number that is not finite."))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    body = dict(pairs)
    if len(body) < len(pairs):
        raise exceptions.ParseError(_("The body names a field twice."))
    return body


def _refuse_depth(text: bytes) -> None:
    """Counts open brackets outside strings, before any parser recurses into them."""
    if text.count(b"[") + text.count(b"{") <= MAX_DEPTH:
        return  # a recording has many numbers and few brackets: looking at each byte would take longer than reading it
    depth, in_string, escaped = 0, False, False
    for byte in text:
        if in_string:
            escaped, in_string = (not escaped and byte == 0x5C), not (byte == 0x22 and not escaped)
        elif byte == 0x22:
            in_string = True
        elif byte in b"[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise exceptions.ParseError(_("The body is nested too deeply."))
        elif byte in b"]}":
            depth -= 1


def _refuse_odd_values(value: Any) -> None:
    if isinstance(value, str):
        _refuse_odd_text(value)
    elif isinstance(value, float) and not math.isfinite(value):
        raise exceptions.ParseError(_("The body holds a number that is not finite."))
    elif isinstance(value, int) and abs(value) > MAX_WHOLE_NUMBER:
        raise exceptions.ParseError(_("The body holds a number that is too large."))
    elif isinstance(value, dict):
        for key, item in value.items():
            _refuse_odd_values(key)
            _refuse_odd_values(item)
    elif isinstance(value, list):
        for item in value:
            _refuse_odd_values(item)


def _refuse_odd_text(value: str) -> None:
    if "\x00" in value:
        raise exceptions.ParseError(_("The body holds a null byte."))
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise exceptions.ParseError(_("The body holds half a character."))
