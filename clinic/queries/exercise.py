"""Where one exercise, or one entry of the log, stands."""

from dataclasses import dataclass

from clinic.models import ExerciseLog, PrescribedExercise
from clinic.queries.today import Today, TodayExercise

CORRECTIONS_MAX = 100


@dataclass(frozen=True, slots=True)
class Place:
    """An exercise among those of today: `number` of `total`."""

    one: TodayExercise
    number: int
    total: int


def place_of(prescribed: PrescribedExercise, day: Today) -> Place | None:
    """The place of an exercise on this day; None when it is no longer in the plan."""
    listed = [one for one in day.exercises if one.is_due or one.done_today]
    found = next((one for one in day.exercises if one.prescribed_exercise == prescribed.uuid), None)
    if found is None:
        return None
    total = listed if found in listed else [found]
    return Place(found, total.index(found) + 1, len(total))


def standing_entry(log: ExerciseLog) -> ExerciseLog | None:
    """The entry itself, or the last correction of it; None when it was undone."""
    for _step in range(CORRECTIONS_MAX):
        if log.voided_at is None:
            return log
        after = ExerciseLog.objects.filter(replaces=log).first()
        if after is None:
            return None
        log = after
    return None
