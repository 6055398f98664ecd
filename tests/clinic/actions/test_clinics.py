from decimal import Decimal

import pytest

from clinic.actions import clinics
from clinic.actions.clinics import Details
from clinic.models import AuditEvent, OwnMargin
from clinic.permissions import NotAllowed
from clinic.policies import NotNow
from exercises.models import Exercise, Measure, Shelf
from tests.factories import UserFactory


def measure(clinic, test, key):
    return Measure.objects.get(home_test__shelf=clinic.shelf, home_test__slug=test, key=key)


def details(clinic, **changes):
    kept = {name: getattr(clinic, name) for name in Details.__dataclass_fields__}
    return Details(**{**kept, **changes})


def test_create_clinic_fills_a_shelf_of_its_own(library):
    clinic = clinics.create_clinic(details=Details(name="New Clinic", zone="Europe/Oslo"))
    own = Exercise.objects.filter(shelf=clinic.shelf).values_list("slug", flat=True)
    shared = Exercise.objects.filter(shelf=Shelf.objects.shared().get()).values_list("slug", flat=True)
    assert (clinic.zone, sorted(own)) == ("Europe/Oslo", sorted(shared))


def test_create_clinic_is_not_for_owners(owner):
    with pytest.raises(NotAllowed):
        clinics.create_clinic(details=Details(name="Second"), by=owner)


def test_create_clinic_is_for_who_looks_after_the_install(library):
    boss = UserFactory(is_superuser=True)
    clinic = clinics.create_clinic(details=Details(name="Second"), by=boss)
    assert AuditEvent.objects.get(clinic=clinic).actor == boss


def test_change_details_keeps_which_fields_changed(clinic, owner):
    clinics.change_details(clinic=clinic, details=details(clinic, phone="+43 1 1", reply_time="a day"), by=owner)
    clinic.refresh_from_db()
    assert (clinic.phone, clinic.reply_time) == ("+43 1 1", "a day")
    assert AuditEvent.objects.get().facts == {"fields": ["phone", "reply_time"]}


def test_change_details_without_a_change_leaves_no_trace(clinic, owner):
    clinics.change_details(clinic=clinic, details=details(clinic), by=owner)
    assert AuditEvent.objects.count() == 0


@pytest.mark.parametrize("who", ["therapist", "staff", "other_therapist", "runner"])
def test_change_details_is_for_the_owner(clinic, who, request):
    person = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        clinics.change_details(clinic=clinic, details=details(clinic), by=getattr(person, "user", person))


def test_set_margin_sets_changes_and_removes(clinic, owner):
    seconds = measure(clinic, "hop-test", "seconds")
    found = []
    for value in (Decimal(5), Decimal(3), None):
        clinics.set_margin(clinic=clinic, measure=seconds, value=value, by=owner)
        found.append(list(OwnMargin.objects.filter(clinic=clinic).values_list("value", flat=True)))
    assert found == [[Decimal(5)], [Decimal(3)], []]


def test_set_margin_never_stands_against_a_published_change(clinic, owner):
    with pytest.raises(NotNow):
        clinics.set_margin(
            clinic=clinic, measure=measure(clinic, "wall-lean", "distance_cm"), value=Decimal(1), by=owner
        )


def test_set_margin_is_for_the_clinics_own_measures(clinic, other_clinic, owner):
    with pytest.raises(NotAllowed):
        clinics.set_margin(
            clinic=clinic, measure=measure(other_clinic, "hop-test", "seconds"), value=Decimal(1), by=owner
        )


def test_set_margin_is_for_the_owner(clinic, therapist):
    with pytest.raises(NotAllowed):
        clinics.set_margin(
            clinic=clinic, measure=measure(clinic, "hop-test", "seconds"), value=Decimal(1), by=therapist
        )
