"""The bounds of a dosage, the words for its fields, and what is wrong with given values."""

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Smallest and largest value a therapist may prescribe, in the field's unit (seconds, days, weeks, counts).
BOUNDS: dict[str, tuple[int, int]] = {
    "sets": (1, 20),
    "reps_min": (1, 200),
    "reps_max": (1, 200),
    "work_seconds": (1, 7200),
    "hold_seconds": (0, 120),
    "rest_seconds": (0, 900),
    "times_per_day": (1, 6),
    "days_min": (1, 7),
    "days_max": (1, 7),
    "min_rest_days": (0, 6),
    "weeks": (1, 52),
}
SECONDS = {"work_seconds", "hold_seconds", "rest_seconds"}
DAYS_A_WEEK = 7
LENGTHS = {"tempo": 40, "load": 60}
MAY_BE_NONE = {"sets", "reps_min", "reps_max", "work_seconds", "hold_seconds", "rest_seconds", "weeks"}
WHEN: dict[str, Promise] = {
    "any_time": gettext_lazy("any time"),
    "warm_up": gettext_lazy("in your warm-up"),
    "after_run": gettext_lazy("after your run"),
}
LABELS: dict[str, Promise] = {
    "sets": gettext_lazy("Sets"),
    "reps_min": gettext_lazy("Reps"),
    "reps_max": gettext_lazy("Most reps"),
    "work_seconds": gettext_lazy("Time"),
    "hold_seconds": gettext_lazy("Hold"),
    "tempo": gettext_lazy("Tempo"),
    "rest_seconds": gettext_lazy("Rest"),
    "load": gettext_lazy("Load"),
    "per_side": gettext_lazy("Each side"),
    "times_per_day": gettext_lazy("Times a day"),
    "days_min": gettext_lazy("Fewest days a week"),
    "days_max": gettext_lazy("Most days a week"),
    "min_rest_days": gettext_lazy("Rest days between"),
    "when": gettext_lazy("When"),
    "weeks": gettext_lazy("Weeks"),
}


class DosageError(ValueError):
    """A dosage that cannot be; `errors` maps each wrong field to a sentence that says what to do."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = dict(errors)
        super().__init__("; ".join(self.errors.values()))


def errors_in(values: Mapping[str, object]) -> dict[str, str]:
    """What is wrong with a dosage whose fields are all given: field to a sentence, empty when all is well.

    Fields that depend on each other are compared only where each is right by itself.
    """
    wrong = {name: message for name, value in values.items() if (message := _wrong(name, value))}
    sound = {name: value for name, value in values.items() if name not in wrong}
    if "reps_min" in wrong and values["reps_max"] == values["reps_min"]:
        wrong.pop("reps_max", None)
    return wrong | dict(_wrong_together(sound))


def _wrong(name: str, value: object) -> str:
    if name in BOUNDS:
        return "" if value is None and name in MAY_BE_NONE else _wrong_number(name, value)
    if name in LENGTHS:
        return _wrong_text(name, value)
    if name == "per_side":
        return "" if isinstance(value, bool) else _("Each side must be yes or no")
    known = isinstance(value, str) and value in WHEN
    return "" if known else _("When must be any time, in the warm-up or after the run")


def _wrong_number(name: str, value: object) -> str:
    if type(value) is not int:
        return _("%(field)s must be a whole number") % {"field": LABELS[name]}
    lowest, highest = BOUNDS[name]
    if value < lowest:
        return _too_little(name) % {"field": LABELS[name], "limit": lowest}
    return _too_much(name) % {"field": LABELS[name], "limit": highest} if value > highest else ""


def _too_little(name: str) -> str:
    return (
        _("%(field)s must be %(limit)d seconds or more")
        if name in SECONDS
        else _("%(field)s must be %(limit)d or more")
    )


def _too_much(name: str) -> str:
    return (
        _("%(field)s must be %(limit)d seconds or less")
        if name in SECONDS
        else _("%(field)s must be %(limit)d or less")
    )


def _wrong_text(name: str, value: object) -> str:
    words = {"field": LABELS[name], "limit": LENGTHS[name]}
    if not isinstance(value, str) or not value.isprintable():
        return _("%(field)s must be plain text on one line") % words
    return _("%(field)s must be %(limit)d characters or fewer") % words if len(value) > LENGTHS[name] else ""


def _wrong_together(sound: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    yield from _wrong_work(sound)
    yield from _wrong_days(sound)


def _wrong_work(sound: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    if not {"reps_min", "reps_max", "work_seconds"} <= sound.keys():
        return
    least, most, work = sound["reps_min"], sound["reps_max"], sound["work_seconds"]
    if not least and not work:
        yield "reps_min", _("Reps or time is missing; give one of the two")
    if least and work:
        yield "work_seconds", _("Time must be empty when reps are given")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        yield "reps_max", _("Most reps must be %(limit)d or more, like the fewest") % {"limit": least}
    if work and sound.get("hold_seconds"):
        yield "hold_seconds", _("Hold must be empty for timed work; put the hold in the time")


def _wrong_days(sound: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    least, most, rest = sound.get("days_min"), sound.get("days_max"), sound.get("min_rest_days")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        yield "days_max", _("Most days a week must be %(limit)d or more, like the fewest") % {"limit": least}
    if isinstance(most, int) and isinstance(rest, int) and most + (most - 1) * rest > DAYS_A_WEEK:
        words = _("Rest days between must be %(limit)d or less for %(days)d days a week")
        limit = (DAYS_A_WEEK - most) // (most - 1)
        yield "min_rest_days", words % {"limit": limit, "days": most}
