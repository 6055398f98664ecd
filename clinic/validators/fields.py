"""Reads the fields of one body, whichever door it came through, and collects every fault by its field."""

import datetime
import math
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

FUTURE = datetime.timedelta(minutes=10)
PAST = datetime.timedelta(days=366)
RATING_MAX = 10
NOTE_MAX = 1000
DIGITS_MAX = 40
# Beyond these the arithmetic of dates with offsets overflows.
YEARS = range(1900, 9999)


@dataclass(slots=True)
class Fields:
    """The typed values of a mapping. A fault gives None and is remembered; `check` raises all of them at once.

    Values are taken as typed: True is no number, "3" is no number, 3.0 is no rating. Empty text counts as nothing.
    """

    body: Mapping[str, Any]
    errors: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, body: object, known: Collection[str]) -> "Fields":
        """Errors: ValidationError when the body is no mapping. A value under an unknown name is a fault."""
        if not isinstance(body, Mapping):
            raise ValidationError({"body": [_("Send an object with named fields.")]})
        fields = cls(body)
        for name in body:
            if name not in known and body[name] is not None:
                fields.fault(str(name)[:80], _("This field is not known here. Leave it out."))
        return fields

    def fault(self, name: str, message: str) -> None:
        self.errors.setdefault(name, []).append(message)

    def check(self) -> None:
        """Errors: ValidationError with every fault by its field."""
        if self.errors:
            raise ValidationError(self.errors)

    def given(self, name: str) -> Any:
        value = self.body.get(name)
        return None if isinstance(value, str) and not value.strip() else value

    def wanted(self, name: str) -> Any:
        value = self.given(name)
        if value is None:
            self.fault(name, _("Fill in this field."))
        return value

    def uuid(self, name: str, *, required: bool = False) -> uuid.UUID | None:
        value = self.wanted(name) if required else self.given(name)
        found = as_uuid(value)
        if value is not None and found is None:
            self.fault(name, _("Send a UUID, such as 123e4567-e89b-42d3-a456-426614174000."))
        return found

    def moment(self, name: str) -> datetime.datetime | None:
        """A moment in UTC: not beyond 10 minutes from now, not more than a year ago."""
        value = self.wanted(name)
        if value is None:
            return None
        found = as_moment(value)
        if found is None:
            self.fault(name, _("Send date and time with an offset, such as 2026-11-24T18:30:00+01:00."))
        elif found > timezone.now() + FUTURE:
            self.fault(name, _("This lies in the future. Check date and time."))
        elif found < timezone.now() - PAST:
            self.fault(name, _("This is more than a year ago. Check date and time."))
        return found

    def day(self, name: str, first: datetime.date, last: datetime.date) -> datetime.date | None:
        """A date from first to last; last when none is given."""
        value = self.given(name)
        found = last if value is None else as_day(value)
        if found is None or not first <= found <= last:
            words = {"first": first.isoformat(), "last": last.isoformat()}
            self.fault(name, _("Send a date from %(first)s to %(last)s.") % words)
            return None
        return found

    def whole(self, name: str, low: int, high: int, *, required: bool = False) -> int | None:
        value = self.wanted(name) if required else self.given(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.fault(name, _("Send a whole number from %(low)s to %(high)s.") % {"low": low, "high": high})
            return None
        return value

    def rating(self, name: str, *, required: bool = False) -> int | None:
        return self.whole(name, 0, RATING_MAX, required=required)

    def number(self, name: str, low: Decimal, high: Decimal, decimals: int) -> Decimal | None:
        """A number from low to high, rounded to so many decimals; with 0 decimals it must be whole."""
        value = self.given(name)
        return None if value is None else self._number(name, value, low, high, decimals)

    def numbers(self, name: str, low: Decimal, high: Decimal, decimals: int, *, most: int) -> list[Decimal]:
        """A list of 1 to `most` numbers; nothing gives an empty list."""
        value = self.given(name)
        if value is None or value == []:
            return []
        if not isinstance(value, list | tuple) or len(value) > most:
            self.fault(name, _("Send a list of 1 to %(most)s numbers.") % {"most": most})
            return []
        found = [self._number(name, item, low, high, decimals) for item in value]
        return [item for item in found if item is not None]

    def _number(self, name: str, value: object, low: Decimal, high: Decimal, decimals: int) -> Decimal | None:
        found = as_decimal(value)
        fits = found is not None and low <= found <= high and (decimals > 0 or found == found.to_integral_value())
        if found is None or not fits:
            kind = _("whole number") if decimals == 0 else _("number")
            words = {"kind": kind, "low": plain(low), "high": plain(high)}
            self.fault(name, _("Send a %(kind)s from %(low)s to %(high)s.") % words)
            return None
        return rounded(found, decimals)

    def text(self, name: str, most: int = NOTE_MAX) -> str:
        """Trimmed text with plain line ends; empty when there is none."""
        value = self.given(name)
        if value is None:
            return ""
        if not isinstance(value, str) or not is_clean(value):
            self.fault(name, _("Send plain text."))
            return ""
        tidy = value.replace("\r\n", "\n").strip()
        if len(tidy) > most:
            self.fault(name, _("Use at most %(most)s characters.") % {"most": most})
        return tidy

    def choice(self, name: str, choices: Iterable[str], *, required: bool = False) -> str:
        """One of the choices, empty when none is given."""
        value = self.wanted(name) if required else self.given(name)
        known = list(choices)
        if value is None:
            return ""
        if not isinstance(value, str) or value not in known:
            self.fault(name, _("Choose one of: %(choices)s.") % {"choices": ", ".join(known)})
            return ""
        return str(value)

    def yes_no(self, name: str, *, required: bool = False) -> bool | None:
        """True, False, or None when it was not answered."""
        value = self.wanted(name) if required else self.given(name)
        if value is not None and not isinstance(value, bool):
            self.fault(name, _("Send true or false."))
            return None
        return value

    def flag(self, name: str) -> bool:
        value = self.given(name)
        if value is not None and not isinstance(value, bool):
            self.fault(name, _("Send true or false."))
        return value is True


def as_uuid(value: object) -> uuid.UUID | None:
    """A UUID from a UUID or its text; None for anything else."""
    if isinstance(value, uuid.UUID):
        return value
    try:
        return uuid.UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def as_moment(value: object) -> datetime.datetime | None:
    """A moment in UTC from an aware datetime or its ISO text; None for anything else, and for one without offset."""
    try:
        found = parse_datetime(value) if isinstance(value, str) else value
    except ValueError:
        return None
    if not isinstance(found, datetime.datetime) or found.year not in YEARS or timezone.is_naive(found):
        return None
    return found.astimezone(datetime.UTC)


def as_day(value: object) -> datetime.date | None:
    """A date from a date or its ISO text; None for anything else."""
    try:
        found = parse_date(value) if isinstance(value, str) else value
    except ValueError:
        return None
    return found if isinstance(found, datetime.date) and not isinstance(found, datetime.datetime) else None


def as_decimal(value: object) -> Decimal | None:
    """A finite Decimal from a number; None for anything else, for truth values and for text."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    finite = value.is_finite() if isinstance(value, Decimal) else isinstance(value, int) or math.isfinite(value)
    return Decimal(str(value)) if finite and abs(value) < 10**DIGITS_MAX else None


def rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """Digits without needless zeros: 30.00 gives "30"."""
    return format(value.normalize(), "f")


def is_clean(value: str) -> bool:
    """Whether both databases and UTF-8 can hold it: no null bytes, no half characters."""
    return "\x00" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)
