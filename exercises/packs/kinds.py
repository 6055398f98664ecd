"""What a pack holds: each kind of content, its fields and its parts.

The keys of a pack are the names of model fields, and the models say what each field may be.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models

from exercises.models import (
    BodyPart,
    Cause,
    Complaint,
    ContentVersion,
    Equipment,
    Exercise,
    GateCriterion,
    HomeTest,
    Measure,
    PossibleCause,
    Progression,
    Protocol,
    Reference,
    ScreeningAdvice,
    ScreeningQuestion,
    Stage,
    StageExercise,
)

REVIEW = ("reviewed_by", "reviewed_on")
UPLOADS = ("picture", "picture_alt", "figure_hidden", "video", "video_words", "captions", "video_silent")


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that belong to one row of content and are written with it, in order.

    `accessor` leads from the owner to them, `owner` back. A `bare` part is listed as slugs, not as mappings. A part
    with a `key` is updated in place, since others may refer to it; the rest are made anew.
    """

    name: str
    model: type[models.Model]
    accessor: str
    owner: str
    fields: tuple[str, ...]
    parts: tuple["Part", ...] = ()
    key: str = ""
    bare: bool = False

    @property
    def is_placed(self) -> bool:
        return any(field.name == "position" for field in self.model._meta.fields)


@dataclass(frozen=True, slots=True)
class Kind:
    """One list of a pack. `portal_only` fields are part of a version, but no pack file may set them."""

    name: str
    model: Any
    fields: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    key: str = "slug"
    portal_only: tuple[str, ...] = ()

    @property
    def is_shelved(self) -> bool:
        return self.model not in {BodyPart, Equipment}


MEASURES = Part(
    name="measures",
    model=Measure,
    accessor="measures",
    owner="home_test",
    key="key",
    fields=(
        *("key", "name", "unit", "minimum", "maximum", "decimals", "higher_is_better", "primary", "methods"),
        *("benchmark", "smallest_real_change", "smallest_real_change_source", "norms", "norms_source"),
    ),
)
STAGE_EXERCISES = Part(
    name="exercises",
    model=StageExercise,
    accessor="stage_exercises",
    owner="stage",
    fields=("exercise", "dosage", "note"),
)
STAGES = Part(
    name="stages",
    model=Stage,
    accessor="stages",
    owner="protocol",
    fields=("name", "weeks", "criteria", "home_test", "retest_days"),
    parts=(STAGE_EXERCISES,),
)
POSSIBLE_CAUSES = Part(
    name="causes",
    model=PossibleCause,
    accessor="possible_causes",
    owner="complaint",
    fields=("cause",),
    bare=True,
)
# Kept with the harder exercise, in order: the first easier one is what is given instead.
EASIER = Part(
    name="easier",
    model=Progression,
    accessor="steps_down",
    owner="harder",
    fields=("easier",),
    bare=True,
)

# In the order of writing: each refers only to what stands before it, or to its own kind.
KINDS: tuple[Kind, ...] = (
    Kind("references", Reference, ("citation", "url", "year", "shows", "level")),
    Kind("body_parts", BodyPart, ("name",)),
    Kind("equipment", Equipment, ("name", "substitute")),
    Kind(
        "home_tests",
        HomeTest,
        (
            *("name", "summary", "purpose", "sides", "steps", "safety", "stop_rules", "impact", "retest_days", "cue"),
            *("rest_seconds", "beats_per_minute", "benchmark", "benchmark_note", "figure", "equipment", "references"),
            *UPLOADS,
            *REVIEW,
        ),
        (MEASURES,),
        portal_only=UPLOADS,
    ),
    Kind(
        "causes",
        Cause,
        (
            *("name", "how_it_hurts", "explanation_runner", "explanation_therapist", "evidence_level"),
            *("shoe_review", "home_tests", "references", *REVIEW),
        ),
    ),
    Kind("complaints", Complaint, ("name", "summary", *REVIEW), (POSSIBLE_CAUSES,)),
    Kind(
        "exercises",
        Exercise,
        (
            *("name", "summary", "steps", "cues", "mistakes", "cautions", "stop_when", "sides", "load_kind"),
            *("difficulty", "dosage", "dosage_reason", "dosage_basis", "evidence_level", "evidence_note"),
            *("therapist_only", *UPLOADS, "figure", "body_parts", "equipment", "causes", "references", *REVIEW),
        ),
        (EASIER,),
        portal_only=(*UPLOADS, "easier"),
    ),
    Kind("protocols", Protocol, ("cause", "name", "summary", *REVIEW), (STAGES,)),
    Kind(
        "questions",
        ScreeningQuestion,
        ("text", "hint", "level", "short_set", "unsure_is_yes", "reason", "position"),
        portal_only=("position",),
    ),
    Kind("advice", ScreeningAdvice, ("text",), key="level"),
    Kind(
        "criteria", GateCriterion, ("text", "hint", "kind", "minimum", "maximum", "position"), portal_only=("position",)
    ),
)
KIND_NAMED = {kind.name: kind for kind in KINDS}
KIND_OF = {kind.model: kind for kind in KINDS}
VERSIONED = {
    Exercise: ContentVersion.Kind.EXERCISE,
    Cause: ContentVersion.Kind.CAUSE,
    Protocol: ContentVersion.Kind.PROTOCOL,
    HomeTest: ContentVersion.Kind.HOME_TEST,
}
MODEL_OF_VERSION = {version_kind: model for model, version_kind in VERSIONED.items()}
