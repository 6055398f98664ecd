"""A row of content as a pack would have it: plain JSON, slugs for relations, nothing that is at its default."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db import models

from exercises.packs import values
from exercises.packs.kinds import KIND_OF, Kind, Part

Form = dict[str, Any]


def form_of(row: models.Model) -> Form:
    """The whole of one piece of content in pack form. Quick after `with_everything`."""
    kind = KIND_OF[type(row)]
    return {kind.key: getattr(row, kind.key)} | _form(row, kind)


def digest_of(form: Form) -> str:
    """SHA-256, in hex, of the form as canonical JSON."""
    text = json.dumps(form, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def with_everything(rows: models.QuerySet, kind: Kind) -> models.QuerySet:
    """The same rows with all that `form_of` reads."""
    return rows.select_related(*_related(kind)).prefetch_related(*_links(kind), *_part_paths(kind))


def _form(row: Any, kind: Kind | Part) -> Form:
    form = values.without_defaults(fields_of(kind), {name: _value(row, name) for name in kind.fields})
    for part in kind.parts:
        entries = [_entry(item, part) for item in getattr(row, part.accessor).all()]
        form |= {part.name: entries} if entries else {}
    return form


def _entry(item: Any, part: Part) -> Any:
    return _value(item, part.fields[0]) if part.bare else _form(item, part)


def _value(row: Any, name: str) -> Any:
    field = row._meta.get_field(name)
    if field.many_to_many:
        return sorted(other.slug for other in getattr(row, name).all())
    if field.is_relation:
        other = getattr(row, name)
        return None if other is None else other.slug
    return values.plain(field, getattr(row, name))


def fields_of(kind: Kind | Part) -> dict[str, Any]:
    """The model fields of a kind or part by name."""
    return {name: kind.model._meta.get_field(name) for name in kind.fields}


def _related(kind: Kind | Part) -> list[str]:
    return [name for name, field in fields_of(kind).items() if field.is_relation and not field.many_to_many]


def _links(kind: Kind | Part) -> list[str]:
    return [name for name, field in fields_of(kind).items() if field.many_to_many]


def _part_paths(kind: Kind | Part) -> Iterator[models.Prefetch]:
    for part in kind.parts:
        rows = part.model._default_manager.select_related(*_related(part)).prefetch_related(*_part_paths(part))
        yield models.Prefetch(part.accessor, rows)
