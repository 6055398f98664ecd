"""The page of a recording: what the phone felt, what was read from it, and what the runner kept."""

import datetime
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import AuditEvent, TestResult, TestValue
from exercises.models import HomeTest
from tests.clinic.kept import analyse, keep
from tests.clinic.recordings import hopping, leaning
from tests.reading import rows_of, words_of

NOW = datetime.datetime(2026, 11, 25, 10, 0, tzinfo=datetime.UTC)
S = "\N{NO-BREAK SPACE}s"


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


def recorded(runner, slug="hop-test", side="left", method="motion", values=(("seconds", 30), ("hops", 66)), **changes):
    test = HomeTest.objects.get(shelf=runner.clinic.shelf, slug=slug)
    known = {"runner": runner, "home_test": test, "side": side, "method": method, "done_at": NOW, "uuid": uuid.uuid4()}
    result = TestResult.objects.create(**known | {"local_date": runner.today(NOW)} | changes)
    for key, value in values:
        measure = test.measures.get(key=key)
        TestValue.objects.create(result=result, measure=measure, value=value, unit=measure.unit)
    return result


def address(result, runner=None):
    return reverse("result-trace", args=[(runner or result.runner).uuid, result.uuid])


@pytest.fixture
def hop(runner):
    result = recorded(runner, rhythm="own", pain=2)
    keep(result)
    return result


@pytest.fixture
def page_of(therapist, client_of):
    return lambda result: client_of(therapist).get(address(result))


def test_who_opens_a_recording(hop, runner, runner2, staff, owner, therapist2, other_therapist, client_of):
    people = (runner, runner2, staff, owner, therapist2, other_therapist)
    answers = [browser.get(address(hop)).status_code for browser in (Client(), *map(client_of, people))]
    assert answers == [302, 403, 403, 403, 200, 200, 404]


def test_opening_is_kept_in_the_trail_and_a_look_at_nothing_is_not(hop, therapist, page_of, client_of):
    client_of(therapist).get(reverse("result-trace", args=[hop.runner.uuid, uuid.uuid4()]))
    seen = AuditEvent.objects.filter(verb="record.opened", runner=hop.runner)
    assert seen.count() == 0
    page_of(hop)
    assert list(seen.values_list("actor", flat=True)) == [therapist.pk]


def test_a_result_is_found_only_with_its_own_runner(hop, runner2, therapist, client_of):
    assert client_of(therapist).get(address(hop, runner2)).status_code == 404


@pytest.mark.parametrize("changes", [{"method": "counted"}, {"method": "motion"}])
def test_without_a_recording_there_is_no_page(runner, page_of, changes):
    assert page_of(recorded(runner, **changes)).status_code == 404


def test_what_was_taken_back_has_no_page(hop, therapist, page_of):
    hop.voided_at, hop.voided_by = NOW, therapist
    hop.save()
    assert page_of(hop).status_code == 404


def test_the_numbers_stand_beside_the_picture(hop, page_of):
    page = page_of(hop)
    words = words_of(page)
    assert "Hop test, left 25 November 2026, 11:00 by the phone's motion, own rhythm pain 2 of 10" in words
    assert "66 hops marked." in page.context["sheet"].broad
    assert (
        "Counted by the phone 66 hops Time completed 30 s Pauses none Hops a second 2.20 First to last third no drop "
        "over 8 % How sure the count is high, 0.93"
    ) in words.replace("\N{NO-BREAK SPACE}", " ")
    assert "Samples a second 60 Samples missing 0.0 % Longest gap 0.02 s Algorithm hop-1" in words
    assert ("Corrected" in words, "Earlier analyses" in words) == (False, False)


def test_never_height_flight_or_strength(hop, page_of):
    words = words_of(page_of(hop)).lower()
    assert [one for one in ("flight", "height", "power", "strong", "weak") if one in words] == []
    assert "it says nothing of strength or force, and there are no usual values for it." in words


def test_each_hop_in_numbers(hop, page_of):
    rows = rows_of(page_of(hop))
    assert (rows[0], rows[1], rows[2], len(rows)) == (
        ["Hop", "Landing at", "Since the one before"], ["1", "0.18 s", "–"], ["2", "0.64 s", "0.46 s"], 67,
    )  # fmt: skip


def test_a_corrected_count_stands_beside_the_phones(runner, page_of):
    result = recorded(runner, values=(("seconds", 30), ("hops", 64)))
    keep(result)
    words = words_of(page_of(result)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Counted by the phone 66 hops Corrected by the runner 64 hops" in words


def test_a_stop_a_pause_and_a_slower_end_are_said(runner, page_of):
    result = recorded(runner, values=(("seconds", 21), ("hops", 40)), stop_reason="tired")
    keep(
        result, hopping(stop_s=21.4), seconds=21.4, stopped_at_s=21.4, hops=40, pauses=[[8.0, 10.5]],
        cadence_drop=0.12, confidence=0.55,
    )  # fmt: skip
    page = page_of(result)
    words = words_of(page).replace("\N{NO-BREAK SPACE}", " ")
    assert "Time stopped at 21 s Hopping ended, by the phone 21.4 s Why My leg got tired Pauses 8.0–10.5 s" in words
    assert "First to last third 12 % slower How sure the count is fair, 0.55" in words
    assert f"Stopped at 21.4{S}." in page.context["sheet"].narrow


def test_samples_that_are_missing_are_said(runner, page_of):
    columns = hopping()
    kept = [place for place, t in enumerate(columns["t_ms"]) if not 12_000 <= t < 13_000]
    for name in ("t_ms", "ax", "ay", "az"):
        columns[name] = [columns[name][place] for place in kept]
    result = recorded(runner)
    keep(result, columns)
    page = page_of(result)
    assert "Samples missing 3.3 % Longest gap 1.02 s" in words_of(page)
    assert "Samples are missing at 1 place." in page.context["sheet"].broad


def test_the_newest_analysis_counts_and_older_ones_are_listed(hop, page_of):
    row = hop.traces.get()
    row.analyses.update(analysed_at=NOW - datetime.timedelta(days=30))
    analyse(row, algorithm="hop-2", hops=65)
    page = page_of(hop)
    words = words_of(page).replace("\N{NO-BREAK SPACE}", " ")
    assert "Counted by the phone 65 hops Corrected by the runner 66 hops" in words
    assert rows_of(page, 1)[1] == ["hop-1", "26 Oct 2026", "66 hops 30.0 s"]


def test_what_a_newer_algorithm_refuses_is_said(hop, page_of):
    row = hop.traces.get()
    row.analyses.update(analysed_at=NOW - datetime.timedelta(days=30))
    analyse(row, algorithm="hop-2", accepted=False, hops=None, hop_times=[], cadence_hz=None, confidence=0.0)
    words = words_of(page_of(hop))
    assert "The newest analysis does not take this recording for hopping. What the runner kept stands." in words


def test_the_other_leg_of_the_day_is_one_press_away(hop, runner, page_of):
    other = recorded(runner, side="right", rhythm="own")
    assert address(other) not in page_of(hop).content.decode()
    keep(other)
    assert address(other) in page_of(hop).content.decode()


@pytest.mark.parametrize("zero", [None, [0, 9.81, 0.2]])
def test_the_phone_on_the_shin_shows_each_try(runner, page_of, zero):
    result = recorded(runner, "wall-lean", method="phone", values=(("angle_deg", 38),))
    for place, degrees in enumerate((37, 38, 39), start=1):
        keep(
            result, leaning(degrees), place=place, zero=zero, algorithm="tilt-1", angle_deg=degrees, stability_deg=0.25
        )
    page = page_of(result)
    zeroed = "yes" if zero else "no"
    assert rows_of(page)[1:] == [
        [str(place), f"{degrees}.0°", "0.25°", zeroed, "60", "0.0 %", "0.02 s", "tilt-1"]
        for place, degrees in ((1, 37), (2, 38), (3, 39))
    ]
    assert "Phones that runners hold themselves have not been studied." in words_of(page)
