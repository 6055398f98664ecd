"""Make `.venv` and bring it to what a lock file says; do nothing when that is done. Standard library only.

python3 scripts/environment.py run     what the portal needs
python3 scripts/environment.py dev     what tests and checks need as well
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

import aptget

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"run": ("requirements.lock",), "dev": ("requirements.lock", "requirements-dev.lock")}


def wanted_stamp(kind: str, *, root: Path) -> str:
    """One line that changes whenever the environment must be synced again: kind, locks, interpreter."""
    locks = b"".join((root / name).read_bytes() for name in LOCKS[kind])
    python = (root / ".venv/bin/python").resolve()
    return f"{kind} {hashlib.sha256(locks).hexdigest()} {python}"


def stamp(*, root: Path) -> str:
    """What the environment was synced to last; empty when it never was."""
    path = root / ".venv/synced"
    return path.read_text() if path.is_file() else ""


def kind_to_sync(asked: str, *, root: Path) -> str:
    """`dev` once the development packages are there, so that `make run` never takes them away."""
    return "dev" if stamp(root=root).startswith("dev ") else asked


def is_usable(*, root: Path) -> bool:
    """Is there an environment whose interpreter is still the one it was made with?"""
    python = root / ".venv/bin/python"
    if not python.exists():
        return False
    former = stamp(root=root).split(" ", 2)[2:]
    return former in ([], [str(python.resolve())])


def make(*, root: Path) -> None:
    """Make an empty `.venv` with pip and uv; exits with a sentence where the machine cannot."""
    if not _has_ensurepip():
        name = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        aptget.install(name, missing="Python's venv module is incomplete")
    print("Making .venv ...", file=sys.stderr, flush=True)
    shutil.rmtree(root / ".venv", ignore_errors=True)
    _run(sys.executable, "-m", "venv", str(root / ".venv"), failed="The environment .venv could not be made.")


def sync(kind: str, *, root: Path) -> None:
    """Install exactly what the lock of this kind says, checked by hash, and note that it is done."""
    python = str(root / ".venv/bin/python")
    offline = "Packages could not be installed. Check the network, then run the same command again."
    if subprocess.run([python, "-m", "uv", "--version"], check=False, capture_output=True).returncode:
        _run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv", failed=offline)
    lock = str(root / LOCKS[kind][-1])
    print(f"Installing what {Path(lock).name} says ...", file=sys.stderr, flush=True)
    uv = (python, "-m", "uv", "pip", "sync", "--quiet", "--require-hashes", "--python", python, lock)
    _run(*uv, failed=offline)
    (root / ".venv/synced").write_text(wanted_stamp(kind, root=root))


def ensure(asked: str, *, root: Path = ROOT) -> None:
    """Make and sync the environment where needed. Two commands started at once wait for each other."""
    with (root / "requirements.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_usable(root=root):
            make(root=root)
        kind = kind_to_sync(asked, root=root)
        if stamp(root=root) != wanted_stamp(kind, root=root):
            sync(kind, root=root)


def _has_ensurepip() -> bool:
    # Debian ships the venv module, but not the pip that it would install, in another package.
    return importlib.util.find_spec("ensurepip") is not None


def _run(*command: str, failed: str) -> None:
    # Everybody gets the interpreter that is on the machine; uv would download one of its own.
    environ = _system_certificates() | os.environ | {"UV_PYTHON_DOWNLOADS": "never"}
    if subprocess.run(command, check=False, env=environ, stdout=sys.stderr).returncode:
        sys.exit(failed)


def _system_certificates() -> dict[str, str]:
    # Networks of hospitals often have an authority of their own, which only the system's list knows.
    folder = Path(ssl.get_default_verify_paths().capath or "/nowhere")
    return {"UV_SYSTEM_CERTS": "1"} if any(folder.glob("*.*")) else {}


if __name__ == "__main__":
    try:
        ensure(sys.argv[1])
    except KeyboardInterrupt:
        sys.exit(130)
