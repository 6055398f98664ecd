"""The PDF: pages, size, what is in it, and what it never fetches."""

import datetime
import functools
import http.server
import re
import threading
import zlib

import pytest
import yaml

from clinic.models import Clinic, Runner
from clinic.queries.handout import Handout, HandoutExercise
from clinic.reports import handout_pdf
from clinic.reports.handout import document_of
from exercises.dosage import Dosage
from exercises.figures.shipped import FOLDER
from exercises.models import Exercise

FOUR = ("wall-lean", "box-hop", "dumbbell-deadlift", "bridge-single")
STEPS = "\n".join(["Stand tall with your feet under your hips.", "Move slowly and breathe."] * 2)
ONCE = '<article class="sheet"><p>Lean</p>{}</article>'


def paper(*slugs):
    """A sheet of these exercises, each with a note."""
    rows = [
        HandoutExercise(
            Exercise(name=slug, steps=STEPS, figure=yaml.safe_load((FOLDER / f"exercises/{slug}.yaml").read_text())),
            Dosage(sets=3, reps_min=10, hold_seconds=2, rest_seconds=60, per_side=True, weeks=4),
            "Left side first, and slowly on the way down.",
        )
        for slug in slugs
    ]
    runner = Runner(clinic=Clinic(name="Riverbend Running Clinic", phone="+43 1 555 0100"), name="Rita Runner")
    return document_of(Handout(runner, rows, [], "Tessa Therapist", datetime.date(2026, 11, 16)))


def inside(pdf):
    """The file with its streams unpacked."""
    return pdf + b"".join(map(_unpacked, re.findall(rb"stream\r?\n(.*?)\nendstream", pdf, re.DOTALL)))


def _unpacked(stream):
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def pages(pdf):
    return len(re.findall(rb"/Type /Page\b", inside(pdf)))


@functools.cache
def laid_out(*slugs):
    """For each page, the headings of the exercises on it."""
    from weasyprint import HTML

    style, fonts = handout_pdf._style()
    page = HTML(string=paper(*slugs), url_fetcher=handout_pdf._fetcher())
    made = page.render(stylesheets=[style], font_config=fonts)
    return [_sections(one._page_box) for one in made.pages]


def _sections(box):
    return {part.element.get("aria-labelledby") for part in box.descendants() if part.element_tag == "section"} - {None}


def test_four_exercises_fill_one_small_page():
    pdf = handout_pdf.pdf_of(paper(*FOUR))
    assert (pdf[:5], pages(pdf)) == (b"%PDF-", 1)
    assert len(pdf) < 200_000


def test_the_file_tells_nothing_of_a_person():
    pdf = inside(handout_pdf.pdf_of(paper("wall-lean")))
    assert b"/Title (Routine handout)" in pdf
    assert [word for word in (b"Rita", b"/Author", b"/CreationDate", b"/Subject") if word in pdf] == []


def test_a_long_routine_goes_on_without_cutting_an_exercise():
    found = laid_out(*FOUR, *FOUR)
    assert len(found) == 3
    assert sorted(name for page in found for name in page) == [f"ex-{number}" for number in range(1, 9)]


def test_nothing_of_this_machine_is_read(tmp_path):
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>')
    plain = handout_pdf.pdf_of(ONCE.format('<img src="file:///nowhere.svg">'))
    assert handout_pdf.pdf_of(ONCE.format(f'<img src="file://{secret}">')) == plain
    with pytest.raises(ValueError, match="disallowed protocol"):
        handout_pdf._fetcher().fetch(f"file://{secret}")


@pytest.fixture
def host():
    """A host of this machine; gives its address and what it was asked for."""
    asked = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *words):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_no_host_is_asked_by_picture_style_or_a_drawing_within(host):
    address, asked = host
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{address}/inner.png' width='9' height='9'/></svg>"
    hostile = (
        f'<img src="{address}/a.png"><link rel="stylesheet" href="{address}/b.css"><style>@import "{address}/c.css"; '
        f'p {{ background: url({address}/d.png) }}</style><img src="data:image/svg+xml,{drawing}">'
    )
    assert handout_pdf.pdf_of(ONCE.format(hostile))[:5] == b"%PDF-"
    assert asked == []


def test_without_the_library_no_pdf_is_possible(monkeypatch):
    assert handout_pdf.is_possible() is True
    monkeypatch.setattr(handout_pdf, "PANGO", ("libno-such-thing.so.0",))
    assert handout_pdf.is_possible() is False
