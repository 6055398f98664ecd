"""Who is in the demo, and what happened to each of them."""

from dataclasses import dataclass, replace
from enum import StrEnum

MONTH = 28


class Ending(StrEnum):
    """How a runner's course stands today."""

    STEADY = "steady"
    DUE = "due"
    OVERDUE = "overdue"
    RESULT = "result"
    RED_FLAG = "red_flag"
    HOLD_LIFTED = "hold_lifted"
    PAIN = "pain"
    MORNING = "morning"
    MESSAGE = "message"
    QUIET = "quiet"
    NO_ROUTINE = "no_routine"
    NOT_JOINED = "not_joined"
    PAUSED = "paused"
    DISCHARGED = "discharged"


class Gate(StrEnum):
    """How the start gate went on the first day."""

    PASSED = "passed"
    FAILED = "failed"
    OVERRIDDEN = "overridden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One runner's course of care.

    `months` of 28 days are complete, each with a test and a review; `day` counts in the month under way. Hop tests
    in seconds and knee-to-wall tests in cm are (left, right) at the start, `gain` is added each month. `pain` goes
    from the first rating to the second. `keen` is the share of the days on which the routine is done. After ten days
    an exercise of the slug `adds` is added, and what the cause `later` asks for. After the months in `phone` the hop
    test was measured by the phone.
    """

    ending: Ending = Ending.STEADY
    causes: tuple[str, ...] = ("calf-strength",)
    side: str = "left"
    months: int = 99
    day: int = 12
    keen: float = 0.85
    pain: tuple[int, int] = (3, 1)
    hop: tuple[float, float] = (18.5, 26.0)
    lean: tuple[float, float] = (8.5, 10.0)
    gain: tuple[float, float] = (6.0, 0.7)
    adds: str = ""
    later: str = ""
    phone: tuple[float, ...] = ()
    gate: Gate = Gate.PASSED
    minor: bool = False

    def fitted(self, weeks: int) -> "Story":
        """The same story, no longer than these weeks."""
        day = min(self.day, weeks * 7)
        return replace(self, day=day, months=min(self.months, (weeks * 7 - day) // MONTH))


STRENGTH, ANKLE, GLUTES, SHOES = "calf-strength", "ankle-mobility", "glutes-hamstrings", "shoes"
BOTH = (STRENGTH, ANKLE)

# The two runners who sign in: their course does not depend on the weeks asked for.
RUNNER = Story(
    ending=Ending.DUE,
    causes=BOTH,
    months=0,
    day=MONTH,
    keen=0.9,
    pain=(4, 1),
    hop=(21.0, 28.0),
    lean=(9.2, 10.4),
    later=ANKLE,
    phone=(0, 0.5),
)
RUNNER2 = Story(causes=(STRENGTH,), side="right", months=1, day=9, hop=(28.0, 20.0))
OTHER_RUNNER = Story(causes=(ANKLE,), months=0, day=16, lean=(10.5, 8.1), side="right")

CASELOAD = (
    Story(ending=Ending.RED_FLAG, day=9, pain=(3, 3)),
    Story(ending=Ending.PAIN, causes=BOTH, day=15, pain=(4, 4), hop=(14.0, 22.0)),
    Story(ending=Ending.RESULT, day=MONTH + 1, causes=BOTH, lean=(7.6, 9.4)),
    Story(ending=Ending.QUIET, day=20, keen=0.7),
    Story(ending=Ending.MESSAGE, day=11, causes=(STRENGTH, GLUTES)),
    Story(ending=Ending.NO_ROUTINE, months=0, day=3, minor=True),
    Story(ending=Ending.NOT_JOINED, months=0, day=2),
    Story(ending=Ending.PAUSED, day=17, causes=(ANKLE,)),
    Story(ending=Ending.DISCHARGED, day=5, hop=(22.0, 28.5), gain=(9.0, 1.0)),
    Story(causes=(SHOES, STRENGTH), day=13, keen=0.8),
    Story(causes=(GLUTES, ANKLE), day=6, keen=0.95, side="right", lean=(10.2, 8.9)),
    Story(ending=Ending.OVERDUE, day=MONTH + 6, keen=0.5, pain=(3, 2)),
    Story(ending=Ending.MORNING, day=10, causes=BOTH, pain=(2, 3)),
    Story(causes=(STRENGTH,), day=21, gate=Gate.FAILED, hop=(12.0, 18.0)),
    Story(ending=Ending.DUE, day=MONTH, months=1, side="right", hop=(27.0, 19.0)),
    Story(ending=Ending.HOLD_LIFTED, day=18, pain=(4, 2)),
    Story(causes=BOTH, day=8, adds="soleus-raise-seated"),
    Story(causes=(STRENGTH,), day=24, side="right", hop=(29.0, 23.0), gate=Gate.OVERRIDDEN),
    Story(ending=Ending.RESULT, day=MONTH + 2, months=0, hop=(19.0, 30.0), phone=(0, 1)),
    Story(causes=(GLUTES, STRENGTH), day=3, months=1, keen=0.75),
    Story(ending=Ending.DISCHARGED, day=12, months=1, causes=(ANKLE,), gain=(4.0, 2.3)),
    Story(causes=(ANKLE,), day=15, months=2, side="both", lean=(7.0, 9.4), gain=(4.0, 2.1)),
)


def story_of(number: int, weeks: int) -> Story:
    """The story of the n-th further runner, from 0; they come round again."""
    return CASELOAD[number % len(CASELOAD)].fitted(weeks)
