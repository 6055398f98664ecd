"""The one door to rows: what each person may see.

A runner sees their own rows; a therapist and an owner the rows of their clinics' runners; staff the clinic, its
content and its problem reports, but nobody's health; nobody another clinic. A model that is not listed in SCOPES
cannot be loaded at all.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import BooleanField, Q, Value

from clinic import models
from clinic.models.base import SCOPES
from exercises import registry
from exercises.models import Shelf


@dataclass(frozen=True, slots=True)
class Access:
    """What a person is where: primary keys of clinics and of their own runner rows.

    `zone` names their clock, `clinic_name` the oldest of their clinics.
    """

    owner_of: frozenset[int]
    therapist_in: frozenset[int]
    staff_in: frozenset[int]
    runner_ids: frozenset[int]
    runner_in: frozenset[int]
    zone: str = ""
    clinic_name: str = ""

    @property
    def works_in(self) -> frozenset[int]:
        return self.owner_of | self.therapist_in | self.staff_in

    @property
    def cares_in(self) -> frozenset[int]:
        """Clinics whose runners' records this person may see: therapists and owners."""
        return self.owner_of | self.therapist_in

    @property
    def clinics(self) -> frozenset[int]:
        return self.works_in | self.runner_in


NOBODY = Access(frozenset(), frozenset(), frozenset(), frozenset(), frozenset())


def access_of(user: Any) -> Access:
    """Memberships and runner rows, read once for each user object."""
    if not user.is_authenticated:
        return NOBODY
    if not hasattr(user, "_access"):
        user._access = _read_access(user)
    return user._access


def forget_access(user: Any) -> None:
    """After a membership of this person changed within the request."""
    if hasattr(user, "_access"):
        del user._access


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """A membership or a runner row of a person; memberships stand first, each kind in the order of joining."""

    is_runner: bool
    pk: int
    clinic: int
    clinic_name: str
    zone: str
    is_owner: bool
    is_therapist: bool
    is_staff: bool


def _read_access(user: Any) -> Access:
    places = sorted(_places(user))
    works, runs = [row for row in places if not row.is_runner], [row for row in places if row.is_runner]
    return Access(
        owner_of=frozenset(row.clinic for row in works if row.is_owner),
        therapist_in=frozenset(row.clinic for row in works if row.is_therapist),
        staff_in=frozenset(row.clinic for row in works if row.is_staff),
        runner_ids=frozenset(row.pk for row in runs),
        runner_in=frozenset(row.clinic for row in runs),
        zone=next((row.zone for row in places), ""),
        clinic_name=min(((row.clinic, row.clinic_name) for row in places), default=(0, ""))[1],
    )


def _places(user: Any) -> list[_Place]:
    """Memberships and runner rows in one query."""
    no, yes = Value(False, BooleanField()), Value(True, BooleanField())
    roles = ("is_owner", "is_therapist", "is_staff")
    works = models.Membership.objects.filter(user=user).order_by()
    runs = models.Runner.objects.filter(user=user, erased_at__isnull=True).order_by()
    rows = works.values_list(no, "pk", "clinic", "clinic__name", "clinic__zone", *roles).union(
        runs.values_list(yes, "pk", "clinic", "clinic__name", "zone", no, no, no), all=True
    )
    return [_Place(*row) for row in rows]


def _care(path: str, user: Any) -> Q:
    """Rows that belong to a runner: the runner's own, and those of the clinics this person cares in."""
    access = access_of(user)
    prefix = f"{path}__" if path else ""
    return Q(**{f"{prefix}pk__in": access.runner_ids}) | Q(**{f"{prefix}clinic_id__in": access.cares_in})


def _not_erased(user: Any) -> Q:
    """An erased runner's row only counts; nobody opens it."""
    return _care("", user) & Q(erased_at__isnull=True)


def _carers_only(path: str, user: Any) -> Q:
    return Q(**{f"{path}__clinic_id__in": access_of(user).cares_in})


def _own_clinics(user: Any) -> Q:
    return Q(pk__in=access_of(user).clinics)


def _working_clinics(field: str, user: Any) -> Q:
    return Q(**{f"{field}__in": access_of(user).works_in})


def _own_and_owners(user: Any) -> Q:
    return Q(user=user) | Q(clinic_id__in=access_of(user).works_in)


def _reports(user: Any) -> Q:
    return Q(reporter_id=user.pk) | Q(clinic_id__in=access_of(user).works_in)


def _invitations(user: Any) -> Q:
    """Owners see every invitation, therapists those of runners."""
    access = access_of(user)
    return Q(clinic_id__in=access.owner_of) | Q(clinic_id__in=access.therapist_in, runner__isnull=False)


def _audit(user: Any) -> Q:
    return Q(clinic_id__in=access_of(user).owner_of)


def _notifications(user: Any) -> Q:
    return Q(recipient_id=user.pk)


def shelves_to_read(user: Any) -> list[Shelf]:
    """The shelf of each of the person's clinics; the shared one for a superuser."""
    if not user.is_authenticated:
        return []
    wanted = Q(clinic__in=access_of(user).clinics)
    return list(Shelf.objects.filter(wanted | Q(is_shared=True) if user.is_superuser else wanted).order_by("pk"))


def shelves_to_edit(user: Any) -> list[Shelf]:
    """Staff, therapists and owners edit their clinics' shelves; a superuser also the shared one."""
    if not user.is_authenticated:
        return []
    wanted = Q(clinic__in=access_of(user).works_in)
    return list(Shelf.objects.filter(wanted | Q(is_shared=True) if user.is_superuser else wanted).order_by("pk"))


def connect() -> None:
    """Fills the registry of scopes, and tells the library whose shelves a person may use."""
    SCOPES.update(
        {
            models.Clinic: _own_clinics,
            models.OwnMargin: partial(_working_clinics, "clinic_id"),
            models.Membership: _own_and_owners,
            models.Runner: _not_erased,
            models.Consent: partial(_care, "runner"),
            models.Invitation: _invitations,
            models.EpisodeOfCare: partial(_care, "runner"),
            models.CareAssignment: partial(_care, "episode__runner"),
            models.Pause: partial(_care, "episode__runner"),
            models.Screening: partial(_care, "runner"),
            models.Lock: partial(_care, "runner"),
            models.StartGate: partial(_care, "runner"),
            models.Finding: partial(_care, "episode__runner"),
            models.Routine: partial(_care, "episode__runner"),
            models.PrescribedExercise: partial(_care, "routine__episode__runner"),
            models.RoutineDraft: partial(_carers_only, "episode__runner"),
            models.Retest: partial(_care, "episode__runner"),
            models.ExerciseLog: partial(_care, "runner"),
            models.MorningCheck: partial(_care, "runner"),
            models.TestResult: partial(_care, "runner"),
            models.MotionTrace: partial(_care, "result__runner"),
            models.TraceAnalysis: partial(_care, "trace__result__runner"),
            models.Review: partial(_care, "episode__runner"),
            models.Alert: partial(_carers_only, "runner"),
            models.Message: partial(_care, "runner"),
            models.ShoeReview: partial(_care, "episode__runner"),
            models.ProblemReport: _reports,
            models.Notification: _notifications,
            models.AuditEvent: _audit,
        }
    )
    registry.register_shelves(read=shelves_to_read, edit=shelves_to_edit)
