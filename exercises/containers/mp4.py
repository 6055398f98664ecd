"""MP4: boxes in boxes, each with its length and four letters (ISO 14496-12)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from exercises.containers.film import Broken, Bytes, Film, Stretch, exactly

ISO = (b"isom", *(b"iso%d" % number for number in range(2, 10)))
BRANDS = frozenset({b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV", b"dash", *ISO})
QUICKTIME = b"qt  "
MOST_BOXES = 5000
TELLS = frozenset({b"udta", b"meta", b"uuid"})
"""Boxes in which phones keep place, maker and model."""
TIMED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
"""Boxes that begin with when it was filmed."""


@dataclass(frozen=True, slots=True)
class Box:
    kind: bytes
    start: int
    body: int
    end: int


def is_mp4(file: Bytes) -> bool:
    """Whether it begins as an MP4 of a kind that browsers play. A QuickTime film (.mov) is none."""
    return not BRANDS.isdisjoint(_brands(file))


def is_quicktime(file: Bytes) -> bool:
    return QUICKTIME in _brands(file)


def _brands(file: Bytes) -> list[bytes]:
    """What the file says it is: its own kind first, then those that it is compatible with."""
    file.seek(0)
    head = file.read(12)
    if head[4:8] != b"ftyp":
        return []
    more = file.read(max(min(int.from_bytes(head[:4], "big"), 400) - 12, 0))[4:]
    return [head[8:12], *(more[place : place + 4] for place in range(0, len(more), 4))]


def read_mp4(file: Bytes, size: int) -> Film:
    """Errors: Broken when it is cut short, or has no index or no pictures."""
    return _Mp4(file).film(size)


@dataclass
class _Mp4:
    file: Bytes
    seen: int = 0

    def film(self, size: int) -> Film:
        top = list(self._boxes(0, size))
        index = next((box for box in top if box.kind == b"moov"), None)
        if index is None or not any(box.kind == b"mdat" and box.end > box.body for box in top):
            raise Broken
        inside = list(self._boxes(index.body, index.end))
        tracks = [list(self._boxes(box.body, box.end)) for box in inside if box.kind == b"trak"]
        codecs = {codec for track in tracks for codec in self._codecs(track)}
        everything = [*top, *inside, *(box for track in tracks for box in track)]
        media = [box for track in tracks for box in self._within(track, b"mdia")]
        blank = [stretch for box in [*everything, *media] for stretch in self._telling(box)]
        return Film(frozenset(codecs), tuple(blank))

    def _boxes(self, start: int, end: int) -> Iterator[Box]:
        while start < end:
            self.seen += 1
            if self.seen > MOST_BOXES:
                raise Broken
            length, kind = struct.unpack(">I4s", exactly(self.file, start, 8))
            body = start + 8
            if length == 1:
                length, body = int.from_bytes(exactly(self.file, body, 8), "big"), start + 16
            elif length == 0:
                length = end - start
            if length < body - start or start + length > end:
                raise Broken
            yield Box(kind, start, body, start + length)
            start += length

    def _within(self, boxes: list[Box], *way: bytes) -> list[Box]:
        """What is in the first box of each kind, one inside the other."""
        for kind in way:
            box = next((box for box in boxes if box.kind == kind), None)
            boxes = list(self._boxes(box.body, box.end)) if box else []
        return boxes

    def _codecs(self, track: list[Box]) -> Iterator[str]:
        """The names of the codecs of a track of pictures; none of another track."""
        media = self._within(track, b"mdia")
        handler = next((box for box in media if box.kind == b"hdlr"), None)
        if handler is None or exactly(self.file, handler.body + 8, 4) != b"vide":
            return
        table = next((box for box in self._within(media, b"minf", b"stbl") if box.kind == b"stsd"), None)
        if table is not None:
            for entry in self._boxes(table.body + 8, table.end):
                yield entry.kind.decode("latin-1")

    def _telling(self, box: Box) -> Iterator[Stretch]:
        if box.kind in TELLS:
            yield Stretch(box.start + 4, 4, b"free")
            yield Stretch(box.body, box.end - box.body)
        elif box.kind in TIMED:
            version = exactly(self.file, box.body, 1)[0]
            yield Stretch(box.body + 4, min(16 if version else 8, max(box.end - box.body - 4, 0)))
