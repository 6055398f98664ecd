"""The recordings in the body of a result."""

import pytest
from django.core.exceptions import ValidationError

from clinic.queries.own import home_test_of
from clinic.validators.results import read_result
from clinic.validators.traces import SENSED, read_text
from tests.clinic.bodies import hop_body, lean_body, motion_body, phone_body
from tests.clinic.recordings import HZ, hopping, leaning, standing

pytestmark = pytest.mark.django_db
SAMPLES = 30 * HZ


@pytest.fixture
def read(runner, clinic):
    return lambda body: read_result(body, home_test=home_test_of(runner, body["home_test"]))


@pytest.fixture
def faults(read):
    def found(body):
        with pytest.raises(ValidationError) as refused:
            read(body)
        return refused.value.message_dict

    return found


def with_column(name, value, samples=SAMPLES):
    return motion_body(traces=[hopping() | {name: [value] * samples}])


def test_hop_test_is_read_with_its_recording(read):
    (recording,) = read(motion_body()).recordings
    assert (recording.sample_count, recording.seconds, recording.interval_ms) == (
        SAMPLES,
        pytest.approx(29.98, abs=0.01),
        16.7,
    )
    assert (recording.is_accepted, recording.facts["hops"], recording.zero) == (True, 65, None)


def test_recording_is_told_apart_by_its_digest_only(read):
    body = motion_body()
    one, two = read(body), read(body | {"traces": [hopping() | {"ax": [0.001] * SAMPLES}]})
    assert one.normalised()["traces"] == [one.recordings[0].digest]
    assert one.normalised() == read(body).normalised()
    assert one.normalised() != two.normalised()


def test_body_without_recordings_is_what_it_always_was(read):
    bodies = hop_body(), lean_body(), motion_body(traces=[]), motion_body(traces=None)
    assert ["traces" in read(body).normalised() for body in bodies] == [False] * 4


def test_tries_come_with_a_recording_each(read):
    body = read(phone_body(38, 39, 40))
    assert [round(one.facts["angle_deg"]) for one in body.recordings] == [38, 39, 40]


def test_zero_of_the_wall_is_kept(read):
    traces = [leaning(38) | {"zero": [0, 9.81, 0]}]
    assert read(phone_body(38, traces=traces)).recordings[0].zero == (0.0, 9.81, 0.0)


def test_motion_without_a_recording_is_taken(read):
    assert read(motion_body(traces=None)).recordings == ()


def test_refused_recording_says_why_in_plain_words(faults):
    assert faults(motion_body(traces=[standing()])) == {
        "traces": ["This looks like standing, not like hopping.", "Do this leg again, or count the hops yourself."]
    }


def test_every_fault_is_told_at_once(faults):
    assert sorted(faults(motion_body(traces=[standing()], pain=None))) == ["pain", "traces"]


@pytest.mark.parametrize(
    ("traces", "said"),
    [
        ("all", "Send a list with one recording."),
        ([hopping(), hopping()], "Send a list with one recording."),
        ([5], "traces[0].trace: Send the columns t_ms, ax, ay and az."),
        ([{}], "traces[0].t_ms: Send a list of numbers."),
        ([hopping() | {"ay": [0.0]}], "traces[0].ay: All columns must have the same number of samples."),
        ([hopping() | {"zero": "up"}], "traces[0].zero: Send three numbers, x, y and z in m/s², or leave it out."),
    ],
)
def test_what_is_no_recording_is_named(faults, traces, said):
    assert faults(motion_body(traces=traces)) == {"traces": [said]}


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("az", float("nan"), "traces[0].az: A sample is no finite number."),
        ("az", float("inf"), "traces[0].az: A sample is no finite number."),
        ("t_ms", -1, "traces[0].t_ms: A sample lies outside 0 to 120000."),
        ("ax", 1e6, "traces[0].ax: A sample lies outside -400 to 400."),
        ("ax", True, "traces[0].ax: Send numbers only."),
        ("ax", "1", "traces[0].ax: Send numbers only."),
        ("ax", 10**400, "traces[0].ax: A number is too large."),
    ],
)
def test_impossible_sample_is_named(faults, column, value, said):
    assert faults(with_column(column, value)) == {"traces": [said]}


def test_ten_million_samples_are_refused_before_they_are_looked_at(faults):
    column = [0] * 10_000_000
    assert faults(motion_body(traces=[dict.fromkeys(("t_ms", "ax", "ay", "az"), column)])) == {
        "traces": ["traces[0].t_ms: There are 10000000 samples; at most 20000 are taken."]
    }


@pytest.mark.parametrize("body", [hop_body(traces=[hopping()]), lean_body(traces=[leaning(38)])])
def test_recording_goes_with_the_sensors_only(faults, body):
    assert faults(body) == {"traces": ["This goes with the methods motion and phone. Leave it out."]}


def test_nobody_hops_for_longer_than_the_recording(faults, read):
    body = motion_body(traces=[hopping(20)], stop_reason="tired")
    assert faults(body | {"seconds": 22.1}) == {"seconds": ["The recording lasts 20 seconds only. Check both."]}
    assert read(body | {"seconds": 21.9}).recordings[0].seconds == pytest.approx(20, abs=0.05)


@pytest.mark.parametrize(
    ("tries", "said"),
    [
        ([38, 39, 41.1], "The recordings say 38.0, 39.0, 40.0 degrees. Send these."),
        ([39, 38, 44], "The recordings say 38.0, 39.0, 40.0 degrees. Send these."),
        ([38, 39], "Send one try for each recording, in the same order."),
    ],
)
def test_tries_are_what_the_recordings_say(faults, tries, said):
    assert faults(phone_body(38, 39, 40, tries=tries)) == {"tries": [said]}


def test_tries_may_be_rounded(read):
    assert len(read(phone_body(38, 39, 40, tries=[38.9, 39, 39.1])).recordings) == 3


def test_methods_are_those_of_the_sensors():
    assert SENSED == ("motion", "phone")


@pytest.mark.parametrize("text", ["", "{", b"\xff", "[1,", "NaN,", '{"a": ' + "9" * 5000 + "}"])
def test_text_that_is_no_json_is_refused(text):
    with pytest.raises(ValidationError, match="cannot be read"):
        read_text(text)


@pytest.mark.parametrize("text", ["[" * 100_000, b"{" * 100_000, " " * 2_200_000])
def test_deep_or_long_text_is_refused_unread(text):
    with pytest.raises(ValidationError, match="too large"):
        read_text(text)
