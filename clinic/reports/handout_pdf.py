"""The handout as PDF, made by WeasyPrint, which draws text with Pango, a library of the system."""

import ctypes
import logging
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.staticfiles import finders

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

STYLE = "clinic/css/handout.css"
# By the names of Linux and macOS.
PANGO = ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib")
# Dots per inch of uploaded pictures: enough for paper, and the file stays small.
DPI = 150


def is_possible() -> bool:
    """Whether this machine can make a PDF. Asks the system each time, so that nothing has to be restarted."""
    return any(_opens(name) for name in PANGO)


def pdf_of(document: str) -> bytes:
    """The PDF of an HTML document. It may hold pictures as `data:`; no other address is ever fetched."""
    from weasyprint import HTML

    style, fonts = _style()
    page = HTML(string=document, url_fetcher=_fetcher())
    made = page.write_pdf(stylesheets=[style], font_config=fonts, dpi=DPI, optimize_images=True, pdf_tags=True)
    return bytes(made or b"")


@cache
def _fetcher() -> Any:
    # The usual one reads files of this machine and asks hosts of the network.
    from weasyprint import URLFetcher

    return URLFetcher(allowed_protocols={"data"}, allow_redirects=False)


@cache
def _style() -> "tuple[CSS, FontConfiguration]":
    """The style sheet, read once a process, and the fonts of this machine."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    # What it complains of holds whole pictures, and words of the sheet.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    fonts = FontConfiguration()
    text = Path(str(finders.find(STYLE))).read_text()
    return CSS(string=text, font_config=fonts, url_fetcher=_fetcher()), fonts


def _opens(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
