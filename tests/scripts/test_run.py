import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import run

COMMAND = [sys.executable, run.__file__]
LIMIT_S = 60


@pytest.fixture
def taken():
    """A port that somebody listens on."""
    with socket.socket() as other:
        other.bind((run.ADDRESS, 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture
def free():
    with socket.socket() as other:
        other.bind((run.ADDRESS, 0))
        return other.getsockname()[1]


@pytest.fixture
def environ(tmp_path, free):
    """A fresh install without demo, on SQLite."""
    strange = {"DATABASE_URL", "DEMO_PASSWORD", "SITE_URL", "ALLOWED_HOSTS", "SECRET_KEY", "DJANGO_SETTINGS_MODULE"}
    keep = {name: value for name, value in os.environ.items() if name not in strange}
    return keep | {"TOEOFF_VAR": str(tmp_path / "var"), "PORT": str(free), "DEMO": "0"}


def finished(environ, **odd):
    """(exit code, what it says on the error stream) of a start that must fail."""
    done = subprocess.run(  # noqa: S603 -- our own script, with values of our own
        COMMAND, check=False, env=environ | odd, text=True, capture_output=True, timeout=LIMIT_S
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "80.0", "٣"])
def test_start_refuses_an_odd_port(environ, port):
    sentence = f"PORT is {port!r}. Set it to a whole number from 1 to 65535.\n"
    assert finished(environ, PORT=port) == (1, sentence)


def test_start_refuses_a_taken_port(environ, taken):
    sentence = f"Port {taken} is in use. Set PORT to another one, for example: PORT={taken + 1} make run\n"
    assert finished(environ, PORT=str(taken)) == (1, sentence)


def test_start_refuses_an_odd_demo(environ):
    assert finished(environ, DEMO="maybe") == (1, "DEMO is 'maybe'. Set it to 1 or 0.\n")


def test_start_refuses_a_database_that_does_not_answer(environ, free):
    code, said = finished(environ, DATABASE_URL=f"postgres://me:secret@127.0.0.1:{free}/none")
    assert (code, said.count("\n"), "secret" in said) == (1, 1, False)
    assert said.startswith("The database does not answer (")


def test_start_refuses_a_data_folder_that_cannot_be_made(environ, tmp_path):
    (tmp_path / "file").touch()
    code, said = finished(environ, TOEOFF_VAR=str(tmp_path / "file/var"))
    assert (code, said) == (1, f"{tmp_path}/file/var cannot be used: Not a directory. {run.FOLDERS}\n")


def test_reserve_keeps_others_from_the_port(free):
    with run.reserve(free), socket.socket() as other, pytest.raises(OSError, match="in use"):
        other.bind((run.ADDRESS, free))


def test_reserve_says_that_a_port_needs_rights(monkeypatch):
    class Guarded(socket.socket):
        def bind(self, address):
            raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(run.socket, "socket", Guarded)
    with pytest.raises(SystemExit) as stopped:
        run.reserve(80)
    assert stopped.value.code == (
        "Port 80 is for the system only. Set PORT to another one, for example: PORT=8001 make run"
    )


def test_ready_status_is_none_while_nobody_answers(free):
    assert run.ready_status(free) is None


class Started:
    """A portal in a process of its own."""

    def __init__(self, environ):
        pipes = {"text": True, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        # An own session is a group that can be sent Ctrl-C without stopping the tests.
        self.process = subprocess.Popen(COMMAND, env=environ, start_new_session=True, **pipes)  # noqa: S603 -- our own
        self.lines = []

    def ready(self):
        """Itself, once it says that it is ready."""
        while not self.lines or not self.lines[-1].startswith("Ready:"):
            line = self.process.stdout.readline()
            assert line, f"It ended without being ready: {self.lines}"
            self.lines.append(line.strip())
        return self

    def end(self, number):
        """(exit code, how many tracebacks it showed, whether it ended soon; a busy machine needs more than our 2 s)."""
        begun = time.monotonic()
        os.killpg(self.process.pid, number)
        rest = self.process.communicate(timeout=LIMIT_S)[0]
        return self.process.returncode, rest.count("Traceback"), time.monotonic() - begun < 6


@pytest.fixture
def start(environ):
    """Starts portals, and ends those that a failing test left behind."""
    started = []

    def begin():
        started.append(Started(environ))
        return started[-1].ready()

    yield begin
    for portal in started:
        if portal.process.poll() is None:
            portal.process.kill()
            portal.process.communicate()


def test_start_prepares_once_answers_delivers_mail_and_ends_cleanly(environ, start, tmp_path):
    address = f"Ready: http://127.0.0.1:{environ['PORT']}"
    first = start()
    connection = http.client.HTTPConnection(run.ADDRESS, int(environ["PORT"]))
    connection.request("GET", "/healthz")
    assert connection.getresponse().status == 200
    connection.close()
    assert first.end(signal.SIGINT) == (0, 0, True)
    assert first.lines == [
        "Setting up the database ...",
        "Loading the exercise library ...",
        "Collecting static files ...",
        address,
    ]
    second = start()
    assert second.lines == [address]
    assert "owner@demo.example" in invitation(environ, tmp_path)
    assert second.end(signal.SIGTERM) == (0, 0, True)


def invitation(environ, tmp_path):
    """The letter that a running portal delivers by itself, once an owner is invited."""
    manage = str(Path(run.__file__).resolve().parents[1] / "manage.py")
    words = [sys.executable, manage, "create_clinic", "Riverbend", "--owner", "owner@demo.example"]
    subprocess.run(words, check=True, env=environ, capture_output=True, timeout=LIMIT_S)  # noqa: S603 -- our own script
    deadline = time.monotonic() + LIMIT_S
    while not (letters := list((tmp_path / "var/mail").glob("*.log"))) and time.monotonic() < deadline:
        time.sleep(0.1)
    return letters[0].read_text()
