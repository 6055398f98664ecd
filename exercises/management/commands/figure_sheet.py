"""A page with every keyframe of every figure, to look at."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exercises.figures.scene import Faults
from exercises.figures.sheet import sheet
from exercises.figures.shipped import FOLDER, shipped

LOOK = Path(__file__).resolve().parents[2] / "static/exercises/css/figures.css"


class Command(BaseCommand):
    help = "Writes a contact sheet of all figures, light, dark and for print, as one HTML file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="where to write it, for example /tmp/figures.html")
        parser.add_argument("--folder", default=str(FOLDER), help="figures as YAML files; the shipped ones if not said")
        parser.add_argument("--only", nargs="+", default=[], metavar="SLUG", help="these figures alone")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            figures = shipped(Path(options["folder"]))
        except Faults as refused:
            raise CommandError("\n".join(refused.faults)) from refused
        wanted = {slug: figure for slug, figure in figures.items() if _is_wanted(slug, options["only"])}
        if not wanted:
            raise CommandError("There is no such figure. Known: " + ", ".join(figures))
        Path(options["file"]).write_text(sheet(wanted, LOOK.read_text()))
        self.stdout.write(f"{len(wanted)} figures in {options['file']}")


def _is_wanted(place: str, only: list[str]) -> bool:
    """Every figure, or those named by their place ("exercises/box-hop") or slug alone ("box-hop")."""
    return not only or place in only or Path(place).name in only
