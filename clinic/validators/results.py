"""What a runner may say about one side of one home test. The test's own measures say what belongs to it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from clinic.models import Method, Rhythm, Side, StopReason, TestResult
from clinic.validators.fields import Fields, plain, rounded
from clinic.validators.traces import Recording, read_traces
from exercises.models import HomeTest, Measure, TestSides

KNOWN = frozenset(
    {
        "id",
        "home_test",
        "side",
        "done_at",
        "pain",
        "effort",
        "stop_reason",
        "method",
        "rhythm",
        "tries",
        "note",
        "practice",
        "replaces",
        "traces",
    }
)
TRIES_MAX = 5
SECONDS = "s"
# A mean may be rounded by the sender; further off it is not the mean of these tries.
MEAN_MARGIN = Decimal("0.1")
# A phone's clock may begin late and end early, but nobody hops for longer than the recording.
SECONDS_MARGIN = 2.0
# A try is read off the page, which may have rounded it.
ANGLE_MARGIN = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultBody:
    """One side of one test, checked. `values` holds each measure given, in its unit, rounded to its decimals."""

    uuid: UUID
    home_test: HomeTest
    done_at: datetime.datetime
    method: str
    values: tuple[tuple[Measure, Decimal], ...]
    side: str = ""
    rhythm: str = ""
    pain: int | None = None
    effort: int | None = None
    stop_reason: str = ""
    tries: tuple[Decimal, ...] = ()
    note: str = ""
    practice: bool = False
    replaces: UUID | None = None
    recordings: tuple[Recording, ...] = ()

    def normalised(self) -> dict[str, Any]:
        """The body as it is kept and compared: 30 and 30.0 are the same, and a left-out rhythm is the own one.

        Recordings stand in it by their digests, and only where there are any.
        """
        traces = {"traces": [one.digest for one in self.recordings]} if self.recordings else {}
        return traces | {
            "home_test": str(self.home_test.uuid),
            "side": self.side,
            "done_at": self.done_at.isoformat(),
            "method": self.method,
            "rhythm": self.rhythm,
            "values": {measure.key: plain(value) for measure, value in self.values},
            "tries": [plain(value) for value in self.tries],
            "pain": self.pain,
            "effort": self.effort,
            "stop_reason": self.stop_reason,
            "note": self.note,
            "practice": self.practice,
            "replaces": str(self.replaces) if self.replaces else None,
        }


def read_result(body: object, *, home_test: HomeTest) -> ResultBody:
    """Checks the fields of design's test-results for this test. Errors: ValidationError by field.

    `home_test` comes with its measures. The way of measuring decides which of them may be given; the first of those
    must be, or follow from the tries as their mean. A timed test that was stopped early wants a reason; a
    test with hops or jumps wants the pain.
    """
    measures = list(home_test.measures.all())
    fields = Fields.of(body, KNOWN | {measure.key for measure in measures})
    sheet = _Sheet(fields, home_test, measures)
    found = {
        "uuid": fields.uuid("id", required=True),
        "done_at": fields.moment("done_at"),
        "side": sheet.side(),
        "rhythm": sheet.rhythm(),
        "pain": fields.rating("pain", required=home_test.impact),
        "effort": fields.rating("effort"),
        "note": fields.text("note"),
        "practice": fields.flag("practice"),
        "replaces": fields.uuid("replaces"),
        "method": sheet.method,
        "values": sheet.values(),
        "tries": tuple(sheet.tries),
        "stop_reason": sheet.stop_reason(),
        "recordings": sheet.recordings(),
    }
    fields.check()
    return ResultBody(home_test=home_test, **found)  # type: ignore[arg-type]  # checked field by field above


@dataclass(slots=True)
class _Sheet:
    """The fields of a body beside the test that they belong to."""

    fields: Fields
    home_test: HomeTest
    measures: Sequence[Measure]
    method: str = field(init=False)
    main: Measure | None = field(init=False)
    tries: list[Decimal] = field(init=False)
    main_value: Decimal | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        methods = dict.fromkeys(method for measure in self.measures for method in measure.methods)
        self.method = self.fields.choice("method", methods, required=True)
        self.main = next((measure for measure in self.measures if self.method in measure.methods), None)
        self.tries = self._tries()

    @property
    def is_timed(self) -> bool:
        return self.main is not None and self.main.unit == SECONDS

    def side(self) -> str:
        if self.home_test.sides == TestSides.EACH:
            return self.fields.choice("side", Side.values, required=True)
        if self.fields.given("side") is not None:
            self.fields.fault("side", _("This test has no sides. Leave it out."))
        return ""

    def rhythm(self) -> str:
        """Hops, and what goes to a beat, are counted in the own rhythm unless they say otherwise; others have none."""
        if self.home_test.impact or self.home_test.beats_per_minute:
            return self.fields.choice("rhythm", Rhythm.values) or Rhythm.OWN.value
        if self.fields.given("rhythm") is not None:
            self.fields.fault("rhythm", _("This test has no rhythm. Leave it out."))
        return ""

    def values(self) -> tuple[tuple[Measure, Decimal], ...]:
        """What was measured, the mean of the tries in the place of the main value."""
        given = [(measure, self._value(measure)) for measure in self.measures]
        self.main_value = self._main_value({measure.key: value for measure, value in given})
        chosen = [(measure, self.main_value if measure is self.main else value) for measure, value in given]
        return tuple((measure, value) for measure, value in chosen if value is not None)

    def stop_reason(self) -> str:
        """Wanted when a timed test ended before its full time, and only then. Call it after `values`."""
        reason = self.fields.choice("stop_reason", StopReason.values)
        if not reason and self._stopped_early():
            self.fields.fault("stop_reason", _("Say why you stopped before the time was up."))
        if reason and not self._stopped_early() and self.main_value is not None:
            self.fields.fault("stop_reason", _("You did not stop early. Leave the reason out."))
        return reason

    def recordings(self) -> tuple[Recording, ...]:
        """What the phone's sensor said, in accord with the numbers. Call it after `values`."""
        found = read_traces(self.fields, self.method)
        if found and "traces" not in self.fields.errors:
            self._check_accord(found)
        return found

    def _check_accord(self, found: tuple[Recording, ...]) -> None:
        if self.method == Method.PHONE:
            self._check_angles([one.facts["angle_deg"] for one in found])
        elif self.main and self.is_timed and float(self.main_value or 0) > found[0].seconds + SECONDS_MARGIN:
            words = {"most": plain(rounded(Decimal(found[0].seconds), 1))}
            self.fields.fault(self.main.key, _("The recording lasts %(most)s seconds only. Check both.") % words)

    def _check_angles(self, angles: list[float]) -> None:
        """One recording for each try, in the same order."""
        if len(self.tries) != len(angles):
            self.fields.fault("tries", _("Send one try for each recording, in the same order."))
        elif any(abs(float(said) - angle) > ANGLE_MARGIN for said, angle in zip(self.tries, angles, strict=True)):
            words = {"angles": ", ".join(f"{angle:.1f}" for angle in angles)}
            self.fields.fault("tries", _("The recordings say %(angles)s degrees. Send these.") % words)

    def _stopped_early(self) -> bool:
        """Where less time is better, as on a way to walk, nobody stops early."""
        if self.main is None or self.main_value is None or not self.is_timed or not self.main.higher_is_better:
            return False
        return self.main_value < self.main.maximum

    def _tries(self) -> list[Decimal]:
        if self.main is None or self.fields.given("tries") in (None, []):
            return []
        if self.is_timed:
            self.fields.fault("tries", _("This test is done once a side. Leave the tries out."))
            return []
        bounds = self.main.minimum, self.main.maximum, self.main.decimals
        return self.fields.numbers("tries", *bounds, most=TRIES_MAX)

    def _value(self, measure: Measure) -> Decimal | None:
        if self.method and self.method not in measure.methods and self.fields.given(measure.key) is not None:
            words = {"methods": ", ".join(measure.methods)}
            self.fields.fault(measure.key, _("This goes with the method %(methods)s. Leave it out.") % words)
            return None
        return self.fields.number(measure.key, measure.minimum, measure.maximum, measure.decimals)

    def _main_value(self, given: dict[str, Decimal | None]) -> Decimal | None:
        if self.main is None or self.main.key in self.fields.errors or "tries" in self.fields.errors:
            return None
        said = given[self.main.key]
        if not self.tries:
            if said is None:
                self.fields.fault(self.main.key, _("Fill in this field."))
            return said
        mean = rounded(sum(self.tries, Decimal(0)) / len(self.tries), self.main.decimals)
        if said is not None and abs(said - mean) > MEAN_MARGIN:
            words = {"mean": plain(mean)}
            self.fields.fault(self.main.key, _("The mean of these tries is %(mean)s. Check both.") % words)
        return mean


def changed(result: TestResult, changes: dict[str, Any], *, new_id: UUID) -> dict[str, Any]:
    """The body that corrects a result: what it said, with these changes, under a new id. For `read_result`."""
    names = ("side", "done_at", "method", "rhythm", "pain", "effort", "stop_reason", "note", "practice")
    said = {name: getattr(result, name) for name in names}
    values = {row.measure.key: row.value for row in result.values.select_related("measure")}
    tries = [Decimal(item) for item in result.tries]
    return {**said, **values, "tries": tries, **changes, "id": new_id, "replaces": result.uuid}
