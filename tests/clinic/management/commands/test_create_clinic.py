import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from clinic.models import Clinic, Invitation
from exercises.models import Exercise


def create(*args):
    out = StringIO()
    call_command("create_clinic", *args, stdout=out)
    return out.getvalue()


def test_create_clinic_prints_a_link_that_opens(library):
    printed = create("Fresh Clinic", "--owner", "boss@clinic.example", "--zone", "Europe/Oslo")
    clinic = Clinic.objects.get(name="Fresh Clinic")
    assert re.fullmatch(r"http://\S+/join/[0-9a-z-]{19}/\n", printed)
    assert (clinic.zone, Exercise.objects.filter(shelf=clinic.shelf).count() >= 12) == ("Europe/Oslo", True)
    assert list(Invitation.objects.values_list("email", "role")) == [("boss@clinic.example", "owner")]
    path = printed.strip().split("/", 3)[3]
    assert Client().get(f"/{path}").status_code == 200


@pytest.mark.parametrize(
    "args",
    [
        ("", "--owner", "boss@clinic.example"),
        ("x" * 121, "--owner", "boss@clinic.example"),
        ("Fresh", "--owner", "no address"),
        ("Fresh", "--owner", "boss@clinic.example", "--zone", "Mars"),
    ],
)
def test_create_clinic_refuses_odd_values_and_makes_nothing(library, args):
    before = Clinic.objects.count()
    with pytest.raises(CommandError):
        create(*args)
    assert (Clinic.objects.count(), Invitation.objects.count()) == (before, 0)


def test_create_clinic_again_gives_its_first_owner_a_new_link(library):
    first = create("Fresh Clinic", "--owner", "boss@clinic.example")
    second = create("fresh clinic", "--owner", "boss@clinic.example")
    doors = [Client().get("/" + printed.strip().split("/", 3)[3]).status_code for printed in (first, second)]
    assert (Clinic.objects.filter(name__iexact="Fresh Clinic").count(), doors) == (1, [404, 200])


def test_create_clinic_of_a_name_where_people_work_is_refused(clinic, owner):
    with pytest.raises(CommandError, match="There is a clinic of this name"):
        create(clinic.name, "--owner", "boss@clinic.example")
    assert (Clinic.objects.filter(name=clinic.name).count(), Invitation.objects.count()) == (1, 0)
