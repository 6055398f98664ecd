"""The recordings of the phone's sensor that come with a result: read, packed and analysed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clinic.models import Method
from clinic.validators.fields import Fields
from clinic.validators.trace_words import sentences

if TYPE_CHECKING:
    from clinic.measurement.trace import Trace

SENSED = (Method.MOTION.value, Method.PHONE.value)
TRACES_MAX = 5
# A trace has five lists and an object; more brackets than these are no traces, and may be nested to break a parser.
BRACKETS_MAX = 64
TEXT_MAX = 2 * 1024 * 1024
ZERO_MAX = 400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One recording as it is kept: packed, with the seconds that it lasts and what the algorithm says of it.

    `facts` is the analysis as plain data (clinic.measurement.reading); `digest` tells recordings apart.
    """

    packed: bytes
    digest: str
    sample_count: int
    seconds: float
    interval_ms: float | None
    zero: tuple[float, ...] | None
    facts: dict[str, Any]

    @property
    def is_accepted(self) -> bool:
        return bool(self.facts["accepted"])


def read_text(text: str | bytes) -> Any:
    """What JSON says. Errors: ValidationError for what is none, for too much of it and for deep nesting."""
    openings = (text.count(b"["), text.count(b"{")) if isinstance(text, bytes) else (text.count("["), text.count("{"))
    if len(text) > TEXT_MAX or sum(openings) > BRACKETS_MAX:
        raise ValidationError(_("This recording is too large."))
    try:
        return json.loads(text)
    except ValueError as error:
        raise ValidationError(_("This recording cannot be read. Do the test again.")) from error


def read_traces(fields: Fields, method: str) -> tuple[Recording, ...]:
    """The recordings under `traces`; none when none are given. Faults name the recording and its column.

    A hop test has exactly one a side; the phone on the shin one for each try. One that the algorithm does not accept
    is a fault in the words of runners.
    """
    said = fields.given("traces")
    if said is None or said == []:
        return ()
    if method and method not in SENSED:
        fields.fault("traces", _("This goes with the methods motion and phone. Leave it out."))
        return ()
    most = 1 if method == Method.MOTION else TRACES_MAX
    if not isinstance(said, list | tuple) or len(said) > most:
        fields.fault("traces", _("Send a list with one recording.") if most == 1 else _("Send a list of recordings."))
        return ()
    found = [_recording(fields, f"traces[{place}]", one, method) for place, one in enumerate(said)] if method else []
    return tuple(one for one in found if one is not None)


def _recording(fields: Fields, place: str, said: object, method: str) -> Recording | None:
    try:
        recording = record(said, method=method)
    except ValidationError as error:
        for message in error.messages:
            fields.fault("traces", f"{place}.{message}")
        return None
    for sentence in sentences(method, recording.facts["reasons"]):
        fields.fault("traces", sentence)
    return recording


def record(said: object, *, method: str) -> Recording:
    """One recording of the wire form, as it would be kept. Errors: ValidationError that begins with the column.

    The analysis runs on what is kept, so that doing it again says the same.
    """
    # NumPy takes a fifth of a second to load: only whoever sends a recording waits for it.
    from clinic.measurement import packing
    from clinic.measurement.reading import read
    from clinic.measurement.trace import Trace, TraceFault

    zero = _zero(said)
    try:
        trace = Trace.of({key: said[key] for key in said if key != "zero"} if isinstance(said, Mapping) else said)
    except TraceFault as fault:
        raise ValidationError(f"{fault.place}: {fault.sentence}") from fault
    packed = packing.pack(trace)
    kept = packing.unpack(packed)
    return Recording(
        packed=packed,
        digest=packing.digest(kept),
        sample_count=kept.count,
        seconds=_length(kept),
        interval_ms=None if kept.interval is None else round(kept.interval * 1000, 3),
        zero=zero,
        facts=read(kept, method, zero),
    )


def _length(trace: "Trace") -> float:
    return float(trace.t.max() - trace.t.min())


def _zero(said: object) -> tuple[float, ...] | None:
    zero = said.get("zero") if isinstance(said, Mapping) else None
    if zero is None:
        return None
    if not isinstance(zero, list | tuple) or len(zero) != 3 or not all(_is_acceleration(one) for one in zero):
        raise ValidationError(_("zero: Send three numbers, x, y and z in m/s², or leave it out."))
    return tuple(float(one) for one in zero)


def _is_acceleration(one: object) -> bool:
    return type(one) in {int, float} and abs(one) <= ZERO_MAX  # type: ignore[arg-type]  # a number by then
