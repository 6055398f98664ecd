from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import TemporaryUploadedFile

from exercises.videos import read_video
from tests.exercises.films import box, element, mp4, upload, webm

KIND, DAMAGED = "kind", "damaged"
REFUSED = {
    "text": (b"hello", KIND),
    "html": (b"<!doctype html><script>alert(1)</script>", KIND),
    "nothing but a length": (b"\0\0\0\x20ftyp", KIND),
    "sound alone": (mp4(handler=b"soun", codec=b"mp4a"), "pictures"),
    "sound alone in webm": (webm(kind=b"\x02", codec=b"A_OPUS"), "pictures"),
    "quicktime": (mp4(brand=b"qt  "), "quicktime"),
    "phone's hevc": (mp4(codec=b"hvc1"), "codec"),
    "matroska": (webm(doctype=b"matroska"), DAMAGED),
    "webm in another codec": (webm(codec=b"V_MPEG4/ISO/AVC"), "codec"),
    "cut short": (mp4(frames=b"x" * 500)[:-100], DAMAGED),
    "webm cut short": (webm()[:-3], DAMAGED),
    "recorded webm cut short": (webm(is_open=True)[:-3], DAMAGED),
    "without an index": (box(b"ftyp", b"isom", bytes(4)) + box(b"mdat", b"x"), DAMAGED),
    "without pictures": (mp4(frames=b""), DAMAGED),
    "junk behind": (mp4(extra=b"<script>"), DAMAGED),
    "box that is too short": (mp4(extra=b"\0\0\0\x04free"), DAMAGED),
    "webm header alone": (element("1a45dfa3", element("4282", b"webm")), DAMAGED),
    "thousands of boxes": (mp4(extra=box(b"free") * 6000), DAMAGED),
}


@pytest.mark.parametrize("name", REFUSED)
def test_upload_that_is_no_good_video_is_refused(name):
    content, code = REFUSED[name]

    with pytest.raises(ValidationError) as refusal:
        read_video(upload(content))

    assert refusal.value.code == code


def test_upload_over_the_limit_is_refused(settings):
    settings.VIDEO_MAX_BYTES = 1024 * 1024

    with pytest.raises(ValidationError) as refusal:
        read_video(upload(mp4(frames=bytes(1024 * 1024))))

    assert refusal.value.messages == ["This file is larger than 1 MB. Make the video shorter or smaller."]


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (mp4(), ".mp4"),
        (mp4(brand=b"mp42", codec=b"av01"), ".mp4"),
        (webm(), ".webm"),
        (webm(codec=b"V_VP8", is_open=True), ".webm"),
    ],
)
def test_video_is_told_by_its_content_and_named_at_random(content, ending):
    first, second = read_video(upload(content, "../evil.html")), read_video(upload(content))

    assert first.name != second.name
    assert (len(first.name), first.name[32:]) == (32 + len(ending), ending)


def test_place_and_time_of_an_mp4_are_blanked_and_nothing_moves():
    place = box(b"udta", box(b"\xa9xyz", b"+52.5200+013.4050/"))
    content = mp4(inside=place, extra=box(b"uuid", b"by Ada"))

    kept = read_video(upload(content)).read()

    assert (len(kept), kept.count(b"+52"), kept.count(b"Ada"), kept.count(b"\x77")) == (len(content), 0, 0, 0)
    assert kept.count(b"free") == 2
    assert read_video(upload(kept)).read() == kept


@pytest.mark.parametrize("tags", [element("1254c367", b"+52.5200+013.4050/"), b"\x12\x54\xc3\x67\x83+52"])
def test_tags_of_a_webm_are_blanked_and_nothing_moves(tags):
    content = webm(extra=tags)

    kept = read_video(upload(content)).read()

    assert (len(kept), kept.count(b"+52")) == (len(content), 0)
    assert read_video(upload(kept)).read() == kept


def test_large_upload_is_blanked_in_its_own_file(settings, tmp_path):
    """What is kept is the file by its name, as the storage moves it."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    content = mp4(inside=box(b"udta", box(b"\xa9xyz", b"+52.5200+013.4050/")))
    large = TemporaryUploadedFile("holiday.mp4", "video/mp4", len(content), None)
    large.write(content)

    kept = Path(read_video(large).temporary_file_path()).read_bytes()

    assert (len(kept), kept.count(b"+52"), kept.count(b"free")) == (len(content), 0, 1)
