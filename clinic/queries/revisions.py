"""What changed from one routine to another, in sentences a therapist can read at a glance."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from clinic.models import EpisodeOfCare, PrescribedExercise, Retest, Routine
from clinic.queries.choices import Choices
from clinic.rules.draft import Draft
from clinic.validators.prescription import date_or_none, readable
from exercises.dosage import Dosage


class Kind(StrEnum):
    """What happened to a part of the routine."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One exercise of a routine: its name, its dosage (None while it cannot be read) and the note."""

    exercise: str
    name: str
    dosage: Dosage | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """A routine, or a draft of one, as far as its difference from another can be told."""

    entries: tuple[Entry, ...] = ()
    tests: Mapping[str, date | None] = field(default_factory=dict)
    words: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed: of what kind, of what, and the facts ("Reps: 10, was 8")."""

    kind: Kind
    what: str
    facts: tuple[str, ...] = ()

    @property
    def kind_word(self) -> str:
        words = {
            Kind.ADDED: _("New"),
            Kind.REMOVED: _("Taken out"),
            Kind.MOVED: _("Moved"),
            Kind.CHANGED: _("Changed"),
        }
        return words[self.kind]


def differences(before: Content, after: Content) -> list[Difference]:
    """What changed from `before` to `after`: exercises in their new order, then what is gone, tests and words."""
    return [*_entries(before, after), *_tests(before, after), *_words(before, after)]


def content_of(routine: Routine) -> Content:
    """The content of a revision; from `with_content` it costs no query."""
    entries = (
        Entry(str(row.exercise.uuid), row.exercise.name, row.dosage, row.note) for row in routine.prescribed.all()
    )
    tests = {row.home_test.name: row.due_on for row in routine.retests.all()}
    return Content(tuple(entries), tests, routine.words)


def content_of_draft(draft: Draft, choices: Choices) -> Content:
    """The content of a draft; what is no longer in the library is left out."""
    known = [line for line in draft.lines if line.exercise in choices.exercises]
    entries = (Entry(line.exercise, choices.name(line.exercise), readable(line), line.note.strip()) for line in known)
    tests = {
        choices.name(one.home_test): date_or_none(one.due_on) for one in draft.tests if one.home_test in choices.tests
    }
    return Content(tuple(entries), tests, draft.words.strip())


def revision(episode: EpisodeOfCare, number: int) -> Routine | None:
    """That revision of the episode with its content, in at most three queries."""
    rows = Routine.objects.filter(episode=episode, revision=number).select_related("assigned_by")
    return rows.prefetch_related(*content_parts()).first()


def content_parts() -> tuple[Prefetch, Prefetch]:
    """What to prefetch so that `content_of` costs no query."""
    prescribed = PrescribedExercise.objects.select_related("exercise")
    return Prefetch("prescribed", prescribed), Prefetch("retests", Retest.objects.select_related("home_test"))


def _entries(before: Content, after: Content) -> Iterator[Difference]:
    former = {entry.exercise: entry for entry in before.entries}
    moved = _moved(before, after)
    for place, entry in enumerate(after.entries, start=1):
        if entry.exercise not in former:
            yield Difference(Kind.ADDED, entry.name, (entry.dosage.words(),) if entry.dosage else ())
            continue
        facts = tuple(_facts(former[entry.exercise], entry))
        if facts:
            yield Difference(Kind.CHANGED, entry.name, facts)
        if entry.exercise in moved:
            yield Difference(Kind.MOVED, entry.name, (_("now number %d") % place,))
    kept = {entry.exercise for entry in after.entries}
    for entry in before.entries:
        if entry.exercise not in kept:
            yield Difference(Kind.REMOVED, entry.name)


def _moved(before: Content, after: Content) -> set[str]:
    """As few exercises as possible whose move explains the new order."""
    old, new = _common(before.entries, after.entries), _common(after.entries, before.entries)
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    stayed = {exercise for block in blocks for exercise in new[block.b : block.b + block.size]}
    return set(new) - stayed


def _common(entries: Iterable[Entry], others: Sequence[Entry]) -> list[str]:
    shared = {entry.exercise for entry in others}
    return [entry.exercise for entry in entries if entry.exercise in shared]


def _facts(before: Entry, after: Entry) -> Iterator[str]:
    if before.dosage and after.dosage:
        yield from after.dosage.differences(before.dosage)
    elif before.dosage != after.dosage:
        yield _("The dosage cannot be read yet")
    if before.note != after.note:
        yield _("Note: %s") % (after.note or _("none"))


def _tests(before: Content, after: Content) -> Iterator[Difference]:
    for name, due in after.tests.items():
        if name not in before.tests:
            yield Difference(Kind.ADDED, name, (_("due on %s") % _date(due),))
        elif due != before.tests[name]:
            fact = _("Repeat on: %(now)s, was %(before)s") % {"now": _date(due), "before": _date(before.tests[name])}
            yield Difference(Kind.CHANGED, name, (fact,))
    for name in before.tests:
        if name not in after.tests:
            yield Difference(Kind.REMOVED, name)


def _words(before: Content, after: Content) -> Iterator[Difference]:
    """Words belong to one revision: a new one without any takes none away."""
    if after.words and before.words != after.words:
        yield Difference(Kind.CHANGED, _("Words to the runner"), (after.words,))


def _date(day: date | None) -> str:
    return date_format(day, "j M Y") if day else _("no day yet")
