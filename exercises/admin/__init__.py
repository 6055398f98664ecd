"""The library in the Django admin: its content and nobody's records."""

from exercises.admin.registered import CauseAdmin, ComplaintAdmin, ExerciseAdmin, HomeTestAdmin, ProtocolAdmin
from exercises.admin.words import BodyPartAdmin, EquipmentAdmin, ReferenceAdmin

__all__ = [
    "BodyPartAdmin",
    "CauseAdmin",
    "ComplaintAdmin",
    "EquipmentAdmin",
    "ExerciseAdmin",
    "HomeTestAdmin",
    "ProtocolAdmin",
    "ReferenceAdmin",
]
