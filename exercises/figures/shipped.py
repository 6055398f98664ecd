"""The figures that come with the library: one file for each exercise and home test, named by its slug."""

from pathlib import Path
from typing import Final

import yaml

from exercises.figures.check import check
from exercises.figures.read import read
from exercises.figures.scene import Faults, Figure

FOLDER: Final = Path(__file__).resolve().parent.parent / "content" / "figures"


def shipped(folder: Path = FOLDER) -> dict[str, Figure]:
    """Every figure of a folder, by its place in it. Raises Faults with that place before each fault."""
    places = {str(path.relative_to(folder).with_suffix("")): path for path in sorted(folder.rglob("*.yaml"))}
    return {place: _figure(place, path) for place, path in places.items()}


def _figure(place: str, path: Path) -> Figure:
    try:
        figure = read(yaml.safe_load(path.read_text()))
        check(figure)
    except Faults as refused:
        raise Faults([f"{place}: {fault}" for fault in refused.faults]) from refused
    return figure
