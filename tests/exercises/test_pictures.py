import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile

from exercises.pictures import MOST_PIXELS, read_picture

GPS = 0x8825
ORIENTATION = 0x0112


def picture(kind="JPEG", size=(40, 20), colour=(200, 30, 30), **options):
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, kind, **options)
    return made.getvalue()


def upload(content, name="picture.jpg"):
    return SimpleUploadedFile(name, content)


def huge_png():
    """A header that says 60,000 x 60,000, and next to no data."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


REFUSED = {
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "kind"),
    "html": (b"<!doctype html><script>alert(1)</script>", "kind"),
    "html that begins like a gif": (b"GIF89a/*" + b"\0" * 20 + b"*/=1;<script>alert(1)</script>", "kind"),
    "gif": (picture("GIF"), "kind"),
    "bmp": (picture("BMP"), "kind"),
    "pdf": (b"%PDF-1.7 ...", "kind"),
    "nothing but a jpeg's first bytes": (b"\xff\xd8\xff\xe0" + b"<?php system($_GET['c']); ?>", "kind"),
    "cut short": (picture(size=(800, 800), quality=95)[:2000], "damaged"),
    "png cut short": (picture("PNG", size=(300, 300))[:120], "damaged"),
    "huge": (huge_png(), "kind"),
    "many pixels": (picture("PNG", size=(10_000, 4_001)), "pixels"),
    "large file": (b"\xff" * (8 * 1024 * 1024 + 1), "large"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_upload_that_is_no_good_picture_is_refused(name):
    content, code = REFUSED[name]
    # As WeasyPrint leaves it.
    ImageFile.LOAD_TRUNCATED_IMAGES = True

    with pytest.raises(ValidationError) as refusal:
        read_picture(upload(content))

    assert refusal.value.code == code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_picture_is_made_anew_as_webp_under_a_random_name(kind):
    first, second = read_picture(upload(picture(kind))), read_picture(upload(picture(kind)))

    with Image.open(first) as made:
        assert (made.format, made.size) == ("WEBP", (40, 20))
    assert first.name != second.name
    assert (len(first.name), first.name[-5:]) == (37, ".webp")


def test_type_is_told_by_content_not_by_name():
    made = read_picture(upload(picture("PNG"), name="../../evil.svg"))

    assert "evil" not in made.name


def test_place_is_dropped_and_the_turn_carried_out():
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1] = "N"

    made = read_picture(upload(picture(exif=exif.tobytes())))

    with Image.open(made) as read:
        assert (read.size, dict(read.getexif())) == ((20, 40), {})
        assert "exif" not in read.info


def test_what_hides_behind_a_jpeg_is_dropped():
    made = read_picture(upload(picture() + b"<?php system('id'); ?>"))

    assert b"php" not in made.read()


def test_large_picture_is_made_smaller():
    made = read_picture(upload(picture(size=(4000, 2000))))

    with Image.open(made) as read:
        assert read.size == (1600, 800)


def test_limit_of_pixels_lies_below_pillows_own():
    assert MOST_PIXELS < Image.MAX_IMAGE_PIXELS
