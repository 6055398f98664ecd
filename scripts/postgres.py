"""Run a command with DATABASE_URL pointing at a throw-away PostgreSQL cluster.

    python scripts/postgres.py -- pytest

The cluster lives in a temporary folder, listens on 127.0.0.1 only, keeps nothing safe (fsync is off)
and is gone when the command ends, however it ends. The exit code is the command's.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import NoReturn

import aptget

DEBIAN = Path("/usr/lib/postgresql")
NAME = "toeoff"
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
FAST_AND_UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


def find(environ: Mapping[str, str], *, debian: Path = DEBIAN) -> Path | None:
    """The folder of PostgreSQL's programs: on PATH, else Debian's newest version, else None."""
    if found := shutil.which("initdb", path=environ.get("PATH", os.defpath)):
        return Path(found).resolve().parent
    versions = [path.parent for path in debian.glob("*/bin/initdb")]
    return max(versions, key=lambda folder: float(folder.parent.name), default=None)


def found_or_installed() -> Path:
    """The folder of PostgreSQL's programs, installed by apt where missing; exits 1 where that fails."""
    if found := find(os.environ):
        return found
    aptget.install("postgresql", missing="PostgreSQL is missing")
    if found := find(os.environ):
        return found
    sys.exit("PostgreSQL is missing after its installation. Put the folder of initdb on PATH.")


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def account() -> str | None:
    """The account that must own the cluster: `postgres` when we are root, else ourselves (None)."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        sys.exit("PostgreSQL refuses to run as root. Add an account named postgres, or run as another one.")


@contextlib.contextmanager
def on_end(act: Callable[[int], object]) -> Iterator[None]:
    """For the time of the block, Ctrl-C, SIGTERM and a closed terminal call `act` with the signal's number."""

    def heard(number: int, frame: FrameType | None) -> None:
        act(number)

    former = {number: signal.signal(number, heard) for number in ENDINGS}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Let the block finish first when we are told to end: half a cluster cannot be stopped in order."""
    told: list[int] = []
    with on_end(told.append):
        yield
    if told:
        leave(told[0])


def leave(number: int) -> NoReturn:
    """Exit as a shell says it of a program that a signal ended."""
    sys.exit(128 + number)


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """A running cluster for the time of the block; gives its address for DATABASE_URL."""
    programs, owner = found_or_installed(), account()
    folder = Path(tempfile.mkdtemp(prefix="toeoff-pg-"))
    try:
        with uninterrupted():
            port = _started(programs, folder, owner)
        yield f"postgres://{NAME}@127.0.0.1:{port}/{NAME}"
    finally:
        with uninterrupted():
            _remove(programs, folder, owner)


def _started(programs: Path, folder: Path, owner: str | None) -> int:
    if owner:
        shutil.chown(folder, owner)
    port = free_port()
    _create(programs, folder, owner)
    _pg(programs, folder, owner, "pg_ctl", "start", *_start_options(folder, port))
    _pg(programs, folder, owner, "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", NAME, NAME)
    return port


def _create(programs: Path, folder: Path, owner: str | None) -> None:
    # The plain C locale cannot change the case of letters like é, which searching needs.
    locale = ["--locale=C.UTF-8"] if sys.platform == "linux" else []
    options = ["-D", f"{folder}/data", "-U", NAME, "-A", "trust", "-E", "UTF8", "--no-sync", *locale]
    _pg(programs, folder, owner, "initdb", *options)


def _start_options(folder: Path, port: int) -> list[str]:
    settings = [f"-c {setting}" for setting in FAST_AND_UNSAFE]
    server = ["-c listen_addresses=127.0.0.1", f"-p {port}", f"-k {folder}", *settings]
    return ["-D", f"{folder}/data", "-w", "-t", "60", "-l", f"{folder}/log", "-o", " ".join(server)]


def _pg(programs: Path, folder: Path, owner: str | None, name: str, *arguments: str) -> None:
    # An own session: Ctrl-C is for the tests, and the server must outlive them.
    done = subprocess.run(
        [str(programs / name), *arguments],
        check=False,
        cwd=folder,
        user=owner,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    if done.returncode:
        sys.exit(f"PostgreSQL's {name} failed: {done.stderr.decode().strip() or (folder / 'log').read_text()}")


def _remove(programs: Path, folder: Path, owner: str | None) -> None:
    if (folder / "data/postmaster.pid").exists():
        _pg(programs, folder, owner, "pg_ctl", "stop", "-D", f"{folder}/data", "-m", "immediate", "-w")
    shutil.rmtree(folder, ignore_errors=True)


def run(command: list[str], *, url: str) -> int:
    """Run the command with DATABASE_URL set and give its exit code (128 + n when signal n ended it)."""
    child = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url})

    def forward(number: int) -> None:
        # The terminal sends Ctrl-C to the command itself; saying it twice would break its tidying up.
        if number != signal.SIGINT:
            child.send_signal(signal.SIGTERM)

    with on_end(forward):
        code = child.wait()
    return code if code >= 0 else 128 - code


def main(arguments: list[str]) -> int:
    """Run what stands after `--` on a fresh cluster; gives the exit code."""
    if len(arguments) < 2 or arguments[0] != "--":
        sys.exit("Say what to run: python scripts/postgres.py -- COMMAND ...")
    with on_end(leave), cluster() as url:
        return run(arguments[1:], url=url)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
