"""`manage.py analyse_hop`: one JSON object for a trace, a sentence for what is none."""

import json
from io import StringIO

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from tests.clinic.measurement.simulator import Sensor, hopping, record, walking

KEYS = [
    "accepted", "reasons", "hops", "seconds", "cadence_hz", "stopped_at_s", "pauses", "cadence_drop", "confidence",
    "hop_times", "algorithm",
]  # fmt: skip


@pytest.fixture
def written(tmp_path):
    """Writes a trace as a file of a recorder, and gives what the command says of it."""

    def analysed(trace):
        path = tmp_path / "trace.csv"
        rows = np.column_stack([trace.t * 1000, trace.a])
        np.savetxt(path, rows, delimiter=",", header="t_ms,ax,ay,az", comments="", fmt="%.2f")
        out = StringIO()
        call_command("analyse_hop", path, stdout=out)
        return json.loads(out.getvalue())

    return analysed


def test_hops_are_counted(written):
    body = hopping(2.2, seed=3)
    said = written(record(body, sensor=Sensor(rate_hz=60)))
    assert list(said) == KEYS
    assert (said["accepted"], said["reasons"], said["stopped_at_s"], said["pauses"]) == (True, [], None, [])
    assert abs(said["hops"] - len(body.landings)) <= 1


def test_walking_is_refused_with_its_name(written):
    said = written(record(walking(1.8, seed=3), sensor=Sensor(rate_hz=60)))
    assert (said["accepted"], said["reasons"], said["hops"]) == (False, ["walking"], None)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("t_ms,ax,ay,az\n", "t_ms: There are no samples."),
        ("time,x,y,z\n1,2,3,4\n", "t_ms: This column is missing from the first line."),
        ("t_ms,ax,ay,az\n0,1,nan,3\n", "ay: A sample is no finite number."),
    ],
)
def test_what_is_no_trace_is_told(tmp_path, text, sentence):
    path = tmp_path / "trace.csv"
    path.write_text(text)
    with pytest.raises(CommandError, match=sentence):
        call_command("analyse_hop", path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file or directory"):
        call_command("analyse_hop", tmp_path / "none.csv")
