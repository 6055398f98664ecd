"""What is usual by sex and age, in words for a therapist."""

import datetime

import pytest

from clinic.models import Runner
from clinic.queries.norm_words import usual_for
from exercises.models import Measure

BORN = datetime.date(1986, 11, 24)
NORMS = "female 30-39: 27\nfemale 40-49: 24 to 25\nmale 80+: 10"


def usual(*, sex="female", born=BORN, on, norms=NORMS):
    words = usual_for(Runner(sex=sex, birth_date=born), Measure(unit="raises", norms=norms), on)
    return words.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (datetime.date(2026, 11, 23), "Usual for women from 30 to 39: 27 raises."),
        (datetime.date(2026, 11, 24), "Usual for women from 40 to 49: 24 to 25 raises."),
        (datetime.date(2016, 11, 23), "No usual value is known for this age and sex."),
    ],
)
def test_usual_goes_by_the_age_on_that_day(on, words):
    assert usual(on=on) == words


def test_usual_of_the_oldest_is_open():
    assert usual(sex="male", born=datetime.date(1946, 11, 23), on=datetime.date(2026, 11, 23)) == (
        "Usual for men from 80 years on: 10 raises."
    )


@pytest.mark.parametrize("given", [{"sex": ""}, {"born": None}])
def test_usual_without_sex_or_birth_date_says_so(given):
    assert usual(on=datetime.date(2026, 11, 24), **given) == (
        "What is usual goes by age and sex. This runner has not given both."
    )


def test_norms_of_anybody_need_no_sex():
    assert usual(sex="", on=datetime.date(2026, 11, 24), norms="any 18-64: 20") == (
        "Usual for people from 18 to 64: 20 raises."
    )


def test_measure_without_norms_says_nothing():
    assert usual(on=BORN, norms="") == ""


def test_leap_day_birthday_comes_on_the_first_of_march():
    runner = Runner(birth_date=datetime.date(2000, 2, 29))
    days = (datetime.date(2026, 2, 28), datetime.date(2026, 3, 1), datetime.date(2028, 2, 29))
    assert [runner.age_on(day) for day in days] == [25, 26, 28]
