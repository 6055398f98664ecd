"""The answers of the library's API in words that its OpenAPI schema is made from. They describe only."""

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from exercises.dosage_bounds import WHEN
from exercises.models import DosageBasis, EvidenceLevel, LoadKind, Sides, TestSides

SEARCH = [
    OpenApiParameter(
        "q", str, description="Words that all stand somewhere: name, summary, cause, body part, equipment, load kind."
    ),
    OpenApiParameter("complaint", str, description="The slug of a complaint."),
    OpenApiParameter("cause", str, description="The slug of a cause."),
    OpenApiParameter("body_part", str, description="The slug of a body part."),
    OpenApiParameter("equipment", str, description="The slug of a piece of equipment, or none."),
    OpenApiParameter("kind", str, enum=LoadKind.values, description="The load kind."),
    OpenApiParameter("level", str, description="The difficulty, 1 to 5."),
]


class Described(serializers.Serializer):
    """Describes only."""


class DosageSchema(Described):
    """Fields at their default are left out; `words` says it all."""

    sets = serializers.IntegerField(required=False)
    reps_min = serializers.IntegerField(required=False)
    reps_max = serializers.IntegerField(required=False)
    work_seconds = serializers.IntegerField(required=False)
    hold_seconds = serializers.IntegerField(required=False)
    tempo = serializers.CharField(required=False)
    rest_seconds = serializers.IntegerField(required=False)
    load = serializers.CharField(required=False)
    per_side = serializers.BooleanField(required=False)
    times_per_day = serializers.IntegerField(required=False)
    days_min = serializers.IntegerField(required=False)
    days_max = serializers.IntegerField(required=False)
    min_rest_days = serializers.IntegerField(required=False)
    when = serializers.ChoiceField(choices=list(WHEN), required=False)
    weeks = serializers.IntegerField(required=False)
    words = serializers.CharField()


class ContentSchema(Described):
    id = serializers.UUIDField()
    slug = serializers.SlugField()
    name = serializers.CharField()
    reviewed = serializers.BooleanField(help_text="Whether a named clinician has approved it.")


class ListedExerciseSchema(ContentSchema):
    summary = serializers.CharField(allow_blank=True)
    sides = serializers.ChoiceField(choices=Sides.choices)
    load_kind = serializers.ChoiceField(choices=LoadKind.choices)
    difficulty = serializers.IntegerField(min_value=1, max_value=5)
    dosage = DosageSchema()
    evidence_level = serializers.ChoiceField(choices=EvidenceLevel.choices)
    therapist_only = serializers.BooleanField()
    causes = serializers.ListField(child=serializers.SlugField())
    body_parts = serializers.ListField(child=serializers.SlugField())
    equipment = serializers.ListField(child=serializers.SlugField())


class StepSchema(Described):
    id = serializers.UUIDField()
    name = serializers.CharField()


class ReferenceSchema(Described):
    citation = serializers.CharField()
    url = serializers.CharField(allow_blank=True)
    year = serializers.IntegerField(allow_null=True)
    shows = serializers.CharField(allow_blank=True)
    level = serializers.ChoiceField(choices=EvidenceLevel.choices)


def lines() -> serializers.ListField:
    return serializers.ListField(child=serializers.CharField())


class StillSchema(Described):
    words = serializers.CharField()
    url = serializers.CharField(help_text="An SVG picture.")


class FigureSchema(Described):
    """Addresses for a signed-in browser, as `picture`. They change when the drawing does; answers may be kept."""

    stills = StillSchema(many=True)
    motion = serializers.CharField(help_text="Where each part of the drawing is at each moment of one round.")


class ExerciseSchema(ListedExerciseSchema):
    steps = lines()
    cues = lines()
    mistakes = lines()
    cautions = lines()
    stop_when = lines()
    dosage_reason = serializers.CharField(allow_blank=True)
    dosage_basis = serializers.ChoiceField(choices=DosageBasis.choices)
    evidence_note = serializers.CharField(allow_blank=True)
    figure = FigureSchema(allow_null=True)
    picture = serializers.CharField(allow_null=True)
    picture_alt = serializers.CharField(allow_blank=True)
    easier = StepSchema(many=True)
    harder = StepSchema(many=True)
    references = ReferenceSchema(many=True)


class CauseSchema(ContentSchema):
    how_it_hurts = serializers.CharField(allow_blank=True)
    explanation = serializers.CharField()
    explanation_therapist = serializers.CharField(allow_null=True, help_text="Only for people who work in the clinic.")
    evidence_level = serializers.ChoiceField(choices=EvidenceLevel.choices)
    shoe_review = serializers.BooleanField()
    home_tests = serializers.ListField(child=serializers.SlugField())


class MeasureSchema(Described):
    key = serializers.SlugField()
    name = serializers.CharField()
    unit = serializers.CharField()
    minimum = serializers.FloatField()
    maximum = serializers.FloatField()
    decimals = serializers.IntegerField()
    higher_is_better = serializers.BooleanField()
    primary = serializers.BooleanField()
    methods = serializers.ListField(child=serializers.CharField())
    benchmark = serializers.FloatField(allow_null=True)
    smallest_real_change = serializers.FloatField(allow_null=True, help_text="None where no study has published one.")
    smallest_real_change_source = serializers.CharField(allow_blank=True)


class HomeTestSchema(ContentSchema):
    summary = serializers.CharField(allow_blank=True)
    sides = serializers.ChoiceField(choices=TestSides.choices)
    impact = serializers.BooleanField()
    steps = lines()
    safety = lines()
    stop_rules = lines()
    retest_days = serializers.IntegerField()
    cue = serializers.CharField(allow_blank=True)
    rest_seconds = serializers.IntegerField(allow_null=True, help_text="Between the sides.")
    beats_per_minute = serializers.IntegerField(allow_null=True, help_text="Up on one beat, down on the next.")
    benchmark = serializers.CharField(allow_blank=True)
    measures = MeasureSchema(many=True)
