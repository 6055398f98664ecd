"""The contact sheet: written, chosen, refused with a sentence."""

import pytest
from django.core.management import CommandError, call_command


def test_sheet_is_written(tmp_path, capsys):
    file = tmp_path / "sheet.html"
    call_command("figure_sheet", str(file), "--only", "box-hop", "pogo-double")
    assert capsys.readouterr().out == f"2 figures in {file}\n"
    assert file.read_text().count("<h2>exercises/box-hop</h2>") == 3


def test_unknown_figure_is_told_with_the_known_ones(tmp_path):
    with pytest.raises(CommandError, match=r"There is no such figure\. Known: .*box-hop"):
        call_command("figure_sheet", str(tmp_path / "sheet.html"), "--only", "moonwalk")


def test_faulty_figure_is_told_with_its_file(tmp_path):
    (tmp_path / "odd.yaml").write_text("frames: none\n")
    with pytest.raises(CommandError, match=r"odd: frames: must be a list\."):
        call_command("figure_sheet", str(tmp_path / "sheet.html"), "--folder", str(tmp_path))
