"""Uploaded captions: WebVTT, known by its content and written anew with nothing but its cues."""

import re
import uuid
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

MOST_BYTES = 200_000
HEADER = re.compile(r"WEBVTT(?:[ \t].*)?")
MOMENT = r"(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
TIMES = re.compile(rf"{MOMENT}[ \t]+-->[ \t]+{MOMENT}([ \t]+.*)?")


def read_captions(upload: Any) -> ContentFile:
    """A WebVTT file with the same cues under a random name; notes, styles and regions are left out.

    Errors: ValidationError that names the line at fault.
    """
    if upload.size > MOST_BYTES:
        raise ValidationError(_("These captions are larger than 200 kB. Choose the file of one video."), code="large")
    upload.seek(0)
    try:
        text = upload.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(_("These captions are no UTF-8 text. Save them as UTF-8."), code="encoding") from error
    cues = list(_cues(text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")))
    if not cues:
        raise ValidationError(_("There is no caption in this file."), code="empty")
    return ContentFile("\n\n".join(["WEBVTT", *cues, ""]).encode(), name=f"{uuid.uuid4().hex}.vtt")


def _cues(lines: list[str]) -> Iterator[str]:
    """Each cue with its times. Its own name is not kept."""
    if not HEADER.fullmatch(lines[0]):
        raise ValidationError(_("This is no WebVTT file. Its first line must be WEBVTT."), code="kind")
    before = 0
    for number, block in _blocks(lines):
        at = next((place for place, line in enumerate(block[:2]) if "-->" in line), None)
        if at is None:
            continue
        start, end, settings = _times(block[at], number + at)
        if start < before:
            raise _fault(_("Line %d: this caption begins before the one above it."), number + at, "order")
        before = start
        words = [line for line in block[at + 1 :] if "-->" not in line]
        if words:
            yield "\n".join([f"{_clock(start)} --> {_clock(end)}{settings}", *words])


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Lines that stand together, with the number of the first; the header's are left out."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line)
        else:
            if block and number - len(block) > 1:
                yield number - len(block), block
            block = []


def _times(line: str, number: int) -> tuple[int, int, str]:
    """Start and end in milliseconds, and where the cue stands in the picture."""
    found = TIMES.fullmatch(line.strip())
    if found is None:
        raise _fault(_("Line %d: write the times as 00:01.000 --> 00:04.000."), number, "times")
    start, end = _milliseconds(found.groups()[:4]), _milliseconds(found.groups()[4:8])
    if end <= start:
        raise _fault(_("Line %d: this caption ends before it begins."), number, "times")
    return start, end, f" {settings.strip()}" if (settings := found.group(9)) else ""


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _clock(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandths:03}"


def _fault(sentence: str, number: int, code: str) -> ValidationError:
    return ValidationError(sentence % number, code=code)
