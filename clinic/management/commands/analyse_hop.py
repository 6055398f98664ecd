"""The hops in a recording of a phone."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.measurement.hop import analyse
from clinic.measurement.trace import Trace, TraceFault


class Command(BaseCommand):
    help = "Prints the hops of a hop test as one JSON object, or why the recording is none."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv", help="columns t_ms,ax,ay,az (m/s², with gravity)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            analysis = analyse(Trace.from_csv(options["file"]))
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from None
        except TraceFault as fault:
            raise CommandError(f"{options['file']} is no trace. {fault}") from None
        self.stdout.write(json.dumps(asdict(analysis)))
