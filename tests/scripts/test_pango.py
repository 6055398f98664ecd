import os
import subprocess
import sys
import time

import pango
import pytest

from clinic.reports import handout_pdf

NOTHING = ("libno-such-thing.so.0",)


@pytest.fixture
def asked(monkeypatch):
    """What apt-get was asked for; it never succeeds."""
    packages = []
    monkeypatch.setattr(pango.aptget, "tried", lambda *names: packages.append(names) and False)
    return packages


def test_pango_is_there_where_tests_run():
    assert pango.is_there() is True


def test_pages_look_for_the_library_that_is_installed():
    assert handout_pdf.PANGO == pango.NAMES


def test_has_font_finds_it_in_any_folder(tmp_path):
    assert pango.has_font(tmp_path) is False
    (tmp_path / "truetype/inter").mkdir(parents=True)
    (tmp_path / "truetype/inter/Inter-Regular.otf").touch()
    assert pango.has_font(tmp_path) is True


def test_offer_leaves_what_is_there(asked, tmp_path, monkeypatch):
    monkeypatch.setattr(pango, "has_font", lambda: True)
    assert pango.offer(tried=tmp_path / "tried") is True
    assert asked == []
    assert not (tmp_path / "tried").exists()


def test_offer_that_failed_is_made_again_a_day_later(asked, tmp_path, monkeypatch):
    monkeypatch.setattr(pango, "NAMES", NOTHING)
    tried = tmp_path / "tried"
    assert [pango.offer(tried=tried), pango.offer(tried=tried)] == [False, False]
    assert asked == [pango.PACKAGES]
    yesterday = time.time() - pango.AGAIN_S - 1
    os.utime(tried, (yesterday, yesterday))
    assert pango.offer(tried=tried) is False
    assert asked == [pango.PACKAGES, pango.PACKAGES]


def test_offer_does_without_the_font_of_newer_systems(asked, tmp_path, monkeypatch):
    monkeypatch.setattr(pango, "has_font", lambda: False)
    tried = tmp_path / "tried"
    assert [pango.offer(tried=tried), pango.offer(tried=tried)] == [True, True]
    assert asked == [(pango.FONT,)]


def test_ensure_stops_where_nothing_can_be_installed(monkeypatch, tmp_path):
    monkeypatch.setattr(pango, "NAMES", NOTHING)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit) as stopped:
        pango.ensure()
    assert stopped.value.code == (
        "Pango is missing. Install it with your system's packages (on Debian: apt-get install "
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core)."
    )


def test_looking_costs_a_start_no_library_of_ours(tmp_path):
    """Weighing 40 MB, it waits for the first PDF."""
    code = "import clinic.reports.handout_pdf, sys; print('weasyprint' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 -- our own words
    assert done.stdout == "False\n"
