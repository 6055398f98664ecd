"""The demo's sign-ins: who they are, and their one password."""

import os
import secrets
from pathlib import Path

from django.conf import settings

DOMAIN = "demo.example"
PEOPLE = {
    "owner": "clinic owner",
    "therapist": "therapist",
    "staff": "clinic staff",
    "runner": "runner with a routine and a test to do",
    "therapist2": "second therapist",
    "runner2": "second runner, same clinic",
    "other-therapist": "therapist of another clinic",
    "other-runner": "runner of another clinic",
}


def email(name: str) -> str:
    """The address of one of PEOPLE, for example runner@demo.example."""
    return f"{name}@{DOMAIN}"


def password() -> str:
    """DEMO_PASSWORD, else a random one that is made once and kept in the data folder (mode 0600)."""
    return os.environ.get("DEMO_PASSWORD", "").strip() or _kept(settings.VAR / "demo_password")


def _kept(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(9))
    return path.read_text().strip()
