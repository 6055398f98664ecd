"""How the leg is on the morning after."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from clinic.models import Runner
from clinic.validators.fields import Fields

KNOWN = frozenset({"id", "on", "pain", "note"})
DAYS_BACK = datetime.timedelta(days=14)
NOTE_MAX = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningBody:
    uuid: UUID
    on: datetime.date
    pain: int
    note: str = ""

    def normalised(self) -> dict[str, Any]:
        return {"on": self.on.isoformat(), "pain": self.pain, "note": self.note}


def read_morning(body: object, *, runner: Runner) -> MorningBody:
    """Checks {id, on, pain, note}; `on` is the runner's today or one of the 14 days before. Errors: ValidationError."""
    fields = Fields.of(body, KNOWN)
    today = runner.today()
    found_id = fields.uuid("id", required=True)
    on = fields.day("on", today - DAYS_BACK, today)
    pain, note = fields.rating("pain", required=True), fields.text("note", NOTE_MAX)
    fields.check()
    return MorningBody(uuid=found_id, on=on, pain=pain, note=note)  # type: ignore[arg-type]  # checked above
