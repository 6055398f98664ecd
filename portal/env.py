"""Typed readers of the environment. An odd value is refused with a sentence that says what to set."""

import os
import re
import secrets
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

KEY_LENGTH, KEY_VARIETY = 50, 5  # what Django's own deployment check asks of a key (security.W009)
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}
SITE = re.compile(r"https?://([\w.-]+|\[[0-9a-f:.]+\])(:[0-9]+)?", re.IGNORECASE)


def text(name: str, default: str = "") -> str:
    """The value without surrounding space; the default when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """1/0, true/false, yes/no or on/off."""
    value = os.environ.get(name)
    if value is None:
        return default
    value = value.strip().lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} is {value!r}. Set it to 1 or 0.")
    return value in TRUE


def whole_number(name: str, default: int, low: int = 0, high: int = 10**9) -> int:
    """A whole number from low to high."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
        raise ImproperlyConfigured(f"{name} is {value!r}. Set it to a whole number from {low} to {high}.")
    return int(value)


def choice(name: str, default: str, among: tuple[str, ...]) -> str:
    """One of a few words in capitals, however it was typed."""
    value = text(name, default).upper()
    if value not in among:
        raise ImproperlyConfigured(f"{name} is {value.lower()!r}. Set it to one of {', '.join(among)}.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def site_url(name: str, default: str) -> str:
    """An address such as https://portal.example, without a path."""
    value = text(name, default)
    parts = _parts(value)
    found = f"{parts.scheme}://{parts.netloc}" if parts else ""
    if not SITE.fullmatch(found) or value.rstrip("/").lower() != found.lower():
        raise ImproperlyConfigured(
            f"{name} is {value!r}. Set it to the address people use, for example https://portal.example."
        )
    return found


def _parts(url: str) -> SplitResult | None:
    """None when the host or the port cannot be read."""
    try:
        parts = urlsplit(url)
        return parts if parts.port != 0 else None
    except ValueError:
        return None


def secret(name: str, path: Path) -> str:
    """The secret from the environment, else from a file that is made on the first run (mode 0600)."""
    value = text(name)
    if value:
        if len(value) < KEY_LENGTH or len(set(value)) < KEY_VARIETY:
            raise ImproperlyConfigured(f"{name} is too weak. Set it to at least {KEY_LENGTH} random characters.")
        return value
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()


def database(name: str, default_file: Path) -> dict:
    """Django's settings for the database at postgres://, postgresql:// or sqlite:///; SQLite in a file when unset."""
    url = text(name)
    if not url:
        return _sqlite(str(default_file))
    parts = _parts(url)
    if parts is None:
        raise ImproperlyConfigured(
            f"{name} has an odd host or port. Set it to postgres://user:password@host:5432/name."
        )
    if parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/"):
        return _postgres(parts)
    if parts.scheme == "sqlite" and url.startswith("sqlite:///") and len(url) > len("sqlite:///"):
        return _sqlite(unquote(url.removeprefix("sqlite:///")))
    if parts.scheme in {"postgres", "postgresql", "sqlite"}:
        raise ImproperlyConfigured(
            f"{name} names no database. Set it to postgres://user:password@host:5432/name or sqlite:///path/to/file."
        )
    raise ImproperlyConfigured(
        f"{name} starts with {parts.scheme or url[:12]!r}. Set it to postgres://user:password@host:5432/name, "
        "postgresql://..., or sqlite:///path/to/file, or leave it unset for SQLite in the data folder."
    )


def _sqlite(path: str) -> dict:
    Path(path).expanduser().parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # IMMEDIATE: of 480 concurrent posts 110 failed with "database is locked" under DEFERRED, none so.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
        },
    }


def _postgres(parts: SplitResult) -> dict:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or 5432,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, **dict(parse_qsl(parts.query))},
    }
