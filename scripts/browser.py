"""Print the path of Chromium, which the browser tests drive; install it where it is missing."""

import os
import shutil
import sys
from collections.abc import Mapping

import aptget

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


def main() -> None:
    """Print the path on standard output, installing Chromium first where there is none."""
    if (found := find(os.environ)) is None:
        aptget.install(*PACKAGES, missing="Chromium is missing")
        found = find(os.environ)
    if found is None:
        sys.exit("Chromium is missing after its installation. Set CHROMIUM to its path.")
    print(found)


if __name__ == "__main__":
    main()
