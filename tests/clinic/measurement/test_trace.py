"""Reading a trace: what comes in is what was sent, and what cannot be read names the column that is wrong."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from clinic.measurement.trace import (
    ACCELERATION_MAX,
    COLUMNS,
    FILE_SAMPLES_MAX,
    MILLISECONDS_MAX,
    SAMPLES_MAX,
    Trace,
    TraceFault,
)

GOOD = {"t_ms": [0, 16.7, 33.3], "ax": [0.1, 0, -0.1], "ay": [0, 0, 0.2], "az": [9.8, 9.9, 9.7], "interval_ms": 16.7}

sizes = st.floats(-ACCELERATION_MAX, ACCELERATION_MAX)
rows = st.lists(st.tuples(st.floats(0, MILLISECONDS_MAX), sizes, sizes, sizes), min_size=1, max_size=30)


def place_of(said):
    with pytest.raises(TraceFault) as fault:
        Trace.of(said)
    assert str(fault.value) == f"{fault.value.place}: {fault.value.sentence}"
    return fault.value.place


def file_of(tmp_path, text, **how):
    path = tmp_path / "trace.csv"
    path.write_text(text, **how)
    return path


@hypothesis_settings(max_examples=40)
@given(rows)
def test_every_sample_is_kept_in_the_order_of_its_arrival(rows):
    t_ms, ax, ay, az = ([row[place] for row in rows] for place in range(4))
    trace = Trace.of({"t_ms": t_ms, "ax": ax, "ay": ay, "az": az})
    assert (trace.count, trace.a.shape, trace.interval) == (len(rows), (len(rows), 3), None)
    assert (trace.t * 1000).tolist() == pytest.approx(t_ms)
    assert trace.a.tolist() == [[x, y, z] for _, x, y, z in rows]


@pytest.mark.parametrize(("said", "seconds"), [(16.7, 0.0167), (20, 0.02), (0, None), (None, None)])
def test_the_interval_is_in_seconds_and_nothing_when_the_browser_says_nothing(said, seconds):
    assert Trace.of(GOOD | {"interval_ms": said}).interval == (seconds and pytest.approx(seconds))


def test_arrays_and_tuples_are_read_like_lists():
    arrays = {name: np.array(GOOD[name]) for name in COLUMNS}
    tuples = {name: tuple(GOOD[name]) for name in COLUMNS}
    assert Trace.of(arrays).a.tolist() == Trace.of(tuples).a.tolist() == Trace.of(GOOD).a.tolist()


@pytest.mark.parametrize("name", COLUMNS)
@pytest.mark.parametrize(
    "column",
    [
        None,
        "12345",
        7,
        {"0": 1},
        [0.0, 1.0, "2"],
        [0.0, 1.0, None],
        [0.0, 1.0, True],
        [0.0, 1.0, [2.0]],
        [0.0, 1.0, math.nan],
        [0.0, 1.0, math.inf],
        [0.0, 1.0, 10**400],
        [0.0, 1.0, MILLISECONDS_MAX + 1],
        [0.0, 1.0],
        [0.0, 1.0, 2.0, 3.0],
    ],
    ids=lambda column: repr(column)[:24],
)
def test_a_bad_column_is_named(name, column):
    # A first column of another length is what the others are compared with.
    other = name == "t_ms" and isinstance(column, list) and len(column) != 3
    assert place_of(GOOD | {name: column}) == ("ax" if other else name)


@pytest.mark.parametrize("name", COLUMNS)
def test_a_missing_column_is_named(name):
    assert place_of({key: column for key, column in GOOD.items() if key != name}) == name


def test_a_time_before_the_start_is_refused():
    assert place_of(GOOD | {"t_ms": [-0.1, 16.7, 33.3]}) == "t_ms"


@pytest.mark.parametrize("name", COLUMNS[1:])
@pytest.mark.parametrize("size", [ACCELERATION_MAX + 1, -ACCELERATION_MAX - 1])
def test_what_no_sensor_can_feel_is_refused(name, size):
    assert place_of(GOOD | {name: [0.0, size, 0.0]}) == name


@pytest.mark.parametrize(
    "said", ["16", True, math.nan, math.inf, -1, 1001, 10**400, [16]], ids=lambda said: repr(said)[:12]
)
def test_a_bad_interval_is_named(said):
    assert place_of(GOOD | {"interval_ms": said}) == "interval_ms"


@pytest.mark.parametrize("said", [None, [], "trace", 7, [GOOD], True], ids=repr)
def test_what_is_no_trace_is_refused(said):
    assert place_of(said) == "trace"


def test_an_unknown_column_is_named_and_cut():
    assert place_of(GOOD | {"gx": [1, 2, 3]}) == "gx"
    assert place_of(GOOD | {"g" * 500: [1, 2, 3]}) == "g" * 40
    assert place_of(GOOD | {7: [1, 2, 3]}) == "7"


def test_a_trace_without_samples_is_refused():
    assert place_of({name: [] for name in COLUMNS}) == "t_ms"


def test_as_many_samples_as_allowed_are_read_and_one_more_is_refused():
    most = dict.fromkeys(COLUMNS, [0.0] * SAMPLES_MAX)
    assert Trace.of(most).count == SAMPLES_MAX
    assert place_of(most | {"az": [0.0] * (SAMPLES_MAX + 1)}) == "az"


class TenMillion(list):
    """A list that says how long it is, and refuses to be read."""

    def __len__(self):
        return 10_000_000

    def __iter__(self):
        raise AssertionError("a sample was looked at")

    __getitem__ = __iter__


def test_ten_million_samples_are_refused_before_one_is_looked_at():
    assert place_of(dict.fromkeys(COLUMNS, TenMillion())) == "t_ms"


def test_a_file_is_read_by_the_names_of_its_columns(tmp_path):
    path = file_of(tmp_path, "az,note,t_ms,ax,ay\n9.8,1,0,0.1,0.2\n9.9,2,10,0.3,0.4\n")
    trace = Trace.from_csv(path)
    assert (trace.t.tolist(), trace.a.tolist()) == ([0.0, 0.01], [[0.1, 0.2, 9.8], [0.3, 0.4, 9.9]])


def test_a_file_with_spaces_and_the_line_ends_of_windows_is_read(tmp_path):
    path = file_of(tmp_path, " t_ms, ax ,ay, az\r\n0, 0.1, 0.2, 9.8\r\n", newline="")
    assert Trace.from_csv(path).a.tolist() == [[0.1, 0.2, 9.8]]


def test_a_file_of_excel_begins_with_a_mark_that_is_no_part_of_the_name(tmp_path):
    path = file_of(tmp_path, "t_ms,ax,ay,az\n0,0.1,0.2,9.8\n", encoding="utf-8-sig")
    assert Trace.from_csv(path).count == 1


def test_a_file_that_counts_from_the_start_of_the_phone_starts_at_zero(tmp_path):
    path = file_of(tmp_path, "t_ms,ax,ay,az\n987654320,0,0,9.8\n987654321,0,0,9.8\n")
    assert Trace.from_csv(path).t.tolist() == [0.0, 0.001]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "t_ms"),
        ("t_ms,ax,az\n0,0,9.8\n", "ay"),
        ("0,0,0,9.8\n", "t_ms"),
        ("t_ms,ax,ay,az\n", "t_ms"),
        ("t_ms,ax,ay,az\n0,0,0,high\n", "file"),
        ("t_ms,ax,ay,az\n0,0,0,9.8\n1,0,0\n", "file"),
        ("t_ms,ax,ay,az\n0,0,0,nan\n", "az"),
        ("t_ms,ax,ay,az\nnan,0,0,9.8\n", "t_ms"),
        ("t_ms,ax,ay,az\n0,0,500,9.8\n", "ay"),
        ("t_ms,ax,ay,az\n0,0,0,9.8\n600001,0,0,9.8\n", "t_ms"),
        ("t_ms,ax,ay,az\n" + "0,0,0,9.8\n" * (FILE_SAMPLES_MAX + 5), "t_ms"),
    ],
    ids=[
        "empty",
        "no ay",
        "no names",
        "no samples",
        "words",
        "short line",
        "nan",
        "nan time",
        "beyond the sensor",
        "too long",
        "too many",
    ],
)
@pytest.mark.filterwarnings("error")
def test_a_file_that_cannot_be_read_says_where(tmp_path, text, place):
    with pytest.raises(TraceFault) as fault:
        Trace.from_csv(file_of(tmp_path, text))
    assert fault.value.place == place


def test_a_file_of_other_bytes_is_refused_as_a_trace(tmp_path):
    path = tmp_path / "trace.csv"
    path.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(TraceFault):
        Trace.from_csv(path)


def test_a_file_that_is_missing_is_an_error_of_the_system(tmp_path):
    with pytest.raises(FileNotFoundError):
        Trace.from_csv(tmp_path / "nowhere.csv")
