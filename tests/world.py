"""What every test finds: the shipped library, and two clinics with their own shelves, so that leaks can show."""

from django.core.management import call_command

from clinic.models import Clinic
from exercises.actions import fill_shelf
from exercises.models import Shelf

CLINICS = {"Riverbend Running Clinic": "Europe/Vienna", "Hilltop Physiotherapy": "America/Denver"}


def ensure() -> None:
    """Makes what is missing; a test that empties the database calls it again by its fixtures."""
    if not Shelf.objects.shared().exists():
        call_command("load_library", verbosity=0)
    for name, zone in CLINICS.items():
        if not Clinic.objects.filter(name=name).exists():
            make_clinic(name, zone)


def make_clinic(name: str, zone: str) -> Clinic:
    shelf = Shelf.objects.create(name=name)
    fill_shelf(shelf=shelf, from_shelf=Shelf.objects.shared().get())
    return Clinic.objects.create(name=name, zone=zone, shelf=shelf, phone="+43 1 555 0100")
