"""What a trace says as plain data, whichever sensor it came from."""

from collections.abc import Sequence
from dataclasses import asdict
from enum import Enum
from typing import Any

from clinic.measurement.trace import Trace

MOTION, PHONE = "motion", "phone"
DIGITS = 4


def read(trace: Trace, method: str, zero: Sequence[float] | None = None) -> dict[str, Any]:
    """The analysis of a hop test (method "motion") or of the phone on the shin ("phone"), as JSON holds it.

    The keys are the fields of HopAnalysis or TiltAnalysis; numbers with at most four digits after the point.
    """
    from clinic.measurement import hop, tilt  # SciPy takes a second to load: only whoever analyses waits for it

    found = hop.analyse(trace) if method == MOTION else tilt.analyse(trace, zero)
    return {name: _plain(value) for name, value in asdict(found).items()}


def algorithm_of(method: str) -> str:
    """The version that `read` uses now."""
    from clinic.measurement import hop, tilt  # as above

    return hop.ALGORITHM if method == MOTION else tilt.ALGORITHM


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    return round(float(value), DIGITS)
