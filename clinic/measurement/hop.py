"""Counts the hops of a 30-second hop test in a trace, and refuses what is no hopping."""

from dataclasses import dataclass, field
from enum import StrEnum

from clinic.measurement.trace import Trace

ALGORITHM = "hop-1"


class Refusal(StrEnum):
    """Why a trace is not taken for a hop test; the pages put it in words."""

    TOO_SHORT = "too_short"
    TOO_FEW_SAMPLES = "too_few_samples"
    GAPS = "gaps"
    STANDING = "standing"
    WALKING = "walking"
    RUNNING = "running"
    SHAKING = "shaking"
    NOT_HOPPING = "not_hopping"


@dataclass(frozen=True, slots=True, kw_only=True)
class HopAnalysis:
    """What a trace says. Times are seconds from the first sample; a refused trace has no hops and says why.

    `hops` is the count, `hop_times` the landing of each. `seconds` is the time of hopping: to the stop, else to the end
    of the trace. `pauses` are (from, to) without a hop for 1.5 s or more, after which hopping went on. `stopped_at_s`
    is where hopping ended for good, None when it went on to the end. `cadence_hz` is hops a second outside the pauses;
    `cadence_drop` the fraction by which it fell from the first to the last third, None up to 8 %.
    `confidence` is 0 to 1.
    """

    accepted: bool
    reasons: tuple[Refusal, ...] = ()
    hops: int | None = None
    seconds: float
    cadence_hz: float | None = None
    stopped_at_s: float | None = None
    pauses: tuple[tuple[float, float], ...] = ()
    cadence_drop: float | None = None
    confidence: float = 0.0
    hop_times: tuple[float, ...] = field(default=(), repr=False)
    algorithm: str = ALGORITHM


def analyse(trace: Trace) -> HopAnalysis:
    """Counts hops on one leg or two."""
    raise NotImplementedError
