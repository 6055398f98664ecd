"""Saved states of content: one ContentVersion for each change, with the whole content in pack form."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max

from exercises.models import ContentVersion
from exercises.packs.form import Form, digest_of
from exercises.packs.kinds import VERSIONED


def keep_versions(written: Iterable[tuple[Any, Form]], *, by: Any, note: str) -> list[ContentVersion]:
    """One next version for each row just written with that form; rows of kinds without history are passed over."""
    kept = [(row, form) for row, form in written if type(row) in VERSIONED]
    former = _last_numbers(row.uuid for row, _form in kept)
    return ContentVersion.objects.bulk_create(
        ContentVersion(
            kind=VERSIONED[type(row)],
            content_uuid=row.uuid,
            number=former.get(row.uuid, 0) + 1,
            snapshot=form,
            digest=digest_of(form),
            saved_by=by if getattr(by, "pk", None) else None,
            note=note[:200],
        )
        for row, form in kept
    )


def _last_numbers(uuids: Iterable[Any]) -> dict[Any, int]:
    rows = ContentVersion.objects.filter(content_uuid__in=list(uuids)).values("content_uuid")
    return dict(rows.annotate(last=Max("number")).values_list("content_uuid", "last"))
