"""The demo of any size."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.demo.seed import Size, seed_demo
from exercises.models import Shelf
from portal.accounts import demo

BAR = 40
LIMITS = {"clinics": (1, 50), "therapists": (2, 1000), "runners": (2, 100_000), "weeks": (1, 520)}


class Command(BaseCommand):
    help = "Fills an empty database with invented clinics, people and weeks of care. The same seed, the same people."

    def add_arguments(self, parser: CommandParser) -> None:
        usual = Size()
        parser.add_argument("--clinics", type=int, default=usual.clinics, help="number of clinics (2)")
        parser.add_argument("--therapists", type=int, default=None, help="in all clinics together")
        parser.add_argument("--runners", type=int, default=None, help="in all clinics together; most in the first")
        parser.add_argument("--weeks", type=int, default=usual.weeks, help="how far back care goes (12)")
        parser.add_argument("--seed", type=int, default=usual.seed, help="another number, other people (1)")

    def handle(self, *args: Any, **options: Any) -> None:
        size = _size(options)
        if get_user_model()._default_manager.exists():
            raise CommandError("There are people in this database. The demo goes into an empty one only.")
        if not Shelf.objects.shared().exists():
            call_command("load_library", verbosity=0)
        self.loud = bool(options["verbosity"]) and self.stderr.isatty()
        written = seed_demo(size=size, password=demo.password(), progress=self._progress)
        if options["verbosity"]:
            self.stdout.write(f"{size.clinics} clinics, {size.runners} runners, {written} rows.")

    def _progress(self, done: int, of: int) -> None:
        if self.loud:
            full = BAR * done // of
            ending = "\n" if done == of else ""
            bar = f"\r[{'#' * full}{'.' * (BAR - full)}] {done} of {of} runners"
            self.stderr.write(bar, style_func=str, ending=ending)
            self.stderr.flush()


def _size(options: dict[str, Any]) -> Size:
    """The size asked for. Raises CommandError naming the option that is out of bounds."""
    usual = Size()
    clinics = options["clinics"]
    therapists = options["therapists"] if options["therapists"] is not None else max(usual.therapists, clinics + 1)
    runners = options["runners"] if options["runners"] is not None else max(usual.runners, clinics + 1)
    size = Size(clinics=clinics, therapists=therapists, runners=runners, weeks=options["weeks"], seed=options["seed"])
    for name, (least, most) in LIMITS.items():
        lowest = size.people if name in {"therapists", "runners"} and clinics >= 1 else least
        if not lowest <= getattr(size, name) <= most:
            raise CommandError(f"--{name} is a whole number from {lowest} to {most}.")
    return size
