"""How the leg is on the morning after."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from clinic.models import Runner
from clinic.validators.fields import Fields

SIGNS = ("new_limp", "new_swelling")
KNOWN = frozenset({"id", "on", "pain", "note", *SIGNS})
DAYS_BACK = datetime.timedelta(days=14)
NOTE_MAX = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningBody:
    uuid: UUID
    on: datetime.date
    pain: int
    note: str = ""
    new_limp: bool | None = None
    new_swelling: bool | None = None

    def normalised(self) -> dict[str, Any]:
        said = {name: getattr(self, name) for name in ("pain", "note", *SIGNS)}
        return {"on": self.on.isoformat(), **said}


def read_morning(body: object, *, runner: Runner, after_hops: bool = False) -> MorningBody:
    """Checks {id, on, pain, new_limp, new_swelling, note}; `on` is the runner's today or one of the 14 days before.

    `after_hops` is whether a hop test was done the day before: then both signs have to be answered.
    Errors: ValidationError.
    """
    fields = Fields.of(body, KNOWN)
    today = runner.today()
    found_id = fields.uuid("id", required=True)
    on = fields.day("on", today - DAYS_BACK, today)
    pain, note = fields.rating("pain", required=True), fields.text("note", NOTE_MAX)
    signs = {name: fields.yes_no(name, required=after_hops) for name in SIGNS}
    fields.check()
    return MorningBody(uuid=found_id, on=on, pain=pain, note=note, **signs)  # type: ignore[arg-type]  # checked above
