"""A checked pack onto a shelf: what is new is added, what nobody edited is brought up to date, the rest is left alone.

Writing the same again writes nothing. Copying a shelf to a clinic is the same act, with the shared shelf as the pack.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from exercises.models import Content, Shelf, Status
from exercises.packs import values
from exercises.packs.check import Pack
from exercises.packs.form import Form, digest_of, fields_of, form_of, with_everything
from exercises.packs.kinds import KIND_OF, KINDS, Kind, Part
from exercises.packs.versions import keep_versions


@dataclass(slots=True)
class Changes:
    """What became of each piece of content, as (kind, slug)."""

    added: list[tuple[str, str]] = field(default_factory=list)
    updated: list[tuple[str, str]] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)


class Missing(LookupError):
    """Content names something that is not on its shelf."""


@dataclass(slots=True)
class Lookup:
    """The rows of a shelf by kind and slug, each kind read once."""

    shelf: Shelf | None
    found: dict[str, dict[str, int]] = field(default_factory=dict)

    def ids(self, kind: Kind, slugs: Iterable[str]) -> list[int]:
        """Primary keys in order. Errors: Missing."""
        known = self._of(kind)
        try:
            return [known[slug] for slug in slugs]
        except KeyError as error:
            raise Missing(f"{kind.name}: {error.args[0]}") from error

    def present(self, kind: Kind, slugs: Iterable[str]) -> list[int]:
        """Primary keys of those that are there."""
        known = self._of(kind)
        return [known[slug] for slug in slugs if slug in known]

    def forget(self, kind: Kind) -> None:
        self.found.pop(kind.name, None)

    def _of(self, kind: Kind) -> dict[str, int]:
        if kind.name not in self.found:
            self.found[kind.name] = dict(rows_on(self.shelf, kind).values_list("slug", "pk"))
        return self.found[kind.name]


def rows_on(shelf: Shelf | None, kind: Kind) -> models.QuerySet:
    """All rows of a kind on a shelf; words that all shelves share whatever the shelf."""
    rows = kind.model._default_manager.all()
    return rows.filter(shelf=shelf) if kind.is_shelved else rows


def write(pack: Pack, *, onto: Shelf, by: Any = None, note: str = "") -> Changes:
    """Brings a shelf up to date with a pack, in one transaction. Errors: Missing."""
    changes, lookup = Changes(), Lookup(onto)
    with transaction.atomic():
        for kind in KINDS:
            forms = pack.forms.get(kind.name, {})
            if forms and (kind.is_shelved or not pack.origins):
                written = _write_kind(kind, forms, pack, onto, lookup, changes)
                keep_versions(written, by=by, note=note)
        _mark(onto, pack)
    return changes


def _mark(shelf: Shelf, pack: Pack) -> None:
    if (shelf.pack, shelf.pack_version) != (pack.slug, pack.version):
        shelf.pack, shelf.pack_version = pack.slug, pack.version
        shelf.save(update_fields=["pack", "pack_version"])


def _write_kind(
    kind: Kind, forms: Mapping[str, Form], pack: Pack, onto: Shelf, lookup: Lookup, changes: Changes
) -> list[tuple[Any, Form]]:
    existing = {getattr(row, kind.key): row for row in with_everything(rows_on(onto, kind), kind)}
    rows = [(existing.get(slug) or _new(kind, slug, onto, pack), form) for slug, form in forms.items()]
    due = [(row, form) for row, form in rows if _is_due(row, form, kind, changes)]
    for row, form in due:
        set_values(row, form, lookup)
        row.save()
    lookup.forget(kind)
    for row, form in due:
        set_relations(row, form, lookup)
    return due


def _new(kind: Kind, slug: str, onto: Shelf, pack: Pack) -> Any:
    row = kind.model(**{kind.key: slug})
    if kind.is_shelved:
        row.shelf = onto
    if isinstance(row, Content):
        origin = pack.origins.get((kind.name, slug))
        row.origin = origin
        row.status = origin.status if origin else Status.PUBLISHED
    return row


def _is_due(row: Any, form: Form, kind: Kind, changes: Changes) -> bool:
    """Whether to write the row; notes what becomes of it, and what it now has in common with the pack."""
    item, digest = (kind.name, str(getattr(row, kind.key))), digest_of(form)
    own = digest_of(form_of(row)) if row.pk else ""
    if own and own != digest and kind.is_shelved and own != row.origin_digest:
        changes.kept.append(item)
        return False
    if own != digest:
        (changes.updated if own else changes.added).append(item)
    if kind.is_shelved and row.origin_digest != digest:
        row.origin_digest = digest
        if own == digest:
            row.save(update_fields=["origin_digest"])
    return own != digest


def set_values(row: Any, form: Form, lookup: Lookup) -> None:
    """The fields of a row itself from its form; not saved. Errors: Missing."""
    _set_values(row, KIND_OF[type(row)], form, lookup)


def _set_values(row: Any, kind: Kind | Part, form: Form, lookup: Lookup) -> None:
    for name, model_field in fields_of(kind).items():
        value = form.get(name, values.default_of(model_field))
        if model_field.many_to_many:
            continue
        if model_field.is_relation:
            target = KIND_OF[model_field.related_model]
            setattr(row, model_field.attname, lookup.ids(target, [value])[0] if value else None)
        elif name in form:
            setattr(row, name, values.read(model_field, value))
        else:
            setattr(row, name, model_field.get_default())


def set_relations(row: Any, form: Form, lookup: Lookup) -> None:
    """Links and parts of a saved row from its form. Links to what is not on the shelf are left out. Errors: Missing."""
    kind = KIND_OF[type(row)]
    for name, model_field in fields_of(kind).items():
        if model_field.many_to_many:
            getattr(row, name).set(lookup.present(KIND_OF[model_field.related_model], form.get(name, [])))
    set_parts(row, {part.name: form.get(part.name, []) for part in kind.parts}, lookup)


def set_parts(row: Any, parts: Mapping[str, list], lookup: Lookup) -> None:
    """Those parts of a saved row that are given, each list as a pack has it. Errors: Missing, ProtectedError."""
    for part in KIND_OF[type(row)].parts:
        if part.name in parts:
            _write_part(row, part, parts[part.name], lookup)


def _write_part(owner: Any, part: Part, entries: list, lookup: Lookup) -> None:
    if part.bare:
        entries = [slug for slug in entries if lookup.present(KIND_OF[_target(part)], [slug])]
    rows = part.model._default_manager.filter(**{part.owner: owner})
    by_key = {getattr(row, part.key): row for row in rows} if part.key else {}
    rows.exclude(**{f"{part.key}__in": [entry[part.key] for entry in entries]} if part.key else {}).delete()
    for place, entry in enumerate(entries, start=1):
        form = {part.fields[0]: entry} if part.bare else entry
        row: Any = by_key.get(form.get(part.key)) or part.model(**{part.owner: owner})
        if part.is_placed:
            row.position = place
        _set_values(row, part, form, lookup)
        row.save()
        for inner in part.parts:
            _write_part(row, inner, form.get(inner.name, []), lookup)


def pack_of(shelf: Shelf) -> Pack:
    """All that a shelf holds and has released, as a pack; its rows are the origins of what is written from it."""
    forms: dict[str, dict[str, Form]] = {}
    origins: dict[tuple[str, str], Content] = {}
    for kind in KINDS:
        rows = [row for row in with_everything(rows_on(shelf, kind), kind) if _is_released(row)]
        forms[kind.name] = {getattr(row, kind.key): form_of(row) for row in rows}
        origins |= {(kind.name, row.slug): row for row in rows if isinstance(row, Content)}
    forms["protocols"] = {slug: form for slug, form in forms["protocols"].items() if _is_whole(form, forms)}
    for kind in KINDS:
        forms[kind.name] = {slug: _pruned(kind, form, forms) for slug, form in forms[kind.name].items()}
    return Pack(shelf.pack, shelf.pack_version, shelf.name, forms, origins)


def _is_released(row: Any) -> bool:
    return not isinstance(row, Content) or row.status != Status.DRAFT


def _pruned(kind: Kind, form: Form, forms: Mapping[str, Mapping[str, Form]]) -> Form:
    """A form without links to what is not released."""
    targets = {name: field.related_model for name, field in fields_of(kind).items() if field.many_to_many}
    targets |= {part.name: _target(part) for part in kind.parts if part.bare}
    kept = {
        name: [slug for slug in form[name] if slug in forms[KIND_OF[target].name]]
        for name, target in targets.items()
        if name in form
    }
    return {name: value for name, value in (form | kept).items() if name not in kept or value}


def _target(part: Part) -> Any:
    return fields_of(part)[part.fields[0]].related_model


def _is_whole(protocol: Form, forms: Mapping[str, Mapping[str, Form]]) -> bool:
    """Whether all that a protocol gives is released too."""
    stages = protocol.get("stages", [])
    exercises = {item["exercise"] for stage in stages for item in stage.get("exercises", [])}
    tests = {stage["home_test"] for stage in stages if stage.get("home_test")}
    return (
        exercises <= forms["exercises"].keys()
        and tests <= forms["home_tests"].keys()
        and protocol["cause"] in forms["causes"]
    )


def slugs_on(shelf: Shelf) -> dict[str, set[str]]:
    """The slugs of a shelf by kind."""
    return {kind.name: set(rows_on(shelf, kind).values_list(kind.key, flat=True)) for kind in KINDS}
