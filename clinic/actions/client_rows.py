"""Rows whose id the runner's phone makes: sending twice is harmless, and an id never changes its meaning."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.models import Runner
from clinic.policies import NotNow

Row = TypeVar("Row", bound=models.Model)


class ClientBody(Protocol):
    """A checked body: the id that the phone made, and the rest in one form however it was written."""

    @property
    def uuid(self) -> UUID: ...
    def normalised(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Recorded(Generic[Row]):
    """The row, whether this call made it, and whether the runner should answer the short screening now."""

    row: Row
    created: bool
    ask_screening: bool = False


def record_once(model: type[Row], *, runner: Runner, body: ClientBody, write: Callable[[], Row]) -> Recorded[Row]:
    """Writes the row in one transaction unless it stands already; the same id with another body is a conflict.

    Errors: NotNow("id_conflict"), and what `write` raises. When several requests race, the database lets one of
    them in; the others find its row on their second try.
    """
    try:
        return _record(model, runner, body, write)
    except IntegrityError:
        return _record(model, runner, body, write)


@transaction.atomic
def _record(model: type[Row], runner: Runner, body: ClientBody, write: Callable[[], Row]) -> Recorded[Row]:
    found = model._default_manager.filter(runner=runner, uuid=body.uuid).first()
    if found is None:
        return Recorded(write(), created=True)
    check_same(found, body)
    return Recorded(found, created=False)


def check_same(row: Any, body: ClientBody) -> None:
    """Errors: NotNow("id_conflict")."""
    if row.body != body.normalised():
        raise NotNow("id_conflict", _("This id was used before with other content. Send it under a new id."))


def replace(model: type[Row], *, runner: Runner, old_id: UUID | None, by: Any) -> Row | None:
    """Voids the row that is corrected and returns it; None when nothing is.

    Errors: ValidationError on `replaces` when there is none; NotNow("already_undone") when it is out of count.
    """
    if old_id is None:
        return None
    old: Any = model._default_manager.select_for_update().filter(runner=runner, uuid=old_id).first()
    if old is None:
        raise ValidationError({"replaces": [_("There is no such entry. Send the id of the one to correct.")]})
    if old.voided_at is not None:
        raise NotNow("already_undone", _("This entry was already corrected or undone."))
    void(old, by=by)
    return old


def void(row: Any, *, by: Any) -> bool:
    """Takes a row out of count and keeps it in the history; False when it was out already."""
    if row.voided_at is not None:
        return False
    row.voided_at, row.voided_by = timezone.now(), by
    row.save(update_fields=["voided_at", "voided_by"])
    return True
