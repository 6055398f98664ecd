"""What is said of a recording: the phone's numbers beside the kept ones, and no more than was found."""

from decimal import Decimal

import pytest

from clinic.queries.recordings import Counted, HopFacts, confidence_words


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(1, "high"), (0.8, "high"), (0.79, "fair"), (0.5, "fair"), (0.49, "low"), (0, "low"), (None, "")],
)
def test_confidence_is_said_in_a_word(confidence, words):
    assert confidence_words(confidence) == words


@pytest.mark.parametrize(
    ("by_phone", "kept", "corrected"),
    [(61, 61, False), (61, 60, True), ("29.97", 30, False), ("21.4", 21, True), (None, 60, False), (60, None, False)],
)
def test_a_number_is_corrected_where_the_kept_one_differs(by_phone, kept, corrected):
    found = Counted(*(None if one is None else Decimal(one) for one in (by_phone, kept)))
    assert found.is_corrected is corrected


def test_what_an_older_algorithm_did_not_say_is_unknown():
    found = HopFacts.of({"hops": 61, "pauses": None})
    assert (found.hops, found.cadence_hz, found.pauses, found.hop_times, found.percent_slower) == (
        61,
        None,
        (),
        (),
        None,
    )


@pytest.mark.parametrize(("drop", "percent"), [(0.081, 8), (0.125, 12), (None, None)])
def test_a_slower_end_is_said_in_percent(drop, percent):
    assert HopFacts.of({"cadence_drop": drop}).percent_slower == percent
