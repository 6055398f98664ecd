"""What the commands share that read the recording of a phone from a file."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.measurement.hop import HopAnalysis
from clinic.measurement.tilt import TiltAnalysis
from clinic.measurement.trace import Trace, TraceFault


class RecordingCommand(BaseCommand):
    """Prints the analysis of a file as one JSON object; what is no trace ends it with a sentence."""

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv", help="columns t_ms,ax,ay,az (m/s², with gravity)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            analysis = self.analysis_of(Trace.from_csv(options["file"]))
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from None
        except TraceFault as fault:
            raise CommandError(f"{options['file']} is no trace. {fault}") from None
        self.stdout.write(json.dumps(asdict(analysis)))

    def analysis_of(self, trace: Trace) -> HopAnalysis | TiltAnalysis:
        raise NotImplementedError
