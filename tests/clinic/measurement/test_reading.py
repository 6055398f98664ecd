"""Analyses as plain data."""

import json
import subprocess
import sys

import pytest

from clinic.measurement import hop, tilt
from clinic.measurement.packing import kept
from clinic.measurement.reading import algorithm_of, read
from clinic.measurement.trace import Trace
from tests.clinic.recordings import hopping, leaning, standing


@pytest.mark.parametrize(
    ("said", "method", "analysis"),
    [
        (hopping(10), "motion", hop.HopAnalysis),
        (standing(10), "motion", hop.HopAnalysis),
        (leaning(38), "phone", tilt.TiltAnalysis),
    ],
)
def test_every_field_is_plain_and_survives_json(said, method, analysis):
    facts = read(kept(Trace.of(said)), method)
    assert list(facts) == list(analysis.__dataclass_fields__)
    assert json.loads(json.dumps(facts)) == facts


def test_reading_again_says_the_same():
    trace = kept(Trace.of(hopping()))
    assert read(trace, "motion") == read(kept(trace), "motion")


def test_versions_are_those_of_the_algorithms():
    assert [algorithm_of(method) for method in ("motion", "phone")] == [hop.ALGORITHM, tilt.ALGORITHM]


def test_portal_starts_without_the_libraries_that_take_long_to_load():
    words = "import django, sys; django.setup(); import portal.urls; print({'numpy', 'scipy'} & set(sys.modules))"
    command = [sys.executable, "-c", words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  # these words
    assert done.stdout.splitlines()[-1] == "set()"
