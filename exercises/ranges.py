"""Part of a file, as players ask for it: phones play no video from a server that cannot give a piece of it."""

import re
from dataclasses import dataclass

# One span, as every player asks. What asks for several gets the whole, as RFC 9110 (14.2) allows.
ASKED = re.compile(r"bytes=(?:(\d{1,18})-(\d{0,18})|-(\d{1,18}))")
LONGEST = 2 * 1024 * 1024
"""No answer holds more bytes than this: who plays asks again, and a slow phone keeps no worker."""


class Unsatisfiable(ValueError):
    """The span lies behind the end of the file."""


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes from `first` to `last`, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def span_asked(header: str, size: int) -> Span | None:
    """The piece to send of a file of `size` bytes for a Range header; None for the whole. Errors: Unsatisfiable."""
    found = ASKED.fullmatch(header.strip())
    if found is None:
        return None
    first, last, tail = found.groups()
    if tail is not None:
        start, end = max(size - int(tail), 0), size - 1
    else:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
        if last and int(last) < start:
            return None
    if start >= size or end < start:
        raise Unsatisfiable
    return Span(start, min(end, start + LONGEST - 1))
