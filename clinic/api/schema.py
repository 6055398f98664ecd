"""The bodies and answers of the clinic's API in words that its OpenAPI schema is made from.

They describe; what is checked is checked by clinic.validators, for the API and the pages alike.
"""

from rest_framework import serializers

from clinic.models import EpisodeOfCare, Method, Rhythm, Runner, Screening, Side, StopReason
from clinic.queries.today import Barrier
from clinic.rules.pain import Zone
from clinic.rules.retest import RetestState
from clinic.rules.schedule import DayState
from clinic.rules.screening import Answer
from clinic.validators.fields import NOTE_MAX, RATING_MAX
from clinic.validators.logs import REPS_MAX, SETS_MAX
from clinic.validators.results import TRIES_MAX
from exercises.api.schema import Described, DosageSchema
from exercises.models import ScreeningLevel

# Every code of a 409 that a write of this API may answer with.
CONFLICTS = (
    "id_conflict",
    "no_consent",
    "locked",
    "discharged",
    "gate_closed",
    "not_screened",
    "not_clear",
    "already_undone",
    "too_late",
)


def rating(**kwargs: bool) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=0, max_value=RATING_MAX, allow_null=True, **kwargs)  # type: ignore[arg-type]  # only required=


def note() -> serializers.CharField:
    return serializers.CharField(max_length=NOTE_MAX, required=False, allow_blank=True, allow_null=True)


class RefusalSchema(Described):
    detail = serializers.CharField()


class ConflictSchema(RefusalSchema):
    code = serializers.CharField(help_text=f"One of: {', '.join(CONFLICTS)}.")


class LogBodySchema(Described):
    id = serializers.UUIDField(help_text="Made by the sender, once for each entry.")
    prescribed_exercise = serializers.UUIDField()
    done_at = serializers.DateTimeField(help_text="With an offset.")
    sets_done = serializers.IntegerField(min_value=0, max_value=SETS_MAX, required=False, allow_null=True)
    reps_done = serializers.IntegerField(min_value=0, max_value=REPS_MAX, required=False, allow_null=True)
    pain = rating(required=False)
    effort = rating(required=False)
    note = note()
    replaces = serializers.UUIDField(required=False, allow_null=True, help_text="The id of the entry it corrects.")


class LogSchema(Described):
    id = serializers.UUIDField()
    runner = serializers.UUIDField()
    prescribed_exercise = serializers.UUIDField()
    done_at = serializers.DateTimeField()
    local_date = serializers.DateField()
    sets_done = serializers.IntegerField(allow_null=True)
    reps_done = serializers.IntegerField(allow_null=True)
    pain = rating()
    effort = rating()
    note = serializers.CharField(allow_blank=True)
    replaces = serializers.UUIDField(allow_null=True)
    voided = serializers.BooleanField()


class LogAnswerSchema(LogSchema):
    pain_zone = serializers.ChoiceField(choices=[zone.value for zone in Zone], allow_null=True)
    ask_screening = serializers.BooleanField(help_text="Pain rose by 3 or more: ask the short safety questions.")


class ScreeningBodySchema(Described):
    id = serializers.UUIDField()
    done_at = serializers.DateTimeField()
    answers = serializers.DictField(child=serializers.ChoiceField(choices=[answer.value for answer in Answer]))
    kind = serializers.ChoiceField(
        choices=Screening.Kind.choices, required=False, allow_null=True, help_text="Left out, the answers say it."
    )


class ScreeningSchema(Described):
    id = serializers.UUIDField()
    runner = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Screening.Kind.choices)
    done_at = serializers.DateTimeField()
    local_date = serializers.DateField()
    answers = serializers.DictField(child=serializers.CharField())
    level = serializers.ChoiceField(choices=ScreeningLevel.choices)
    advice = serializers.CharField(allow_blank=True)


class MeasuresSchema(Described):
    """The measures of the shipped tests; each test of a clinic adds its own keys."""

    seconds = serializers.FloatField(required=False, allow_null=True, min_value=0, max_value=30)
    hops = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    distance_cm = serializers.FloatField(required=False, allow_null=True, min_value=0)
    angle_deg = serializers.FloatField(required=False, allow_null=True, min_value=0)
    raises = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    bridges = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    steps_per_minute = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    comfort = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=RATING_MAX)
    comfort_other = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=RATING_MAX)


class TraceSchema(Described):
    """One recording: as many numbers in each column, sample by sample as they came."""

    t_ms = serializers.ListField(child=serializers.FloatField(), help_text="Milliseconds since the go.")
    ax = serializers.ListField(child=serializers.FloatField(), help_text="m/s², gravity included.")
    ay = serializers.ListField(child=serializers.FloatField())
    az = serializers.ListField(child=serializers.FloatField())
    interval_ms = serializers.FloatField(required=False, allow_null=True, help_text="As the browser says it.")
    zero = serializers.ListField(
        child=serializers.FloatField(), required=False, allow_null=True, min_length=3, max_length=3,
        help_text="With the phone on the shin: the mean of x, y and z held against the wall.",
    )  # fmt: skip


class MotionSchema(Described):
    """What the algorithm says of the recording of a hop test. Times are seconds since its start."""

    accepted = serializers.BooleanField()
    hops = serializers.IntegerField(allow_null=True)
    seconds = serializers.FloatField(allow_null=True)
    cadence_hz = serializers.FloatField(allow_null=True)
    pauses = serializers.ListField(child=serializers.ListField(child=serializers.FloatField()))
    stopped_at_s = serializers.FloatField(allow_null=True)
    cadence_drop = serializers.FloatField(allow_null=True)
    confidence = serializers.FloatField()
    algorithm = serializers.CharField()


class ResultBodySchema(MeasuresSchema):
    id = serializers.UUIDField()
    home_test = serializers.CharField(help_text='The short name, such as "hop-test".')
    side = serializers.ChoiceField(choices=Side.choices, required=False, allow_null=True)
    done_at = serializers.DateTimeField()
    method = serializers.ChoiceField(choices=Method.choices)
    rhythm = serializers.ChoiceField(choices=Rhythm.choices, required=False, allow_null=True)
    pain = rating(required=False)
    effort = rating(required=False)
    stop_reason = serializers.ChoiceField(choices=StopReason.choices, required=False, allow_null=True)
    tries = serializers.ListField(child=serializers.FloatField(), required=False, max_length=TRIES_MAX, allow_null=True)
    note = note()
    practice = serializers.BooleanField(required=False, allow_null=True)
    replaces = serializers.UUIDField(required=False, allow_null=True)
    traces = TraceSchema(
        many=True, required=False, allow_null=True,
        help_text="Only with the method motion (one) or phone (one for each try, in the same order).",
    )  # fmt: skip


class ResultSchema(MeasuresSchema):
    id = serializers.UUIDField()
    runner = serializers.UUIDField()
    home_test = serializers.CharField()
    side = serializers.ChoiceField(choices=Side.choices, allow_null=True)
    done_at = serializers.DateTimeField()
    local_date = serializers.DateField()
    method = serializers.ChoiceField(choices=Method.choices)
    rhythm = serializers.ChoiceField(choices=Rhythm.choices, allow_null=True)
    pain = rating()
    effort = rating()
    stop_reason = serializers.ChoiceField(choices=StopReason.choices, allow_null=True)
    tries = serializers.ListField(child=serializers.FloatField())
    note = serializers.CharField(allow_blank=True)
    practice = serializers.BooleanField()
    replaces = serializers.UUIDField(allow_null=True)
    voided = serializers.BooleanField()
    motion = MotionSchema(allow_null=True, help_text="Of a hop test that the phone measured and recorded.")


class RunnerSchema(Described):
    id = serializers.UUIDField()
    name = serializers.CharField()
    clinic = serializers.CharField()
    zone = serializers.CharField()
    language = serializers.CharField()
    units = serializers.ChoiceField(choices=Runner.Units.choices)
    joined_at = serializers.DateTimeField(allow_null=True)


class NamedSchema(Described):
    slug = serializers.CharField()
    name = serializers.CharField()


class EpisodeSchema(Described):
    id = serializers.UUIDField()
    runner = serializers.UUIDField()
    complaint = NamedSchema()
    side = serializers.CharField()
    onset_on = serializers.DateField(allow_null=True)
    opened_at = serializers.DateTimeField()
    discharged_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.ChoiceField(choices=EpisodeOfCare.Outcome.choices, allow_null=True)


class GivenSchema(Described):
    prescribed_exercise = serializers.UUIDField()
    exercise = serializers.UUIDField()
    name = serializers.CharField()
    dosage = DosageSchema()


class PrescribedSchema(GivenSchema):
    note = serializers.CharField(allow_blank=True)


class CauseNameSchema(Described):
    id = serializers.UUIDField()
    name = serializers.CharField()


class RoutineSchema(Described):
    id = serializers.UUIDField()
    runner = serializers.UUIDField()
    episode = serializers.UUIDField()
    revision = serializers.IntegerField()
    starts_on = serializers.DateField()
    ended_at = serializers.DateTimeField(allow_null=True)
    words = serializers.CharField(allow_blank=True)
    causes = CauseNameSchema(many=True)
    exercises = PrescribedSchema(many=True)


class TodayExerciseSchema(GivenSchema):
    done_today = serializers.IntegerField()
    state = serializers.ChoiceField(choices=[state.value for state in DayState])
    barrier = serializers.ChoiceField(choices=[one.value for one in Barrier], allow_null=True)


class DueTestSchema(Described):
    retest = serializers.UUIDField()
    home_test = serializers.CharField()
    name = serializers.CharField()
    due_on = serializers.DateField()
    state = serializers.ChoiceField(choices=[state.value for state in RetestState])


class StandingLockSchema(Described):
    extent = serializers.ChoiceField(choices=["all", "impact"])
    level = serializers.ChoiceField(choices=ScreeningLevel.choices)
    advice = serializers.CharField(allow_blank=True)
    locked_at = serializers.DateTimeField()


class TodaySchema(Described):
    date = serializers.DateField()
    zone = serializers.CharField()
    exercises = TodayExerciseSchema(many=True)
    tests_due = DueTestSchema(many=True)
    locked = serializers.BooleanField(help_text="All exercises and tests are locked.")
    lock = StandingLockSchema(allow_null=True)
