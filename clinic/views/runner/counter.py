"""What the counter of an exercise counts: sets, sides, reps and seconds, as plain numbers for the script."""

from dataclasses import dataclass

from exercises.dosage import Dosage


@dataclass(frozen=True, slots=True)
class Counter:
    """Seconds are whole; 0 stands for none. Of a range the most reps are counted to."""

    sets: int
    sides: int
    reps: int
    work: int
    hold: int
    rest: int

    @classmethod
    def of(cls, dosage: Dosage) -> "Counter":
        return cls(
            sets=dosage.sets or 1,
            sides=2 if dosage.per_side else 1,
            reps=0 if dosage.work_seconds else dosage.reps_max or 0,
            work=dosage.work_seconds or 0,
            hold=dosage.hold_seconds or 0,
            rest=dosage.rest_seconds or 0,
        )

    @property
    def is_useful(self) -> bool:
        return bool(self.reps or self.work)
