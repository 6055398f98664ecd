"""Uploaded videos: known by their content, named anew, and kept without what phones write into them."""

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from exercises.containers import Broken, Film
from exercises.containers.mp4 import is_mp4, is_quicktime, read_mp4
from exercises.containers.webm import is_webm, read_webm

# What browsers play on every system: H.264, VP8, VP9 and AV1, as MP4 and as WebM name them.
PLAYED = frozenset({"avc1", "avc3", "vp08", "vp09", "av01", "V_VP8", "V_VP9", "V_AV1"})
PIECE = 64 * 1024


def read_video(upload: Any) -> Any:
    """The same upload under a random name, once it is known to be an MP4 or WebM that browsers play.

    Where it was filmed, when, and with what is overwritten; pictures and sound stay as they are.
    Errors: ValidationError that says what to choose instead.
    """
    if upload.size > settings.VIDEO_MAX_BYTES:
        most = settings.VIDEO_MAX_BYTES // (1024 * 1024)
        raise ValidationError(
            _("This file is larger than %d MB. Make the video shorter or smaller.") % most, code="large"
        )
    ending, film = _known(upload.file, upload.size)
    _check_played(film)
    _blank(upload.file, film)
    upload.name = f"{uuid.uuid4().hex}.{ending}"
    return upload


def _known(file: Any, size: int) -> tuple[str, Film]:
    try:
        if is_mp4(file):
            return "mp4", read_mp4(file, size)
        if is_webm(file):
            return "webm", read_webm(file, size)
    except Broken as error:
        words = _("This video is cut short or damaged. Save it once more, or choose another.")
        raise ValidationError(words, code="damaged") from error
    if is_quicktime(file):
        raise ValidationError(_("This is a QuickTime film (.mov). Save it as MP4, and choose that."), code="quicktime")
    raise ValidationError(_("This is no video that we can read. Choose an MP4 or WebM."), code="kind")


def _check_played(film: Film) -> None:
    if not film.codecs:
        raise ValidationError(_("This file holds no moving pictures. Choose a video."), code="pictures")
    unknown = sorted(film.codecs - PLAYED)
    if unknown:
        words = _("Many browsers cannot play this kind of video (%s). Save it as MP4 with H.264.")
        raise ValidationError(words % ", ".join(unknown), code="codec")


def _blank(file: Any, film: Film) -> None:
    for stretch in film.to_blank:
        file.seek(stretch.start)
        file.write(stretch.head)
        left = stretch.length - len(stretch.head)
        while left > 0:
            left -= file.write(bytes(min(left, PIECE)))
    # A large upload is a file of its own, which is moved by its name: nothing of it may wait in memory.
    file.flush()
    file.seek(0)
