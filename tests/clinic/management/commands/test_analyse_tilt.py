"""The command that reads the angle of the shin from a file."""

import json

import pytest
from django.core.management import CommandError, call_command

HEADER = "t_ms,ax,ay,az\n"


@pytest.fixture
def recording(tmp_path):
    def written(text):
        path = tmp_path / "shin.csv"
        path.write_text(text)
        return path

    return written


def rows(x, y, z, count=120):
    return HEADER + "".join(f"{1e6 + place * 1000 / 60},{x},{y},{z}\n" for place in range(count))


def test_still_recording_gives_its_angle(recording, capsys):
    call_command("analyse_tilt", recording(rows(0, 9.80665, 0)))
    assert json.loads(capsys.readouterr().out) == {
        "accepted": True, "reasons": [], "angle_deg": 0.0, "stability_deg": 0.0, "algorithm": "tilt-1",
    }  # fmt: skip


def test_refused_recording_says_why(recording, capsys):
    call_command("analyse_tilt", recording(rows(9.80665, 0, 0, count=30)))
    said = json.loads(capsys.readouterr().out)
    assert (said["accepted"], said["reasons"], said["angle_deg"]) == (False, ["too_short"], None)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("when,what\n1,2\n", "t_ms: This column is missing from the first line."),
        (HEADER, "t_ms: There are no samples."),
        (HEADER + "1,2,three,4\n", "file: A line cannot be read as numbers"),
        (HEADER + "1,2,nan,4\n", "ay: A sample is no finite number."),
    ],
)
@pytest.mark.filterwarnings("ignore:loadtxt")
def test_file_that_is_no_trace(recording, text, sentence):
    with pytest.raises(CommandError) as refused:
        call_command("analyse_tilt", recording(text))
    assert sentence in str(refused.value)
    assert "shin.csv is no trace" in str(refused.value)


def test_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("analyse_tilt", tmp_path / "none.csv")
