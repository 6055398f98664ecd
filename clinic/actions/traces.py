"""Recordings of the phone's sensor: kept with their result, and read again when the algorithm has changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from clinic.models import Method, MotionTrace, TestResult, TraceAnalysis
from clinic.validators.traces import SENSED, Recording

BATCH = 50
# What a therapist would see change.
TOLD = ("accepted", "hops", "angle_deg")


def keep_traces(*, result: TestResult, recordings: Sequence[Recording], replaces: TestResult | None) -> None:
    """Keeps the recordings beside their result, within its transaction.

    A correction without recordings takes over those of the result that it corrects: what the phone said does not change
    with what the runner puts right. The analyses come along.
    """
    if recordings:
        _insert(result, recordings)
    elif replaces is not None and _is_measured_alike(result, replaces):
        MotionTrace.objects.filter(result=replaces).update(result=result)


def _insert(result: TestResult, recordings: Sequence[Recording]) -> None:
    traces = MotionTrace.objects.bulk_create(
        MotionTrace(
            result=result,
            place=place,
            samples=one.packed,
            sample_count=one.sample_count,
            interval_ms=one.interval_ms,
            zero=one.zero,
        )
        for place, one in enumerate(recordings, 1)
    )
    found = [one.facts for one in recordings]
    TraceAnalysis.objects.bulk_create(analysis_of(trace, facts) for trace, facts in zip(traces, found, strict=True))


def _is_measured_alike(result: TestResult, other: TestResult) -> bool:
    alike = (result.method, result.side, result.home_test_id) == (other.method, other.side, other.home_test_id)
    return alike and result.method in SENSED


def analysis_of(trace: MotionTrace, facts: dict[str, Any]) -> TraceAnalysis:
    """An analysis that is not saved yet."""
    return TraceAnalysis(trace=trace, algorithm=facts["algorithm"], accepted=facts["accepted"], facts=facts)


@dataclass(slots=True)
class Course:
    """How far reading again has come: of `total`, so many are read; some say another number; some are broken."""

    total: int
    read: int = 0
    changed: int = 0
    broken: int = 0


def analyse_again(*, every: bool = False) -> Iterator[Course]:
    """Reads the kept recordings whose newest analysis is of another version; with `every`, all of them.

    The analyses of other versions are kept, and so is what the runner's result says. Once a batch it tells how far it
    is. Doing it twice is harmless.
    """
    rows = MotionTrace.objects.all() if every else _outdated()
    course = Course(rows.count())
    yield course
    last = 0
    while batch := list(_with_newest(rows.filter(pk__gt=last).order_by("pk"))[:BATCH]):
        _read_batch(batch, course)
        last = batch[-1].pk
        yield course


def _outdated() -> QuerySet[MotionTrace]:
    from clinic.measurement.reading import algorithm_of  # SciPy takes a second to load: only this command waits for it

    motion, phone = (algorithm_of(method.value) for method in (Method.MOTION, Method.PHONE))
    same = Q(result__method=Method.MOTION, algorithm=motion) | Q(result__method=Method.PHONE, algorithm=phone)
    newest = _newest("algorithm")
    current = MotionTrace.objects.annotate(algorithm=newest).filter(same)
    return MotionTrace.objects.exclude(pk__in=current.values("pk"))


def _with_newest(rows: QuerySet[MotionTrace]) -> QuerySet[MotionTrace]:
    return rows.annotate(said=_newest("facts"), method=F("result__method"))


def _newest(field: str) -> Subquery:
    rows = TraceAnalysis.objects.filter(trace=OuterRef("pk")).order_by("-analysed_at", "-pk")
    return Subquery(rows.values(field)[:1])


def _read_batch(batch: Sequence[Any], course: Course) -> None:
    """Each row comes with `method`, and with what was `said` of it before."""
    from clinic.measurement.packing import unpack  # as above
    from clinic.measurement.reading import read

    found = []
    for row in batch:
        course.read += 1
        try:
            facts = read(unpack(bytes(row.samples)), row.method, row.zero)
        except ValueError:
            course.broken += 1
            continue
        found.append(analysis_of(row, facts))
        course.changed += row.said is not None and any(row.said.get(name) != facts.get(name) for name in TOLD)
    _save(found)


@transaction.atomic
def _save(found: Sequence[TraceAnalysis]) -> None:
    """What this version said before, it says again: the row only becomes the newest. What was erased is left."""
    wanted = [one.trace_id for one in found]
    there = set(MotionTrace.objects.select_for_update().filter(pk__in=wanted).values_list("pk", flat=True))
    now = timezone.now()
    for one in found:
        one.analysed_at = now
    TraceAnalysis.objects.bulk_create(
        [one for one in found if one.trace_id in there],
        update_conflicts=True,
        unique_fields=["trace", "algorithm"],
        update_fields=["accepted", "facts", "analysed_at"],
    )
