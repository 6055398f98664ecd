import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from exercises.captions import read_captions

GOOD = """\ufeffWEBVTT - hop

STYLE
::cue { background: url(https://elsewhere.example/) }

NOTE by Ada

first
00:01.000 --> 00:04.500 align:start
Stand on the box.
Both feet.

00:00:05.000 --> 01:00:00.000
<b>Jump</b> down.
"""


def read(text):
    content = text if isinstance(text, bytes) else text.encode()
    return read_captions(SimpleUploadedFile("words.srt", content))


def test_captions_are_written_anew_with_nothing_but_their_cues():
    made = read(GOOD.replace("\n", "\r\n"))

    assert made.read().decode() == (
        "WEBVTT\n\n"
        "00:00:01.000 --> 00:00:04.500 align:start\nStand on the box.\nBoth feet.\n\n"
        "00:00:05.000 --> 01:00:00.000\n<b>Jump</b> down.\n\n"
    )
    assert (len(made.name), made.name[32:]) == (36, ".vtt")
    assert read(read(GOOD).read()).size == made.size


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1\n00:00:01,000 --> 00:00:02,000\nHop", "This is no WebVTT file. Its first line must be WEBVTT."),
        ("WEBVTTX\n\n00:01.000 --> 00:02.000\nHop", "This is no WebVTT file. Its first line must be WEBVTT."),
        ("WEBVTT\n\n", "There is no caption in this file."),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "There is no caption in this file."),
        (
            "WEBVTT\n\n00:01,000 --> 00:02,000\nHop",
            "Line 3: write the times as 00:01.000 --> 00:04.000.",
        ),
        ("WEBVTT\n\none\n00:04.000 --> 00:02.000\nHop", "Line 4: this caption ends before it begins."),
        (
            "WEBVTT\n\n00:04.000 --> 00:05.000\nHop\n\n00:01.000 --> 00:02.000\nHop",
            "Line 6: this caption begins before the one above it.",
        ),
        (b"WEBVTT\n\n\xff\xfe", "These captions are no UTF-8 text. Save them as UTF-8."),
        ("WEBVTT\n" + "x" * 200_000, "These captions are larger than 200 kB. Choose the file of one video."),
    ],
)
def test_captions_at_fault_are_refused_with_the_line(text, words):
    with pytest.raises(ValidationError) as refusal:
        read(text)

    assert refusal.value.messages == [words]
