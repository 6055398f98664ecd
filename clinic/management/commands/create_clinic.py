"""The first clinic of a real install."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from clinic.actions.clinics import Details, create_clinic
from clinic.actions.invitation_tokens import link_of
from clinic.actions.invitations import invite
from clinic.models import Clinic, Invitation, Role
from clinic.models.zones import validate_zone
from clinic.policies import NotNow


class Command(BaseCommand):
    help = "Makes a clinic with its own copy of the library, invites its owner and prints the invitation link."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="as runners see it")
        parser.add_argument("--owner", required=True, metavar="EMAIL", help="who gets the invitation")
        parser.add_argument("--zone", default="UTC", help="time zone, for example Europe/Vienna")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"].strip()
        if not 0 < len(name) <= 120:
            raise CommandError("Give the clinic a name of 1 to 120 characters.")
        try:
            validate_email(options["owner"])
            validate_zone(options["zone"])
            invitation = self._create(name, options["zone"], options["owner"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        except NotNow as error:
            raise CommandError(str(error)) from None
        self.stdout.write(link_of(invitation))

    @transaction.atomic
    def _create(self, name: str, zone: str, owner: str) -> Invitation:
        clinic = _without_people(name) or create_clinic(details=Details(name=name, zone=zone))
        invitation, _token = invite(clinic=clinic, role=Role.OWNER, email=owner, by=None)
        return invitation


def _without_people(name: str) -> Clinic | None:
    """The clinic of this name that nobody has joined: the command is given again when a link got lost or too old.

    Errors: CommandError when people work in it.
    """
    clinic = Clinic.objects.filter(name__iexact=name).first()
    if clinic is not None and clinic.memberships.exists():
        raise CommandError("There is a clinic of this name. Its owner invites people on the page Clinic, People.")
    return clinic
