"""Recordings as they are kept with a result, without asking an algorithm: that takes SciPy a second to load."""

from clinic.measurement.packing import pack
from clinic.measurement.trace import Trace
from clinic.models import MotionTrace, TraceAnalysis
from tests.clinic.recordings import HOPS_A_SECOND, hopping

HOP_FACTS = {
    "accepted": True,
    "reasons": [],
    "hops": 66,
    "seconds": 30.0,
    "cadence_hz": 2.2,
    "stopped_at_s": None,
    "pauses": [],
    "cadence_drop": None,
    "confidence": 0.93,
    "hop_times": [round((number + 0.4) / HOPS_A_SECOND, 2) for number in range(66)],
    "algorithm": "hop-1",
}


def keep(result, columns=None, *, place=1, zero=None, **facts):
    """One recording of a result, and its analysis: that of a hop test to its end, but for the facts given."""
    trace = Trace.of(columns or hopping())
    row = MotionTrace.objects.create(
        result=result, place=place, samples=pack(trace), sample_count=trace.count,
        interval_ms=None if trace.interval is None else 1000 * trace.interval, zero=zero,
    )  # fmt: skip
    analyse(row, **facts)
    return row


def analyse(row, **facts):
    said = HOP_FACTS | facts
    return TraceAnalysis.objects.create(trace=row, algorithm=said["algorithm"], accepted=said["accepted"], facts=said)
