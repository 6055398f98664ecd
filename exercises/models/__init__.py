from exercises.models.base import Content, ContentVersion, EvidenceLevel, ShelfQuerySet, Status
from exercises.models.cause import Cause, Complaint, PossibleCause
from exercises.models.exercise import (
    IMPACT_KINDS,
    DosageBasis,
    Exercise,
    LoadKind,
    Progression,
    Sides,
)
from exercises.models.home_test import HomeTest, Measure, TestSides
from exercises.models.illustrated import Illustrated
from exercises.models.protocol import Protocol, Stage, StageExercise
from exercises.models.reference import Reference
from exercises.models.screening import GateCriterion, ScreeningAdvice, ScreeningLevel, ScreeningQuestion
from exercises.models.shelf import Shelf
from exercises.models.vocabulary import BodyPart, Equipment

__all__ = [
    "IMPACT_KINDS",
    "BodyPart",
    "Cause",
    "Complaint",
    "Content",
    "ContentVersion",
    "DosageBasis",
    "Equipment",
    "EvidenceLevel",
    "Exercise",
    "GateCriterion",
    "HomeTest",
    "Illustrated",
    "LoadKind",
    "Measure",
    "PossibleCause",
    "Progression",
    "Protocol",
    "Reference",
    "ScreeningAdvice",
    "ScreeningLevel",
    "ScreeningQuestion",
    "Shelf",
    "ShelfQuerySet",
    "Sides",
    "Stage",
    "StageExercise",
    "Status",
    "TestSides",
]
