"""Usual values of a measure by sex and age, written one a line: "female 20-29: 30 to 31", "male 80+: 10".

They are for therapists, beside a runner's value and with what they rest on; no value is passed or failed by them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

NUMBER = r"\d{1,6}(?:\.\d{1,2})?"
LINE = re.compile(
    rf"(female|male|any) (?:(\d{{1,3}})-(\d{{1,3}})|(\d{{1,3}})\+): ({NUMBER})(?: to ({NUMBER}))?", re.ASCII
)
OLDEST = 150


@dataclass(frozen=True, slots=True)
class Norm:
    """From `low` to `high` is usual (equal where one number is given) from `age_from` to `age_to` years, both counted.

    `sex` is female, male or any.
    """

    sex: str
    age_from: int
    age_to: int
    low: Decimal
    high: Decimal

    def is_for(self, sex: str, age: int) -> bool:
        return self.sex in {sex, "any"} and self.age_from <= age <= self.age_to

    @property
    def is_open(self) -> bool:
        """Whether it holds for everybody from `age_from` on."""
        return self.age_to == OLDEST


def norms_of(lines: str) -> list[Norm]:
    """The norms of a text, one a line. Errors: ValidationError with a sentence for each line that is none."""
    norms: list[Norm] = []
    faults: list[str] = []
    for line in filter(None, map(str.strip, lines.splitlines())):
        norm = _norm(line)
        if norm is None:
            faults.append(_("“%s”: write it as “female 20-29: 30 to 31” or “male 80+: 10”.") % line)
        elif any(_overlap(norm, other) for other in norms):
            faults.append(_("“%s”: an earlier line holds for these people already.") % line)
        else:
            norms.append(norm)
    if faults:
        raise ValidationError(faults)
    return norms


def validate_norms(lines: str) -> None:
    """Errors: ValidationError."""
    norms_of(lines)


def norm_for(norms: Iterable[Norm], *, sex: str, age: int | None) -> Norm | None:
    """The norm for somebody; None without an age, or where none is known. Without a sex only those for any count."""
    found: Iterator[Norm] = (norm for norm in norms if age is not None and norm.is_for(sex, age))
    return next(found, None)


def _norm(line: str) -> Norm | None:
    match = LINE.fullmatch(line)
    if match is None:
        return None
    sex, first, last, since, low, high = match.groups()
    norm = Norm(sex, int(first or since), int(last or OLDEST), Decimal(low), Decimal(high or low))
    return norm if norm.age_from <= norm.age_to and norm.low <= norm.high else None


def _overlap(one: Norm, other: Norm) -> bool:
    same = one.sex == other.sex or "any" in {one.sex, other.sex}
    return same and one.age_from <= other.age_to and other.age_from <= one.age_to
