"""For cron: mails what is due and could not be mailed at once."""

from typing import Any

from django.core.management.base import BaseCommand

from clinic.actions.notifications import send_due


class Command(BaseCommand):
    help = "Mails the notifications that are due. Run it every few minutes; running it twice at once does no harm."

    def handle(self, *args: Any, **options: Any) -> None:
        sent = send_due()
        if options["verbosity"]:
            self.stdout.write(f"{sent} sent")
