"""Loads a content pack: the shipped library, or a clinic network's own."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises import actions
from exercises.models import Shelf
from exercises.packs.read import PackError
from exercises.packs.write import Changes

SHIPPED = Path(__file__).resolve().parents[2] / "content"


class Command(BaseCommand):
    help = "Loads a content pack onto the shared shelf and brings each clinic's unedited content up to date."
    # Runs at every start of the portal: what it needs checked is the pack.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, default=SHIPPED, help="A YAML file or a folder of them.")

    def handle(self, *, path: Path, **options: Any) -> None:
        try:
            loaded = actions.load_pack(path=path)
        except PackError as error:
            faults = ngettext("%d problem", "%d problems", len(error.problems)) % len(error.problems)
            raise CommandError("\n".join([_("Nothing was loaded: %s.") % faults, *error.problems])) from error
        if options["verbosity"]:
            self._tell(loaded)

    def _tell(self, loaded: actions.Loaded) -> None:
        self.stdout.write(f"{loaded.name} {loaded.version}: {_counted(loaded.shared)}")
        for kind, slugs in _kept(loaded.shared).items():
            self.stdout.write(_("kept %(what)s changed here: %(slugs)s") % _words(kind, slugs))
        for shelf, changes in loaded.clinics:
            self._tell_of_clinic(shelf, changes)

    def _tell_of_clinic(self, shelf: Shelf, changes: Changes) -> None:
        if changes.added or changes.updated:
            self.stdout.write(f"{shelf.name}: {_counted(changes)}")
        for kind, slugs in _kept(changes).items():
            words = _words(kind, slugs) | {"shelf": shelf.name}
            self.stdout.write(_("kept %(what)s that %(shelf)s changed: %(slugs)s") % words)


def _counted(changes: Changes) -> str:
    if not changes.added and not changes.updated:
        return _("nothing new")
    counts = {"added": len(changes.added), "updated": len(changes.updated)}
    return _("%(added)d added, %(updated)d updated") % counts


def _kept(changes: Changes) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = {}
    for kind, slug in changes.kept:
        kept.setdefault(kind, []).append(slug)
    return kept


def _words(kind: str, slugs: list[str]) -> dict[str, str]:
    name = kind.replace("_", " ")
    name = name.removesuffix("s") if len(slugs) == 1 and name != "equipment" else name
    return {"what": f"{len(slugs)} {name}", "slugs": ", ".join(slugs)}
