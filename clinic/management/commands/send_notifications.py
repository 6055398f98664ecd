"""For cron, or as a service beside a server that does not send by itself: mails what is due."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.actions.mailing import send_due, send_until


class Command(BaseCommand):
    help = "Mails the notifications that are due. Running it twice at once does no harm."

    def add_arguments(self, parser: CommandParser) -> None:
        words = "go on, and look again every so many seconds, until SIGTERM or Ctrl-C"
        parser.add_argument("--every", type=float, metavar="SECONDS", help=words)

    def handle(self, *args: Any, **options: Any) -> None:
        every = options["every"]
        if every is None:
            sent = send_due()
            if options["verbosity"]:
                self.stdout.write(f"{sent} sent")
        elif not 0 < every <= 3600:
            raise CommandError("--every takes seconds, more than 0 and at most 3600.")
        else:
            _go_on(every)


def _go_on(every: float) -> None:
    """A letter under way is sent to its end."""
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    send_until(stopped, every=every)
