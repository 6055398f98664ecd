"""Everything `make check` looks at. All checks run, each says its time, and the exit code is 1 if one failed."""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("portal", "exercises", "clinic", "scripts")

CHECKS: dict[str, tuple[str, ...]] = {
    "lock files": ("scripts/locks.py", "check"),
    "style": ("-m", "ruff", "check", "--quiet", "."),
    "format": ("-m", "ruff", "format", "--quiet", "--check", "."),
    "templates": ("-m", "djlint", "--lint", "--quiet", "templates"),
    "migrations": ("manage.py", "makemigrations", "--check", "--dry-run"),
    "deployment": ("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
    "types": ("-m", "mypy", *SOURCES),
}


def production(folder: str) -> dict[str, str]:
    """The environment of a real install behind TLS, with its data in this folder."""
    keep = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return keep | {
        "TOEOFF_VAR": folder,
        "DEBUG": "0",
        "SITE_URL": "https://portal.example",
        "ALLOWED_HOSTS": "portal.example",
        "SECRET_KEY": secrets.token_urlsafe(64),
    }


def passes(name: str, arguments: tuple[str, ...], *, environ: Mapping[str, str]) -> bool:
    """Run one check with our interpreter, show what it says when it fails, and tell whether it passed."""
    started = time.monotonic()
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, check=False, cwd=ROOT, env=environ, text=True, stdin=subprocess.DEVNULL, capture_output=True
    )
    took = f"{time.monotonic() - started:5.1f} s"
    print(f"{name:<12}{took}  {'FAILED' if done.returncode else 'ok'}", flush=True)
    if done.returncode:
        print(f"{done.stdout}{done.stderr}", flush=True)
    return done.returncode == 0


def main() -> int:
    """Run all checks; 0 when all pass, else 1."""
    with tempfile.TemporaryDirectory() as folder:
        environ = production(folder)
        results = [passes(name, arguments, environ=environ) for name, arguments in CHECKS.items()]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
