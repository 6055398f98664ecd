"""After an update that brings another version of the algorithms: reads the kept recordings again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from clinic.actions.traces import analyse_again


class Command(BaseCommand):
    help = "Analyses kept recordings again whose analysis is of another version. Older analyses and results stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="all recordings, also those that this version has read")

    def handle(self, *args: Any, **options: Any) -> None:
        for course in analyse_again(every=options["all"]):
            self.stderr.write(f"\r{course.read} of {course.total} read", ending="")
        self.stderr.write("")
        words = f"{course.changed} say something else than before, {course.broken} broken"
        self.stdout.write(f"{course.read} read, {words}")
