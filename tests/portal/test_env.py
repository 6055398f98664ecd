"""Each odd value of the environment is refused with a sentence that names the variable and says what to set."""

import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import env


@pytest.fixture
def given(monkeypatch):
    """Sets X to this; None unsets it."""

    def give(value):
        if value is None:
            monkeypatch.delenv("X", raising=False)
        else:
            monkeypatch.setenv("X", value)

    return give


@pytest.mark.parametrize(
    ("value", "found"), [(None, "usual"), ("", "usual"), ("  ", "usual"), (" a b ", "a b"), ("x", "x")]
)
def test_text(given, value, found):
    given(value)
    assert env.text("X", "usual") == found


@pytest.mark.parametrize("value", ["1", "true", "TRUE", "yes", "on", " On "])
def test_flag_on(given, value):
    given(value)
    assert env.flag("X") is True


@pytest.mark.parametrize("value", ["0", "false", "No", "off", ""])
def test_flag_off(given, value):
    given(value)
    assert env.flag("X", default=True) is False


@pytest.mark.parametrize("default", [True, False])
def test_flag_unset_is_its_default(given, default):
    given(None)
    assert env.flag("X", default=default) is default


@pytest.mark.parametrize("value", ["2", "ja", "-1", "tru", "none", "1.0"])
def test_odd_flag_is_refused(given, value):
    given(value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.flag("X")
    assert str(refusal.value) == f"X is {value!r}. Set it to 1 or 0."


@pytest.mark.parametrize(("value", "found"), [(None, 5), ("", 5), ("1", 1), ("9", 9), (" 7 ", 7), ("007", 7)])
def test_whole_number(given, value, found):
    given(value)
    assert env.whole_number("X", 5, 1, 9) == found


@pytest.mark.parametrize("value", ["0", "10", "-1", "+5", "1.5", "five", "٣", "²", "1e1", "0x1", "1_0"])
def test_odd_number_is_refused(given, value):
    given(value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.whole_number("X", 5, 1, 9)
    assert str(refusal.value) == f"X is {value!r}. Set it to a whole number from 1 to 9."


@pytest.mark.parametrize(
    ("value", "found"), [(None, ["a"]), ("", ["a"]), ("b", ["b"]), (" b , c ,", ["b", "c"]), (",", [])]
)
def test_words(given, value, found):
    given(value)
    assert env.words("X", "a") == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (None, "http://127.0.0.1:8000"),
        ("https://portal.example", "https://portal.example"),
        ("https://portal.example/", "https://portal.example"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("HTTPS://Portal.Example", "https://Portal.Example"),
    ],
)
def test_site_url(given, value, found):
    given(value)
    assert env.site_url("X", "http://127.0.0.1:8000") == found


@pytest.mark.parametrize(
    "value",
    [
        "portal.example",
        "//portal.example",
        "ftp://portal.example",
        "https://",
        "https://portal.example/app",
        "javascript:alert(1)",
        "https://portal.example:port",
        "https://portal.example:99999",
        "https://[portal",
        "https://portal.example?x=1",
        "https://portal.example#x",
        "https://portal.example:0",
        "https://portal.example?",
        "https://me:secret@portal.example",
        "https://portal example",
    ],
)
def test_odd_site_url_is_refused(given, value):
    given(value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.site_url("X", "http://127.0.0.1:8000")
    assert str(refusal.value) == (
        f"X is {value!r}. Set it to the address people use, for example https://portal.example."
    )


def test_secret_of_the_environment_makes_no_file(given, tmp_path):
    given("key-7" * 10)
    assert (env.secret("X", tmp_path / "key"), (tmp_path / "key").exists()) == ("key-7" * 10, False)


@pytest.mark.parametrize("weak", ["my-own-short-secret", "abcd" * 20])
def test_weak_secret_is_refused_and_not_repeated(given, tmp_path, weak):
    given(weak)
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.secret("X", tmp_path / "key")
    assert str(refusal.value) == "X is too weak. Set it to at least 50 random characters."


def test_secret_is_made_once_and_only_its_owner_reads_it(given, tmp_path):
    given(None)
    path = tmp_path / "var" / "key"
    first = env.secret("X", path)
    assert (len(first) >= 64, env.secret("X", path), stat.S_IMODE(path.stat().st_mode)) == (True, first, 0o600)


def test_two_installs_have_two_secrets(given, tmp_path):
    given(None)
    assert env.secret("X", tmp_path / "one") != env.secret("X", tmp_path / "two")


@pytest.mark.parametrize("value", [None, ""])
def test_database_is_a_file_when_unset(given, tmp_path, value):
    given(value)
    found = env.database("X", tmp_path / "var" / "toeoff.sqlite3")
    assert (found["ENGINE"], found["NAME"], (tmp_path / "var").is_dir()) == (
        "django.db.backends.sqlite3",
        str(tmp_path / "var" / "toeoff.sqlite3"),
        True,
    )


def test_sqlite_is_safe_under_several_writers(given, tmp_path):
    given(None)
    assert env.database("X", tmp_path / "a.sqlite3")["OPTIONS"] == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
    }


def test_sqlite_by_its_address(given, tmp_path):
    given(f"sqlite:///{tmp_path}/a%20b.sqlite3")
    assert env.database("X", tmp_path / "unused")["NAME"] == f"{tmp_path}/a b.sqlite3"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgres_by_its_address(given, tmp_path, scheme):
    given(f"{scheme}://me:p%40ss@db.example:6432/clinic?sslmode=require")
    assert env.database("X", tmp_path / "unused") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "clinic",
        "USER": "me",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": 6432,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, "sslmode": "require"},
    }


def test_postgres_on_its_usual_port(given, tmp_path):
    given("postgres://db.example/clinic")
    assert env.database("X", tmp_path / "unused")["PORT"] == 5432


@pytest.mark.parametrize(
    "value",
    [
        "mysql://me@db/clinic",
        "postgres://me@db.example",
        "postgres://me@db.example/",
        "postgresql+psycopg://me@db/clinic",
        "sqlite://file",
        "sqlite:///",
        "/var/lib/toeoff.sqlite3",
        "clinic",
        "postgres://me:secret@db:port/clinic",
        "postgres://me:secret@db:99999/clinic",
        "postgres://me:secret@[db/clinic",
    ],
)
def test_odd_database_is_refused_without_its_password(given, tmp_path, value):
    given(value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.database("X", tmp_path / "unused")
    words = str(refusal.value)
    assert (words.startswith("X "), "Set " in words, "secret" in words) == (True, True, False)


@pytest.mark.parametrize("value", ["postgres://me@db.example", "postgresql://", "sqlite:///", "sqlite://file"])
def test_address_without_a_database_is_told_from_an_odd_kind(given, tmp_path, value):
    given(value)
    with pytest.raises(ImproperlyConfigured, match=r"^X names no database\. Set it to postgres://"):
        env.database("X", tmp_path / "unused")


@pytest.mark.parametrize(("value", "found"), [(None, "INFO"), ("debug", "DEBUG"), (" WARNING ", "WARNING")])
def test_choice(given, value, found):
    given(value)
    assert env.choice("X", "INFO", ("DEBUG", "INFO", "WARNING")) == found


def test_choice_names_what_it_takes(given):
    given("chatty")
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.choice("X", "INFO", ("DEBUG", "INFO"))
    assert str(refusal.value) == "X is 'chatty'. Set it to one of DEBUG, INFO."
