from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.dosage import Dosage
from exercises.quantities import quantity, signed
from exercises.units import OTHERS, imperial, in_units, shown, shown_unit, stored

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [("1.9", "cm", "0.7 in"), ("8.0", "cm", "3.1 in"), ("30.48", "cm", "12 in"), ("5", "kg", "11 lb"),
     ("10", "km", "6.2 mi"), ("4.7", "°", "4.7°"), ("30", "s", "30 s"), ("0", "cm", "0 in")],
)  # fmt: skip
def test_quantity_is_in_the_readers_units(value, unit, words):
    with imperial(wanted=True):
        assert quantity(Decimal(value), unit).replace(SPACE, " ") == words


def test_quantity_stays_as_it_is_stored_for_others():
    with imperial(wanted=False):
        assert quantity("1.9", "cm") == f"1.9{SPACE}cm"
    assert (quantity("1.9", "cm"), signed("-1.9", "cm")) == (f"1.9{SPACE}cm", f"−1.9{SPACE}cm")


def test_units_end_with_the_block_also_after_a_fault():
    with pytest.raises(ZeroDivisionError), imperial(wanted=True):
        raise ZeroDivisionError
    assert shown_unit("cm") == "cm"


@given(st.decimals(0, 500, places=1), st.sampled_from(sorted(OTHERS)))
def test_what_is_typed_in_tenths_is_shown_again(typed, unit):
    with imperial(wanted=True):
        fine = stored(typed, unit, 2)
        assert shown(fine, unit) == typed


@given(st.decimals(0, 60, places=1))
def test_inches_in_tenths_live_through_centimetres_in_tenths(typed):
    with imperial(wanted=True):
        assert shown(stored(typed, "cm", 1), "cm") == typed


@given(st.decimals(0, 500, places=2), st.sampled_from(["cm", "kg", "km", "s", "°"]), st.integers(0, 2))
def test_nothing_is_converted_for_others(value, unit, decimals):
    assert (shown(value, unit), stored(value, unit, decimals), shown_unit(unit)) == (value, value, unit)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Box, 15 to 30 cm", "Box, 6 to 12 in"),
        ("Low box, 5 to 15 cm", "Low box, 2 to 6 in"),
        ("a dumbbell of 2.5 kg", "a dumbbell of 5.5 lb"),
        ("two of 4 kg each", "two of 9 lb each"),
        ("up by more than 1.9 cm", "up by more than 0.7 in"),
        ("a 5 km run", "a 3.1 mi run"),
        ("12-15 cm, 3 sets of 10", "4.7-6 in, 3 sets of 10"),
        ("Stand 3 seconds.", "Stand 3 seconds."),
        ("5 cmx, v1.5 cm", "5 cmx, v1.5 cm"),
    ],
)
def test_in_units_changes_lengths_and_weights_in_a_text(text, words):
    with imperial(wanted=True):
        assert in_units(text) == words
    assert in_units(text) == text


@given(st.text(max_size=200))
def test_in_units_takes_any_text(text):
    with imperial(wanted=True):
        assert isinstance(in_units(text), str)


def test_dosage_says_its_load_in_the_readers_units():
    dosage = Dosage(sets=3, reps_min=8, load="a dumbbell of 5 kg")
    with imperial(wanted=True):
        assert "with a dumbbell of 11 lb" in dosage.words()
    assert "with a dumbbell of 5 kg" in dosage.words()
