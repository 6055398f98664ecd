"""Install a Debian package when we may, or stop with one sentence. Standard library only."""

import os
import shutil
import subprocess
import sys

QUIET = {"DEBIAN_FRONTEND": "noninteractive"}
# A network that does not answer would hold us up for minutes.
IMPATIENT = [f"-oAcquire::{kind}::Timeout=15" for kind in ("http", "https")]


def prefix() -> list[str] | None:
    """The words to put before `apt-get` so that it may install: none as root, sudo when it asks nothing.

    None means that we may not install, or that this machine has no apt-get.
    """
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") and _succeeds("sudo", "-n", "true") else None


def install(*packages: str, missing: str) -> None:
    """Install Debian packages without recommended ones; exit 1 with a sentence where that cannot be done.

    `missing` says in a few words what was looked for, for example "Chromium is missing".
    """
    names = " ".join(packages)
    before = prefix()
    if before is None:
        sys.exit(f"{missing}. Install it with your system's packages (on Debian: apt-get install {names}).")
    print(f"{missing}: installing {names} with apt-get ...", file=sys.stderr, flush=True)
    if not (_apt(before, "install", *packages) or _refreshed(before, *packages)):
        sys.exit(f"{missing}, and apt-get could not install {names}. Run it by hand to see why.")


def tried(*packages: str) -> bool:
    """Install Debian packages where we may, and say whether that went well; soon given up without a network."""
    before = prefix()
    if before is None:
        return False
    print(f"Installing {' '.join(packages)} with apt-get ...", file=sys.stderr, flush=True)
    return _apt(before, "install", *packages) or _refreshed(before, *packages)


def _refreshed(before: list[str], *packages: str) -> bool:
    # A fresh machine has no package lists, so the first try fails there.
    return _apt(before, "update") and _apt(before, "install", *packages)


def _apt(before: list[str], verb: str, *packages: str) -> bool:
    settings = [f"{name}={value}" for name, value in QUIET.items()]
    options = ["-qq", "-y", "--no-install-recommends"] if verb == "install" else ["-qq"]
    command = [*before, "env", *settings, "apt-get", verb, *IMPATIENT, *options, *packages]
    return _succeeds(*command)


def _succeeds(*command: str) -> bool:
    # The words on standard output belong to whoever called us.
    done = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    return done.returncode == 0
