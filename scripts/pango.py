"""Look for Pango, a library of the system that draws the text of PDFs; install it where it is missing.

python scripts/pango.py      for tests: there when it ends, or exit 1 with a sentence
"""

import ctypes
import os
import sys
import time
from pathlib import Path

import aptget

# The names of the library on Linux and on macOS.
NAMES = ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib")
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core")
# The sheet is made for it; older systems do not have it, and do without.
FONT = "fonts-inter"
FONTS = Path("/usr/share/fonts")
MISSING = "Pango is missing"
WITHOUT = (
    f"{MISSING}, so handouts have no PDF; they print from the browser. "
    f"To have both (on Debian): apt-get install {' '.join((*PACKAGES, FONT))}, then start again."
)
AGAIN_S = 24 * 60 * 60


def is_there() -> bool:
    """Whether the library can be loaded now."""
    return any(_loads(name) for name in NAMES)


def has_font(folder: Path = FONTS) -> bool:
    """Whether the font of the sheet is among the system's."""
    return any(folder.glob("**/Inter*.?tf")) or any(folder.glob("**/Inter*.ttc"))


def ensure() -> None:
    """Install Pango and the font where they are missing; exits 1 with a sentence where Pango cannot be had."""
    if not is_there():
        aptget.install(*PACKAGES, missing=MISSING)
    if not has_font():
        aptget.tried(FONT)
    if not is_there():
        sys.exit(f"{MISSING} after its installation.")


def offer(*, tried: Path) -> bool:
    """Install Pango and the font where they are missing and we may; say whether Pango is there now.

    A try that failed is noted in the file `tried`, and made again a day later: a start shall not wait each time.
    """
    if is_there() and has_font():
        return True
    if not _is_recent(tried):
        tried.touch()
        if (is_there() or aptget.tried(*PACKAGES)) and not has_font():
            aptget.tried(FONT)
    return is_there()


def _is_recent(tried: Path) -> bool:
    if not tried.exists():
        return False
    seen = tried.stat().st_mtime
    # The file may have come from a clock that ran ahead.
    return 0 <= time.time() - seen < AGAIN_S


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name, mode=os.RTLD_LAZY)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    ensure()
