"""An index of exercises: which words stand where, and what fits which filter, as sets of places in one integer each.

Exercises are numbered in the order of their names. A set of them is an integer with a bit for each, so that joining and
counting thousands takes microseconds. Nothing here knows a database.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, reduce
from operator import and_, or_

from exercises.finding.places import places, sets
from exercises.finding.words import SHORTEST_MENDED, asked_words, forms_of, is_one_slip, words_of

MOST_WORDS = 8
# Where a word may stand, the weightier first: in the name, among what it is filed under, in its one sentence.
FIELDS = 3
# Letters at either end by which words are kept: one slip in five letters or more leaves one of the ends whole, and two
# letters swapped within four leave the outermost.
END = 2


@dataclass(frozen=True, slots=True)
class Label:
    """What an exercise is filed under: a filter's value, its name, by which words it is found, its place in lists."""

    slug: str
    name: str
    words: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One exercise as it is looked for. `labels` has the labels of each filter by the filter's name."""

    pk: int
    name: str
    summary: str = ""
    difficulty: int = 1
    labels: Mapping[str, tuple[Label, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter, with how many exercises it would leave."""

    slug: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How a typed word was read: as itself (no `instead`), or instead as words one slip away. None: not found."""

    typed: str
    instead: tuple[str, ...] = ()
    found: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """Primary keys, the best first; the options of every filter; how the words were read."""

    pks: tuple[int, ...]
    options: Mapping[str, tuple[Option, ...]]
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter's labels in the order of lists, and the set of exercises under each."""

    labels: Mapping[str, Label]
    sets: Mapping[str, int]


Sets = list[int]


class Index:
    """Made once from all entries and the names of all filters; never changes."""

    def __init__(self, entries: Iterable[Entry], filters: Iterable[str]) -> None:
        rows = sorted(entries, key=lambda entry: (entry.name.casefold(), entry.name, entry.pk))
        self.pks = [row.pk for row in rows]
        self.everything = (1 << len(rows)) - 1
        self.words = _postings(rows)
        self.filters = {name: _filter(name, rows) for name in filters}
        self.first = sets((_first_word(row), place) for place, row in enumerate(rows))
        self.levels = sets((row.difficulty, place) for place, row in enumerate(rows))

    @cached_property
    def vocabulary(self) -> list[str]:
        return sorted(self.words)

    @cached_property
    def by_end(self) -> Mapping[str, list[str]]:
        """Words by their first letters ("so_"), by their last ("_us"), and by the outermost ("s_s")."""
        found = defaultdict(list)
        for word in self.vocabulary:
            if len(word) >= SHORTEST_MENDED:
                for end in _ends(word):
                    found[end].append(word)
        return found

    def find(self, text: str = "", *, easier_first: bool = False, **chosen: str) -> Found:
        """Exercises that have every word somewhere and stand under each chosen label, best first; and all options.

        `chosen` has slugs by filter. Words in the name weigh more than those of a label, those more than the summary's.
        """
        typed = asked_words(text)[:MOST_WORDS]
        read = [self._read(word) for word in typed]
        tiers = self._tiers([held for _reading, held in read], typed)
        worded = reduce(or_, tiers, 0)
        wanted = {name: slug for name, slug in chosen.items() if slug}
        fits = reduce(and_, (self._under(name, slug) for name, slug in wanted.items()), worded)
        pks = tuple(self.pks[place] for part in self._in_order(tiers, fits, easier_first) for place in places(part))
        options = {name: self._options(name, wanted, worded) for name in self.filters}
        return Found(pks, options, tuple(reading for reading, _held in read))

    def knows(self, word: str) -> bool:
        """Whether a word, or one that begins with it, stands anywhere."""
        return any(True for form in forms_of(word) for _word in self._beginning(form))

    def _read(self, typed: str) -> tuple[Reading, Sets]:
        known = [word for form in forms_of(typed) for word in self._beginning(form)]
        if known:
            return Reading(typed), self._united(known)
        meant = tuple(self._mended(typed))
        return Reading(typed, meant, found=bool(meant)), self._united(meant)

    def _beginning(self, start: str) -> Iterator[str]:
        for place in range(bisect_left(self.vocabulary, start), len(self.vocabulary)):
            if not self.vocabulary[place].startswith(start):
                return
            yield self.vocabulary[place]

    def _mended(self, typed: str) -> list[str]:
        """Words one slip away; where there is none, those that begin so, since more may be about to be typed."""
        if len(typed) < SHORTEST_MENDED:
            return []
        near = sorted({word for end in _ends(typed) for word in self.by_end.get(end, ())})
        whole = [word for word in near if is_one_slip(typed, word)]
        lengths = (len(typed), len(typed) + 1)
        return whole or [word for word in near if any(is_one_slip(typed, word[:length]) for length in lengths)]

    def _united(self, words: Iterable[str]) -> Sets:
        rows = [self.words[word] for word in words]
        return [reduce(or_, (row[place] for row in rows), 0) for place in range(FIELDS)]

    def _tiers(self, held: list[Sets], typed: list[str]) -> list[int]:
        """Those whose name begins so, those with all words in the name, then with labels, then with the summary."""
        if not typed:
            return [self.everything]
        widening = [reduce(and_, (reduce(or_, row[:upto], 0) for row in held)) for upto in range(1, FIELDS + 1)]
        begins = widening[0] & self.first.get(typed[0], 0)
        tiers, taken = [], 0
        for tier in (begins, *widening):
            tiers.append(tier & ~taken)
            taken |= tier
        return tiers

    def _in_order(self, tiers: list[int], fits: int, easier_first: bool) -> Iterator[int]:
        for tier in tiers:
            if easier_first:
                yield from (tier & fits & self.levels[level] for level in sorted(self.levels))
            else:
                yield tier & fits

    def _under(self, name: str, slug: str) -> int:
        return self.filters[name].sets.get(slug, 0)

    def _options(self, name: str, wanted: Mapping[str, str], worded: int) -> tuple[Option, ...]:
        """Values that lead to something, given all else that is chosen; the chosen one stays, so that it can go."""
        others = (self._under(other, slug) for other, slug in wanted.items() if other != name)
        rest, chosen, filtered = reduce(and_, others, worded), wanted.get(name, ""), self.filters[name]
        counts = [(label, (filtered.sets[slug] & rest).bit_count()) for slug, label in filtered.labels.items()]
        options = [Option(label.slug, label.name, count) for label, count in counts if count or label.slug == chosen]
        unknown = [Option(chosen, chosen.replace("-", " ").capitalize(), 0)] if chosen not in filtered.labels else []
        return (*options, *(unknown if chosen else []))


def _postings(rows: list[Entry]) -> dict[str, Sets]:
    """For each word the places that have it in the name, in a label, and in the summary."""
    fields: list[Mapping[str, int]] = [
        sets((word, place) for place, row in enumerate(rows) for word in set(words(row)))
        for words in (lambda row: words_of(row.name), _label_words, lambda row: words_of(row.summary))
    ]
    return {word: [one.get(word, 0) for one in fields] for word in {word for one in fields for word in one}}


def _label_words(row: Entry) -> list[str]:
    return [word for labels in row.labels.values() for label in labels for word in _read_once(label.words)]


@lru_cache(maxsize=4096)
def _read_once(words: str) -> list[str]:
    """The same few labels stand at thousands of exercises."""
    return words_of(words)


def _filter(name: str, rows: list[Entry]) -> Filter:
    pairs = [(label, place) for place, row in enumerate(rows) for label in row.labels.get(name, ())]
    each = {label.slug: label for label, _place in pairs}.values()
    labels = sorted(each, key=lambda label: (label.place, label.name, label.slug))
    return Filter({label.slug: label for label in labels}, sets((label.slug, place) for label, place in pairs))


def _first_word(row: Entry) -> str:
    return next(iter(words_of(row.name)), "")


def _ends(word: str) -> tuple[str, str, str]:
    return f"{word[:END]}_", f"_{word[-END:]}", f"{word[0]}_{word[-1]}"
