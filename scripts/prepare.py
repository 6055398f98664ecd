"""What must be there before the portal serves: tables, library, static files, demo clinic.

Every step looks first and does nothing when all is there, since a second start has 3 s.
Django must be set up.
"""

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

import pango
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.cache import cache
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from portal import env
from portal.accounts import demo

LOADED = "library-loaded"


def everything() -> None:
    """Bring database, library, static files and demo to where the code wants them."""
    is_demo = wants_demo()
    database_answers()
    tables()
    library()
    static_files()
    paper()
    if is_demo:
        demo_clinic()


def database_answers() -> None:
    """Exit 1 with a sentence when the database cannot be reached."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        reason = (str(error).strip().splitlines() or ["no reason given"])[0].rstrip(".")
        sys.exit(f"The database does not answer ({reason}). Start it, or set DATABASE_URL to the right one.")


def tables() -> None:
    """Apply the migrations that the database lacks."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        _say("Setting up the database ...")
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def library() -> None:
    """Load the shipped library, unless these very files were loaded into this database before.

    The mark stands in the database itself, so a restored backup is brought up to date as well.
    """
    app = settings.BASE_DIR / "exercises"
    files = [path for path in (*app.glob("content/**/*"), *app.glob("packs/**/*.py")) if path.is_file()]
    wanted = digest(path.read_bytes() for path in sorted(files))
    if cache.get(LOADED) == wanted:
        return
    _say("Loading the exercise library ...")
    call_command("load_library", verbosity=0)
    cache.set(LOADED, wanted, timeout=None)


def static_files() -> None:
    """Collect static files, unless none changed since the last time."""
    stamp, wanted = settings.VAR / "static.stamp", digest(_static_sources())
    is_collected = (settings.STATIC_ROOT / "staticfiles.json").exists()
    if is_collected and stamp.exists() and stamp.read_text() == wanted:
        return
    _say("Collecting static files ...")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted)


def paper() -> None:
    """Install what PDFs of handouts are drawn with; where that cannot be done, go on without and say so."""
    if not pango.offer(tried=settings.VAR / "pango.tried"):
        _say(pango.WITHOUT)


def wants_demo() -> bool:
    """DEMO, by default on only while no database was named: a real install names one."""
    return env.flag("DEMO", default=not env.text("DATABASE_URL"))


def demo_clinic() -> None:
    """Fill the database with the demo clinics when nobody is in it yet."""
    if not get_user_model()._default_manager.exists():
        _say("Making the demo clinics ...")
        call_command("seed_demo", verbosity=0)


def sign_ins() -> str:
    """The demo people with their password for the console; empty when this database has none of them."""
    owner = get_user_model()._default_manager.filter(email=demo.email("owner")).first()
    if owner is None:
        return ""
    # Somebody may have given another password when the demo was made, or changed it since.
    opens = owner.check_password(demo.password())
    password = f"password {demo.password()}" if opens else "with the password given when the demo was made"
    people = (f"  {demo.email(name):<30}{role}" for name, role in demo.PEOPLE.items())
    return "\n".join((f"Demo sign-ins, {password}:", *people))


def digest(parts: Iterable[bytes]) -> str:
    """A short name for exactly these parts in this order."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()


def _static_sources() -> Iterable[bytes]:
    files = (Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([]))
    for path in sorted(files):
        seen = path.stat()
        yield f"{path} {seen.st_mtime_ns} {seen.st_size}".encode()


def _say(words: str) -> None:
    print(words, flush=True)
