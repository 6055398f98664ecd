"""Finding exercises: by words, and by complaint, cause, body part, equipment, load kind and difficulty together.

The words and labels of a shelf are kept in memory as an index, one for each state of its content: every save of what is
looked for gives the shelf a new stamp (exercises/stamps.py), and the next question reads it anew. Decision 0015.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from threading import Lock
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, F, IntegerField, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from exercises.finding.index import Entry, Found, Index, Label
from exercises.models import Exercise, LoadKind, Shelf, Status
from exercises.queries.pages import place_of

FILTERS = ("complaint", "cause", "body_part", "equipment", "kind", "level")
# Stands for exercises that take no equipment; no pack may use it for a thing.
NO_EQUIPMENT = "none"
# Indexes in memory, the last used: 45 exercises take about 0.1 MB, 5,000 about 10 MB.
KEPT = 64
# Long texts that no list shows.
UNSHOWN = ("steps", "cues", "mistakes", "cautions", "stop_when", "evidence_note", "dosage_reason")
Key = tuple[str | None, tuple[Any, ...]]

_kept: OrderedDict[Key, Index] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Search:
    """What a reader looks for: words, and one value of each filter or none."""

    q: str = ""
    complaint: str = ""
    cause: str = ""
    body_part: str = ""
    equipment: str = ""
    kind: str = ""
    level: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))

    @property
    def filters(self) -> dict[str, str]:
        """The value of every filter; empty for none."""
        return {name: getattr(self, name) for name in FILTERS}

    @property
    def unfiltered(self) -> str:
        """The address of this search with its words and its complaint only."""
        return Search(q=self.q, complaint=self.complaint).query()

    def query(self, **changes: str) -> str:
        """The address of this search with these values instead, from the question mark on; "?" alone for everything."""
        values = {one.name: getattr(self, one.name) for one in fields(self)} | changes
        return f"?{urlencode({name: value for name, value in values.items() if value})}"


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another search: its words, and its address from the question mark on."""

    name: str
    query: str


def find_exercises(shelves: Iterable[Shelf], search: Search) -> Found:
    """Published exercises that have every word and fit every filter, best first, with counts for all filters.

    One query while nothing on the shelves changed, else three.
    """
    return index_of(shelves).find(search.q, easier_first=bool(search.cause), **search.filters)


def chosen_of(search: Search, found: Found) -> list[Way]:
    """What is chosen beside the complaint, each with the way to the same search without it."""
    chosen = {name: slug for name, slug in search.filters.items() if slug and name != "complaint"}
    names = {(name, one.slug): one.name for name in chosen for one in found.options[name]}
    return [Way(names[name, slug], search.query(**{name: ""})) for name, slug in chosen.items()]


def ways_out(search: Search, found: Found) -> list[Way]:
    """Where several words find nothing together: each that something has, alone."""
    words = [word for one in found.readings if one.found for word in one.instead or (one.typed,)]
    return [Way(word, search.query(q=word)) for word in words] if len(found.readings) > 1 and not found.pks else []


def exercises_of(shelves: Iterable[Shelf], pks: Sequence[int]) -> list[Exercise]:
    """These exercises in this order as lists show them; what is on none of the shelves is left out. One query."""
    rows = Exercise.objects.on_shelves(shelves).published().filter(pk__in=pks)
    found = {row.pk: row for row in rows.select_related("shelf").defer(*UNSHOWN).order_by()}
    return [found[pk] for pk in pks if pk in found]


def index_of(shelves: Iterable[Shelf]) -> Index:
    """The index of all that is published on these shelves, as it is now."""
    wanted = Shelf.objects.filter(pk__in=[shelf.pk for shelf in shelves])
    key = (get_language(), tuple(wanted.order_by("pk").values_list("pk", "stamp")))
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    index = Index(_entries([pk for pk, _stamp in key[1]]), FILTERS)
    with _lock:
        _kept[key] = index
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return index


def forget_indexes() -> None:
    """For tests and measurements: the next question is answered as the first one after a change."""
    with _lock:
        _kept.clear()


def _entries(shelves: list[int]) -> Iterator[Entry]:
    """What is published on these shelves. Two queries."""
    linked = _linked(shelves)
    nothing = {"equipment": (Label(NO_EQUIPMENT, _("Nothing needed"), place=-1),)}
    kinds = {kind.value: {"kind": (_kind(kind),)} for kind in LoadKind}
    levels = {number: {"level": (Label(str(number), name, place=number),)} for number, name in _levels()}
    rows = Exercise.objects.filter(shelf__in=shelves).published().order_by()
    for pk, name, summary, level, kind in rows.values_list("pk", "name", "summary", "difficulty", "load_kind"):
        yield Entry(pk, name, summary, level, nothing | kinds[kind] | levels[level] | linked.get(pk, {}))


def _linked(shelves: list[int]) -> dict[int, dict[str, tuple[Label, ...]]]:
    """The labels of each filter by exercise; one object for each label, however many exercises have it."""
    known: dict[tuple[str, ...], Label] = {}
    found: dict[int, dict[str, tuple[Label, ...]]] = {}
    for name, pk, slug, label, also, place in _links(shelves):
        words = "" if name == "complaint" else f"{label} {also}"
        one = known.setdefault((name, slug, words), Label(slug, label, words, place))
        held = found.setdefault(pk, {})
        held[name] = (*held.get(name, ()), one)
    return found


def _links(shelves: list[int]) -> QuerySet:
    """What each exercise is filed under: filter, exercise, slug, name, other words for it, place in lists."""
    of_causes, of_parts, of_things = (
        getattr(Exercise, links).through.objects.filter(exercise__shelf__in=shelves, exercise__status=Status.PUBLISHED)
        for links in ("causes", "body_parts", "equipment")
    )
    causes = of_causes.filter(cause__status=Status.PUBLISHED)
    complaints = causes.filter(cause__complaints__status=Status.PUBLISHED)
    pack = Coalesce("cause__complaints__origin", "cause__complaints", output_field=IntegerField())
    return _columns("cause", causes, "cause__", place=place_of(OuterRef("cause"))).union(
        _columns("complaint", complaints, "cause__complaints__", place=pack),
        _columns("body_part", of_parts, "bodypart__"),
        _columns("equipment", of_things, "equipment__", also=F("equipment__substitute")),
        all=True,
    )


def _columns(name: str, rows: QuerySet, to: str, *, also: Any = None, place: Any = None) -> QuerySet:
    return rows.order_by().values_list(
        Value(name, CharField()),
        "exercise_id",
        F(f"{to}slug"),
        F(f"{to}name"),
        also or Value("", CharField()),
        place or Value(0, IntegerField()),
    )


def _kind(kind: LoadKind) -> Label:
    name = str(kind.label)
    return Label(kind.value, name, name, LoadKind.values.index(kind.value))


def _levels() -> Iterable[tuple[int, str]]:
    return enumerate((_("Very easy"), _("Easy"), _("Medium"), _("Hard"), _("Very hard")), start=1)
