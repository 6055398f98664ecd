"""Where the stills and the motion of a figure are answered from: addresses that change when what is drawn does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from exercises.drawing import digest_of, words_of


@dataclass(frozen=True, slots=True)
class StillPlace:
    """Where a still is drawn, and what its words are. `number` counts from 1."""

    number: int
    words: str
    url: str


def stills_of(uuid: UUID, figure: Mapping[str, Any]) -> list[StillPlace]:
    """Every still of the content with this UUID; none where nothing is drawn."""
    if not figure:
        return []
    digest = digest_of(figure)
    return [
        StillPlace(number, words, reverse("figure-still", args=[uuid, digest, number]))
        for number, words in enumerate(words_of(figure), start=1)
    ]


def thumb_of(uuid: UUID, figure: Mapping[str, Any]) -> str:
    """The still that stands for the whole; empty where nothing is drawn."""
    return reverse("figure-still", args=[uuid, digest_of(figure), figure.get("thumb", 1)]) if figure else ""


def motion_of(uuid: UUID, figure: Mapping[str, Any]) -> str:
    """The motion; empty where nothing is drawn."""
    return reverse("figure-motion", args=[uuid, digest_of(figure)]) if figure else ""
