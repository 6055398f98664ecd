"""What stands beside the name of content in a list, of plain values where a query loads no whole row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.urls import reverse

COLUMNS: Final = ("uuid", "figure", "picture", "figure_hidden", "video")
"""The columns that `Illustration` takes, in their order."""


@dataclass(frozen=True, slots=True)
class Illustration:
    """As much of Illustrated (exercises/models/illustrated.py) as the tags of figures need, from COLUMNS."""

    uuid: UUID
    figure: Mapping[str, Any]
    picture: str
    figure_hidden: bool
    video: str

    @property
    def figure_to_show(self) -> Mapping[str, Any]:
        return {} if self.figure_hidden and (self.picture or self.video) else self.figure

    @property
    def picture_url(self) -> str:
        return reverse("picture", args=[self.picture.rpartition("/")[2]]) if self.picture else ""

    @staticmethod
    def columns(path: str = "") -> list[str]:
        """The names of COLUMNS for `values_list`, through a relation such as "exercise__"."""
        return [f"{path}{name}" for name in COLUMNS]
