"""A recording of the phone as a page shows it: drawn, with how it was sampled and what was read from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from clinic.models import TestResult
from clinic.queries.recordings import (
    HOPS_KEY,
    SECONDS_KEY,
    Counted,
    HopFacts,
    Recording,
    confidence_words,
    counted,
    reading_of,
)
from clinic.queries.results import Reading
from clinic.reports.charts import DESK
from clinic.reports.charts.trace import HopTrace, cadence_chart, intervals, trace_chart

if TYPE_CHECKING:
    from clinic.measurement.upright import Upright

# As wide as a card is on a phone.
NARROW = 300.0


@dataclass(frozen=True, slots=True)
class Sampling:
    """Samples kept, their usual number a second, how many of these are missing in percent, and the longest hole."""

    count: int
    rate_hz: float | None
    lost_percent: float
    longest_s: float
    has_gaps: bool


@dataclass(frozen=True, slots=True)
class HopSheet:
    """A hop test by the phone: both drawings of the trace and of the rhythm, and the numbers beside them.

    `landings` holds the number of each hop, its second, and the seconds since the one before.
    """

    recording: Recording
    facts: HopFacts
    hops: Counted
    seconds: Counted
    time: Reading | None
    confidence: str
    sampling: Sampling
    broad: SafeString
    narrow: SafeString
    rhythm_broad: SafeString
    rhythm_narrow: SafeString
    landings: Sequence[tuple[int, float, float | None]]


@dataclass(frozen=True, slots=True)
class TiltTry:
    """One try with the phone on the shin."""

    recording: Recording
    angle_deg: float | None
    stability_deg: float | None
    is_zeroed: bool
    sampling: Sampling


def hop_sheet(result: TestResult, recording: Recording) -> HopSheet:
    """Reads and draws one recording of a hop test. The result comes with its values."""
    seen = _upright(recording)
    facts = HopFacts.of(recording.facts)
    drawn = HopTrace(seen.t.tolist(), seen.g.tolist(), facts.hop_times, facts.pauses, seen.gaps, facts.stopped_at_s)
    landings = zip(range(1, len(drawn.hops) + 1), drawn.hops, intervals(drawn.hops), strict=True)
    return HopSheet(
        recording=recording,
        facts=facts,
        hops=counted(result, HOPS_KEY, facts.hops),
        seconds=counted(result, SECONDS_KEY, facts.seconds),
        time=reading_of(result, SECONDS_KEY),
        confidence=confidence_words(facts.confidence),
        sampling=_sampling(seen),
        broad=trace_chart(drawn, key="tb", width=DESK),
        narrow=trace_chart(drawn, key="tn", width=NARROW),
        rhythm_broad=cadence_chart(drawn, key="rb", width=DESK),
        rhythm_narrow=cadence_chart(drawn, key="rn", width=NARROW),
        landings=list(landings),
    )


def tilt_tries(recordings: Sequence[Recording]) -> list[TiltTry]:
    """What was read of each try, in their order."""
    return [
        TiltTry(
            recording=one,
            angle_deg=one.facts.get("angle_deg"),
            stability_deg=one.facts.get("stability_deg"),
            is_zeroed=one.trace.zero is not None,
            sampling=_sampling(_upright(one)),
        )
        for one in recordings
    ]


def _upright(recording: Recording) -> "Upright":
    # NumPy takes a tenth of a second to import: only pages that read a trace wait for it.
    from clinic.measurement.packing import unpack
    from clinic.measurement.upright import upright

    return upright(unpack(bytes(recording.trace.samples)))


def _sampling(seen: "Upright") -> Sampling:
    return Sampling(len(seen.t), seen.rate_hz, 100 * seen.lost, seen.longest_s, bool(seen.gaps))
