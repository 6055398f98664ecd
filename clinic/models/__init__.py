from clinic.models.alert import Alert
from clinic.models.audit_event import AuditEvent
from clinic.models.clinic import Clinic, Membership, OwnMargin, Role
from clinic.models.episode import BodySide, CareAssignment, EpisodeOfCare, Pause
from clinic.models.finding import Finding
from clinic.models.invitation import Invitation
from clinic.models.log import ExerciseLog, MorningCheck
from clinic.models.message import Message
from clinic.models.notification import Notification
from clinic.models.problem_report import ProblemReport
from clinic.models.result import Method, Rhythm, Side, StopReason, TestResult, TestValue
from clinic.models.review import Review
from clinic.models.routine import PrescribedExercise, Retest, Routine, RoutineDraft
from clinic.models.runner import Consent, Runner
from clinic.models.screening import Lock, Screening, StartGate
from clinic.models.shoe_review import Observation, ShoeReview
from clinic.models.trace import MotionTrace, TraceAnalysis

__all__ = [
    "Alert",
    "AuditEvent",
    "BodySide",
    "CareAssignment",
    "Clinic",
    "Consent",
    "EpisodeOfCare",
    "ExerciseLog",
    "Finding",
    "Invitation",
    "Lock",
    "Membership",
    "Message",
    "Method",
    "MorningCheck",
    "MotionTrace",
    "Notification",
    "Observation",
    "OwnMargin",
    "Pause",
    "PrescribedExercise",
    "ProblemReport",
    "Retest",
    "Review",
    "Rhythm",
    "Role",
    "Routine",
    "RoutineDraft",
    "Runner",
    "Screening",
    "ShoeReview",
    "Side",
    "StartGate",
    "StopReason",
    "TestResult",
    "TestValue",
    "TraceAnalysis",
]
