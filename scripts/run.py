"""Prepare everything and serve, in one process: what `make run` starts.

Reads PORT, DATABASE_URL, DEMO, DEMO_PASSWORD and what portal/settings.py reads. What is wrong with
them is said in a sentence, with exit code 1. Ctrl-C and SIGTERM end it with exit code 0.
"""

import ctypes
import errno
import http.client
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from types import FrameType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server.common import AbstractServer

from portal import env

ADDRESS = "127.0.0.1"
WORKERS = 2
PATIENCE_S = 30
MAIL_EVERY_S = 2
MAIL_AGAIN_S = 10
FOLDERS = "Set TOEOFF_VAR (and DATABASE_URL, where it names a file) to a folder that you may write to."
PR_SET_PDEATHSIG = 1


def reserve(port: int) -> socket.socket:
    """Hold the port until the server takes it; exits with a sentence when that is not possible.

    The server itself would share a taken port in silence.
    """
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        held.bind((ADDRESS, port))
    except OSError as error:
        held.close()
        sys.exit(_why_not(port, error))
    return held


def _why_not(port: int, error: OSError) -> str:
    reason = "is for the system only" if error.errno == errno.EACCES else "is in use"
    other = port + 1 if 1024 <= port < 65535 else 8001
    return f"Port {port} {reason}. Set PORT to another one, for example: PORT={other} make run"


def prepared() -> str:
    """Prepare all, load the portal for the workers to inherit; gives the lines to show when it is ready."""
    django.setup()
    import prepare

    prepare.everything()
    lines = prepare.sign_ins() if prepare.wants_demo() else ""
    application()
    django.db.connections.close_all()
    return lines


def application() -> Any:
    """The WSGI application with every page's code loaded."""
    from django.urls import get_resolver

    from portal.wsgi import application as wsgi

    _ = get_resolver().url_patterns
    return wsgi


def worker_application() -> Any:
    """What a worker serves. Called in the worker, so this is where it learns how to end."""
    end_with_parent()
    return application()


def end_with_parent() -> None:
    """Called in a child."""
    # Ctrl-C reaches the whole group of the terminal; only the parent shall hear it, and end us in order.
    os.setpgid(0, 0)
    if sys.platform == "linux":
        # A worker that outlives its parent would keep the port.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def server(port: int) -> AbstractServer[Any]:
    """The server, not yet started."""
    made = Granian(
        "portal.wsgi:application",
        address=ADDRESS,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=WORKERS,
        blocking_threads=1,
        respawn_failed_workers=True,
        workers_kill_timeout=1,
        log_level=LogLevels.warning,
    )
    # A closed terminal means the end; the server would take it as "load anew" and live on unseen.
    made.on_startup(lambda: signal.signal(signal.SIGHUP, made.signal_handler_interrupt))
    return made


def send_mail() -> None:
    """Mails what is due, in a process of its own, until told to stop; a letter under way is sent to its end."""
    end_with_parent()
    django.setup()
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    from clinic.actions.mailing import send_until

    send_until(stopped, every=MAIL_EVERY_S)


class Sender:
    """Keeps the process that sends mail alive, and ends it."""

    def __init__(self) -> None:
        self.stopped = threading.Event()
        # Before the server's workers are forked: a thread must not fork at the same time.
        self.process = self._begin()
        threading.Thread(target=self._keep, daemon=True).start()

    def _begin(self) -> multiprocessing.Process:
        process = multiprocessing.Process(target=send_mail, name="mail", daemon=True)
        process.start()
        return process

    def _keep(self) -> None:
        while not self.stopped.is_set():
            self.process.join()
            if not self.stopped.wait(MAIL_AGAIN_S):
                self.process = self._begin()

    def end(self) -> None:
        """A mail that takes longer than a moment goes out after the next start."""
        self.stopped.set()
        self.process.terminate()
        self.process.join(1)
        self.process.kill()


def announce(serving: AbstractServer[Any], lines: str) -> None:
    """Print the address once the portal answers, and the lines below it."""
    # No lock may be held while workers are forked, so nothing but sleep happens before.
    while len(serving.wrks) < WORKERS:
        time.sleep(0.01)
    deadline = time.monotonic() + PATIENCE_S
    while (status := ready_status(serving.bind_port)) != 200:
        if time.monotonic() > deadline:
            print(f"The portal is not ready: /readyz answers {status or 'nothing'}.", file=sys.stderr)
            return
        time.sleep(0.05)
    print(f"Ready: http://{ADDRESS}:{serving.bind_port}\n{lines}".strip(), flush=True)


def ready_status(port: int) -> int | None:
    """The status of /readyz, or None while nobody answers."""
    from django.conf import settings

    host = settings.ALLOWED_HOSTS[0].lstrip(".").replace("*", ADDRESS) if settings.ALLOWED_HOSTS else ADDRESS
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=5)
    try:
        connection.request("GET", "/readyz", headers={"Host": host})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def serve(port: int, lines: str) -> None:
    """Serve until Ctrl-C, SIGTERM or the end of the terminal."""
    if sys.platform == "linux":
        # Workers inherit the loaded portal: newer Pythons would start each from nothing.
        multiprocessing.set_start_method("fork")
    sender = Sender()
    serving = server(port)
    threading.Thread(target=announce, args=(serving, lines), daemon=True).start()
    try:
        serving.serve(target_loader=worker_application, wrap_loader=False)
    finally:
        sender.end()


def leave(number: int, frame: FrameType | None) -> None:
    """End while still preparing."""
    sys.exit(0)


def start() -> None:
    """Prepare and serve."""
    port = env.whole_number("PORT", 8000, 1, 65535)
    with reserve(port):
        lines = prepared()
    serve(port, lines)


def main() -> None:
    """Start; what the environment has wrong is said in one sentence."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
    # Health data and secrets are made here: nobody else on this machine shall read them.
    os.umask(0o077)
    try:
        start()
    except (ImproperlyConfigured, CommandError) as error:
        sys.exit(str(error))
    except (PermissionError, FileNotFoundError, NotADirectoryError) as error:
        sys.exit(f"{error.filename} cannot be used: {error.strerror}. {FOLDERS}")


if __name__ == "__main__":
    main()
