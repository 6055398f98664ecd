"""What is found in a film file, whatever its kind."""

from dataclasses import dataclass
from typing import Protocol


class Broken(ValueError):
    """The file ends too early, or its boxes do not fit into each other."""


class Bytes(Protocol):
    """A file open for reading from any place."""

    def seek(self, offset: int, whence: int = 0, /) -> int: ...
    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bytes that tell who filmed where and when. `head` and noughts in their place make a box that players skip."""

    start: int
    length: int
    head: bytes = b""


@dataclass(frozen=True, slots=True)
class Film:
    """`codecs`: of its moving pictures, as the file names them. `to_blank`: what a phone wrote of place and time."""

    codecs: frozenset[str]
    to_blank: tuple[Stretch, ...]


def exactly(file: Bytes, start: int, count: int) -> bytes:
    """Errors: Broken when the file ends before."""
    file.seek(start)
    found = file.read(count)
    if len(found) < count:
        raise Broken
    return found
