"""The figures that come with the library: one file an exercise or home test, named by its slug."""

from pathlib import Path
from typing import Final

import yaml

from exercises.figures.check import check
from exercises.figures.read import read
from exercises.figures.scene import Faults, Figure

FOLDER: Final = Path(__file__).resolve().parent.parent / "content" / "figures"


def shipped(folder: Path = FOLDER) -> dict[str, Figure]:
    """Every figure of a folder by its slug. Raises Faults with the file's name before each fault."""
    return {path.stem: _figure(path) for path in sorted(folder.glob("*.yaml"))}


def _figure(path: Path) -> Figure:
    try:
        figure = read(yaml.safe_load(path.read_text()))
        check(figure)
    except Faults as refused:
        raise Faults([f"{path.name}: {fault}" for fault in refused.faults]) from refused
    return figure
