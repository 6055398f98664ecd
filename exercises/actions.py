"""The only writers of library content. Each keeps a version of what it changed, in the same transaction."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from exercises.models import Shelf
from exercises.packs.check import check
from exercises.packs.read import read
from exercises.packs.write import Changes, pack_of, slugs_on, write

SHARED_NAME = "Shared library"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a pack changed on the shared shelf, and what followed on each clinic's shelf."""

    name: str
    version: str
    shared: Changes
    clinics: list[tuple[Shelf, Changes]]


@transaction.atomic
def load_pack(*, path: Path, by: Any = None) -> Loaded:
    """Loads a content pack onto the shared shelf, published, and brings every clinic's unedited content up to date.

    Loading the same again writes nothing; what somebody edited is left alone and listed in `kept`. Errors: PackError.
    """
    shared = Shelf.objects.shared().first() or Shelf.objects.create(name=SHARED_NAME, is_shared=True)
    pack = check(read(path), slugs_on(shared))
    note = _("From %(pack)s %(version)s") % {"pack": pack.name, "version": pack.version}
    changes = write(pack, onto=shared, by=by, note=note)
    whole = pack_of(shared)
    shelves = Shelf.objects.filter(is_shared=False).order_by("name", "pk")
    clinics = [(shelf, write(whole, onto=shelf, by=by, note=note)) for shelf in shelves]
    return Loaded(pack.name, pack.version, changes, clinics)


def fill_shelf(*, shelf: Shelf, from_shelf: Shelf, by: Any = None) -> Changes:
    """Copies all released content of one shelf to another, which is then its clinic's own to change."""
    return write(pack_of(from_shelf), onto=shelf, by=by, note=_("From the shared library"))
