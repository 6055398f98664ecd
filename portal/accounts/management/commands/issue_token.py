"""An API token for somebody, on standard output and nowhere else."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.accounts.models import ApiToken, User


class Command(BaseCommand):
    help = "Prints a new API token for the person with this e-mail. The former one stops working."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"].strip(), is_active=True).first()
        if user is None:
            raise CommandError("Nobody with this e-mail has an account here.")
        self.stdout.write(ApiToken.issue(user))
