import pytest

from clinic.views.runner.counter import Counter
from exercises.dosage import Dosage


@pytest.mark.parametrize(
    ("dosage", "counter"),
    [
        (Dosage(sets=1, reps_min=10), Counter(sets=1, sides=1, reps=10, work=0, hold=0, rest=0)),
        (Dosage(reps_min=8, reps_max=12, per_side=True), Counter(sets=1, sides=2, reps=12, work=0, hold=0, rest=0)),
        (Dosage(sets=3, work_seconds=30, rest_seconds=60), Counter(sets=3, sides=1, reps=0, work=30, hold=0, rest=60)),
        (Dosage(sets=2, reps_min=5, hold_seconds=45), Counter(sets=2, sides=1, reps=5, work=0, hold=45, rest=0)),
    ],
)
def test_counter_of_reads_the_dosage(dosage, counter):
    assert Counter.of(dosage) == counter
    assert counter.is_useful is True


def test_counter_without_reps_or_seconds_is_of_no_use():
    assert Counter(sets=1, sides=1, reps=0, work=0, hold=0, rest=0).is_useful is False
