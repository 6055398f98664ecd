"""The settings as an install gets them: read anew in a process of their own, from an environment of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
KEPT = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "SYSTEMROOT")
SHOWN = (
    *("DEBUG", "SITE_URL", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SECURE_SSL_REDIRECT", "SECURE_PROXY_SSL_HEADER"),
    *("SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY"),
    *("EMAIL_BACKEND", "ALLAUTH_TRUSTED_PROXY_COUNT", "INVITATION_DAYS", "SECRET_KEY"),
)
SHOW = f"import json, portal.settings as s; print(json.dumps({{name: getattr(s, name) for name in {SHOWN}}}))"
LIVE = {"SITE_URL": "https://portal.example", "SECRET_KEY": "k3-Tq8_" * 9, "EMAIL_HOST": "mail.example"}


def python(folder, *arguments, **environ):
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return subprocess.run(  # noqa: S603 -- our own interpreter on our own words
        [sys.executable, *arguments],
        env=kept | {"TOEOFF_VAR": str(folder)} | environ,
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def settings_of(folder, **environ):
    return json.loads(python(folder, "-c", SHOW, **environ).stdout)


@pytest.fixture(scope="module")
def first_run(tmp_path_factory):
    """Nothing set at all."""
    folder = tmp_path_factory.mktemp("first")
    return folder, settings_of(folder)


@pytest.fixture(scope="module")
def live(tmp_path_factory):
    """Behind TLS, at a name of its own."""
    return settings_of(tmp_path_factory.mktemp("live"), **LIVE)


def picked(found, *names):
    return {name: found[name] for name in names}


def test_first_run_serves_this_machine_only_and_shows_no_faults(first_run):
    _folder, found = first_run
    assert picked(found, "DEBUG", "SITE_URL", "ALLOWED_HOSTS", "SECURE_SSL_REDIRECT", "EMAIL_BACKEND") == {
        "DEBUG": False,
        "SITE_URL": "http://127.0.0.1:8000",
        "ALLOWED_HOSTS": ["127.0.0.1", "127.0.0.1", "localhost", "[::1]"],
        "SECURE_SSL_REDIRECT": False,
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
    }


def test_first_run_keeps_its_secret_in_the_data_folder_and_nowhere_else(first_run):
    folder, found = first_run
    kept = folder / "secret_key"
    assert (kept.read_text(), kept.stat().st_mode & 0o777) == (found["SECRET_KEY"], 0o600)
    assert settings_of(folder)["SECRET_KEY"] == found["SECRET_KEY"]
    asked = ["git", "check-ignore", "-q", "var/secret_key"]
    ignored = subprocess.run(asked, cwd=ROOT, check=False, capture_output=True)  # noqa: S603 -- git of this machine
    assert ignored.returncode in {0, 128}  # 128: not a clone, for example an unpacked archive


def test_behind_tls_nothing_travels_in_the_clear(live):
    assert picked(live, *SHOWN[:10]) == {
        "DEBUG": False,
        "SITE_URL": "https://portal.example",
        "ALLOWED_HOSTS": ["portal.example", "127.0.0.1", "localhost", "[::1]"],
        "CSRF_TRUSTED_ORIGINS": ["https://portal.example"],
        "SECURE_SSL_REDIRECT": True,
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
        "SECURE_HSTS_SECONDS": 31536000,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
    }


def test_mail_goes_out_once_a_server_is_named(live):
    assert live["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"


def test_deploy_check_is_clean(tmp_path):
    found = python(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **LIVE)
    assert (found.returncode, found.stdout) == (0, "System check identified no issues (0 silenced).\n"), found.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "80a", "PORT is '80a'. Set it to a whole number from 1 to 65535."),
        ("DEBUG", "perhaps", "DEBUG is 'perhaps'. Set it to 1 or 0."),
        ("SITE_URL", "portal.example", "SITE_URL is 'portal.example'. Set it to the address people use"),
        ("SECRET_KEY", "short", "SECRET_KEY is too weak. Set it to at least 50 random characters."),
        ("DATABASE_URL", "mysql://db/x", "DATABASE_URL starts with 'mysql'. Set it to postgres://"),
        ("TRUSTED_PROXIES", "-1", "TRUSTED_PROXIES is '-1'. Set it to a whole number from 0 to 9."),
        ("INVITATION_DAYS", "0", "INVITATION_DAYS is '0'. Set it to a whole number from 1 to 90."),
        ("EMAIL_PORT", "0", "EMAIL_PORT is '0'. Set it to a whole number from 1 to 65535."),
        ("EMAIL_TLS", "starttls", "EMAIL_TLS is 'starttls'. Set it to 1 or 0."),
        ("BEHIND_TLS_PROXY", "2", "BEHIND_TLS_PROXY is '2'. Set it to 1 or 0."),
        ("LOG_LEVEL", "chatty", "LOG_LEVEL is 'chatty'. Set it to one of DEBUG, INFO, WARNING, ERROR, CRITICAL."),
    ],
)
def test_odd_value_is_refused_with_its_name(tmp_path, name, value, said):
    found = python(tmp_path, "manage.py", "check", **{name: value})
    assert (found.returncode, said in found.stderr) == (1, True), found.stderr[-400:]


def test_every_name_that_is_read_is_written_down_for_operators():
    """docs/operating.md lists every name that the settings take from the environment."""
    read = {
        line.split("env.")[1].split('("')[1].split('"')[0]
        for line in (ROOT / "portal/settings.py").read_text().splitlines()
        if "env." in line and '("' in line.split("env.")[1]
    }
    words = (ROOT / "docs/operating.md").read_text()
    assert [name for name in sorted(read) if f"`{name}`" not in words] == []
