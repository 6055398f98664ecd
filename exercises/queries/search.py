"""Finding exercises: by words, and by cause, body part and equipment together."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from exercises.models import Exercise, Shelf

MOST_WORDS = 8
# Filter to the field of Exercise that it goes by.
FACETS = {"cause": "causes", "body_part": "body_parts", "equipment": "equipment"}


@dataclass(frozen=True, slots=True)
class Search:
    """What a reader looks for: words, and slugs of a cause, a body part and a piece of equipment."""

    q: str = ""
    cause: str = ""
    body_part: str = ""
    equipment: str = ""

    def __bool__(self) -> bool:
        return bool(self.q or self.cause or self.body_part or self.equipment)

    def without(self, facet: str) -> "Search":
        return Search(**{name: "" if name == facet else getattr(self, name) for name in ("q", *FACETS)})


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter, with how many exercises it would leave."""

    slug: str
    name: str
    count: int


def find_exercises(shelves: Iterable[Shelf], search: Search) -> QuerySet[Exercise]:
    """Published exercises that have every word somewhere and fit each filter.

    Those with the words in their name come first; within a cause the easier ones.
    """
    rows = Exercise.objects.on_shelves(shelves).published()
    for facet, links in FACETS.items():
        if slug := getattr(search, facet):
            rows = rows.filter(_linked(links, slug=slug))
    for word in search.q.split()[:MOST_WORDS]:
        rows = rows.filter(_mentions(word))
    in_name = Case(When(name__icontains=search.q, then=Value(0)), default=Value(1), output_field=IntegerField())
    return rows.order_by(*([in_name] if search.q else []), *(["difficulty"] if search.cause else []), "name", "pk")


def filters_of(shelves: Iterable[Shelf], search: Search) -> dict[str, list[Option]]:
    """Each filter's values that lead to something, given all else that is looked for. One query."""
    owned = list(shelves)
    first, *rest = (_options(owned, search.without(facet), facet) for facet in FACETS)
    found: dict[str, list[Option]] = {facet: [] for facet in FACETS}
    for facet, slug, name, count in first.union(*rest, all=True):
        found[facet].append(Option(slug, name, count))
    for facet, values in found.items():
        values.extend(_chosen_in_vain(getattr(search, facet), values))
    return {facet: sorted(values, key=lambda option: option.name) for facet, values in found.items()}


def _chosen_in_vain(slug: str, values: list[Option]) -> list[Option]:
    """What a reader has chosen stays to be seen and taken away, even where it leaves nothing."""
    is_listed = not slug or any(option.slug == slug for option in values)
    return [] if is_listed else [Option(slug, slug.replace("-", " ").capitalize(), 0)]


def _options(shelves: list[Shelf], search: Search, facet: str) -> QuerySet:
    links = FACETS[facet]
    rows = find_exercises(shelves, search).order_by().filter(**{f"{links}__isnull": False})
    named = rows.annotate(facet=Value(facet, output_field=CharField()))
    return named.values_list("facet", f"{links}__slug", f"{links}__name").annotate(count=Count("pk", distinct=True))


def _linked(links: str, **wanted: str) -> Exists:
    """Through the linking table, so that an exercise with two matching links is still one row."""
    field = Exercise._meta.get_field(links)
    other = field.m2m_reverse_field_name()  # type: ignore[union-attr]  # every many-to-many field has it
    conditions = {f"{other}__{name}": value for name, value in wanted.items()}
    return Exists(getattr(Exercise, links).through.objects.filter(exercise=OuterRef("pk"), **conditions))


def _mentions(word: str) -> Q:
    own = Q(name__icontains=word) | Q(summary__icontains=word) | Q(steps__icontains=word)
    for links in FACETS.values():
        own |= Q(_linked(links, name__icontains=word))
    return own
