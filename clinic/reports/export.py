"""The export of one person's data: a zip with `data.json` and the pictures that they uploaded, streamed."""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone

from clinic.models import Runner
from clinic.queries.record import SECTIONS, pictures_of

FORM = "toe-off-export-1"
ABOUT = """\
Toe-off: everything that one clinic keeps about one person.

data.json   all entries, each list in the order in which it was made. Times are in UTC, dates are the person's own.
pictures/   the pictures that the person uploaded.

The keys are explained in docs/export.md of Toe-off.
"""


class Outlet(io.RawIOBase):
    """Takes what the zip writes, and hands it on piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        """What was written since the last time."""
        taken, self._pieces = b"".join(self._pieces), []
        return taken


def download_of(runner: Runner) -> StreamingHttpResponse:
    """The zip as a download; its name tells nothing about the person."""
    response = StreamingHttpResponse(export_of(runner), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="toe-off-{timezone.localdate().isoformat()}.zip"'
    return response


def export_of(runner: Runner) -> Iterator[bytes]:
    """The zip in pieces. At no time is more than a batch of rows in memory."""
    outlet = Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry("README.txt"), ABOUT)
        with archive.open(_entry("data.json"), "w") as file:
            for piece in json_of(runner):
                file.write(piece.encode())
                yield outlet.take()
        for name, picture in pictures_of(runner):
            if picture.storage.exists(str(picture.name)):
                with picture.open("rb") as source, archive.open(_entry(name), "w") as target:
                    target.write(source.read())
            yield outlet.take()
    yield outlet.take()


def _entry(name: str) -> zipfile.ZipInfo:
    """A file of the zip, made now; without this it would be from 1980."""
    entry = zipfile.ZipInfo(name, date_time=timezone.now().timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def json_of(runner: Runner) -> Iterator[str]:
    """The text of data.json in pieces."""
    about = {"form": FORM, "made_at": timezone.now().isoformat(), "clinic": runner.clinic.name}
    yield "{\n" + f'"about": {_text(about)}'
    for section in SECTIONS:
        yield f',\n"{section.name}": ['
        for number, row in enumerate(section.rows(runner)):
            yield (",\n  " if number else "\n  ") + _text(row)
        yield "]"
    yield "\n}\n"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
