"""What the phone's sensor said while a result was measured, and what was read from it: for therapists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from clinic.models import MotionTrace, TestResult, TraceAnalysis
from clinic.queries.results import Reading

# Below these the words change. The number is always shown beside them: the borders are a product choice.
SURE, FAIR = 0.8, 0.5
SECONDS_KEY, HOPS_KEY = "seconds", "hops"
SECONDS_ALIKE = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Recording:
    """One trace and its analyses, the newest first."""

    trace: MotionTrace
    analyses: Sequence[TraceAnalysis]

    @property
    def newest(self) -> TraceAnalysis | None:
        return self.analyses[0] if self.analyses else None

    @property
    def earlier(self) -> Sequence[TraceAnalysis]:
        return self.analyses[1:]

    @property
    def facts(self) -> Mapping[str, Any]:
        return self.newest.facts if self.newest else {}


@dataclass(frozen=True, slots=True)
class HopFacts:
    """What an analysis says of a hop test; times in seconds since the start of the recording."""

    hops: int | None
    seconds: float | None
    cadence_hz: float | None
    cadence_drop: float | None
    confidence: float | None
    stopped_at_s: float | None
    pauses: tuple[tuple[float, float], ...]
    hop_times: tuple[float, ...]

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Self:
        """From the plain values that are kept; what an older algorithm did not say is None."""
        plain = ("hops", "seconds", "cadence_hz", "cadence_drop", "confidence", "stopped_at_s")
        return cls(
            **{name: facts.get(name) for name in plain},
            pauses=tuple((since, until) for since, until in facts.get("pauses") or ()),
            hop_times=tuple(facts.get("hop_times") or ()),
        )

    @property
    def percent_slower(self) -> int | None:
        """The drop of cadence in percent, where there is one beyond what happens anyway."""
        return None if self.cadence_drop is None else round(100 * self.cadence_drop)


@dataclass(frozen=True, slots=True)
class Counted:
    """One number twice: what the phone made of it, and what the runner kept."""

    by_phone: Decimal | None
    kept: Decimal | None

    @property
    def is_corrected(self) -> bool:
        if self.by_phone is None or self.kept is None:
            return False
        return abs(self.by_phone - self.kept) > SECONDS_ALIKE


def recordings_of(result: TestResult) -> list[Recording]:
    """The traces of a result with what was read from each: two queries."""
    newest_first = Prefetch("analyses", TraceAnalysis.objects.order_by("-analysed_at", "-pk"))
    rows = MotionTrace.objects.filter(result=result).order_by("place").prefetch_related(newest_first)
    return [Recording(row, list(row.analyses.all())) for row in rows]


def counted(result: TestResult, key: str, by_phone: float | None) -> Counted:
    """The number of one measure; `result` comes with its values."""
    kept = reading_of(result, key)
    return Counted(None if by_phone is None else round(Decimal(str(by_phone)), 1), kept.value if kept else None)


def reading_of(result: TestResult, key: str) -> Reading | None:
    """The value that was kept for one measure, of the values at hand."""
    return next(
        (Reading(result, one.measure, one.value) for one in result.values.all() if one.measure.key == key), None
    )


def other_leg(result: TestResult) -> TestResult | None:
    """The other side of the same test on the same day, measured in the same way, where a trace of it is kept."""
    rows = TestResult.objects.filter(
        runner=result.runner_id, home_test=result.home_test_id, local_date=result.local_date, method=result.method,
        rhythm=result.rhythm, traces__isnull=False,
    )  # fmt: skip
    return rows.standing().exclude(side__in=["", result.side]).order_by("-done_at", "-pk").first()


def confidence_words(confidence: float | None) -> str:
    """High, fair or low; empty where it was not said."""
    if confidence is None:
        return ""
    if confidence >= SURE:
        return _("high")
    return _("fair") if confidence >= FAIR else _("low")
