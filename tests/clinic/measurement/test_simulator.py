"""The simulated bodies obey physics and say what they did; the simulated phones leave of it what they claim."""

import itertools

import numpy as np
import pytest

from tests.clinic.measurement.bodies import HZ, G, spring
from tests.clinic.measurement.simulator import (
    PLACES,
    Phone,
    Sensor,
    any_orientation,
    handling,
    heel_raises,
    hopping,
    jogging,
    jogging_on_the_spot,
    jumping_and_standing,
    record,
    shaking,
    stairs,
    standing,
    walking,
)

BODIES = {
    "hopping": hopping(2.2, seed=1),
    "slow hopping": hopping(1.6, seed=2),
    "quick hopping": hopping(3.0, seed=3),
    "tired, with a pause": hopping(2.2, seed=4, fatigue=0.2, pauses=[(9, 12)], stop_at=25),
    "jumping": hopping(2.4, seed=5, legs=2),
    "jump, land, stand": jumping_and_standing(seed=6),
    "walking": walking(seed=7),
    "stairs": stairs(seed=8),
    "jogging": jogging(seed=9),
    "jogging on the spot": jogging_on_the_spot(seed=9),
    "heel raises": heel_raises(seed=13),
    "standing": standing(seed=10),
    "shaking": shaking(seed=11, tilt_deg=0),
    "handling": handling(8, seed=12),
}
FLYING = ["hopping", "slow hopping", "quick hopping", "tired, with a pause", "jumping", "jump, land, stand"]


@pytest.mark.parametrize("name", BODIES)
def test_a_body_ends_as_fast_as_it_began(name):
    """The mean of the vertical force is gravity: else it would have left through the floor or the ceiling."""
    body = BODIES[name]
    assert body.force[:, 2].mean() == pytest.approx(G, abs=0.15)


@pytest.mark.parametrize("contact", [0.15, 0.25, 0.4])
@pytest.mark.parametrize(("falls", "rises"), [(0.1, 0.1), (0.2, 0.15), (0.15, 0.3)])
@pytest.mark.parametrize("hump", [0.0, 0.3])
def test_the_push_of_the_floor_turns_the_fall_into_the_rise(contact, falls, rises, hump):
    s = np.linspace(0, contact, 2001)
    force = spring(contact, falls, rises, hump=hump)(s)
    gained = np.trapezoid(force - G, s)
    assert gained == pytest.approx(G * (falls + rises) / 2, rel=0.06)
    assert (force[0], force.min()) == (0, 0)
    assert force[-1] == pytest.approx(0, abs=0.05)


@pytest.mark.parametrize("name", FLYING)
def test_before_each_landing_nothing_holds_the_body_and_after_it_the_floor_does(name):
    body = BODIES[name]
    steps = np.array([round(at * HZ) for at in body.landings if at < body.seconds - 0.1])
    assert np.abs(body.force[steps - round(0.03 * HZ), 2]).max() < 0.01
    assert body.force[steps + round(0.06 * HZ), 2].min() > G / 3


@pytest.mark.parametrize(("rate", "hops"), [(1.6, 46), (2.2, 64), (3.0, 88)])
def test_the_rate_is_the_one_that_was_asked_for(rate, hops):
    landings = hopping(rate, seed=1).landings
    assert len(landings) == pytest.approx(hops, abs=2)
    assert 1 / np.diff(landings).mean() == pytest.approx(rate, rel=0.02)


def test_who_tires_hops_slower_and_lower():
    landings = hopping(2.2, seed=1, fatigue=0.2, jitter=0.03).landings
    steps = np.diff(landings)
    assert steps[:10].mean() / steps[-10:].mean() == pytest.approx(1 - 0.2 * 26 / 30, abs=0.04)


def test_nobody_hops_in_a_pause_or_after_the_stop():
    body = BODIES["tired, with a pause"]
    [(start, end)] = body.pauses
    assert [at for at in body.landings if start < at < end] == []
    assert (start <= 9, 12 <= end < 13, body.stopped_at) == (True, True, body.landings[-1])
    rest = body.force[round(11 * HZ) : round(12 * HZ), 2]
    assert (rest.mean(), rest.std()) == (pytest.approx(G, abs=0.2), pytest.approx(0.1, abs=0.1))


def test_joggers_fly_and_walkers_do_not():
    assert BODIES["jogging"].force[:, 2].min() < 1
    assert BODIES["walking"].force[:, 2].min() > G / 2


def test_joggers_push_to_one_side_and_then_to_the_other():
    """The sideways force repeats once in two steps, the vertical one in each."""
    force = jogging(2.75, seed=1).force
    spectrum = np.abs(np.fft.rfft(force - force.mean(axis=0), axis=0))
    top = spectrum.argmax(axis=0) * HZ / len(force)
    assert (top[1], top[2]) == (pytest.approx(2.75 / 2, abs=0.15), pytest.approx(2.75, abs=0.2))


def test_one_body_after_another_keeps_what_is_known():
    one, two = hopping(2.2, 10, seed=1, stop_at=8), hopping(2.2, 10, seed=2)
    body = one.then(two)
    assert body.seconds == pytest.approx(19.6)
    assert body.landings == one.landings + tuple(pytest.approx(9.6 + at) for at in two.landings)
    assert body.stopped_at == one.stopped_at


def test_the_same_seeds_give_the_same_trace_and_others_another():
    def trace(body, sensor):
        return record(hopping(2.2, 5, seed=body), sensor=Sensor(seed=sensor)).a.tolist()

    assert trace(1, 1) == trace(1, 1)
    assert trace(1, 1) != trace(2, 1)
    assert trace(1, 1) != trace(1, 2)


def test_a_phone_at_rest_feels_gravity_upwards():
    said = record(standing(5, seed=1, fidgets=0), sensor=Sensor(noise=0.02)).a.mean(axis=0)
    assert said.tolist() == [pytest.approx(0, abs=0.3), pytest.approx(0, abs=0.3), pytest.approx(G, abs=0.1)]


@pytest.mark.parametrize("place", PLACES)
def test_every_place_shows_the_flights(place):
    body = BODIES["hopping"]
    felt = np.linalg.norm(Phone(place).feels(body), axis=1)
    flights = [felt[round((at - 0.12) * HZ) : round(at * HZ)].min() for at in body.landings]
    assert np.median(flights) < G / 3


def test_a_turned_phone_feels_the_same_along_other_axes():
    body, turn = BODIES["hopping"], any_orientation(3)
    assert turn @ turn.T == pytest.approx(np.eye(3), abs=1e-12)
    assert np.linalg.det(turn) == pytest.approx(1)
    assert Phone("waist", turn).feels(body) == pytest.approx(Phone("waist").feels(body) @ turn.T)


def test_a_pocket_rings_after_a_landing():
    """Between 8 and 15 Hz there is more in a loose pocket than in a tight one."""
    felt = [Phone(place).feels(BODIES["hopping"])[:, 2] for place in ("pocket", "loose pocket")]
    spectra = [np.abs(np.fft.rfft(one)) ** 2 for one in felt]
    hz = np.fft.rfftfreq(len(felt[0]), 1 / HZ)
    tight, loose = (spectrum[(hz > 7) & (hz < 9)].sum() for spectrum in spectra)
    assert loose > 2 * tight


@pytest.mark.parametrize("rate", [20.0, 60.0, 200.0])
def test_a_sensor_gives_its_rate_and_names_its_interval(rate):
    trace = record(BODIES["standing"], sensor=Sensor(rate_hz=rate))
    assert (trace.count, trace.interval) == (round(30 * rate), pytest.approx(1 / rate))
    assert np.diff(trace.t) == pytest.approx(1 / rate, abs=2e-4)


def test_a_sensor_clips_and_rounds():
    trace = record(BODIES["hopping"], sensor=Sensor(clip_g=2, step=0.1))
    assert np.abs(trace.a).max() == pytest.approx(19.6)
    assert trace.a * 10 == pytest.approx(np.round(trace.a * 10), abs=1e-6)


def test_a_sensor_errs_in_scale():
    true, wrong = (record(BODIES["standing"], sensor=Sensor(scale=scale, step=None)) for scale in (0, 0.014))
    assert wrong.a[:, 2].mean() / true.a[:, 2].mean() == pytest.approx(1.014, abs=1e-3)


def test_a_sensor_loses_samples_and_starts_late():
    trace = record(BODIES["standing"], sensor=Sensor(lost=0.2, bursts=((10, 1.5),), late=0.7))
    assert trace.count == pytest.approx(0.8 * 60 * (30 - 1.5 - 0.7), rel=0.05)
    assert trace.t[0] >= 0.7
    assert np.diff(trace.t).max() >= 1.5


def test_a_sensor_says_things_twice_and_out_of_order():
    plain = record(BODIES["standing"])
    trace = record(BODIES["standing"], sensor=Sensor(doubled=0.1, unordered=0.1))
    assert trace.count == pytest.approx(1.1 * plain.count, rel=0.03)
    assert len(set(trace.t.tolist())) == plain.count
    assert sum(one > two for one, two in itertools.pairwise(trace.t.tolist())) == pytest.approx(180, abs=60)


def test_jitter_moves_samples_by_less_than_half_an_interval():
    trace = record(BODIES["standing"], sensor=Sensor(jitter=0.02))
    assert np.diff(trace.t).min() > 0
    assert np.abs(trace.t - np.arange(trace.count) / 60).max() == pytest.approx(0.45 / 60, abs=1e-3)
