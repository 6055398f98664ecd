"""WebM: elements in elements, each with its number and length; the first bits of both say how long they are."""

from collections.abc import Iterator
from dataclasses import dataclass

from exercises.containers.film import Broken, Bytes, Film, Stretch, exactly

MAGIC = b"\x1a\x45\xdf\xa3"
HEADER, SEGMENT, CLUSTER, TRACKS, TRACK = 0x1A45DFA3, 0x18538067, 0x1F43B675, 0x1654AE6B, 0xAE
DOCTYPE, TRACK_TYPE, CODEC, VOID = 0x4282, 0x83, 0x86, 0xEC
TELLS = frozenset({0x1254C367, 0x1941A469})
"""Tags and attachments: where programs keep place, maker and whatever else."""
PICTURES = b"\x01"
MOST_ELEMENTS = 100_000


@dataclass(frozen=True, slots=True)
class Element:
    """`is_open`: its length is not said, as when a browser recorded it."""

    number: int
    start: int
    body: int
    end: int
    is_open: bool


def is_webm(file: Bytes) -> bool:
    file.seek(0)
    return file.read(4) == MAGIC


def read_webm(file: Bytes, size: int) -> Film:
    """Errors: Broken when it is cut short, is another kind of Matroska, or has no tracks or no pictures."""
    return _Webm(file).film(size)


@dataclass
class _Webm:
    file: Bytes
    seen: int = 0

    def film(self, size: int) -> Film:
        top = list(self._elements(0, size))
        if len(top) < 2 or top[0].number != HEADER or not self._is_webm(top[0]):
            raise Broken
        by_number = {element.number: element for element in top}
        if not {TRACKS, CLUSTER} <= by_number.keys():
            raise Broken
        tracks = self._inside(by_number[TRACKS])
        codecs = {codec for track in tracks if track.number == TRACK for codec in self._codecs(track)}
        blank = [_void(element) for element in top if element.number in TELLS]
        return Film(frozenset(codecs), tuple(blank))

    def _is_webm(self, header: Element) -> bool:
        return any(
            element.number == DOCTYPE and self._content(element).rstrip(b"\0") == b"webm"
            for element in self._inside(header)
        )

    def _codecs(self, track: Element) -> Iterator[str]:
        facts = {element.number: self._content(element) for element in self._inside(track) if _is_short(element)}
        if facts.get(TRACK_TYPE) == PICTURES:
            yield facts.get(CODEC, b"").rstrip(b"\0").decode("latin-1")

    def _inside(self, element: Element) -> list[Element]:
        return list(self._elements(element.body, element.end))

    def _content(self, element: Element) -> bytes:
        return exactly(self.file, element.body, element.end - element.body)

    def _elements(self, start: int, end: int) -> Iterator[Element]:
        """One after the other; what the segment holds, and open clusters, as if it stood outside."""
        while start < end:
            self.seen += 1
            if self.seen > MOST_ELEMENTS:
                raise Broken
            number, place = self._number(start, end, keep_mark=True)
            length, body = self._number(place, end, keep_mark=False)
            is_open = length == (1 << 7 * (body - place)) - 1
            stop = end if is_open else body + length
            if stop > end or (is_open and number not in {SEGMENT, CLUSTER}):
                raise Broken
            yield Element(number, start, body, stop, is_open)
            start = body if is_open or number == SEGMENT else stop

    def _number(self, start: int, end: int, *, keep_mark: bool) -> tuple[int, int]:
        """A number of variable length and where it ends."""
        first = exactly(self.file, start, 1)[0]
        width = 9 - first.bit_length()
        if width > (4 if keep_mark else 8) or start + width > end:
            raise Broken
        value = int.from_bytes(exactly(self.file, start, width), "big")
        return value if keep_mark else value & ((1 << 7 * width) - 1), start + width


def _is_short(element: Element) -> bool:
    return element.end - element.body <= 64


def _void(element: Element) -> Stretch:
    """The same length, and nothing in it."""
    length = element.end - element.start
    short = length < 9
    head = bytes([VOID, 0x80 | (length - 2)]) if short else bytes([VOID, 0x01]) + (length - 9).to_bytes(7, "big")
    return Stretch(element.start, length, head)
