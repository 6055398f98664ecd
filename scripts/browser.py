"""Print the path of Chromium, which the browser tests drive; install it where it is missing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

import aptget
from playwright._impl._driver import compute_driver_executable  # the package tells its driver's path nowhere else

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A machine without any font lays pages out as no reader ever sees them.
PACKAGES = ("chromium", "fonts-dejavu-core")


def find(environ: Mapping[str, str]) -> str | None:
    """The path of the browser: what CHROMIUM names, else the first known name on PATH, else None.

    Exits 1 with a sentence when CHROMIUM names something that cannot be run.
    """
    wanted = environ.get("CHROMIUM", "")
    path = environ.get("PATH", os.defpath)
    if not wanted:
        return next((found for name in NAMES if (found := shutil.which(name, path=path))), None)
    if found := shutil.which(wanted, path=path):
        return found
    sys.exit(f"CHROMIUM is {wanted}, which cannot be run. Set it to the path of Chromium, or unset it.")


def driver_starts(driver: str) -> bool:
    """Whether Playwright's own driver runs here: a bare Debian lacks a library that it is linked to."""
    done = subprocess.run([driver, "--version"], check=False, capture_output=True)
    return done.returncode == 0


def main() -> None:
    """Print the path on standard output, installing Chromium first where there is none."""
    if not driver_starts(compute_driver_executable()[0]):
        aptget.install("libatomic1", missing="A library of the browser's driver is missing")
    if (found := find(os.environ)) is None:
        aptget.install(*PACKAGES, missing="Chromium is missing")
        found = find(os.environ)
    if found is None:
        sys.exit("Chromium is missing after its installation. Set CHROMIUM to its path.")
    print(found)


if __name__ == "__main__":
    main()
