"""How much of an exercise: a frozen value with its own bounds, reading and plain wording."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises import dosage_text
from exercises.dosage_bounds import LABELS, LENGTHS, WHEN, DosageError, errors_in
from exercises.units import in_units

SECONDS_A_REP = 3
PARSED_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Dosage:
    """Sets of reps or of timed work, how hard, how often, when and for how long.

    `reps_min` equals `reps_max` when it is not a range; given one of the two, the other follows. Times are in
    seconds; `days_min` and `days_max` are days a week; `weeks` is until the next look, not an end. Every
    Dosage that exists is within `BOUNDS`: a wrong one raises DosageError naming all its wrong fields.
    """

    sets: int | None = None
    reps_min: int | None = None
    reps_max: int | None = None
    work_seconds: int | None = None
    hold_seconds: int | None = None
    tempo: str = ""
    rest_seconds: int | None = None
    load: str = ""
    per_side: bool = False
    times_per_day: int = 1
    days_min: int = 7
    days_max: int = 7
    min_rest_days: int = 0
    when: str = "any_time"
    weeks: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "reps_min", self.reps_max if self.reps_min is None else self.reps_min)
        object.__setattr__(self, "reps_max", self.reps_min if self.reps_max is None else self.reps_max)
        for name in LENGTHS:
            value = getattr(self, name)
            object.__setattr__(self, name, " ".join(value.split()) if isinstance(value, str) else value)
        errors = errors_in(asdict(self))
        if errors:
            raise DosageError(errors)

    @classmethod
    def from_dict(cls, mapping: Mapping[str, object]) -> Self:
        """Dosage from JSON-like fields; missing ones take defaults. Raises DosageError naming every field."""
        if not isinstance(mapping, Mapping):
            raise DosageError({"dosage": _("Dosage must be a set of named fields")})
        known = {name: value for name, value in mapping.items() if name in LABELS}
        unknown = {str(name)[:40]: _unknown(name) for name in mapping if name not in LABELS}
        try:
            dosage = cls(**known)  # type: ignore[arg-type]  # types are what __post_init__ checks
        except DosageError as error:
            raise DosageError(error.errors | unknown) from error
        if unknown:
            raise DosageError(unknown)
        return dosage

    def to_dict(self) -> dict[str, int | str | bool]:
        """JSON-safe fields without those at their default; `from_dict` gives back an equal Dosage."""
        return {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if getattr(self, field.name) != field.default
        }

    @classmethod
    def parse(cls, text: str) -> Self:
        """Dosage from an English phrase: "2 x 8-12 each side, 3-4 days a week, in the warm-up, 4 weeks".

        What the phrase leaves out takes the default. Raises DosageError with "dosage" for words that were not
        understood, or with the fields that are out of bounds.
        """
        if not isinstance(text, str) or len(text) > PARSED_LENGTH:
            raise DosageError({"dosage": _("Dosage must be a short text such as “3 x 10 each side”")})
        found, left = dosage_text.read(text)
        if left:
            message = _("Dosage was not understood at “%(words)s”; write it like “3 x 10 each side, every day”")
            raise DosageError({"dosage": message % {"words": left[:40]}})
        return cls.from_dict(found)

    def words(self) -> str:
        """Full plain wording: "2 sets of 10, each side, every day for 4 weeks"."""
        return ", ".join(part for part in self._parts() if part)

    def short(self) -> str:
        """Wording for a narrow place: "1 × 10 each side", "3 × 8 to 12", "3 × 30 s"."""
        amount = self._time_short() if self.work_seconds else self._reps()
        if self.sets:
            amount = f"{self.sets} × {amount}"
        elif not self.work_seconds:
            amount = self._reps_words()
        return _("%(amount)s each side") % {"amount": amount} if self.per_side else amount

    def frequency(self) -> str:
        """How often: "every day", "twice a day", "3 or 4 times a week", "every other day"."""
        if self.times_per_day == 1:
            return self._days()
        times = _("twice a day") if self.times_per_day == 2 else _("%d times a day") % self.times_per_day
        if self.days_min == 7:
            return times
        if self._every_other_day():
            return _("%s, every other day") % times
        words = ngettext("%(times)s on %(days)s day a week", "%(times)s on %(days)s days a week", self.days_max)
        return words % {"times": times, "days": self._span(self.days_min, self.days_max)}

    def minutes(self) -> int:
        """Whole minutes that one session takes, rounded up and at least 1.

        A rep takes the sum of the numbers in its tempo, else 3 s plus its hold (an estimate of ours, no
        source); of a range the most reps count. Both sides double the work; rests come between sets. Several
        times a day are several sessions.
        """
        sets = self.sets or 1
        work = self.work_seconds or (self.reps_max or 0) * self._seconds_a_rep()
        total = sets * work * (2 if self.per_side else 1) + (sets - 1) * (self.rest_seconds or 0)
        return max(1, -(-total // 60))

    def differences(self, other: "Dosage") -> list[str]:
        """Readable changes from `other`, the former dosage, to this one: "Reps: 10, was 8"."""
        before = dict(other.facts())
        template = _("%(what)s: %(now)s, was %(before)s")
        return [
            template % {"what": what, "now": now, "before": before[what]}
            for what, now in self.facts()
            if now != before[what]
        ]

    def manner(self) -> list[str]:
        """How each set is done, in plain words: "hold 2 seconds", "with 8 kg", "1 minute rest between sets"."""
        return [part for part in self._manner() if part]

    def rhythm(self) -> list[str]:
        """How often and when, in plain words: "every day for 4 weeks", "in your warm-up"."""
        return [part for part in self._rhythm() if part]

    def _parts(self) -> Iterator[str]:
        yield self._amount()
        yield _("each side") if self.per_side else ""
        yield from self._manner()
        yield from self._rhythm()

    def _manner(self) -> Iterator[str]:
        if self.hold_seconds:
            yield _("hold %s") % _duration(self.hold_seconds)
        yield _("tempo %s") % self.tempo if self.tempo else ""
        yield _("with %s") % in_units(self.load) if self.load else ""
        if self.rest_seconds:
            yield _("%s rest between sets") % _duration(self.rest_seconds)

    def _rhythm(self) -> Iterator[str]:
        yield self._course()
        if self.min_rest_days and not self._every_other_day():
            yield _rest_days(self.min_rest_days)
        yield "" if self.when == "any_time" else str(WHEN[self.when])

    def facts(self) -> Iterator[tuple[str, str]]:
        """What it prescribes, one fact a pair of label and value, always the same labels in the same order."""
        none = _("none")
        yield _("Sets"), str(self.sets or none)
        yield _("Reps"), self._reps() if self.reps_min else none
        for name in ("work_seconds", "hold_seconds", "rest_seconds"):
            seconds = getattr(self, name)
            yield str(LABELS[name]), none if seconds is None else _duration(seconds)
        yield _("Tempo"), self.tempo or none
        yield _("Load"), self.load or none
        yield _("Each side"), _("yes") if self.per_side else _("no")
        yield _("How often"), self.frequency()
        yield _("Rest days between"), str(self.min_rest_days or none)
        yield _("When"), str(WHEN[self.when])
        yield _("Weeks"), str(self.weeks or none)

    def _amount(self) -> str:
        if not self.sets:
            return _duration(self.work_seconds) if self.work_seconds else self._reps_words()
        each = _duration(self.work_seconds) if self.work_seconds else self._reps()
        words = ngettext("%(sets)d set of %(each)s", "%(sets)d sets of %(each)s", self.sets)
        return words % {"sets": self.sets, "each": each}

    def _reps(self) -> str:
        if self.reps_min == self.reps_max:
            return str(self.reps_min)
        return _("%(low)s to %(high)s") % {"low": self.reps_min, "high": self.reps_max}

    def _reps_words(self) -> str:
        return ngettext("%(reps)s rep", "%(reps)s reps", self.reps_max or 0) % {"reps": self._reps()}

    def _time_short(self) -> str:
        minutes, seconds = divmod(self.work_seconds or 0, 60)
        return _("%d min") % minutes if minutes and not seconds else _("%d s") % (self.work_seconds or 0)

    def _course(self) -> str:
        if self.weeks is None:
            return self.frequency()
        words = ngettext("%(often)s for %(weeks)d week", "%(often)s for %(weeks)d weeks", self.weeks)
        return words % {"often": self.frequency(), "weeks": self.weeks}

    def _days(self) -> str:
        named = {
            (7, 7): _("every day"),
            (1, 1): _("once a week"),
            (2, 2): _("twice a week"),
            (1, 2): _("once or twice a week"),
        }
        if self._every_other_day():
            return _("every other day")
        span = self._span(self.days_min, self.days_max)
        return named.get((self.days_min, self.days_max)) or _("%s times a week") % span

    def _every_other_day(self) -> bool:
        return self.min_rest_days == 1 and (self.days_min, self.days_max) == (3, 4)

    @staticmethod
    def _span(low: int, high: int) -> str:
        if low == high:
            return str(low)
        words = _("%(low)s or %(high)s") if high == low + 1 else _("%(low)s to %(high)s")
        return words % {"low": low, "high": high}

    def _seconds_a_rep(self) -> int:
        return sum(map(int, re.findall(r"[0-9]+", self.tempo))) or SECONDS_A_REP + (self.hold_seconds or 0)


def _duration(seconds: int) -> str:
    minutes, left = divmod(seconds, 60)
    if minutes and not left:
        return ngettext("%d minute", "%d minutes", minutes) % minutes
    return ngettext("%d second", "%d seconds", seconds) % seconds


def _rest_days(days: int) -> str:
    return ngettext("with %d rest day between", "with %d rest days between", days) % days


def _unknown(name: object) -> str:
    return _("“%s” is not part of a dosage; leave it out") % str(name)[:40]
