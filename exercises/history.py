"""Versions of content, and what changed from one to the next in words for a person."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from exercises.dosage import Dosage, DosageError
from exercises.fields import DosageField, FigureField, LinesField
from exercises.figure_text import text_of
from exercises.models import Content, ContentVersion
from exercises.packs.form import Form, fields_of
from exercises.packs.kinds import KIND_OF, MODEL_OF_VERSION, REVIEW, Kind, Part
from exercises.packs.values import default_of

LONGEST = 90


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed. `before` is empty for what was added, `after` for what was removed."""

    label: str
    before: str
    after: str

    def __str__(self) -> str:
        words = {"label": self.label, "before": self.before, "after": self.after}
        if not self.before:
            return _("%(label)s: added “%(after)s”") % words
        if not self.after:
            return _("%(label)s: removed “%(before)s”") % words
        return _("%(label)s: “%(after)s”, was “%(before)s”") % words


def versions_of(content: Content) -> list[ContentVersion]:
    """Every version, newest first, with who saved it."""
    return list(ContentVersion.objects.filter(content_uuid=content.uuid).select_related("saved_by"))


def differences(old: ContentVersion, new: ContentVersion) -> list[Change]:
    """What changed from one version of a piece of content to a later one, field by field."""
    return changes(KIND_OF[MODEL_OF_VERSION[new.kind]], old.snapshot, new.snapshot)  # type: ignore[index]  # kinds are the keys


def changes(kind: Kind | Part, old: Form, new: Form, before: str = "") -> list[Change]:
    """The same for two forms of that kind; `before` leads each label ("Stage 2, ")."""
    found: list[Change] = []
    for name, field in fields_of(kind).items():
        was, now = (form.get(name, default_of(field)) for form in (old, new))
        if was != now:
            found += _field_changes(field, f"{before}{capfirst(str(field.verbose_name))}", was, now)
    for part in kind.parts:
        found += _part_changes(part, old.get(part.name, []), new.get(part.name, []), before)
    return found


def snapshot_without_review(form: Form) -> Form:
    """A form without who approved it."""
    return {name: value for name, value in form.items() if name not in REVIEW}


def _field_changes(field: Any, label: str, was: Any, now: Any) -> Iterator[Change]:
    if isinstance(field, DosageField):
        yield from _dosage_changes(label, was, now)
    elif isinstance(field, LinesField):
        yield from _line_changes(label, was, now)
    elif isinstance(field, FigureField):
        yield from _figure_changes(label, text_of(was).splitlines(), text_of(now).splitlines())
    elif isinstance(was, list):
        yield from (Change(label, "", slug) for slug in now if slug not in was)
        yield from (Change(label, slug, "") for slug in was if slug not in now)
    elif isinstance(was, str) and isinstance(now, str) and max(len(was), len(now)) > LONGEST:
        yield from _word_changes(label, was, now)
    else:
        yield Change(label, _words(field, was), _words(field, now))


def _words(field: Any, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or value == "":
        return ""
    return str(dict(field.flatchoices).get(value, value))


def _dosage_changes(label: str, was: Any, now: Any) -> Iterator[Change]:
    """Each fact of a dosage; a dosage that no longer can be is shown as it was kept."""
    try:
        before, after = Dosage.from_dict(was or {}), Dosage.from_dict(now or {})
    except DosageError:
        yield Change(label, str(was or ""), str(now or ""))
        return
    former = dict(before.facts())
    for what, value in after.facts():
        if value != former[what]:
            yield Change(f"{label}, {what}", former[what], value)


def _line_changes(label: str, was: list[str], now: list[str]) -> Iterator[Change]:
    matcher = difflib.SequenceMatcher(a=was, b=now, autojunk=False)
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if what == "equal":
            continue
        lines = range(max(old_to - old_from, new_to - new_from))
        for offset in lines:
            before = was[old_from + offset] if old_from + offset < old_to else ""
            after = now[new_from + offset] if new_from + offset < new_to else ""
            place = (new_from if after else old_from) + offset + 1
            yield Change(_("%(label)s, line %(place)d") % {"label": label, "place": place}, before, after)


def _figure_changes(label: str, was: list[str], now: list[str]) -> Iterator[Change]:
    """Line by line, as the editor has them; of a changed line only what changed in it."""
    for change in _line_changes(label, was, now):
        if change.before and change.after:
            yield from _word_changes(change.label, change.before, change.after)
        else:
            yield Change(change.label, _start(change.before), _start(change.after))


def _start(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def _word_changes(label: str, was: str, now: str) -> Iterator[Change]:
    """Of a long text, only the words that changed, with a few around them."""
    old, new = was.split(), now.split()
    for what, old_from, old_to, new_from, new_to in difflib.SequenceMatcher(a=old, b=new).get_opcodes():
        if what != "equal":
            yield Change(label, _around(old, old_from, old_to), _around(new, new_from, new_to))


def _around(words: list[str], start: int, end: int) -> str:
    first, last = max(0, start - 2), min(len(words), end + 2)
    return f"{'… ' if first else ''}{' '.join(words[first:last])}{' …' if last < len(words) else ''}"


def _part_changes(part: Part, was: list, now: list, before: str) -> Iterator[Change]:
    label = before + capfirst(str(part.model._meta.verbose_name))
    if part.bare:
        yield from _line_changes(label, was, now)
        return
    old, new = _by_place(part, was, label), _by_place(part, now, label)
    for key in [*old, *(key for key in new if key not in old)]:
        if key not in new:
            yield Change(key, _named(part, old[key]), "")
        elif key not in old:
            yield Change(key, "", _named(part, new[key]))
        else:
            yield from changes(part, old[key], new[key], f"{key}, ")


def _by_place(part: Part, entries: list[Form], label: str) -> dict[str, Form]:
    """Entries under words for their place: their key, else their number."""
    return {f"{label} {entry[part.key] if part.key else place}": entry for place, entry in enumerate(entries, start=1)}


def _named(part: Part, entry: Form) -> str:
    return str(entry.get("name") or entry.get("exercise") or entry[part.fields[0]])
