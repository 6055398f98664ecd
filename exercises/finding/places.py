"""Sets of places as integers: the bit of each place in the set is 1."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def integer(places: Iterable[int]) -> int:
    """The set of these places."""
    held = list(places)
    flags = bytearray(max(held, default=0) // 8 + 1)
    for place in held:
        flags[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(flags, "little")


def places(of: int) -> Iterator[int]:
    """The places of a set, ascending."""
    bits = bin(of)[:1:-1]
    place = bits.find("1")
    while place >= 0:
        yield place
        place = bits.find("1", place + 1)


def sets(pairs: Iterable[tuple[Key, int]]) -> dict[Key, int]:
    """For each key the set of the places beside it."""
    held: dict[Key, list[int]] = defaultdict(list)
    for key, place in pairs:
        held[key].append(place)
    return {key: integer(some) for key, some in held.items()}
