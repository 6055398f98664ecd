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
