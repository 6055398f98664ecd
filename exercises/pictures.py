"""Uploaded pictures: known by their content, made anew, and kept without what cameras write into them."""

import io
import uuid
import zlib
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
# A picture of 8 MB can unpack to gigabytes: what is refused here is never unpacked.
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1600
QUALITY = 82
BROKEN = (OSError, SyntaxError, ValueError, EOFError, zlib.error, Image.DecompressionBombError)


def read_picture(upload: Any) -> ContentFile:
    """A WebP of at most 1600 px a side with a random name, made anew from the first frame of a JPEG, PNG or WebP.

    The turn that a camera noted is carried out; its place, time and maker are dropped, and so is anything that
    was hidden behind the picture. Errors: ValidationError that says what to choose instead.
    """
    if upload.size > settings.PICTURE_MAX_BYTES:
        raise ValidationError(_("This file is larger than 8 MB. Choose a smaller picture."), code="large")
    picture = _unpacked(_checked(upload))
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    made = io.BytesIO()
    picture.save(made, "WEBP", quality=QUALITY, method=4)
    return ContentFile(made.getvalue(), name=f"{uuid.uuid4().hex}.webp")


def _checked(upload: Any) -> Image.Image:
    """The picture, opened and not yet unpacked."""
    upload.seek(0)
    try:
        picture = Image.open(upload, formats=FORMATS)
    except BROKEN as error:
        raise ValidationError(
            _("This is no picture that we can read. Choose a JPEG, PNG or WebP."), code="kind"
        ) from error
    if picture.width * picture.height > MOST_PIXELS:
        raise ValidationError(
            _("This picture has too many pixels. Choose one of 40 megapixels or less."), code="pixels"
        )
    return picture


def _unpacked(picture: Image.Image) -> Image.Image:
    """Only pixels: turned upright, in RGB, with transparency where there is any."""
    # WeasyPrint, once it made a PDF, lets the whole process take pictures that are cut short.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        upright = ImageOps.exif_transpose(picture)
        plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except BROKEN as error:
        raise ValidationError(
            _("This picture is damaged. Save it once more, or choose another."), code="damaged"
        ) from error
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    return clean
