import prepare
import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import OperationalError, connection

from portal.accounts import demo

PEOPLE = [
    "  owner@demo.example            clinic owner",
    "  therapist@demo.example        therapist",
    "  staff@demo.example            clinic staff",
    "  runner@demo.example           runner with a routine and a test to do",
    "  therapist2@demo.example       second therapist",
    "  runner2@demo.example          second runner, same clinic",
    "  other-therapist@demo.example  therapist of another clinic",
    "  other-runner@demo.example     runner of another clinic",
]


@pytest.fixture
def commands(monkeypatch):
    """Names of the management commands that were called, none of which does anything."""
    called = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **_: called.append(name))
    return called


@pytest.fixture
def owner(db):
    return get_user_model().objects.create_user(email="owner@demo.example", password="the demo word")


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, True),
        ({"DEMO": "0"}, False),
        ({"DATABASE_URL": "sqlite:////tmp/real.sqlite3"}, False),
        ({"DATABASE_URL": "sqlite:////tmp/real.sqlite3", "DEMO": "1"}, True),
    ],
)
def test_wants_demo_by_default_only_without_a_database(environ, expected, monkeypatch):
    for name in ("DEMO", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert prepare.wants_demo() is expected


def test_library_is_loaded_once(commands):
    cache.delete(prepare.LOADED)
    prepare.library()
    prepare.library()
    assert commands == ["load_library"]


def test_library_is_loaded_again_after_another_version_was(commands):
    cache.set(prepare.LOADED, "an older library", timeout=None)
    prepare.library()
    assert commands == ["load_library"]


def test_demo_clinic_fills_an_empty_database(commands, db):
    prepare.demo_clinic()
    assert commands == ["seed_demo"]


def test_demo_clinic_leaves_a_database_with_people_alone(commands, owner):
    prepare.demo_clinic()
    assert commands == []


def test_sign_ins_without_demo_people_are_empty(db):
    assert prepare.sign_ins() == ""


def test_sign_ins_show_the_password_that_opens(owner, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "the demo word")
    assert prepare.sign_ins().split("\n") == ["Demo sign-ins, password the demo word:", *PEOPLE]


def test_sign_ins_hide_a_password_that_does_not_open(owner, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "another word")
    first = "Demo sign-ins, with the password given when the demo was made:"
    assert prepare.sign_ins().split("\n") == [first, *PEOPLE]


def test_sign_ins_name_all_demo_people():
    assert [line.split()[0] for line in PEOPLE] == [demo.email(name) for name in demo.PEOPLE]


def test_static_files_are_collected_once(commands, settings, tmp_path):
    settings.VAR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "staticfiles.json").touch()
    prepare.static_files()
    prepare.static_files()
    assert commands == ["collectstatic"]


def test_static_files_are_collected_again_when_they_were_removed(commands, settings, tmp_path):
    settings.VAR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    prepare.static_files()
    prepare.static_files()
    assert commands == ["collectstatic", "collectstatic"]


def test_static_files_are_collected_again_after_a_change(commands, settings, tmp_path):
    settings.VAR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    settings.STATICFILES_DIRS = [tmp_path / "sources"]
    for folder in ("static", "sources"):
        (tmp_path / folder).mkdir()
    (settings.STATIC_ROOT / "staticfiles.json").touch()
    prepare.static_files()
    (tmp_path / "sources/new.css").touch()
    prepare.get_finders.__globals__["get_finder"].cache_clear()
    prepare.static_files()
    assert commands == ["collectstatic", "collectstatic"]


def test_database_that_does_not_answer_is_said_in_a_sentence(monkeypatch):
    def refuse() -> None:
        raise OperationalError("connection refused\n  Is the server running?")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    with pytest.raises(SystemExit) as stopped:
        prepare.database_answers()
    assert stopped.value.code == (
        "The database does not answer (connection refused). Start it, or set DATABASE_URL to the right one."
    )


def test_tables_are_left_alone_when_complete(commands, db):
    prepare.tables()
    assert commands == ["createcachetable"]


def test_paper_goes_on_without_pango_and_says_so(monkeypatch, capsys):
    monkeypatch.setattr(prepare.pango, "offer", lambda *, tried: tried.name != "pango.tried")
    prepare.paper()
    assert capsys.readouterr().out == f"{prepare.pango.WITHOUT}\n"
