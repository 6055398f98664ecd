"""The home tests of a runner: which are due, and what was measured so far."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from clinic.models import CareAssignment, Runner, TestResult
from clinic.queries import today_rows
from clinic.queries.results import Comparison, Reading, compare_readings, readings_of, taken_last
from clinic.queries.today_rows import DueTest
from exercises.illustration import Illustration
from exercises.models import HomeTest


@dataclass(frozen=True, slots=True)
class TestEntry:
    """One home test: when it is due next (None when it is not asked for), and the main readings so far.

    `shown` is the test, or as much of it as its picture needs.
    """

    __test__ = False  # not a test of ours, whatever the name says

    slug: str
    name: str
    due: DueTest | None
    comparisons: Sequence[Comparison]
    shown: HomeTest | Illustration

    @property
    def latest(self) -> list[Comparison]:
        """The main measure in the way that it was taken last."""
        return taken_last(one for one in self.comparisons if one.is_main)

    @property
    def last_on(self) -> datetime.date | None:
        return max((one.latest.result.local_date for one in self.comparisons), default=None)

    @property
    def last_result(self) -> TestResult | None:
        latest = max(self.comparisons, key=lambda one: one.latest.result.done_at, default=None)
        return latest.latest.result if latest else None


def entries_of(runner: Runner) -> list[TestEntry]:
    """What waits, the first due first; then what was done before. Two queries."""
    waiting = {test.slug: test for test in today_rows.tests_of(runner, runner.today())}
    readings, margins = readings_of(runner)
    done: dict[str, list[Comparison]] = {}
    tests: dict[str, tuple[str, HomeTest | Illustration]] = {
        slug: (test.name, test.illustration) for slug, test in waiting.items()
    }
    for one in compare_readings(readings, margins):
        done.setdefault(one.home_test.slug, []).append(one)
        tests.setdefault(one.home_test.slug, (one.home_test.name, one.home_test))
    return [
        TestEntry(slug, name, waiting.get(slug), done.get(slug, ()), shown) for slug, (name, shown) in tests.items()
    ]


def lead_of(result: TestResult) -> str:
    """The name of the therapist who looks at it next; empty when nobody leads the episode."""
    if result.episode_id is None:
        return ""
    rows = CareAssignment.objects.filter(episode=result.episode_id, part=CareAssignment.Part.LEAD, to_on__isnull=True)
    return rows.values_list("therapist__name", flat=True).first() or ""


def comparisons_for(runner: Runner, home_test: HomeTest, *, until: datetime.date) -> list[Comparison]:
    """Every measure of one home test up to that local date, left before right: one query."""
    return course_until(runner, home_test, until=until)[0]


def course_until(
    runner: Runner, home_test: HomeTest, *, until: datetime.date
) -> tuple[list[Comparison], list[Reading]]:
    """The same, and beside it the readings of practice, which are never compared: one query for both."""
    readings, margins = readings_of(runner, practice=True)
    of_test = [reading for reading in readings if reading.result.home_test_id == home_test.pk]
    mine = [reading for reading in of_test if reading.result.local_date <= until]
    measured = [reading for reading in mine if not reading.result.practice]
    return compare_readings(measured, margins), [reading for reading in mine if reading.result.practice]
