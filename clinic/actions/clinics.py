"""Clinics: made with a shelf of their own, and their details."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from clinic.actions.audit import record
from clinic.models import Clinic, OwnMargin
from clinic.permissions import NotAllowed, check_can_own
from clinic.policies import NotNow
from exercises.actions import fill_shelf
from exercises.models import Measure, Shelf


@dataclass(frozen=True, slots=True)
class Details:
    """What runners read about their clinic. `age_of_consent` in years."""

    name: str
    phone: str = ""
    emergency_number: str = "112"
    reply_time: str = "two working days"
    zone: str = "UTC"
    age_of_consent: int = 16


@transaction.atomic
def create_clinic(*, details: Details, by: Any = None) -> Clinic:
    """A clinic with a shelf of its own, filled from the shared one. `by=None` is the command line.

    Raises NotNow("no_library") before the shipped library was loaded.
    """
    if by is not None and not by.is_superuser:
        raise NotAllowed(_("Clinics are made by who looks after this install."))
    shared = Shelf.objects.shared().first()
    if shared is None:
        raise NotNow("no_library", _("There is no library yet. Run: manage.py load_library"))
    shelf = Shelf.objects.create(name=details.name)
    fill_shelf(shelf=shelf, from_shelf=shared)
    clinic = Clinic.objects.create(shelf=shelf, **asdict(details))
    record("clinic.made", by=by, clinic=clinic, target=clinic)
    return clinic


@transaction.atomic
def change_details(*, clinic: Clinic, details: Details, by: Any) -> None:
    """The owner's changes; the audit keeps which fields changed."""
    check_can_own(by, clinic)
    stored = Clinic.objects.select_for_update().get(pk=clinic.pk)
    changed = {name: value for name, value in asdict(details).items() if getattr(stored, name) != value}
    if changed:
        Clinic.objects.filter(pk=clinic.pk).update(**changed)
        record("clinic.changed", by=by, clinic=clinic, target=clinic, facts={"fields": sorted(changed)})


@transaction.atomic
def set_margin(*, clinic: Clinic, measure: Measure, value: Decimal | None, by: Any) -> None:
    """The clinic's own margin for a measure without a published smallest real change, in its unit; None removes it."""
    check_can_own(by, clinic)
    if measure.home_test.shelf_id != clinic.shelf_id:
        raise NotAllowed(_("This measure is not in your clinic's library."))
    if measure.smallest_real_change is not None:
        raise NotNow("published", _("This measure has a published smallest real change. It counts."))
    rows = OwnMargin.objects.filter(clinic=clinic, measure=measure)
    if value is None:
        rows.delete()
    else:
        OwnMargin.objects.update_or_create(clinic=clinic, measure=measure, defaults={"value": value})
    facts = {"measure": measure.key, "value": str(value) if value is not None else None}
    record("margin.set", by=by, clinic=clinic, target=clinic, facts=facts)
